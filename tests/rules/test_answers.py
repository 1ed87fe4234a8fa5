"""One answer, as a form gives it: checked by its fact's type and limits, and kept as the profile keeps it."""

from datetime import date
from typing import Any

import pytest

from kaitak.rules import FactError, check_value, is_unexpected
from kaitak.rules.forms_of_text import identity_card_check
from kaitak.rules.loading.vocabulary import fact_type
from kaitak.rules.model import Fact
from kaitak.rules.texts import EMPTY


def fact(kind: str, **more: Any) -> Fact:
    values = dict.fromkeys(more.pop("codes", ()), EMPTY)
    return Fact("f", kind, "f", EMPTY, fact_type(kind, {"values": values}), values=values, **more)


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("bool", "true", True),
        ("bool", "no", False),
        ("int", " 1,234 ", 1234),
        ("int", "１２", 12),
        ("hkd", "HK$25,000.50", 25000),
        ("day", {"year": "2026", "month": "3", "day": "1"}, "2026-03-01"),
        ("day", date(2026, 3, 1), "2026-03-01"),
        ("partial_day", {"year": "2012", "month": "", "day": ""}, "2012"),
        ("year", "2012", 2012),
        ("country", "GBR", "GBR"),
        ("countries", ["GBR", "FRA", "GBR"], ["GBR", "FRA"]),
        ("name", "  Zoë   O’Neill-García ", "Zoë O’Neill-García"),
        ("chinese_name", "陳 大文", "陳大文"),
        ("email", "a.b@Example.ORG", "a.b@example.org"),
        ("phone", "00852 2824-6111", "+85228246111"),
        ("travel_document_number", "k 123 4567", "K1234567"),
        ("identity_card", "a123456(3)", "A123456(3)"),
        ("long_text", "one\r\ntwo", "one\ntwo"),
        ("text", "", None),
        ("day", {"year": "", "month": "", "day": ""}, None),
        ("tax_year", "2025/26", "2025/26"),
    ],
)
def test_an_answer_is_kept_in_one_form(kind: str, given: Any, kept: Any) -> None:
    assert check_value(fact(kind), given) == kept


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("bool", "perhaps", "not_true_or_false"),
        ("int", "3.5", "not_a_whole_number"),
        ("int", "many", "not_a_whole_number"),
        ("hkd", "plenty", "not_a_number"),
        ("day", {"year": "2026", "month": "2", "day": "30"}, "not_a_day"),
        ("day", "tomorrow", "not_a_day"),
        ("month", "2026-13", "not_a_month"),
        ("partial_day", {"year": "2012", "month": "", "day": "5"}, "not_a_day"),
        ("partial_day", {"year": "", "month": "5", "day": ""}, "not_a_day"),
        ("countries", [["GBR"]], "not_a_country"),
        ("year", "26", "not_a_year"),
        ("tax_year", "2025/27", "not_a_tax_year"),
        ("country", "gb", "not_a_country"),
        ("name", "陳大文", "not_latin"),
        ("name", "Robert\x00", "control_characters"),
        ("chinese_name", "Chan", "not_chinese"),
        ("email", "a@b", "not_an_email"),
        ("email", "a b@c.org", "not_an_email"),
        ("phone", "12", "not_a_phone"),
        ("travel_document_number", "!", "not_a_travel_document_number"),
        ("identity_card", "A123456(4)", "not_an_identity_card"),
        ("text", "x" * 201, "too_long"),
        ("text", 7, "not_text"),
        ("moment", "2026-03-01T10:00:00", "not_a_moment"),
        ("records", "none", "not_a_list"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_a_code(kind: str, given: Any, code: str) -> None:
    with pytest.raises(FactError) as caught:
        check_value(fact(kind), given)

    assert caught.value.code == code


def test_limits_of_numbers_hold_at_both_ends() -> None:
    limited = fact("int", limits={"least": 1, "most": 60})

    assert [check_value(limited, one) for one in (1, 60)] == [1, 60]
    for given, code in ((0, "too_small"), (61, "too_large")):
        with pytest.raises(FactError) as caught:
            check_value(limited, given)
        assert caught.value.code == code


def test_a_day_may_be_bound_by_the_day_of_application_or_another_answer() -> None:
    born = fact("day", limits={"earliest": "1900-01-01", "latest": "applied_on"})
    issued = fact("day", limits={"earliest": "date_of_birth"})

    assert check_value(born, "2026-03-01", day=date(2026, 3, 1)) == "2026-03-01"
    with pytest.raises(FactError, match="is after 2026-03-01"):
        check_value(born, "2026-03-02", day=date(2026, 3, 1))
    with pytest.raises(FactError, match="is before 1990-05-01"):
        check_value(issued, "1990-04-30", answers={"date_of_birth": "1990-05-01"})


@pytest.mark.parametrize(
    ("expires", "unexpected"), [("2020-03-01", True), ("2026-03-01", False), (None, False)]
)
def test_an_answer_that_is_not_expected_is_an_answer_all_the_same(
    expires: str | None, unexpected: bool
) -> None:
    found = fact("day", expected={"earliest": "applied_on"})

    assert check_value(found, expires, day=date(2026, 3, 1)) == expires
    assert is_unexpected(found, expires, day=date(2026, 3, 1)) is unexpected


JOBS = fact(
    "records",
    limits={"most": 2},
    fields={"from": fact("partial_day"), "until": fact("partial_day"), "full_time": fact("bool")},
)


def test_records_are_checked_field_by_field() -> None:
    kept = check_value(JOBS, [{"from": "2012", "until": "2016-08-31", "full_time": "yes"}])

    assert kept == [{"from": "2012", "until": "2016-08-31", "full_time": True}]
    assert check_value(JOBS, []) == []


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ([{"from": "yesterday"}], "not_a_day", "[0].from"),
        ([{}, {"form": "2012"}], "unknown_field", "[1].form"),
        ([{"from": "2016", "until": "2012"}], "end_before_start", "[0].until"),
        ([{}, {}, {}], "too_many", ""),
        (["2012"], "not_a_record", "[0]"),
    ],
)
def test_a_wrong_record_is_refused_at_its_field(given: Any, code: str, field: str) -> None:
    with pytest.raises(FactError) as caught:
        check_value(JOBS, given)

    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(("letters", "digits", "check"), [("A", "123456", "3"), ("AB", "987654", "3")])
def test_an_identity_card_has_a_check_character(letters: str, digits: str, check: str) -> None:
    assert identity_card_check(letters, digits) == check
