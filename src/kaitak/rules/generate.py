"""Generated Python: the requirements of routes as one function of a person's facts.

The function is made from the same checked trees that the tracing evaluator walks, for the versions that could
hold on given dates. Pages that only need verdicts, and completion, run it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.codegen import Emitter, key_facts, run_of
from kaitak.rules.combine import criteria_in, points_tests
from kaitak.rules.matter import Matter
from kaitak.rules.model import UNSOURCED, Route, Tree
from kaitak.rules.policy import Policy
from kaitak.rules.uses import Uses, collect_uses
from kaitak.rules.verdicts import is_open
from kaitak.rules.versions import Timeline
from kaitak.rules.walk import Walk


@dataclass(frozen=True, slots=True)
class Compiled:
    """A function from facts to the truth of each route, with the facts it reads and where these stand.

    ``repeated`` are those that stand in more than one place.
    """

    facts: tuple[str, ...]
    routes: tuple[str, ...]
    run: Callable[[Mapping[str, Any], Callable[..., Any]], tuple[bool | None, ...]]
    uses: Uses
    source: str
    repeated: tuple[str, ...] = ()


def compiled_for(matter: Matter, routes: Sequence[Route]) -> Compiled:
    """Return the function of some routes for the versions that the dates of a matter choose."""
    cache = _cache_of(matter.policy, tuple(route.id for route in routes))
    spans = tuple(matter.span(name) for name in cache.dates)
    if spans not in cache.by_spans:
        cache.by_spans[spans] = _by_versions(matter, routes, cache)
    return cache.by_spans[spans]


def _by_versions(matter: Matter, routes: Sequence[Route], cache: "_Cache") -> Compiled:
    if len(cache.by_spans) > MOST_CACHED:
        cache.by_spans.clear()
    chosen = [timeline.candidates(matter.span(timeline.chosen_by)) for timeline in cache.timelines]
    key = (tuple(is_open(matter, route) for route in routes), *(tuple(map(id, found)) for found in chosen))
    if key not in cache.by_versions:
        cache.by_versions[key] = _Generator(matter).compile(routes)
    return cache.by_versions[key]


MOST_CACHED = 4096


@dataclass(frozen=True, slots=True)
class _Cache:
    """Functions made for some routes of a policy, by the versions chosen and, to find these fast, by dates."""

    timelines: tuple[Timeline, ...]
    dates: tuple[str, ...]
    by_spans: dict[Any, Compiled] = field(default_factory=dict)
    by_versions: dict[Any, Compiled] = field(default_factory=dict)


@lru_cache(maxsize=128)
def _cache_of(policy: Policy, names: tuple[str, ...]) -> _Cache:
    timelines = tuple(_timelines(policy, [policy.routes[name] for name in names]))
    dates = sorted({"applied_on", *(one.chosen_by for one in timelines)})
    return _Cache(timelines, tuple(dates))


def _timelines(policy: Policy, routes: Sequence[Route]) -> Iterator[Timeline]:
    """Yield what chooses versions behind some routes: requirements, criteria, figures."""
    for route in routes:
        yield route.require
    trees = [version.content for route in routes for version in route.require.versions]
    criteria = {name for tree in trees for name in criteria_in(tree)} | {
        route.applies for route in routes if route.applies
    }
    figures = {mark for tree in trees for mark in _marks(tree)}
    for name in sorted(criteria):
        yield policy.criteria[name].timeline
        for version in policy.criteria[name].timeline.versions:
            figures |= set(nodes.figures_in(version.content.test))
    yield from (policy.figures[name].timeline for name in sorted(figures))


def _marks(tree: Tree | str) -> list[str]:
    return [test.pass_mark for test in points_tests(tree) if isinstance(test.pass_mark, str)]


class _Generator(Walk[str]):
    out: Emitter

    def __init__(self, matter: Matter) -> None:
        super().__init__(matter, Emitter(matter.policy.calendar))
        self.uses: Uses = {}

    def compile(self, routes: Sequence[Route]) -> Compiled:
        results = [self.route(route) for route in routes]
        source = self.out.function(results)
        facts = tuple(self.out.facts)
        repeated = tuple(name for name in facts if len(self.uses.get(name, ())) > 1)
        run = run_of(source, self.out.constants)
        return Compiled(facts, tuple(route.id for route in routes), run, self.uses, source, repeated)

    def test(self, node: nodes.Node) -> str:
        """Emit a test under every value its figures could have, keyed ones looked up where the key is known."""
        figures = [self.policy.figures[name] for name in nodes.figures_in(node)]
        contents = {figure.id: self.contents(figure) for figure in figures}
        keys = {figure.id: figure.by for figure in figures if figure.by}
        collect_uses(node, {name: _flat(values) for name, values in contents.items()}, keys, self.uses)
        return self.by_keys(node, contents, key_facts(figures, contents), {})

    def by_keys(
        self,
        node: nodes.Node,
        contents: Mapping[str, tuple[Any, ...]],
        keys: Sequence[str],
        known: dict[str, bool],
    ) -> str:
        if not keys:
            choices = list(self.choices(contents, known))
            return self.out.agreed([self.out.truth(node, choice) for choice in choices])
        key = self.out.fact(keys[0])
        result = self.out.fresh()
        for condition, is_there in ((f"if {key} is not None:", True), ("else:", False)):
            with self.out.block(condition):
                inner = self.by_keys(node, contents, keys[1:], {**known, keys[0]: is_there})
                self.out.line(f"{result} = {inner}")
        return result

    def choices(
        self, contents: Mapping[str, tuple[Any, ...]], known: Mapping[str, bool]
    ) -> Iterator[dict[str, str]]:
        """Yield code for each figure's value: a constant, or a look-up by a key that is known."""
        options = [list(dict.fromkeys(self.codes(name, values, known))) for name, values in contents.items()]
        for combination in product(*options):
            yield dict(zip(contents, combination, strict=True))

    def codes(self, name: str, values: tuple[Any, ...], known: Mapping[str, bool]) -> Iterator[str]:
        by = self.policy.figures[name].by
        for value in values:
            if not isinstance(value, Mapping):
                yield self.out.figure(value)
            elif known[by]:
                table = {key: None if one is UNSOURCED else one for key, one in value.items()}
                yield self.out.set(f"{self.out.constant(table)}.get({self.out.fact(by)})")
            else:
                yield from (self.out.figure(one) for one in value.values())


def _flat(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        one for value in values for one in (value.values() if isinstance(value, Mapping) else (value,))
    )
