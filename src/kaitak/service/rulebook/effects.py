"""What an amendment would do: to the worked cases, and to a synthetic population."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kaitak import rules
from kaitak.rules.bulk.counts import ANY, VERDICTS, Counts
from kaitak.rules.bulk.simulation import Question, simulate
from kaitak.rules.cases import Case, load_cases
from kaitak.rules.loading.building import start_of
from kaitak.rules.reform.touched import affected, affected_routes, touched
from kaitak.rules.reform.turned import TurnedCase, turned_cases
from kaitak.rules.versions import END

PEOPLE, SEED = 10_000, 7


@dataclass(frozen=True, slots=True)
class RouteEffect:
    """One route, or any of them where ``route`` is empty: people by verdict today and under the amendment."""

    route: str
    today: dict[str, int]
    then: dict[str, int]
    winners: int
    losers: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a simulation found; ``is_possible`` is false where the library it needs is not installed."""

    day: date
    people: int
    routes: tuple[RouteEffect, ...]
    is_possible: bool = True


@lru_cache(maxsize=4)
def turned(before: rules.Policy, after: rules.Policy) -> tuple[TurnedCase, ...]:
    """Return the worked cases of the packaged policy that two policies answer differently."""
    return tuple(turned_cases(before, after, _cases()))


@lru_cache(maxsize=1)
def _cases() -> tuple[Case, ...]:
    return tuple(load_cases(rules.packaged_folder()))


@lru_cache(maxsize=4)
def effect(before: rules.Policy, after: rules.Policy, today: date) -> Effect:
    """Return what an amendment does to people once all of it has begun, in the schemes that it touches."""
    day = day_of_effect(before, after, today)
    routes = affected_routes(after, affected(before, after))
    schemes = tuple(dict.fromkeys(after.routes[one].scheme for one in routes if not after.routes[one].person))
    if not schemes:
        return Effect(day, 0, ())
    try:
        from kaitak.rules.bulk.engines.frames import Frames
        from kaitak.rules.bulk.population import synthetic
    except ModuleNotFoundError:
        return Effect(day, 0, (), is_possible=False)
    question = Question(before, {"applied_on": day}, schemes, after)
    found = simulate(question, Frames(synthetic(after, PEOPLE, SEED, day)))
    closed = set(found.closed) & set(found.closed_under_reform)
    shown = [name for name in found.routes if name in routes and name not in closed]
    counts = found.groups[0].routes
    told = [_told(name, counts[name]) for name in shown]
    return Effect(day, found.people, (*told, _told("", counts[ANY])))


def _told(route: str, counts: Counts) -> RouteEffect:
    today = {"meets": counts.meets, "undetermined": counts.undetermined, "fails": counts.fails}
    then = {
        verdict: sum(people for (_, new), people in counts.moves.items() if new == verdict)
        for verdict in VERDICTS
    }
    return RouteEffect(route, today, then, counts.winners, counts.losers)


def day_of_effect(before: rules.Policy, after: rules.Policy, today: date) -> date:
    """Return the day by which every new version has begun; today where that is later."""
    days = [today]
    for section, name in touched(before, after):
        old = before.written_entries[section].get(name, {}).get("versions", [])
        for version in after.written_entries[section].get(name, {}).get("versions", []):
            if version not in old:
                start = start_of(version["from"], None)
                days.append((start.earliest if start.latest == END else start.latest).date())
    return max(days)
