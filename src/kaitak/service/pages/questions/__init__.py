"""Question pages made from facts: a page's facts become a form, and what was typed becomes answers."""

from kaitak.service.pages.questions.display import answer_rows, answer_text
from kaitak.service.pages.questions.facts import Ask, Fact
from kaitak.service.pages.questions.form import AnswersForm, form_for
from kaitak.service.pages.questions.procedures import page_doubts, page_form, page_rows, records_fact, writer
from kaitak.service.pages.questions.records import (
    RecordForm,
    RecordLine,
    record_form,
    record_lines,
    with_record,
    without_record,
)

__all__ = [
    "AnswersForm",
    "Ask",
    "Fact",
    "RecordForm",
    "RecordLine",
    "answer_rows",
    "answer_text",
    "form_for",
    "page_doubts",
    "page_form",
    "page_rows",
    "record_form",
    "record_lines",
    "records_fact",
    "with_record",
    "without_record",
    "writer",
]
