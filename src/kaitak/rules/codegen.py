"""Write three-valued Python for checked trees."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from kaitak.rules import nodes
from kaitak.rules.calendar import Calendar
from kaitak.rules.dates import Duration
from kaitak.rules.model import UNSOURCED, Factor, Figure, Tree
from kaitak.rules.nodes import Node
from kaitak.rules.trace import DAY_FUNCTIONS, moved
from kaitak.rules.values import Pair, Truth, compare, conjoin, disjoin, ends, is_known


def agreed_truth(*truths: bool | None) -> bool | None:
    """Return the one truth all give, else ``None``."""
    return truths[0] if all(one is truths[0] for one in truths) else None


def _factor(form: str, factor: Factor, awards: list[tuple[int, str]]) -> str:
    """Write the points of one factor: the sum of its awards, or the highest."""
    if factor.summed:
        total = " + ".join(f"({points} if {form.format(truth)} else 0)" for points, truth in awards) or "0"
    else:
        best = sorted(awards, key=lambda award: -award[0])
        total = "".join(f"{points} if {form.format(truth)} else " for points, truth in best) + "0"
    return f"({total})" if factor.most is None else f"min({factor.most}, {total})"


def length(count: Any, unit: str) -> Duration | None:
    """Return a duration, where its count is known exactly."""
    return None if count is None or isinstance(count, Pair) else Duration(count, unit)


class Emitter:
    """Collects lines and constants of one function; equal code is computed once."""

    def __init__(self, calendar: Calendar) -> None:
        self.lines: list[str] = []
        self.memo: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.number = 0
        self.depth = 1
        self.constants: dict[str, Any] = {
            "Pair": Pair, "compare": compare, "calendar": calendar, "moved": moved, "length": length,
            "agreed_truth": agreed_truth, "F": DAY_FUNCTIONS,
            "conjoin": conjoin, "disjoin": disjoin, "is_known": is_known,
        }  # fmt: skip

    def fresh(self) -> str:
        self.number += 1
        return f"t{self.number}"

    def line(self, code: str) -> None:
        self.lines.append("    " * self.depth + code)

    def set(self, code: str) -> str:
        """Return the name that holds a value, computed once in its block."""
        if code not in self.memo:
            name = self.fresh()
            self.line(f"{name} = {code}")
            self.memo[code] = name
        return self.memo[code]

    @contextmanager
    def block(self, condition: str) -> Iterator[None]:
        """Indent what follows; names made inside are not known outside."""
        outside = dict(self.memo)
        self.line(condition)
        self.depth += 1
        yield
        self.depth -= 1
        self.memo = outside

    def constant(self, value: Any) -> str:
        name = f"K{len(self.constants)}"
        self.constants[name] = value
        return name

    def fact(self, name: str) -> str:
        if name not in self.facts:
            self.facts[name] = f"f_{name}"
        return self.facts[name]

    def figure(self, value: Any) -> str:
        if value is UNSOURCED or value is None:
            return "None"
        if isinstance(value, bool | int):
            return repr(value)
        key = f"constant {value!r}" if not isinstance(value, frozenset) else f"constant {sorted(value)!r}"
        for name, held in self.constants.items():
            if held == value and type(held) is type(value):
                return name
        return self.memo.setdefault(key, self.constant(value))

    def standing(self, name: str) -> str:
        """Return the name of what is known of a fact beside its value."""
        self.fact(name)
        return f"s_{name}"

    def function(self, results: Sequence[str], beside: str = "listed") -> str:
        """Return the source of the whole function, from facts and what is asked beside them."""
        reads = [f"    {code} = facts[{name!r}]" for name, code in self.facts.items()]
        if beside == "standing":
            reads += [f"    s_{name} = standing[{name!r}]" for name in self.facts]
        ending = f"    return ({''.join(one + ', ' for one in results)})"
        return "\n".join([f"def decide(facts, {beside}):", *reads, *self.lines, ending])

    def conjunction(self, parts: Sequence[str]) -> str:
        """Emit Kleene's *and*."""
        parts = [one for one in dict.fromkeys(parts) if one != "True"]
        if not parts or "False" in parts:
            return "False" if parts else "True"
        if len(parts) == 1:
            return parts[0]
        false, none = (" or ".join(f"{one} is {word}" for one in parts) for word in ("False", "None"))
        return self.set(f"False if {false} else None if {none} else True")

    def known(self, truth: Truth) -> str:
        """Emit a truth that is the same for everybody."""
        return repr(truth)

    def disjunction(self, parts: Sequence[str]) -> str:
        """Emit Kleene's *or*."""
        parts = [one for one in dict.fromkeys(parts) if one != "False"]
        if not parts or "True" in parts:
            return "True" if parts else "False"
        if len(parts) == 1:
            return parts[0]
        true, none = (" or ".join(f"{one} is {word}" for one in parts) for word in ("True", "None"))
        return self.set(f"True if {true} else None if {none} else False")

    def unless_false(self, truth: str) -> str:
        """Emit true unless a truth is certainly false."""
        return self.set(f"False if {truth} is False else True")

    def counted(self, parts: Sequence[str], least: int) -> str:
        """Emit whether at least so many hold."""
        found = self.set(f"({''.join(part + ', ' for part in parts)})")
        certain = self.set(f"{found}.count(True)")
        possible = f"{certain} + {found}.count(None)"
        return self.set(f"True if {certain} >= {least} else False if {possible} < {least} else None")

    def scored(self, tree: Tree, mark: Any, truths: Sequence[str]) -> str:
        """Emit whether a points test is passed."""
        if mark is None:
            return "None"
        least, most = ends(mark)
        certain, possible = (self._points(tree, truths, form) for form in ("{} is True", "{} is not False"))
        return self.set(f"True if {certain} >= {most} else False if {possible} < {least} else None")

    def _points(self, tree: Tree, truths: Sequence[str], form: str) -> str:
        """Emit the points of the awards of which a form holds."""
        left = iter(truths)
        rows = [[(award.points, next(left)) for award in factor.awards] for factor in tree.factors]
        return self.set(" + ".join(map(partial(_factor, form), tree.factors, rows)) or "0")

    def negation(self, part: str) -> str:
        """Emit Kleene's *not*."""
        return self.set(f"None if {part} is None else not {part}")

    def agreed(self, parts: Sequence[str]) -> str:
        """Emit the one truth all parts give."""
        distinct = list(dict.fromkeys(parts))
        return distinct[0] if len(distinct) == 1 else self.set(f"agreed_truth({', '.join(distinct)})")

    def truth(self, node: Node, figures: Mapping[str, str]) -> str:
        """Emit an expression."""
        code: str = getattr(self, f"on_{type(node).__name__}")(node, figures)
        return code

    def on_Constant(self, node: nodes.Constant, _: Mapping[str, str]) -> str:  # noqa: N802
        return repr(node.value) if not isinstance(node.value, frozenset) else self.figure(node.value)

    def on_FactName(self, node: nodes.FactName, _: Mapping[str, str]) -> str:  # noqa: N802
        return self.fact(node.name)

    def on_FigureName(self, node: nodes.FigureName, figures: Mapping[str, str]) -> str:  # noqa: N802
        return figures[node.id]

    def on_Not(self, node: nodes.Not, figures: Mapping[str, str]) -> str:  # noqa: N802
        return self.negation(self.truth(node.inner, figures))

    def on_Both(self, node: nodes.Both, figures: Mapping[str, str]) -> str:  # noqa: N802
        return self.conjunction([self.truth(part, figures) for part in node.of])

    def on_Either(self, node: nodes.Either, figures: Mapping[str, str]) -> str:  # noqa: N802
        return self.disjunction([self.truth(part, figures) for part in node.of])

    def on_Comparison(self, node: nodes.Comparison, figures: Mapping[str, str]) -> str:  # noqa: N802
        left, right = self.truth(node.left, figures), self.truth(node.right, figures)
        if "None" in (left, right):
            return "None"
        guards = [one for one in (left, right) if not _literal(one)]
        plain = f"{left} {node.op} {right}"
        missing = " or ".join(f"{one} is None" for one in guards)
        exact = f"(None if {missing} else {plain})" if guards else plain
        if node.left.type.kind not in ("int", "day"):
            return self.set(exact)
        pairs = " or ".join(f"type({one}) is Pair" for one in guards)
        return self.set(f"compare({node.op!r}, {left}, {right}) if {pairs} else {exact}" if pairs else exact)

    def on_Member(self, node: nodes.Member, figures: Mapping[str, str]) -> str:  # noqa: N802
        item = self.truth(node.item, figures)
        if isinstance(node.container, nodes.ListName):
            return self.set(f"None if {item} is None else listed({node.container.name!r}, {item})")
        return self._guarded([item, self.truth(node.container, figures)], "{0} in {1}")

    def on_Overlap(self, node: nodes.Overlap, figures: Mapping[str, str]) -> str:  # noqa: N802
        items = self.truth(node.items, figures)
        join = "disjoin" if node.quantifier == "any" else "conjoin"
        if isinstance(node.container, nodes.ListName):
            each = f"{join}([listed({node.container.name!r}, x) for x in sorted({items})])"
            return self.set(f"None if {items} is None else {each}")
        container = self.truth(node.container, figures)
        empty = "False" if node.quantifier == "any" else "True"
        form = "not {0}.isdisjoint({1})" if node.quantifier == "any" else "{0} <= {1}"
        some = self._guarded([items, container], form)
        return self.set(f"{empty} if {items} is not None and not {items} else {some}")

    def _guarded(self, operands: Sequence[str], form: str) -> str:
        if "None" in operands:
            return "None"
        guards = [f"{one} is None" for one in operands if not _literal(one)]
        code = form.format(*operands)
        return self.set(f"None if {' or '.join(guards)} else {code}" if guards else code)

    def on_Sum(self, node: nodes.Sum, figures: Mapping[str, str]) -> str:  # noqa: N802
        left, right = self.truth(node.left, figures), self.truth(node.right, figures)
        if "None" in (left, right):
            return "None"
        if left.isdecimal() and right.isdecimal():
            return str(moved(node.op, int(left), int(right)))
        return self.set(f"moved({node.op!r}, {left}, {right})")

    def on_Length(self, node: nodes.Length, figures: Mapping[str, str]) -> str:  # noqa: N802
        return self.set(f"length({self.truth(node.count, figures)}, {node.unit!r})")

    def on_DayFunction(self, node: nodes.DayFunction, figures: Mapping[str, str]) -> str:  # noqa: N802
        arguments = ", ".join(self.truth(one, figures) for one in node.arguments)
        return self.set(f"F[{node.name!r}](calendar, {arguments})")


def key_facts(figures: Sequence[Figure], contents: Mapping[str, tuple[Any, ...]]) -> list[str]:
    """Return the facts by which figures with a table are looked up."""
    keyed = [one.by for one in figures if one.by and any(isinstance(v, Mapping) for v in contents[one.id])]
    return list(dict.fromkeys(keyed))


def run_of(source: str, constants: Mapping[str, Any]) -> Any:
    """Return the function that generated source defines."""
    namespace = dict(constants)
    exec(compile(source, "<generated rules>", "exec"), namespace)  # noqa: S102 - made from checked trees only
    return namespace["decide"]


def _literal(code: str) -> bool:
    return code.startswith("K") or code in ("True", "False") or not code[0].isalpha()
