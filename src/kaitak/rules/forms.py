"""Pages and parts: which pages are shown, and the profile that filled parts make."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kaitak.rules.findings import find
from kaitak.rules.matter import Matter
from kaitak.rules.model import Route
from kaitak.rules.policy import Policy
from kaitak.rules.procedures import Page, PageFact, Party, Procedure
from kaitak.rules.profile import JOINING, SELF, Person

Answers = Mapping[str, Any]
Parts = Mapping[str, "Answers | Sequence[Answers]"]


def visible_pages(
    policy: Policy,
    procedure: Procedure,
    party: str,
    answers: Answers,
    *,
    day: date | None = None,
    profile: Mapping[str, Any] | None = None,
) -> list[Page]:
    """Return the pages of a party that are shown: all but those whose condition is certainly not met.

    ``answers`` are this party's, keyed by fact; ``profile`` is what the other parts make, where it matters.
    """
    matter = _matter(policy, procedure, party, answers, day, profile)
    return [page for page in procedure.pages_of(party) if _shown(matter, page.when)]


def visible_facts(
    policy: Policy,
    procedure: Procedure,
    page: Page,
    answers: Answers,
    *,
    day: date | None = None,
    profile: Mapping[str, Any] | None = None,
) -> list[PageFact]:
    """Return the questions of a page that are shown."""
    matter = _matter(policy, procedure, page.party, answers, day, profile)
    return [one for one in page.facts if _shown(matter, one.when)]


def missing_answers(
    policy: Policy,
    procedure: Procedure,
    party: str,
    answers: Answers,
    *,
    day: date | None = None,
    profile: Mapping[str, Any] | None = None,
) -> list[tuple[str, str]]:
    """Return page and fact of every required answer that is missing; a part is complete when there is none."""
    matter = _matter(policy, procedure, party, answers, day, profile)
    return [
        (page.id, one.fact)
        for page in procedure.pages_of(party)
        if _shown(matter, page.when)
        for one in page.facts
        if one.required and _shown(matter, one.when) and answers.get(one.fact) is None
    ]


def _matter(
    policy: Policy,
    procedure: Procedure,
    party: str,
    answers: Answers,
    day: date | None,
    profile: Mapping[str, Any] | None,
) -> Matter:
    who = procedure.party(party)
    dates = {} if day is None else {"applied_on": day}
    whole = dict(profile or {})
    if who.places:
        record = _record(policy, answers)
        return Matter(policy, Person({**whole, "~joining": record}, "~joining", procedure.scheme), dates)
    return Matter(policy, Person(_merged(whole, _nested(policy, answers))), dates)


def _shown(matter: Matter, when: Any) -> bool:
    return when is None or matter.outcomes(when).value is not False


def profile_of(policy: Policy, procedure: Procedure, parts: Parts) -> dict[str, Any]:
    """Return the profile that the answers of all parts make.

    ``parts`` are answers keyed by fact, by party; a party of several persons has a list of them.
    """
    profile: dict[str, Any] = {}
    for party in procedure.parties:
        found = parts.get(party.id) or {}
        if party.places:
            for answers in [found] if isinstance(found, Mapping) else found:
                _place(policy, party, answers, profile)
        elif isinstance(found, Mapping):
            profile = _merged(profile, _nested(policy, found))
    if any(party.places for party in procedure.parties):
        _close_family(policy, procedure, profile)
    return profile


def place_of(policy: Policy, procedure: Procedure, party: str, parts: Parts, index: int) -> str:
    """Return where the person of a part stands in the profile; empty for the principal."""
    who = procedure.party(party)
    if not who.places:
        return ""
    found = parts.get(party) or []
    people: list[Answers] = [found] if isinstance(found, Mapping) else list(found)
    path = _path(who, people[index])
    if not _is_list(policy, path):
        return path
    before = [one for one in people[:index] if _path(who, one) == path]
    return f"{path}[{len(before)}]"


def route_of(
    policy: Policy, procedure: Procedure, profile: Mapping[str, Any], *, day: date | None = None
) -> Route | None:
    """Return the route an application goes by: the first that applies; ``None`` while that is not known."""
    matter = Matter(policy, Person(profile), {} if day is None else {"applied_on": day})
    for name in procedure.routes:
        route = policy.route(name)
        if not route.applies:
            return route
        truth = _applies(matter, route)
        if truth is not False:
            return route if truth else None
    return None


def _applies(matter: Matter, route: Route) -> bool | None:
    return find(matter, matter.policy.criteria[route.applies]).truth


def _place(policy: Policy, party: Party, answers: Answers, profile: dict[str, Any]) -> None:
    path = _path(party, answers)
    if not path:
        return
    *branches, leaf = path.split(".")
    target = profile
    for branch in branches:
        target = target.setdefault(branch, {})
    record = {**_record(policy, answers), "accompanying": True}
    if _is_list(policy, path):
        target.setdefault(leaf, []).append(record)
    else:
        target[leaf] = record


def _path(party: Party, answers: Answers) -> str:
    return party.places.get(str(answers.get(party.chooser)), "")


def _is_list(policy: Policy, path: str) -> bool:
    """Say whether a place holds a list of people, as the route that reads it says."""
    return any(route.person == path and route.many for route in policy.routes.values())


def _close_family(policy: Policy, procedure: Procedure, profile: dict[str, Any]) -> None:
    """Say of places nobody takes that there is nobody: the list of those who join is complete."""
    for party in procedure.parties:
        for path in party.places.values():
            *branches, leaf = path.split(".")
            target = profile
            for branch in branches:
                target = target.setdefault(branch, {})
            target.setdefault(leaf, [] if _is_list(policy, path) else {"accompanying": False})


def _record(policy: Policy, answers: Answers) -> dict[str, Any]:
    """Return a joining person's own record: what is at ``applicant.`` or ``dependant.``, without that word."""
    nested = _nested(policy, answers)
    return _merged(nested.get(SELF, {}), nested.get(JOINING, {}))


def _nested(policy: Policy, answers: Answers) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, value in answers.items():
        if value is None or name not in policy.facts:
            continue
        *branches, leaf = policy.facts[name].path.split(".")
        target = tree
        for branch in branches:
            target = target.setdefault(branch, {})
        target[leaf] = value
    return tree


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    answer = dict(one)
    for key, value in other.items():
        before = answer.get(key)
        answer[key] = (
            _merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
        )
    return answer
