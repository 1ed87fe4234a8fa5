"""A policy over raw entries that are known to be good; what an entry becomes is built when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from kaitak.rules.loading.entries import Entries
from kaitak.rules.policy import Policy

Sections = dict[str, dict[str, Any]]
Builders = Mapping[str, Callable[[str, Any], Any]]


def assembled(sections: Sections, document: bytes, builders: Callable[[Policy], Builders]) -> Policy:
    """Return the policy of some sections; ``builders`` is first called when an entry is needed."""
    made: Callable[[], Builders] = cache(lambda: builders(policy))

    def section(name: str, order: Callable[[str], Sequence[str]] = lambda name: list(sections[name])) -> Any:
        return Entries(partial(order, name), lambda entry: made()[name](entry, sections[name].get(entry)))

    def by_order(name: str) -> list[str]:
        return sorted(sections[name], key=lambda one: (sections[name][one].get("order", 100), one))

    policy = Policy(
        document=document,
        sources=section("sources"),
        facts=section("facts"),
        derivations=section("derivations"),
        lists=section("lists"),
        figures=section("figures"),
        criteria=section("criteria"),
        schemes=section("schemes", by_order),
        routes=section("routes", by_order),
        procedures=section("procedures"),
        quotas=section("quotas"),
        fees=section("tariffs"),
        calendars=section("calendar", lambda _: ["calendar"]),
        choices=section("operator"),
    )
    return policy
