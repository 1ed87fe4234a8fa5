"""A page's questions as one form, from facts alone."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from kaitak.rules import check_value
from kaitak.service.pages.questions.facts import Answers, Ask, Check, Text, Write
from kaitak.service.pages.questions.fields import LISTS, AnswerField

Asked = Callable[[Answers], Mapping[str, bool | None]]
SEEN = "_seen"
LOOK_AGAIN = "_look_again"


class AnswersForm(forms.Form):
    """Asks facts; questions that another answer on the page brings about appear when that answer is given."""

    def __init__(
        self,
        asks: Iterable[Ask],
        *,
        language: str,
        answers: Answers,
        data: Mapping[str, Any] | None,
        asked: Asked,
        check: Check,
        write: Write,
        empty_is_none: bool,
        day: date | None = None,
    ) -> None:
        self.asks = tuple(asks)
        self.language, self.kept, self.empty_is_none = language, dict(answers), empty_is_none
        super().__init__(data=data, initial=dict(answers), label_suffix="")
        built = {
            ask.fact.name: AnswerField(ask, language=language, check=check, write=write, day=day)
            for ask in self.asks
        }
        self.known = {**self.kept, **self._typed(built)}
        self.shown = self._shown(asked(self.known))
        self.fields = {name: field for name, field in built.items() if name in self.shown}
        for field in built.values():
            field.others = self.known
        seen = str(self.data[SEEN]).split() if SEEN in self.data else self.shown
        self.further = [
            name for name in self.shown if self.is_bound and name not in seen and not self._was_sent(name)
        ]

    @property
    def is_looking(self) -> bool:
        """Whether the script asks only which questions there are now."""
        return LOOK_AGAIN in self.data

    @property
    def heads_page(self) -> bool:
        """Whether the one question is the page's heading."""
        return len(self.asks) == 1

    @property
    def deciding(self) -> list[str]:
        """Names of this page's questions on which others depend."""
        names = {ask.fact.name for ask in self.asks}
        return sorted(names & {name for ask in self.asks for name in ask.depends})

    def is_valid(self) -> bool:
        """Say whether every question that applies has a fitting answer."""
        return super().is_valid() and not self.further and not self.is_looking

    def answers(self) -> dict[str, Any]:
        """Return the answers keyed by fact; None where there is none, which forgets what was kept."""
        return {ask.fact.name: self._answer(ask) for ask in self.asks}

    def full_clean(self) -> None:
        """Check the answers; a question that has only just appeared is not yet missing."""
        if self.is_looking:
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data = {}
            return
        super().full_clean()
        for name in self.further:
            self._errors.pop(name, None)

    def _answer(self, ask: Ask) -> Any:
        if ask.fact.name not in self.fields:
            return None
        value = self.cleaned_data.get(ask.fact.name)
        if ask.fact.kind in LISTS and not value:
            return [] if self.empty_is_none else None
        return value

    def _typed(self, built: Mapping[str, AnswerField]) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        typed = {}
        for name, field in built.items():
            raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            try:
                typed[name] = field.clean(raw)
            except forms.ValidationError:
                typed[name] = None
        return typed

    def _shown(self, asked: Mapping[str, bool | None]) -> list[str]:
        here = {ask.fact.name for ask in self.asks}
        waiting = {name for name in here if self.known.get(name) is None}
        return [
            ask.fact.name
            for ask in self.asks
            if asked.get(ask.fact.name, True) is not False and not ask.depends & waiting
        ]

    def _was_sent(self, name: str) -> bool:
        widget = self.fields[name].widget
        raw = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return bool(any(raw.values()) if isinstance(raw, Mapping) else raw)


def form_for(
    asks: Iterable[Ask],
    *,
    language: str,
    answers: Answers | None = None,
    data: Mapping[str, Any] | None = None,
    asked: Asked | None = None,
    check: Check | None = None,
    write: Write | None = None,
    day: date | None = None,
    empty_is_none: bool = True,
) -> AnswersForm:
    """Return the form that asks these facts in a language.

    ``answers`` are what is kept, keyed by fact. ``asked`` says for each fact whether it is asked, given the
    answers so far (None: not known yet); without it every one is. ``check`` checks an answer (the rules' own check
    by default) and ``write`` writes out a text with its figures. ``day`` is the day of application, where limits
    need it. ``empty_is_none``: a list left empty means there is none, not that nothing is known.
    """
    return AnswersForm(
        asks,
        language=language,
        answers=answers or {},
        data=data,
        asked=asked or nothing_conditional,
        check=check or _checked_on(day),
        write=write or written_in(language),
        empty_is_none=empty_is_none,
        day=day,
    )


def nothing_conditional(_answers: Answers) -> Mapping[str, bool | None]:
    """Say that every question is asked, whatever the answers."""
    return {}


def _checked_on(day: date | None) -> Check:
    def check(fact: Any, raw: Any, others: Answers) -> Any:
        return check_value(fact, raw, answers=others, day=day)

    return check


def written_in(language: str) -> Write:
    """Return what writes a text in a language, its figures left as they stand."""

    def write(text: Text) -> str:
        return text.in_language(language)

    return write
