"""Expressions: from text to a checked tree. A small part of Python's syntax; everything else is refused."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from kaitak.rules import nodes
from kaitak.rules.errors import RulesError, did_you_mean, nearest
from kaitak.rules.nodes import Node, Type

BOOL, INT, DAY, DURATION = Type("bool"), Type("int"), Type("day"), Type("duration")
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
LENGTHS = {"days": "day", "weeks": "week", "months": "month", "years": "year"}
DAY_FUNCTIONS = {"age": (1, 2), "year": (1, 1), "tax_year_start": (1, 1), "tax_year_end": (1, 1)}
MOST_CHARACTERS = 2000


class ExpressionFault(RulesError):
    """An expression is not one this language has, or its types do not fit."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use, each with its type."""

    facts: Mapping[str, Type]
    figures: Mapping[str, Type]
    lists: Mapping[str, Type]
    fields: Mapping[str, tuple[str, Type]] = field(default_factory=dict)

    def plain(self, name: str) -> Node:
        """Return the field, fact or list of a plain name."""
        if name in self.fields:
            original, kind = self.fields[name]
            return nodes.FieldName(kind, original)
        if name in self.facts:
            return nodes.FactName(self.facts[name], name)
        if name in self.lists:
            return nodes.ListName(self.lists[name], name)
        hint = did_you_mean(nearest(name, [*self.fields, *self.facts, *self.lists]))
        raise ExpressionFault(f"there is no fact, field or list {name!r}{hint}")

    def figure(self, name: str) -> Node:
        """Return the figure of a dotted name."""
        if name in self.figures:
            return nodes.FigureName(self.figures[name], name)
        raise ExpressionFault(f"there is no figure {name!r}{did_you_mean(nearest(name, self.figures))}")


def parse(text: object, scope: Scope, expected: str = "bool") -> Node:
    """Return the checked tree of an expression whose value has the expected kind."""
    if isinstance(text, bool | int):
        text = str(text)
    if not isinstance(text, str) or len(text) > MOST_CHARACTERS:
        raise ExpressionFault(f"an expression is text of at most {MOST_CHARACTERS} characters, not {text!r}")
    try:
        tree = ast.parse(" ".join(text.split()), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        raise ExpressionFault(f"{text!r} is not an expression: {error}") from error
    node = _Parser(scope).node(tree)
    if node.type.kind != expected:
        raise ExpressionFault(f"{text!r} is {_called(node.type)}; {_called(Type(expected))} is needed")
    return node


def _called(kind: Type) -> str:
    names = {
        "bool": "a condition", "int": "a number", "day": "a day", "duration": "a duration", "code": "a code",
        "codes": "several codes", "names": "a list of names", "text": "a text", "texts": "several texts",
    }  # fmt: skip
    return names.get(kind.kind, f"of kind {kind.kind}") + (f" in {kind.unit}s" if kind.unit else "")


class _Parser:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def node(self, tree: ast.AST) -> Node:
        method = getattr(self, f"on_{type(tree).__name__}", None)
        if method is None:
            raise ExpressionFault(
                f"{type(tree).__name__} is not part of the language, in {ast.unparse(tree)!r}"
            )
        answer: Node = method(tree)
        return answer

    def condition(self, tree: ast.AST) -> Node:
        node = self.node(tree)
        if node.type.kind != "bool":
            raise ExpressionFault(f"{ast.unparse(tree)!r} is {_called(node.type)}, and a condition is needed")
        return node

    def on_Constant(self, tree: ast.Constant) -> Node:  # noqa: N802
        kinds = {bool: BOOL, int: INT, str: Type("code")}
        if type(tree.value) not in kinds:
            raise ExpressionFault(f"{tree.value!r} cannot be written in an expression")
        kind = (
            Type("code", codes=frozenset([tree.value]))
            if isinstance(tree.value, str)
            else kinds[type(tree.value)]
        )
        return nodes.Constant(kind, tree.value)

    def on_List(self, tree: ast.List) -> Node:  # noqa: N802
        codes = [
            one.value for one in tree.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if len(codes) != len(tree.elts):
            raise ExpressionFault(f"{ast.unparse(tree)!r} may hold only codes in quotation marks")
        return nodes.Constant(Type("codes", codes=frozenset(codes)), frozenset(codes))

    def on_Name(self, tree: ast.Name) -> Node:  # noqa: N802
        return self.scope.plain(tree.id)

    def on_Attribute(self, tree: ast.Attribute) -> Node:  # noqa: N802
        return self.scope.figure(ast.unparse(tree))

    def on_UnaryOp(self, tree: ast.UnaryOp) -> Node:  # noqa: N802
        if not isinstance(tree.op, ast.Not):
            raise ExpressionFault(f"only 'not' may stand before {ast.unparse(tree.operand)!r}")
        return nodes.Not(BOOL, self.condition(tree.operand))

    def on_BoolOp(self, tree: ast.BoolOp) -> Node:  # noqa: N802
        of = tuple(self.condition(value) for value in tree.values)
        return nodes.Both(BOOL, of) if isinstance(tree.op, ast.And) else nodes.Either(BOOL, of)

    def on_Compare(self, tree: ast.Compare) -> Node:  # noqa: N802
        operands = [self.node(one) for one in (tree.left, *tree.comparators)]
        steps = zip(operands, tree.ops, operands[1:], strict=False)
        parts = tuple(self.comparison(left, op, right, tree) for left, op, right in steps)
        return parts[0] if len(parts) == 1 else nodes.Both(BOOL, parts)

    def comparison(self, left: Node, op: ast.cmpop, right: Node, tree: ast.AST) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            _check_member(left.type, right.type, tree)
            inside = nodes.Member(BOOL, left, right)
            return inside if isinstance(op, ast.In) else nodes.Not(BOOL, inside)
        if type(op) not in COMPARISONS:
            raise ExpressionFault(f"'is' is not part of the language, in {ast.unparse(tree)!r}")
        _check_comparable(left.type, COMPARISONS[type(op)], right.type, tree)
        return nodes.Comparison(BOOL, COMPARISONS[type(op)], left, right)

    def on_BinOp(self, tree: ast.BinOp) -> Node:  # noqa: N802
        if not isinstance(tree.op, ast.Add | ast.Sub):
            raise ExpressionFault(f"only + and - are part of the language, in {ast.unparse(tree)!r}")
        left, right = self.node(tree.left), self.node(tree.right)
        op = "+" if isinstance(tree.op, ast.Add) else "-"
        return nodes.Sum(_sum_type(left.type, op, right.type, tree), op, left, right)

    def on_Call(self, tree: ast.Call) -> Node:  # noqa: N802
        name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)
        arguments = tuple(self.node(one) for one in tree.args)
        if tree.keywords:
            raise ExpressionFault(f"{name} takes no named arguments")
        if name in LENGTHS:
            _check_arguments(name, arguments, (1, 1), "int", tree)
            return nodes.Length(DURATION, LENGTHS[name], arguments[0])
        if name in DAY_FUNCTIONS:
            _check_arguments(name, arguments, DAY_FUNCTIONS[name], "day", tree)
            return self.day_function(name, arguments)
        if name in ("any_in", "all_in") and len(arguments) == 2:
            return self.overlap(name, arguments, tree)
        known = [*LENGTHS, *DAY_FUNCTIONS, "any_in", "all_in"]
        raise ExpressionFault(
            f"there is no function {name!r} of {len(arguments)}{did_you_mean(nearest(name, known))}"
        )

    def day_function(self, name: str, arguments: tuple[Node, ...]) -> Node:
        if name == "age" and len(arguments) == 1:
            arguments = (arguments[0], self.scope.plain("applied_on"))
        kind = {"age": Type("int", "year"), "year": Type("int", "calendar_year")}.get(name, DAY)
        return nodes.DayFunction(kind, name, arguments)

    def overlap(self, name: str, arguments: tuple[Node, ...], tree: ast.AST) -> Node:
        items, container = arguments
        if items.type.kind not in ("codes", "texts"):
            raise ExpressionFault(f"{name} needs several codes or texts first, in {ast.unparse(tree)!r}")
        one = Type("code", codes=items.type.codes) if items.type.kind == "codes" else Type("text")
        _check_member(one, container.type, tree)
        return nodes.Overlap(BOOL, name.removesuffix("_in"), items, container)


def _check_arguments(
    name: str, given: tuple[Node, ...], count: tuple[int, int], kind: str, tree: ast.AST
) -> None:
    if not count[0] <= len(given) <= count[1] or any(one.type.kind != kind for one in given):
        raise ExpressionFault(f"{name} takes {_called(Type(kind))}, in {ast.unparse(tree)!r}")


def _check_member(item: Type, container: Type, tree: ast.AST) -> None:
    fits = {("code", "codes"), ("text", "names"), ("code", "listed_codes")}
    if (item.kind, container.kind) not in fits:
        raise ExpressionFault(f"{_called(item)} cannot be in {_called(container)}, in {ast.unparse(tree)!r}")
    if item.codes is not None and container.codes is not None:
        _check_codes(item.codes, container.codes, tree)


def _check_codes(left: frozenset[str], right: frozenset[str], tree: ast.AST) -> None:
    """Of two sets of codes one must lie within the other: else a code is misspelt."""
    if not (left <= right or right <= left):
        fewer, more = sorted((left, right), key=len)
        strange = min(fewer - more)
        raise ExpressionFault(f"{strange!r} is not a possible code, in {ast.unparse(tree)!r}")


def _check_comparable(left: Type, op: str, right: Type, tree: ast.AST) -> None:
    if left.kind != right.kind or left.kind not in ("int", "day", "code", "bool"):
        raise ExpressionFault(
            f"{_called(left)} cannot be compared with {_called(right)}, in {ast.unparse(tree)!r}"
        )
    if left.kind in ("code", "bool") and op not in ("==", "!="):
        raise ExpressionFault(f"{_called(left)} has no order, in {ast.unparse(tree)!r}")
    if left.codes is not None and right.codes is not None:
        _check_codes(left.codes, right.codes, tree)
    if left.kind == "int":
        _common_unit(left, right, tree)


def _common_unit(left: Type, right: Type, tree: ast.AST) -> str | None:
    if left.unit and right.unit and left.unit != right.unit:
        raise ExpressionFault(f"{left.unit}s are not {right.unit}s, in {ast.unparse(tree)!r}")
    return left.unit or right.unit


def _sum_type(left: Type, op: str, right: Type, tree: ast.AST) -> Type:
    kinds = (left.kind, right.kind)
    if kinds == ("int", "int"):
        unit = _common_unit(left, right, tree)
        return Type("int", None if unit == "calendar_year" and left.unit == right.unit else unit)
    if kinds == ("day", "duration"):
        return DAY
    if kinds == ("day", "day") and op == "-":
        return Type("int", "day")
    raise ExpressionFault(f"{_called(left)} {op} {_called(right)} is nothing, in {ast.unparse(tree)!r}")
