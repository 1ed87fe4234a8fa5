"""Where a fact stands in tests, and against which values: what completion cuts into cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kaitak.rules import nodes

Uses = dict[str, list[Sequence[Any] | None]]


def collect_uses(
    node: nodes.Node, figures: Mapping[str, Sequence[Any]], keys: Mapping[str, str], found: Uses
) -> None:
    """Add every place of every fact of a test: the values it is set against, or ``None`` where it cannot be cut."""
    if isinstance(node, nodes.FactName):
        found.setdefault(node.name, []).append(None)
        return
    if isinstance(node, nodes.FigureName) and node.id in keys:
        found.setdefault(keys[node.id], []).append(None)
        return
    operands = _operands(node)
    for fact, other in (operands, operands[::-1]) if operands else ():
        if isinstance(fact, nodes.FactName) and (values := _values(other, figures)) is not None:
            found.setdefault(fact.name, []).append(values)
            collect_uses(other, figures, keys, found)
            return
    for part in node.parts():
        collect_uses(part, figures, keys, found)


def _operands(node: nodes.Node) -> tuple[nodes.Node, nodes.Node] | None:
    if isinstance(node, nodes.Comparison):
        return node.left, node.right
    return (node.item, node.container) if isinstance(node, nodes.Member) else None


def _values(node: nodes.Node, figures: Mapping[str, Sequence[Any]]) -> Sequence[Any] | None:
    if isinstance(node, nodes.Constant):
        found: Sequence[Any] = (node.value,)
    elif isinstance(node, nodes.FigureName):
        found = figures[node.id]
    else:
        return None
    return list(_flat(found))


def _flat(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        yield from (
            one for one in (value if isinstance(value, frozenset) else (value,)) if isinstance(one, int | str)
        )
