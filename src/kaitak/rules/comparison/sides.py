"""What each part of a policy says on one day, in words that can be set beside those of another day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules.changed.around import amounts_text, title_of
from kaitak.rules.changed.teller import Teller
from kaitak.rules.changed.titles import figure_title
from kaitak.rules.changed.wording import say
from kaitak.rules.figures import row_name
from kaitak.rules.history import state_of, written_derivation, written_test
from kaitak.rules.model import Criterion, Test
from kaitak.rules.policy import Policy
from kaitak.rules.reach import Thing
from kaitak.rules.texts import number
from kaitak.rules.versions import Timeline, Version, span_of

OPEN = {True: "open", False: "closed", None: "undetermined"}


@dataclass(frozen=True, slots=True)
class Side:
    """What one thing says on a day: its words and its state, and the rule behind them; empty where it says nothing."""

    title: str
    text: str
    state: str
    rule: str = ""
    source: Mapping[str, Any] | None = None
    rows: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Return what is set beside the other day's."""
        return self.text, self.state, self.rule, self.rows


class Day:
    """A policy as it stands on a day, thing by thing."""

    def __init__(self, policy: Policy, day: date, lang: str) -> None:
        self.policy, self.day, self.lang = policy, day, lang
        self.teller = Teller(policy, lang)

    def things(self) -> Iterator[tuple[Thing, Side]]:
        """Yield every thing with what it says."""
        for each in (self._routes, self._criteria, self._figures, self._countings, self._lists):
            yield from each()
        for each in (self._fees, self._quotas, self._documents):
            yield from each()

    def is_open(self, route: str) -> bool | None:
        """Say whether a route is open on the day."""
        return self.policy.is_open(self.policy.routes[route], self.day)

    def _versions(self, timeline: Timeline) -> list[Version]:
        return [one for one in timeline.candidates(span_of(self.day)) if one is not None]

    def _side(
        self,
        title: str,
        versions: list[Version],
        text: Callable[[Version], str],
        state: str = "in_force",
        rule: Callable[[Version], str] = lambda _: "",
    ) -> Side:
        if not versions:
            return Side(title, "", "none")
        texts = dict.fromkeys(text(one) for one in versions)
        rules = dict.fromkeys(rule(one) for one in versions)
        source = self.policy.citation(versions[-1])
        return Side(title, " / ".join(filter(None, texts)), state, " / ".join(rules), source)

    def _routes(self) -> Iterator[tuple[Thing, Side]]:
        for route in self.policy.routes.values():
            state = OPEN[self.policy.is_open(route, self.day)]
            source = self.policy.citation(route.open[-1])
            yield Thing("route", route.id), Side(title_of(self.teller, route), "", state, "", source)

    def _criteria(self) -> Iterator[tuple[Thing, Side]]:
        for criterion in self.policy.criteria.values():
            yield Thing("criterion", criterion.id), self._criterion(criterion)

    def _criterion(self, criterion: Criterion) -> Side:
        versions = self._versions(criterion.timeline)
        states = dict.fromkeys(state_of(one.content) for one in versions)

        def words(version: Version) -> str:
            content: Test = version.content
            text = content.text or criterion.text
            return "" if content.not_required else self.policy.say(text, self.lang, self.day)

        return self._side(
            self.policy.say(criterion.text, self.lang, self.day),
            versions,
            words,
            next(iter(states)) if len(states) == 1 else "uncertain",
            lambda one: written_test(self.policy, criterion, one),
        )

    def _figures(self) -> Iterator[tuple[Thing, Side]]:
        for figure in self.policy.figures.values():
            versions = self._versions(figure.timeline)
            title = figure_title(self.teller, figure)
            yield (
                Thing("figure", figure.id),
                self._side(title, versions, lambda one, of=figure: self.teller.figure(of, one.content)),  # type: ignore[misc]
            )

    def _countings(self) -> Iterator[tuple[Thing, Side]]:
        for name, derivation in self.policy.derivations.items():
            title = derivation.fact.label.in_language(self.lang)
            versions = self._versions(derivation.timeline)
            rules = [written_derivation(self.policy, name, one) for one in versions]
            source = self.policy.citation(versions[-1]) if versions else None
            yield Thing("derivation", name), Side(title, "", "in_force", " / ".join(rules), source)

    def _lists(self) -> Iterator[tuple[Thing, Side]]:
        for found in self.policy.lists.values():
            rows = [
                row_name(self.policy, found, row, self.lang)
                for row in found.rows
                if row.effective_from <= self.day
                and (not row.effective_until or self.day <= row.effective_until)
            ]
            title, source = found.title.in_language(self.lang), self.policy.cite(found.source)
            yield (
                Thing("list", found.name),
                Side(title, "", "in_force", "", source, tuple(dict.fromkeys(rows))),
            )

    def _fees(self) -> Iterator[tuple[Thing, Side]]:
        for tariff in self.policy.fees.values():
            serves = tariff.serves if isinstance(tariff.serves, str) else ""
            title = say(f"fees_{serves}", self.lang) if serves else ", ".join(tariff.serves)
            versions = self._versions(tariff.timeline)
            yield (
                Thing("tariff", tariff.id),
                self._side(title, versions, lambda one: amounts_text(one.content, self.lang)),
            )

    def _quotas(self) -> Iterator[tuple[Thing, Side]]:
        for quota in self.policy.quotas.values():
            if quota.figure:
                continue
            held = quota.first is not None and quota.first <= self.day <= (quota.last or date.max)
            text = number(quota.overall, "place", self.lang) if held else ""
            source = self.policy.cite(quota.source, quota.at)
            state = "open" if held else "none"
            yield (
                Thing("quota", quota.id),
                Side(quota.title.in_language(self.lang), text, state, "", source),
            )

    def _documents(self) -> Iterator[tuple[Thing, Side]]:
        for procedure in self.policy.procedures.values():
            for rule in procedure.documents:
                state = "asked" if rule.holds_on(self.day) else "none"
                source = self.policy.cite(rule.source, rule.at, rule.confidence)
                title = self.policy.say(rule.title, self.lang, self.day)
                thing = Thing("document", f"{procedure.id}.{rule.party}.{rule.id}")
                yield thing, Side(title, "", state, "", source)
