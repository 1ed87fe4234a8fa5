"""Set two days side by side."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kaitak.rules.changed.all import changes
from kaitak.rules.changed.change import Change
from kaitak.rules.comparison.person import turns
from kaitak.rules.comparison.sides import Day, Side
from kaitak.rules.errors import InputError
from kaitak.rules.policy import Policy
from kaitak.rules.reach import Thing, resting_on

KINDS = {
    "route": "routes",
    "criterion": "criteria",
    "figure": "figures",
    "derivation": "countings",
    "list": "lists",
    "tariff": "fees",
    "quota": "quotas",
    "document": "documents",
}


def compare(
    policy: Policy,
    first: date,
    last: date,
    profile: Mapping[str, Any] | None = None,
    *,
    schemes: Iterable[str] | None = None,
    lang: str = "en",
) -> dict[str, Any]:
    """Return two days side by side: what differs, what happened between them and, for a profile, what turns.

    Raises InputError where the days are in the wrong order or the profile is wrong.
    """
    if last < first:
        raise InputError("to", f"{last} is before {first}")
    chosen = None if schemes is None else [policy.scheme(code).code for code in schemes]
    between = _between(policy, first, last, chosen, lang)
    answer: dict[str, Any] = {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "policy": policy.name,
        "policy_digest": policy.digest,
        **_differences(policy, first, last, chosen, lang),
        "changes": [one.as_json() for one in between],
    }
    if profile is not None:
        every = _between(policy, first, last, None, lang)
        answer["person"] = turns(policy, profile, (first, last), every, chosen, lang)
    return answer


def _between(policy: Policy, first: date, last: date, schemes: list[str] | None, lang: str) -> list[Change]:
    """Return the changes that came, or began to be possible, after the first day and by the last."""
    return [
        one
        for one in changes(policy, lang, schemes=schemes)
        if first < one.day <= last or first < one.start.earliest.date() <= last
    ]


def _differences(
    policy: Policy, first: date, last: date, schemes: list[str] | None, lang: str
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in KINDS.values()}
    days = Day(policy, first, lang), Day(policy, last, lang)
    wanted = _Wanted(policy, days, schemes)
    for (thing, before), (_, after) in zip(days[0].things(), days[1].things(), strict=True):
        if before.said != after.said and wanted.of(thing):
            found[KINDS[thing.kind]].append(_difference(thing, before, after))
    return found


class _Wanted:
    """Which things are compared: of the schemes asked for, and of a route that both days may have open."""

    def __init__(self, policy: Policy, days: tuple[Day, Day], schemes: list[str] | None) -> None:
        self.policy, self.days, self.schemes = policy, days, schemes
        self.resting = resting_on(policy)

    def of(self, thing: Thing) -> bool:
        routes = list(self._routes(thing))
        if self.schemes is not None:
            routes = [one for one in routes if self.policy.routes[one].scheme in self.schemes]
            if not routes:
                return False
        if thing.kind == "route":
            return True
        opened = [one for one in routes if all(day.is_open(one) is not False for day in self.days)]
        return bool(opened) or thing.kind in ("tariff", "list", "quota")

    def _routes(self, thing: Thing) -> Iterator[str]:
        policy, kind, name = self.policy, thing.kind, thing.id
        if kind == "route":
            yield name
        elif kind == "document":
            procedure = next(one for one in policy.procedures.values() if name.startswith(f"{one.id}."))
            yield from procedure.routes
        elif kind == "quota":
            yield from (one.id for one in policy.routes.values() if one.scheme == policy.quotas[name].scheme)
        elif kind == "tariff":
            yield from self._served(name)
        else:
            yield from self.resting.get(thing, self._processed(thing))

    def _processed(self, thing: Thing) -> tuple[str, ...]:
        """Return the routes of the schemes whose usual time a figure is."""
        schemes = {one.code for one in self.policy.schemes.values() if thing.id in one.processing.values()}
        return tuple(one.id for one in self.policy.routes.values() if one.scheme in schemes)

    def _served(self, tariff: str) -> Iterator[str]:
        serves = self.policy.fees[tariff].serves
        for route in self.policy.routes.values():
            kind = "specified" if self.policy.schemes[route.scheme].specified else "ordinary"
            if serves == kind or (isinstance(serves, tuple) and route.id in serves):
                yield route.id


def _difference(thing: Thing, before: Side, after: Side) -> dict[str, Any]:
    answer: dict[str, Any] = {"id": thing.id, "title": after.title or before.title}
    for name, side in (("before", before), ("after", after)):
        answer[name] = {"state": side.state, **({"text": side.text} if side.text else {})}
        if side.source and side.state != "none":
            answer[name]["source"] = dict(side.source)
    if thing.kind == "list":
        answer["added"] = [row for row in after.rows if row not in before.rows]
        answer["removed"] = [row for row in before.rows if row not in after.rows]
    return answer
