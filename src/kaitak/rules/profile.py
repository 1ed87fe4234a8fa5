"""A profile as the contract writes it, and the facts that stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kaitak.rules.answers import unknown_key
from kaitak.rules.errors import FactError, InputError
from kaitak.rules.model import Fact
from kaitak.rules.nodes import Type
from kaitak.rules.policy import Policy
from kaitak.rules.reading import read_pair, read_value
from kaitak.rules.texts import Text

SELF, JOINING, SPONSOR = "applicant", "dependant", "sponsor"
SEVERAL = "several"
Tree = dict[str, Any]
ACCOMPANYING = Fact(
    "accompanying", "bool", "dependant.accompanying", Text("Accompanies", "隨行", "随行"), Type("bool")
)


@lru_cache(maxsize=16)
def known_keys(policy: Policy) -> Tree:
    """Return the keys a profile may have: maps inside maps, a fact at each end.

    Those who join come first: records that stand in their place are read from what is said of each person.
    """
    tree: Tree = {}
    for person in {route.person: None for route in policy.routes.values() if route.person}:
        for fact in policy.facts.values():
            first, _, rest = fact.path.partition(".")
            if first in (SELF, JOINING) and rest:
                _plant(tree, f"{person}.{rest}", fact)
        _plant(tree, f"{person}.accompanying", ACCOMPANYING)
    for fact in policy.facts.values():
        if fact.path.partition(".")[0] not in (JOINING, SPONSOR):
            _plant(tree, fact.path, fact)
    tree["facts"] = {name: policy.fact(name) for name in (*policy.facts, *policy.derivations)}
    return tree


def _plant(tree: Tree, path: str, fact: Fact) -> None:
    *branches, leaf = path.split(".")
    for branch in branches:
        below: Any = tree.setdefault(branch, {})
        if not isinstance(below, dict):
            return
        tree = below
    tree.setdefault(leaf, fact)


def check_profile(policy: Policy, profile: Any) -> None:
    """Check a profile's keys and values; raises InputError at the first that is wrong."""
    if not isinstance(profile, Mapping):
        raise InputError("", "a profile is a map")
    _check_branch(policy, profile, known_keys(policy), "")


def _check_branch(policy: Policy, given: Mapping[str, Any], known: Tree, path: str) -> None:
    for key, value in given.items():
        fact = known.get(key)
        if type(value) is bool and type(fact) is Fact and fact.kind == "bool":
            continue
        place = f"{path}.{key}" if path else str(key)
        if fact is None:
            raise InputError(place, unknown_key(str(key), known))
        if value is not None:
            _check_leaf(policy, value, fact, place)


def _check_leaf(policy: Policy, value: Any, known: Any, place: str) -> None:
    if isinstance(known, Fact):
        _check_fact(policy, value, known, place)
    elif _is_person_list(policy, place):
        if not isinstance(value, list):
            raise InputError(place, "is a list of persons; an empty list means none")
        for index, one in enumerate(value):
            _check_leaf(policy, one, known, f"{place}[{index}]")
    elif isinstance(value, Mapping):
        _check_branch(policy, value, known, place)
    else:
        raise InputError(place, f"is a map, not {value!r}")


def _is_person_list(policy: Policy, place: str) -> bool:
    return any(route.person == place and route.many for route in policy.routes.values())


def _check_fact(policy: Policy, value: Any, fact: Fact, place: str) -> None:
    if fact.kind != "records":
        _read(policy, fact, value, place)
        return
    if not isinstance(value, list):
        raise InputError(place, "is a list of records; an empty list means none")
    for index, record in enumerate(value):
        _check_record(policy, record, fact, f"{place}[{index}]")


def _check_record(policy: Policy, record: Any, fact: Fact, place: str) -> None:
    if not isinstance(record, Mapping):
        raise InputError(place, f"is a record, not {record!r}")
    for key, value in record.items():
        if key not in fact.fields:
            raise InputError(f"{place}.{key}", unknown_key(str(key), fact.fields))
        if value is not None:
            _check_fact(policy, value, fact.fields[key], f"{place}.{key}")


def _read(policy: Policy, fact: Fact, value: Any, place: str) -> Any:
    try:
        given_as_pair = (
            place.startswith("facts.") and isinstance(value, list) and fact.type.kind in ("int", "day")
        )
        read = read_pair if given_as_pair else read_value
        return read(fact, value, policy.calendar.tax_year_begins)
    except FactError as error:
        where = f"{place}{error.field}" if error.field.startswith("[") else place
        raise FactError(error.code, path=where, **error.params) from error


@dataclass(frozen=True, slots=True)
class Person:
    """One person whose facts are asked for: the principal, or one who joins, with their place in the profile."""

    profile: Mapping[str, Any]
    place: str = ""
    scheme: str = ""

    def where(self, path: str) -> str:
        """Return the place in the profile of a fact's path, seen from this person."""
        first, _, rest = path.partition(".")
        if not self.place or first not in (SELF, JOINING, SPONSOR):
            return path
        return f"{SELF}.{rest}" if first == SPONSOR else f"{self.place}.{rest}"

    def raw(self, path: str) -> Any:
        """Return what the profile says at a fact's path; ``None`` where it says nothing."""
        if path == "sponsor.scheme":
            return self.scheme or SEVERAL
        return at(self.profile, self.where(path))


def at(profile: Any, path: str) -> Any:
    """Return what stands at a path such as ``family.children[0].date_of_birth``."""
    value = profile
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, Mapping):
            value = value.get(step)
        else:
            return None
    return value


def people_at(profile: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Yield the name and place of each accompanying person at a route's path (a record or a list of them)."""
    found = at(profile, path)
    name = path.rpartition(".")[2]
    if isinstance(found, Mapping):
        listed = [(name, path, found)]
    else:
        many = found if isinstance(found, list) else []
        listed = [(f"{name}[{index}]", f"{path}[{index}]", one) for index, one in enumerate(many)]
    for person, place, record in listed:
        if isinstance(record, Mapping) and record.get("accompanying") is not False:
            yield person, place
