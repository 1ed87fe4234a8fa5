from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from kaitak.service.audit.models import Record
from kaitak.service.audit.services import Change, record, record_all
from kaitak.service.people.actors import CLOCK

pytestmark = pytest.mark.django_db


def test_the_records_of_a_case_are_numbered_without_a_gap(noon: datetime) -> None:
    for event in ("one", "two", "three"):
        record(event, case="a", by=CLOCK, at=noon)
    record("other", case="b", by=CLOCK, at=noon)

    assert list(Record.objects.filter(case="a").values_list("number", flat=True)) == [1, 2, 3]
    assert Record.objects.get(case="b").number == 1


def test_a_change_that_is_rolled_back_leaves_no_gap(noon: datetime) -> None:
    record("kept", case="a", by=CLOCK, at=noon)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("undone", case="a", by=CLOCK, at=noon)
        raise ZeroDivisionError
    record("next", case="a", by=CLOCK, at=noon)

    assert list(Record.objects.values_list("number", "event").order_by("number")) == [
        (1, "kept"),
        (2, "next"),
    ]


@pytest.mark.parametrize("change", [lambda rows: rows.update(event="x"), lambda rows: rows.delete()])
def test_a_record_cannot_be_altered(change, noon: datetime) -> None:
    record("kept", case="a", by=CLOCK, at=noon)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(Record.objects.all())

    assert Record.objects.get().event == "kept"


def test_many_changes_of_many_cases_are_numbered_in_the_order_given(noon: datetime) -> None:
    record("before", case="a", by=CLOCK, at=noon)

    record_all([Change("one", "b"), Change("two", "a"), Change("three", "b")], by=CLOCK, at=noon)

    assert list(Record.objects.values_list("case", "number", "event").order_by("case", "number")) == [
        ("a", 1, "before"),
        ("a", 2, "two"),
        ("b", 1, "one"),
        ("b", 2, "three"),
    ]


def test_recording_no_change_writes_nothing(noon: datetime) -> None:
    assert record_all([], by=CLOCK, at=noon) == []

    assert not Record.objects.exists()
