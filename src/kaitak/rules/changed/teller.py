"""Tells the changes of one thing after another, in a language, each with its source and the routes it touches."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kaitak.rules.changed.change import Change, told_on
from kaitak.rules.changed.wording import say
from kaitak.rules.combine import awards_in, required_in
from kaitak.rules.figures import figure_text
from kaitak.rules.model import Figure
from kaitak.rules.policy import Policy
from kaitak.rules.reach import Thing, resting_on
from kaitak.rules.texts import Text
from kaitak.rules.versions import Start, Version


def only_awarded(policy: Policy) -> frozenset[str]:
    """Return the criteria that nothing asks for, and that only give points."""
    trees = [version.content for route in policy.routes.values() for version in route.require.versions]
    asked = {name for tree in trees for name in required_in(tree)}
    return frozenset(award.when for tree in trees for award in awards_in(tree)) - asked


class Teller:
    """Makes changes of versions."""

    def __init__(self, policy: Policy, lang: str) -> None:
        self.policy, self.lang = policy, lang
        self.resting = resting_on(policy)
        self.awarded = only_awarded(policy)

    def of_version(self, thing: Thing, version: Version, how: str, title: str, **more: Any) -> Change:
        """Return the change that a version's start is."""
        note = version.note if self.lang == "en" else ""
        cited = self.policy.citation(version)
        return self.at(thing, version.start, how, title, source=cited, **{"note": note, **more})

    def at(
        self, thing: Thing, start: Start, how: str, title: str, *, source: Mapping[str, Any], **more: Any
    ) -> Change:
        """Return a change at a start."""
        routes = more.pop("routes", self.resting.get(thing, ()))
        schemes = dict.fromkeys(self.policy.routes[route].scheme for route in routes)
        values = {name: more[name] for name in ("before", "after") if name in more}
        became = more.pop("became", None) or say(how, self.lang, **values)
        known = {"routes": routes, "schemes": tuple(schemes), **more}
        return Change(told_on(start), start, thing, how, title, became, source, **known)

    def figure(self, figure: Figure, content: Any) -> str:
        """Return a figure's value in words."""
        return figure_text(self.policy, figure, content, self.lang) or say("unpublished", self.lang)

    def words(self, text: Text, gap: str = "") -> str:
        """Return a text with its newest figures; where ``gap`` names one, a gap stands for it."""
        return text.fill(self.lang, lambda name: "…" if name == gap else self._newest(name))

    def _newest(self, name: str) -> str:
        figure = self.policy.figure(name)
        return figure_text(self.policy, figure, figure.timeline.versions[-1].content, self.lang) or "…"

    def first_opening(self, thing: Thing) -> date | None:
        """Return when the first route that rests on a thing opened; nothing changes before that."""
        routes = [self.policy.routes[name] for name in self.resting.get(thing, ())]
        opened = [told_on(version.start) for route in routes for version in route.open]
        return min(opened, default=None)
