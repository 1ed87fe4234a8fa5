"""Settle what Kleene's logic leaves open although every completion of the facts gives the same answer.

A fact that stands as ``x >= 36`` in one branch and ``x < 36`` in another leaves Kleene's answer unknown. For one
person the unknown facts are tried in every cell that the thresholds cut; if all cells agree, that is the answer.
Facts are completed independently, which can only miss an agreement and never invent one.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from math import prod
from typing import Any

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
    cells = dict(_cells(matter, compiled))
    if not cells or prod(map(len, cells.values())) > MOST_CELLS:
        return None
    facts = {name: matter.fact(name).value for name in compiled.facts}
    listed = listing(matter)
    answers: set[bool | None] = set()
    for values in product(*cells.values()):
        answers.add(compiled.run({**facts, **dict(zip(cells, values, strict=True))}, listed)[0])
        if None in answers or len(answers) > 1:
            return None
    return answers.pop()


def _cells(matter: Matter, compiled: Compiled) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the cells of each open fact that stands in more than one place: where one stands once, Kleene is exact."""
    for name in compiled.repeated:
        value = matter.fact(name).value
        if not is_known(value):
            cells = cells_of(matter.policy.fact(name), value, compiled.uses[name])
            if cells:
                yield name, cells


def listing(matter: Matter) -> Any:
    """Return the look-up in lists that generated Python calls."""
    span: Span = matter.span("applied_on")

    def listed(name: str, item: str) -> bool | None:
        return matter.look_up(name, item, span).listed

    return listed


def cells_of(fact: Fact, value: Any, uses: Sequence[Sequence[Any] | None]) -> tuple[Any, ...]:
    """Return one value for each cell in which a fact acts alike; none where it cannot be cut so."""
    if fact.type.kind == "bool":
        return (True, False)
    if fact.type.kind == "code" and fact.type.codes is not None:
        return tuple(fact.type.codes)
    if any(use is None for use in uses):
        return ()
    mentioned = {one for use in uses for one in use or ()}
    if fact.type.kind == "int":
        return tuple(_number_cells(mentioned, value))
    if fact.type.kind == "code":
        return (*sorted(mentioned), OTHER)
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
