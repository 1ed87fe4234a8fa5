import pytest
from django.utils.translation import override

from kaitak.service.pages.questions import (
    Ask,
    answer_rows,
    record_form,
    record_lines,
    with_record,
    without_record,
)
from kaitak.service.pages.templatetags.pages import summary
from tests.pages.test_questions import posted
from tests.pages.vocabulary import MadeUpFact, made_up

JOBS = [{"employer": "Lam & Co.", "from": "2012-09", "full_time": True}]


@pytest.fixture
def work() -> MadeUpFact:
    fields = {
        "employer": made_up("employer", "text"),
        "from": made_up("from", "partial_day"),
        "until": made_up("until", "partial_day", absent_open=True),
        "full_time": made_up("full_time", "bool"),
    }
    return made_up("work", "records", fields=fields)


def test_a_record_is_what_was_answered(work: MadeUpFact) -> None:
    form = record_form(
        work, language="en", data=posted(employer="Lam & Co.", from__year="2012", full_time="true")
    )

    assert form.is_valid(), form.errors
    assert form.record() == {"employer": "Lam & Co.", "from": "2012", "full_time": True}


def test_an_end_before_its_start_is_told_at_the_end(work: MadeUpFact) -> None:
    form = record_form(
        work, language="en", data=posted(employer="Lam", from__year="2012", until__year="2010")
    )

    assert not form.is_valid()
    assert "the end is before the start" in str(form.errors["until"])


def test_a_record_without_its_first_field_is_not_taken(work: MadeUpFact) -> None:
    form = record_form(work, language="en", data=posted(from__year="2012"))

    assert not form.is_valid()
    assert list(form.errors) == ["employer"]


def test_a_record_is_added_changed_and_taken_out() -> None:
    added = with_record(JOBS, {"employer": "Ho"})
    changed = with_record(added, {"employer": "Ho Ltd"}, index=1)

    assert [job["employer"] for job in added] == ["Lam & Co.", "Ho"]
    assert [job["employer"] for job in changed] == ["Lam & Co.", "Ho Ltd"]
    assert without_record(changed, 0) == [{"employer": "Ho Ltd"}]


@pytest.mark.parametrize("index", [-1, 1])
def test_a_record_that_is_not_there_cannot_be_changed(index: int) -> None:
    with pytest.raises(IndexError):
        without_record(JOBS, index)


def test_a_record_is_a_line_of_its_list(work: MadeUpFact) -> None:
    (line,) = record_lines(work, JOBS, language="en")

    assert line.title == "Lam & Co."
    assert line.detail == "September 2012 · Full time"


def test_records_are_written_out_line_by_line_for_checking(work: MadeUpFact) -> None:
    jobs = [*JOBS, {"employer": "<Ho>", "from": "2015"}]

    (row,) = answer_rows(
        [Ask(work)], {"work": jobs}, language="en", write=lambda text: text.in_language("en")
    )
    html = summary([row])

    assert row.value == "Lam & Co. · September 2012 · Full time\n<Ho> · 2015"
    assert "Lam &amp; Co. · September 2012 · Full time<br>&lt;Ho&gt; · 2015" in html


def test_an_empty_list_of_records_is_said_to_be_none(work: MadeUpFact) -> None:
    with override("en"):
        (row,) = answer_rows(
            [Ask(work)], {"work": []}, language="en", write=lambda text: text.in_language("en")
        )

    assert row.value == "None"
