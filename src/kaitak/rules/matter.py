"""One matter: a policy, a person, the dates of the question. Every fact of it is looked up once."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from kaitak.rules import names
from kaitak.rules.edition import APPLIED, Edition, Possible, Versions, edition_of
from kaitak.rules.model import UNSOURCED, Derivation, Fact, Figure
from kaitak.rules.nodes import Node, facts_in, figures_in
from kaitak.rules.policy import Policy
from kaitak.rules.profile import Person
from kaitak.rules.reading import read_pair, read_value
from kaitak.rules.reductions import derived, nodes_of
from kaitak.rules.trace import NOTHING, UNPUBLISHED_ONLY, Known, decisive, evaluate
from kaitak.rules.values import Pair, agree, ends, is_known
from kaitak.rules.versions import Span, Timeline, span_of
from kaitak.rules.view import View


class Matter:
    """Facts, figures and lists as one person's question sees them."""

    def __init__(self, policy: Policy, person: Person, dates: Mapping[str, Any]) -> None:
        self.policy, self.person, self.dates = policy, person, dates
        self.tax_year_begins = policy.calendar.tax_year_begins
        self.unsure: dict[str, tuple[str, ...]] = {}
        self._facts: dict[str, Known] = {}
        self._spans: dict[str, Span] = {}
        self._values: dict[str, Possible] = {}
        self._edition: Edition | None = None
        self.given: Mapping[str, Any] = {} if person.place else (person.profile.get("facts") or {})

    def fact(self, name: str) -> Known:
        """Return a fact: given directly, asked, or worked out."""
        if name not in self._facts:
            self._facts[name] = self._find(name)
        return self._facts[name]

    def _find(self, name: str) -> Known:
        fact = self.policy.fact(name)
        if self.given.get(name) is not None:
            return known(fact, self.read(fact, self.given[name]), f"facts.{name}")
        if name in self.policy.derivations:
            return self._derive(self.policy.derivations[name])
        if self.dates.get(name) is not None:
            return Known(self.dates[name])
        where = self.person.where(fact.path)
        value = self.read(fact, self.person.raw(fact.path))
        if value is None and fact.not_before:
            value = _not_before(self.fact(fact.not_before).value)
        return known(fact, value, where)

    def read(self, fact: Fact, raw: Any) -> Any:
        """Return the engine's value of a raw one; a list of two is a pair of least and most."""
        if fact.kind == "records" or (fact.kind == "bool" and type(raw) is bool):
            return raw
        if isinstance(raw, list) and fact.type.kind in ("int", "day"):
            return read_pair(fact, raw, self.tax_year_begins)
        return read_value(fact, raw, self.tax_year_begins)

    def span(self, chosen_by: str) -> Span:
        """Return the instants at which the date that chooses versions may lie."""
        if chosen_by not in self._spans:
            self._spans[chosen_by] = span_of(self.fact(chosen_by).value)
        return self._spans[chosen_by]

    @property
    def edition(self) -> Edition:
        """What the policy says on the day of application, to whoever stands where this person does."""
        if self._edition is None:
            self._edition = edition_of(self.policy, self.fact(APPLIED).value, self.person.place)
        return self._edition

    def same_for_all(self, timeline: Timeline) -> bool:
        """Say whether nothing chooses a version but the day of application, or a date that nobody gave."""
        return timeline.chosen_by == APPLIED or self.fact(timeline.chosen_by).value is None

    def candidates(self, timeline: Timeline) -> tuple[Versions, frozenset[str]]:
        """Return the versions that could hold and, where there are several, why."""
        if timeline.chosen_by != APPLIED:
            return self._candidates(timeline)
        kept = self.edition.versions
        if timeline not in kept:
            kept[timeline] = self._candidates(timeline)
        return kept[timeline]

    def _candidates(self, timeline: Timeline) -> tuple[Versions, frozenset[str]]:
        found = timeline.candidates(self.span(timeline.chosen_by))
        if len(found) < 2:
            return found, NOTHING
        doubtful = any(version is not None and version.start.uncertain for version in found)
        if doubtful and is_known(self.fact(timeline.chosen_by).value):
            return found, UNPUBLISHED_ONLY
        return found, frozenset([self.person.where(self.policy.fact(timeline.chosen_by).path)])

    def _derive(self, derivation: Derivation) -> Known:
        versions, doubt = self.candidates(derivation.timeline)
        results = [
            Known(None, UNPUBLISHED_ONLY) if one is None else derived(self, derivation, one)
            for one in versions
        ]
        return joined(results, doubt)

    def values_of(self, figure: Figure, asked_key: str | None = None) -> Possible:
        """Return every value a figure could have, looked up by its key, and why there are several."""
        kept = self.edition.values if figure.for_all else self._values
        name = figure.id if asked_key is None else f"{figure.id}[{asked_key}]"
        if name not in kept:
            kept[name] = self._values_of(figure, asked_key)
        return kept[name]

    def _values_of(self, figure: Figure, asked_key: str | None) -> Possible:
        versions, doubt = self.candidates(figure.timeline)
        contents = [UNSOURCED if one is None else one.content for one in versions]
        contents = [UNSOURCED if one is None else one for one in contents]
        key = Known(asked_key) if asked_key or not figure.by else self.fact(figure.by)
        looked_up = [_looked_up(one, key.value) if isinstance(one, Mapping) else (one,) for one in contents]
        values = tuple(dict.fromkeys(value for several in looked_up for value in several))
        if len(values) > 1 and figure.by and key.value is None:
            doubt = key.why if doubt in (NOTHING, UNPUBLISHED_ONLY) else doubt | key.why
        return values, doubt

    def look_up(self, name: str, item: str, span: Span) -> names.Match:
        """Match a name or code to a list."""
        return names.match(self.policy.lists[name], item, span)

    def listed(self, name: str, item: Known) -> Known:
        """Say whether a name or code is in a list; candidates are kept where it is unsure."""
        if item.value is None:
            return item
        found = self.look_up(name, item.value, self.span("applied_on"))
        if found.listed is not None:
            return Known(found.listed, by=item.by)
        if found.unpublished:
            return Known(None, UNPUBLISHED_ONLY)
        place = next(iter(sorted(item.why)), name)
        if found.candidates:
            self.unsure[place] = found.candidates
        return Known(None, frozenset([place]))

    def outcomes(self, node: Node) -> Known:
        """Return what an expression comes to, under every value its figures could have."""
        return self.over_figures((node,), lambda view: evaluate(node, view))

    def over_figures(self, used: tuple[Node, ...], work: Any) -> Known:
        """Do work under every combination of values that the figures in some expressions could have."""
        figures = self.figures_needed(used)
        doubts = frozenset[str]().union(*(doubt for _, doubt in figures.values()))
        results = [work(View(self, choice)) for choice in choices(figures)]
        return results[0] if len(results) == 1 else joined(results, doubts)

    def figures_needed(self, used: tuple[Node, ...]) -> dict[str, Possible]:
        """Return the possible values of each figure in some expressions."""
        found = sorted({name for node in used for name in figures_in(node)})
        return {name: self.values_of(self.policy.figures[name]) for name in found}

    def places(self, node: Node | None) -> tuple[str, ...]:
        """Return the places in the profile that an expression draws on."""
        found: dict[str, None] = {}
        if node is None:
            return ()
        keys = [self.policy.figures[name].by for name in figures_in(node)]
        for name in (*facts_in(node), *(key for key in keys if key)):
            found.update(dict.fromkeys(self.places_of(name)))
        return tuple(found)

    def places_of(self, name: str) -> tuple[str, ...]:
        """Return the places in the profile that a fact is drawn from."""
        kept = self.edition.places
        if name not in kept:
            kept[name] = self._places_of(name)
        return kept[name]

    def _places_of(self, name: str) -> tuple[str, ...]:
        derivation = self.policy.derivations.get(name)
        if derivation is None:
            return () if name == "applied_on" else (self.person.where(self.policy.facts[name].path),)
        found: dict[str, None] = {}
        for version in derivation.timeline.versions:
            over = getattr(version.content, "over", "")
            found.update(dict.fromkeys(self.places_of(over) if over else ()))
            for node in nodes_of(version.content):
                found.update(dict.fromkeys(self.places(node)))
        return tuple(found)


def known(fact: Fact, value: Any, where: str) -> Known:
    """Return a value that waits for its own place where it is not exact, or where a list may be unsure of it."""
    place = frozenset([where])
    if is_known(value) and fact.type.kind not in ("text", "texts"):
        return Known(value, by=place)
    return Known(value, place, NOTHING if value is None else place)


def _not_before(bound: Any) -> Any:
    least = ends(bound).least
    return None if least is None else Pair(least, None)


def _looked_up(table: Mapping[str, Any], key: Any) -> tuple[Any, ...]:
    return tuple(table.values()) if key is None else (table.get(key, UNSOURCED),)


def choices(figures: Mapping[str, Possible]) -> Iterator[dict[str, Known]]:
    """Yield every combination of the values that figures could have."""
    for values in product(*(values for values, _ in figures.values())):
        yield {name: Known(value) for name, value in zip(figures, values, strict=True)}


def joined(results: list[Known], doubt: frozenset[str]) -> Known:
    """Join answers of which any one may be the true one."""
    value = agree([one.value for one in results])
    if is_known(value):
        return Known(value, by=decisive(one.by for one in results))
    asked = frozenset[str]().union(*(one.why for one in results if not is_known(one.value)))
    why = (asked | doubt) - UNPUBLISHED_ONLY
    return Known(value, why or UNPUBLISHED_ONLY)
