"""The expression language: what it means, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules.dates import Duration
from kaitak.rules.model import UNSOURCED
from kaitak.rules.nodes import Type
from kaitak.rules.parse import ExpressionFault, Scope, parse
from kaitak.rules.trace import UNPUBLISHED_ONLY, Known, evaluate
from kaitak.rules.values import Pair

SCOPE = Scope(
    facts={
        "born": Type("day"), "applied_on": Type("day"), "months": Type("int", "month"), "pay": Type("int", "hkd"),
        "married": Type("bool"), "trade": Type("code", codes=frozenset(["nurse", "it"])), "passport": Type("code"),
        "several": Type("codes", codes=frozenset(["ttps", "tps"])), "school": Type("text"), "number": Type("int"),
    },
    figures={
        "a.months": Type("int", "month"), "a.pay": Type("int", "hkd"), "a.window": Type("duration"),
        "a.out": Type("codes"),
    },
    lists={"schools": Type("names")},
)  # fmt: skip


class Around:
    """Values by name; what is not given is missing."""

    tax_year_begins = (4, 1)

    def __init__(self, **values: Any) -> None:
        self.values = {"applied_on": date(2026, 3, 1), **values}

    def fact(self, name: str) -> Known:
        value = self.values.get(name)
        return Known(
            value, frozenset() if value is not None and not isinstance(value, Pair) else frozenset([name])
        )

    def figure(self, identifier: str) -> Known:
        return Known(self.values.get(identifier.replace(".", "_"), UNSOURCED))

    def field(self, name: str) -> Known:
        return self.fact(name)

    def listed(self, _: str, item: Known) -> Known:
        return Known(item.value == "Moss" if item.value else None, item.why)


def value(text: str, expected: str = "bool", **values: Any) -> Any:
    return evaluate(parse(text, SCOPE, expected), Around(**values)).value


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("months >= 36", {"months": 36}, True),
        ("months >= 36", {"months": 35}, False),
        ("months >= 36", {}, None),
        ("months >= 36", {"months": Pair(36, 40)}, True),
        ("months >= 36", {"months": Pair(30, 35)}, False),
        ("months >= 36", {"months": Pair(30, None)}, None),
        ("months == 36", {"months": Pair(37, 40)}, False),
        ("18 <= number <= 40", {"number": 40}, True),
        ("18 <= number <= 40", {"number": 41}, False),
        ("months >= a.months", {"months": 36, "a_months": 36}, True),
        ("married or months >= 36", {"married": True}, True),
        ("married or months >= 36", {"married": False}, None),
        ("married and months >= 36", {"months": 1}, False),
        ("not married", {}, None),
        ('trade == "nurse"', {"trade": "it"}, False),
        ('trade != "nurse"', {"trade": "it"}, True),
        ('"ttps" in several', {"several": frozenset(["tps"])}, False),
        ("passport in a.out", {"passport": "AFG", "a_out": frozenset(["AFG"])}, True),
        ('passport not in ["AFG", "PRK"]', {"passport": "GBR"}, True),
        ("school in schools", {"school": "Moss"}, True),
        ('any_in(several, ["tps"])', {"several": frozenset(["ttps", "tps"])}, True),
        ('all_in(several, ["tps"])', {"several": frozenset()}, True),
        ("born + years(18) <= applied_on", {"born": date(2008, 3, 1)}, True),
        ("applied_on - a.window <= born", {"born": date(2026, 2, 1), "a_window": Duration(4, "week")}, True),
        ("applied_on - born >= 28", {"born": date(2026, 2, 1)}, True),
        ("year(applied_on) - year(born) <= 5", {"born": Pair(date(2021, 1, 1), date(2021, 12, 31))}, True),
        ("year(applied_on) - year(born) <= 5", {"born": Pair(date(2020, 6, 1), date(2021, 5, 31))}, None),
    ],
)  # fmt: skip
def test_an_expression_is_true_false_or_unknown(
    text: str, values: dict[str, Any], answer: bool | None
) -> None:
    assert value(text, **values) is answer


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(1985, 3, 1), date(2026, 2, 28), 40),
        (date(1985, 3, 1), date(2026, 3, 1), 41),
        (Pair(date(1985, 1, 1), date(1985, 12, 31)), date(2026, 3, 1), Pair(40, 41)),
    ],
)
def test_an_age_is_in_completed_years(born: Any, day: date, age: Any) -> None:
    assert value("age(born)", "int", born=born, applied_on=day) == age


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tax_year_start(applied_on)", date(2025, 4, 1)),
        ("tax_year_end(applied_on)", date(2026, 3, 31)),
        ("tax_year_start(applied_on) - days(1)", date(2025, 3, 31)),
        ("applied_on - months(1)", date(2026, 2, 1)),
        ("applied_on - weeks(4)", date(2026, 2, 1)),
    ],
)
def test_days_are_moved_by_durations(text: str, day: date) -> None:
    assert value(text, "day") == day


def test_months_that_would_end_on_a_missing_day_end_on_the_last() -> None:
    assert value("born + months(1)", "day", born=date(2025, 1, 31)) == date(2025, 2, 28)


def test_only_the_undecided_parts_of_an_undecided_whole_are_missing() -> None:
    tree = parse("married or (months >= 36 and pay >= 1)", SCOPE)

    known = evaluate(tree, Around(married=False, months=40))

    assert known.why == {"pay"}


def test_an_unpublished_figure_makes_the_facts_beside_it_idle() -> None:
    known = evaluate(parse("pay >= a.pay", SCOPE), Around())

    assert known == Known(None, UNPUBLISHED_ONLY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("months >=", "is not an expression"),
        ("months > 3.5", "cannot be written"),
        ("months * 2 > 3", "only \\+ and -"),
        ("max(months, 3) > 2", "no function 'max'"),
        ("lambda: 1", "Lambda is not part of the language"),
        ("__import__('os')", "no function '__import__'"),
        ("born.year > 3", "no figure 'born.year'"),
        ("moths >= 36", "did you mean 'months'"),
        ("months >= a.moths", "did you mean 'a.months'"),
        ("months >= pay", "months are not hkds"),
        ('trade == "nures"', "'nures' is not a possible code"),
        ("trade >= 3", "cannot be compared"),
        ('"gep" in several', "'gep' is not a possible code"),
        ("months", "is a number in months; a condition is needed"),
        ("married and months", "a condition is needed"),
        ("married is True", "'is' is not part"),
        ("born + born", "is nothing"),
        ("age(months) > 3", "age takes a day"),
        ("-months > 3", "only 'not' may stand before"),
        ("[1, 2] == [1]", "only codes in quotation marks"),
        ("x" * 3000, "at most 2000 characters"),
    ],
)
def test_what_is_not_in_the_language_is_refused_and_named(text: str, message: str) -> None:
    with pytest.raises(ExpressionFault, match=message):
        parse(text, SCOPE)
