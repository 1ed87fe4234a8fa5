"""Worked cases: sentences that pin the rules, read from the policy's folders and compared with the engine's answers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from kaitak.rules.assessment import VERDICTS, Sheet, dates_of
from kaitak.rules.combine import Findings
from kaitak.rules.completion import settle
from kaitak.rules.dates import day_of
from kaitak.rules.documents import document_slots
from kaitak.rules.errors import Fault, PolicyFault, RulesError, did_you_mean, nearest
from kaitak.rules.fees import fees_due
from kaitak.rules.findings import plain
from kaitak.rules.loading.yaml_text import documents, told
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Route
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person, check_profile, people_at
from kaitak.rules.stay import initial_stay
from kaitak.rules.verdicts import is_open, verdict_of

KEYS = ("case", "day", "approved_on", "submitted_at", "paid_on", "profile", "scheme", "expect", "fee")
PARTS: dict[str, Callable[[Sheet, Route], Any]] = {
    "stay": lambda sheet, route: initial_stay(sheet.matter, route, "en").get("initial_stay_months"),
    "points": lambda sheet, route: _points(sheet, route),
    "maximum": lambda sheet, route: _test(sheet, route).get("maximum"),
    "places": lambda sheet, route: sheet.places(route.quota).get("places", {}).get("overall", "none"),
}
KEYED = re.compile(r"([a-z0-9_.]+)\[([a-z0-9_]+)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case, with the file it stands in."""

    file: str
    sentence: str
    expect: Mapping[str, Any]
    profile: Mapping[str, Any] = field(default_factory=dict)
    dates: Mapping[str, Any] = field(default_factory=dict)
    scheme: str = ""
    fee: Mapping[str, Any] | None = None

    @property
    def day(self) -> date | None:
        """Return the day of application."""
        day: date | None = self.dates.get("applied_on")
        return day


def load_cases(folder: Path) -> list[Case]:
    """Return every worked case under a policy's folder; raises PolicyFault where one is malformed."""
    faults: list[Fault] = []
    cases: list[Case] = []
    for place in sorted({path.parent for path in folder.rglob("cases/*.yaml")}):
        cases += _folder(place, folder, faults)
    if faults:
        raise PolicyFault(faults)
    return cases


def _folder(place: Path, root: Path, faults: list[Fault]) -> list[Case]:
    sections: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(place.glob("*.yaml")):
        name = path.relative_to(root.parent).as_posix()
        try:
            sections += [(name, one) for one in documents(path.read_text(encoding="utf-8"))]
        except yaml.YAMLError as error:
            faults.append(Fault(name, "", told(error)))
    profiles = {key: value for _, one in sections for key, value in one.get("profiles", {}).items()}
    found = []
    for name, one in sections:
        for index, raw in enumerate(one.get("cases", [])):
            try:
                found.append(_case(name, raw, profiles))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                faults.append(Fault(name, f"cases[{index}]", f"is not a case: {error}"))
    return found


def _case(file: str, raw: dict[str, Any], profiles: Mapping[str, Any]) -> Case:
    for key in raw:
        if key not in KEYS:
            raise ValueError(f"there is no key {key!r}{did_you_mean(nearest(key, KEYS))}")
    dates: dict[str, Any] = {
        fact: date.fromisoformat(raw[key])
        for key, fact in (("day", "applied_on"), ("approved_on", "approved_on"), ("paid_on", "paid_on"))
        if key in raw
    }
    if "submitted_at" in raw:
        dates["submitted_at"] = datetime.fromisoformat(raw["submitted_at"])
        dates.setdefault("applied_on", day_of(dates["submitted_at"]))
    profile = _person(raw.get("profile", {}), profiles)
    return Case(file, raw["case"], raw["expect"], profile, dates, raw.get("scheme", ""), raw.get("fee"))


def _person(raw: Any, profiles: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = {"like": raw}
    if "like" not in raw:
        return dict(raw)
    own = {key: value for key, value in raw.items() if key != "like"}
    return _over(_person(profiles[raw["like"]], profiles), own)


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    answer = dict(base)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(answer.get(key), dict)
        answer[key] = _over(answer[key], value) if both else value
    return answer


def run_case(policy: Policy, case: Case) -> Iterator[str]:
    """Yield what differs from what a case expects."""
    try:
        yield from _differences(case.expect, answers_to(policy, case))
    except RulesError as error:
        yield str(error)


def answers_to(policy: Policy, case: Case) -> Mapping[str, Any]:
    """Return what a policy answers to what a case expects; raises RulesError."""
    if case.fee is not None:
        return fees_due(policy, case.fee)
    check_profile(policy, case.profile)
    return {key: _Asked(policy, case).answer(key, wanted) for key, wanted in case.expect.items()}


def _differences(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for key, value in wanted.items():
        if isinstance(value, dict) and isinstance(found.get(key), Mapping):
            yield from (f"{key} {line}" for line in _differences(value, found[key]))
        elif _plain(found.get(key)) != _plain(value):
            yield f"{key} is {_plain(found.get(key))!r}, not {_plain(value)!r}"


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value


def _test(sheet: Sheet, route: Route) -> dict[str, Any]:
    tree = sheet.tree(route)
    found: dict[str, Any] = sheet.points(tree).get("points", {}) if tree else {}
    return found


def _points(sheet: Sheet, route: Route) -> Any:
    """Return a route's points, as a pair of least and most where they are open."""
    test = _test(sheet, route)
    ends = [test.get("least"), test.get("most")]
    return ends[0] if ends[0] == ends[1] else ends


def asked_about(policy: Policy, case: Case, key: str) -> tuple[Matter, str]:
    """Return the person that a key of a case asks about, and what it asks of that person."""
    return _Asked(policy, case).asked(key)


class _Asked:
    """Answers one key of what a case expects."""

    def __init__(self, policy: Policy, case: Case) -> None:
        self.policy, self.case = policy, case
        self.matter = self.of(Person(case.profile))

    def of(self, person: Person) -> Matter:
        return Matter(self.policy, person, {**dates_of(self.case.profile), **self.case.dates})

    def answer(self, key: str, wanted: Any) -> Any:
        if key.startswith("documents/"):
            return self.documents(key.removeprefix("documents/"), wanted)
        return self.about(*self.asked(key))

    def asked(self, key: str) -> tuple[Matter, str]:
        name, there, rest = key.partition("/")
        return (self.joining(name), rest) if there else (self.matter, key)

    def joining(self, name: str) -> Matter:
        for route in self.policy.routes.values():
            for person, place in people_at(self.case.profile, route.person) if route.person else ():
                if person == name:
                    return self.of(Person(self.case.profile, place, self.case.scheme))
        raise PolicyFault([Fault(self.case.file, name, "nobody of that name accompanies the person")])

    def about(self, matter: Matter, key: str) -> Any:
        policy = self.policy
        if key in policy.routes:
            return self.verdict(matter, key)
        if key in policy.criteria:
            return Findings(matter, {}).of(key).status
        route, _, part = key.rpartition(".")
        if route in policy.routes and part in PARTS:
            return PARTS[part](Sheet(matter), policy.routes[route])
        if key in policy.facts or key in policy.derivations:
            return plain(matter.fact(key).value)
        return self.figure(matter, key)

    def verdict(self, matter: Matter, key: str) -> str:
        route = self.policy.routes[key]
        if is_open(matter, route) is False:
            return "closed"
        truth = verdict_of(matter, route, Findings(matter, {}))
        return VERDICTS[settle(matter, route) if truth is None else truth]

    def figure(self, matter: Matter, key: str) -> Any:
        match = KEYED.fullmatch(key)
        figure = self.policy.figure(match[1] if match else key)
        values, _ = matter.values_of(figure, match[2] if match else None)
        if len(values) != 1 or values[0] is UNSOURCED:
            return "unsourced"
        return plain(values[0])

    def documents(self, name: str, wanted: Any) -> dict[str, str]:
        scheme, _, short = name.partition(".")
        slots = document_slots(self.policy, scheme, short, self.case.profile, day=self.case.day)
        found: dict[str, str] = {}
        for slot in slots:
            found.setdefault(slot.id, slot.state)
            found[f"{slot.party}/{slot.id}"] = slot.state
        rules = self.policy.procedure(scheme, short).documents
        there = {rule.id for rule in rules} | {f"{rule.party}/{rule.id}" for rule in rules}
        return {key: found.get(key, "absent" if key in there else "no such slot") for key in wanted}
