"""What is open: the routes without an answer, the criteria that can still decide them, the places these wait for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kaitak.rules.combine import COUNTED, Findings, criteria_in, truth_of
from kaitak.rules.completion import settle
from kaitak.rules.matter import Matter
from kaitak.rules.model import Factor, Route, Tree
from kaitak.rules.trace import NOTHING, UNPUBLISHED_ONLY
from kaitak.rules.verdicts import is_open, verdict_of


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """A route without an answer: what it may require, the criteria that can decide it, what else it waits for."""

    route: Route
    trees: tuple[Tree | str, ...]
    criteria: tuple[str, ...]
    waits: frozenset[str] = NOTHING


@dataclass(slots=True)
class Outlook:
    """Where routes stand: the verdicts that are settled and the routes that are open, over one matter."""

    matter: Matter
    findings: Findings = field(init=False)
    settled: dict[str, bool | None] = field(default_factory=dict)
    open: list[OpenRoute] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.findings = Findings(self.matter, {})

    def place(self, routes: Iterable[Route]) -> "Outlook":
        """Sort routes into settled (``None`` where closed) and open ones."""
        for route in routes:
            if is_open(self.matter, route) is False:
                self.settled[route.id] = None
                continue
            truth = verdict_of(self.matter, route, self.findings)
            truth = settle(self.matter, route) if truth is None else truth
            if truth is None:
                self.open.append(self.opened(route))
            else:
                self.settled[route.id] = truth
        return self

    def opened(self, route: Route) -> OpenRoute:
        """Return what an open route waits for."""
        versions, doubt = self.matter.candidates(route.require)
        trees = tuple(one.content for one in versions if one is not None)
        waits = doubt if len(versions) > 1 else NOTHING
        if is_open(self.matter, route) is None:
            waits |= {self.matter.person.where(self.matter.policy.fact("applied_on").path)}
        named = [route.applies] if route.applies and self.findings.of(route.applies).truth is None else []
        named += [name for tree in trees for name in self.telling(tree)]
        return OpenRoute(route, trees, tuple(dict.fromkeys(named)), waits - UNPUBLISHED_ONLY)

    def telling(self, tree: Tree | str) -> Iterator[str]:
        """Yield the open criteria of a combinator that can still decide it."""
        if truth_of(tree, self.findings) is not None:
            return
        if isinstance(tree, str):
            yield tree
        elif tree.combine == COUNTED:
            yield from self._telling_awards(tree)
        for part in () if isinstance(tree, str) else tree.parts:
            yield from self.telling(part)

    def _telling_awards(self, tree: Tree) -> Iterator[str]:
        """Yield the open awards that could give more than their factor certainly has."""
        for factor in tree.factors:
            certain = self._certain(factor)
            for award in factor.awards:
                if self.findings.of(award.when).truth is None and (factor.summed or award.points > certain):
                    yield award.when

    def _certain(self, factor: Factor) -> int:
        return max((one.points for one in factor.awards if self.findings.of(one.when).truth), default=0)

    def truths(self, opened: OpenRoute) -> dict[str, bool | None]:
        """Return the truth of every criterion of an open route."""
        named = [name for tree in opened.trees for name in criteria_in(tree)]
        named += [opened.route.applies] if opened.route.applies else []
        return {name: self.findings.of(name).truth for name in named}
