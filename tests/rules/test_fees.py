"""Fees: structure, tier, and what the sources leave open."""

from typing import Any

import pytest

from kaitak.rules import InputError, Policy, fees_due, load_policy

POLICY: Policy = load_policy()
NEW: dict[str, Any] = {"scheme": "ttps", "submitted_at": "2026-03-01T10:00:00+08:00"}


@pytest.mark.parametrize(
    ("case", "days", "each"),
    [
        ({"stay": {"days": 180}}, 180, 600),
        ({"stay": {"days": 181}}, 181, 1300),
        ({"stay": {"months": 5}}, None, 600),
        ({"stay": {"months": 6}}, None, 1300),
        ({"stay": {"last_date": "2025-03-31"}, "paid_on": "2025-03-01"}, 30, 600),
        ({"stay": {"last_date": "2025-03-31"}, "paid_on": "2025-03-31"}, 1, 600),
        ({"stay": {"last_date": "2025-03-31"}, "paid_on": "2025-03-30"}, 1, 600),
        ({"kind": "extension", "old_last_date": "2025-03-01", "new_last_date": "2025-03-31"}, 30, 600),
        ({"kind": "extension", "old_last_date": "2025-03-01", "new_last_date": "2025-08-29"}, 181, 1300),
        (
            {"kind": "change_of_condition", "stay": {"last_date": "2025-03-31"}, "paid_on": "2025-03-01"},
            30,
            600,
        ),
        ({"kind": "change_with_extension", "new_last_date": "2025-03-31", "paid_on": "2025-03-01"}, 30, 600),
    ],
)
def test_the_relevant_period_decides_the_issuance_fee(
    case: dict[str, Any], days: int | None, each: int
) -> None:
    answer = fees_due(POLICY, {**NEW, **case})

    assert answer["relevant_period_days"] == days
    assert answer["issuance_fee"]["each"] == each
    assert answer["undetermined"] == []


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"stay": {"last_date": "2025-03-31"}},
        {"stay": {"last_date": "2025-03-31"}, "paid_on": "2025-04-01"},
        {"kind": "extension", "old_last_date": "2025-03-01"},
    ],
)
def test_what_is_not_decided_is_null_and_named(case: dict[str, Any]) -> None:
    answer = fees_due(POLICY, {**NEW, **case})

    assert answer["issuance_fee"] == {"each": None, "total": None}
    assert answer["undetermined"] == ["issuance_fee"]
    assert answer["application_fee"] == {"each": 600, "total": 600}


def test_without_the_moment_of_submission_the_structure_is_open() -> None:
    answer = fees_due(POLICY, {"scheme": "ttps", "stay": {"months": 24}})

    assert answer["structure"] is None
    assert "submitted_at" in answer["undetermined"]


@pytest.mark.parametrize(
    ("case", "path"),
    [
        ({"scheme": "tpps"}, "scheme"),
        ({"scheme": ["ttps"]}, "scheme"),
        ({**NEW, "persns": 2}, "persns"),
        ({**NEW, "persons": 0}, "persons"),
        ({**NEW, "kind": "renewal"}, "kind"),
        ({**NEW, "submitted_at": "2026-03-01T10:00:00"}, "submitted_at"),
        ({**NEW, "stay": {"months": 1, "days": 2}}, "stay"),
        ({**NEW, "paid_on": "yesterday"}, "paid_on"),
        ([], ""),
    ],
)
def test_a_wrong_fee_case_is_refused_at_its_key(case: Any, path: str) -> None:
    with pytest.raises(InputError) as caught:
        fees_due(POLICY, case)

    assert caught.value.path == path
