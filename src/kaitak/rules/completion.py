"""Settle what Kleene's logic leaves open although every completion of the facts gives the same answer.

A fact that stands as ``x >= 36`` in one branch and ``x < 36`` in another leaves Kleene's answer unknown. For one
person the unknown facts are tried in every cell that the thresholds cut; if all cells agree, that is the answer.
Facts are completed independently, which can only miss an agreement and never invent one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from math import prod
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.generate import Compiled, compiled_for
from kaitak.rules.matter import Matter
from kaitak.rules.model import Fact, Route
from kaitak.rules.values import ends, is_known
from kaitak.rules.versions import Span

MOST_CELLS = 4096
MOST_CODES = 5
OTHER = "~other"


def settle(matter: Matter, route: Route) -> bool | None:
    """Return the answer on which every completion agrees, else ``None``."""
    compiled = compiled_for(matter, [route])
    facts = {name: matter.fact(name).value for name in compiled.facts}
    cells = {
        name: cells_of(matter.policy.fact(name), value, compiled)
        for name, value in facts.items()
        if not is_known(value)
    }
    cells = {name: values for name, values in cells.items() if values}
    if not cells or prod(map(len, cells.values())) > MOST_CELLS:
        return None
    answers: set[bool | None] = set()
    for values in product(*cells.values()):
        answers.add(compiled.run({**facts, **dict(zip(cells, values, strict=True))}, listing(matter))[0])
        if None in answers or len(answers) > 1:
            return None
    return answers.pop()


def listing(matter: Matter) -> Any:
    """Return the look-up in lists that generated Python calls."""
    span: Span = matter.span("applied_on")

    def listed(name: str, item: str) -> bool | None:
        return matter.look_up(name, item, span).listed

    return listed


def cells_of(fact: Fact, value: Any, compiled: Compiled) -> tuple[Any, ...]:
    """Return one value for each cell in which a fact acts alike; none where it cannot be cut so."""
    uses = [use for test, figures in compiled.tests for use in _uses(test, fact.name, figures)]
    if fact.type.kind == "bool":
        return (True, False)
    if any(use is None for use in uses):
        return ()
    mentioned = {one for use in uses for one in use or ()}
    if fact.type.kind == "int":
        return tuple(_number_cells(mentioned, value))
    if fact.type.kind == "code":
        codes = fact.type.codes
        return tuple(codes) if codes is not None else (*sorted(mentioned), OTHER)
    if fact.type.kind == "codes" and len(mentioned) <= MOST_CODES:
        several = chain.from_iterable(
            combinations(sorted(mentioned), size) for size in range(len(mentioned) + 1)
        )
        return tuple(frozenset(one) for one in several)
    return ()


def _number_cells(thresholds: set[Any], value: Any) -> Iterator[int]:
    least, most = ends(value)
    points = sorted(
        {point + step for point in thresholds for step in (-1, 0, 1)}
        | {one for one in (least, most) if one is not None}
    )
    yield from (one for one in points if (least is None or one >= least) and (most is None or one <= most))


def _uses(
    node: nodes.Node, name: str, figures: Mapping[str, Sequence[Any]]
) -> Iterator[Sequence[Any] | None]:
    """Yield the values a fact is set against, or ``None`` for a use that cannot be cut into cells."""
    if isinstance(node, nodes.FactName):
        if node.name == name and node.type.kind != "bool":
            yield None
        return
    operands = _pair_of(node)
    if operands and any(isinstance(one, nodes.FactName) and one.name == name for one in operands):
        other = (
            operands[1]
            if isinstance(operands[0], nodes.FactName) and operands[0].name == name
            else operands[0]
        )
        yield _values(other, figures)
        return
    for part in node.parts():
        yield from _uses(part, name, figures)


def _pair_of(node: nodes.Node) -> tuple[nodes.Node, nodes.Node] | None:
    if isinstance(node, nodes.Comparison):
        return node.left, node.right
    if isinstance(node, nodes.Member):
        return node.item, node.container
    return None


def _values(node: nodes.Node, figures: Mapping[str, Sequence[Any]]) -> Sequence[Any] | None:
    if isinstance(node, nodes.Constant):
        found: Sequence[Any] = (node.value,)
    elif isinstance(node, nodes.FigureName):
        found = figures[node.id]
    else:
        return None
    flat = [one for value in found for one in (value if isinstance(value, frozenset) else (value,))]
    return [one for one in flat if isinstance(one, int | str)]
