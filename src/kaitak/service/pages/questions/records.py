"""Lists that grow record by record: jobs, degrees, incomes. Each record is a form; the list is a page of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaitak.rules import FactError, check_value
from kaitak.service.pages.questions.display import record_texts
from kaitak.service.pages.questions.facts import Answers, Ask, Check, Fact, Write
from kaitak.service.pages.questions.form import AnswersForm, nothing_conditional, written_in

Records = Sequence[Mapping[str, Any]]
_ALWAYS = ("from",)


class RecordForm(AnswersForm):
    """Asks the fields of one record, and checks them together."""

    def __init__(self, fact: Fact, *, check: Check, **more: Any) -> None:
        self.fact, self.check_record = fact, check
        super().__init__(_asks(fact), check=check, asked=nothing_conditional, **more)

    def clean(self) -> dict[str, Any]:
        """Check what only the whole record can say, such as an end before its start."""
        if not self.errors:
            try:
                self.check_record(self.fact, [self.record()], {})
            except FactError as error:
                self._place(error)
        return self.cleaned_data

    def record(self) -> dict[str, Any]:
        """Return the record: what was answered, and nothing else."""
        return {name: value for name, value in self.answers().items() if value is not None}

    def _place(self, error: FactError) -> None:
        name = error.field.rpartition(".")[2]
        field = self.fields.get(name) or next(iter(self.fields.values()))
        self.add_error(name if name in self.fields else None, field.problem(error.code, error.params))  # type: ignore[attr-defined]


def record_form(
    fact: Fact,
    *,
    language: str,
    record: Answers | None = None,
    data: Mapping[str, Any] | None = None,
    write: Write | None = None,
    check: Check | None = None,
    day: date | None = None,
) -> RecordForm:
    """Return the form for one record of a list; ``record`` is the one that is changed, None for a new one."""

    def check_on_the_day(of: Any, raw: Any, others: Answers) -> Any:
        return check_value(of, raw, answers=others, day=day)

    return RecordForm(
        fact,
        language=language,
        answers=record or {},
        data=data,
        check=check or check_on_the_day,
        write=write or written_in(language),
        empty_is_none=False,
    )


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in its list: what it is called, what else is known, and where to change it or take it out."""

    title: str
    detail: str
    change: str = ""
    remove: str = ""


def record_lines(
    fact: Fact, records: Records, *, language: str, write: Write | None = None
) -> list[RecordLine]:
    """Return each record as a line; the caller adds the addresses with ``dataclasses.replace``."""
    return [_line(fact, record, language, write or written_in(language)) for record in records]


def with_record(
    records: Records, record: Mapping[str, Any], *, index: int | None = None
) -> list[dict[str, Any]]:
    """Return the list with a record added, or put in the place of another."""
    kept = [dict(one) for one in records]
    if index is None:
        return [*kept, dict(record)]
    if not 0 <= index < len(kept):
        raise IndexError(index)
    kept[index] = dict(record)
    return kept


def without_record(records: Records, index: int) -> list[dict[str, Any]]:
    """Return the list without a record."""
    if not 0 <= index < len(records):
        raise IndexError(index)
    return [dict(one) for place, one in enumerate(records) if place != index]


def _asks(fact: Fact) -> list[Ask]:
    first = next(iter(fact.fields), "")
    return [
        Ask(field, required=name == first or name in _ALWAYS, mark=False)
        for name, field in fact.fields.items()
    ]


def _line(fact: Fact, record: Mapping[str, Any], language: str, write: Write) -> RecordLine:
    title, *others = record_texts(fact, record, language=language, write=write)
    return RecordLine(title, " · ".join(others))
