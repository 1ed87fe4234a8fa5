"""A procedure's page as a form: its facts, its conditions and its texts come from the policy."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kaitak.rules import Page, PageFact, Policy, Procedure, is_unexpected, visible_facts
from kaitak.rules.nodes import FactName
from kaitak.service.pages.questions.display import answer_rows
from kaitak.service.pages.questions.facts import Answers, Ask, Fact, Text, Write
from kaitak.service.pages.questions.form import AnswersForm, form_for
from kaitak.service.pages.shapes import Row


def page_form(
    policy: Policy,
    procedure: Procedure,
    page: Page,
    *,
    language: str,
    day: date,
    answers: Answers,
    data: Mapping[str, Any] | None = None,
    profile: Mapping[str, Any] | None = None,
) -> AnswersForm:
    """Return the form of a page. ``answers`` are this party's; ``profile`` is what the other parts make."""

    def asked(known: Answers) -> Mapping[str, bool]:
        shown = visible_facts(policy, procedure, page, known, day=day, profile=profile)
        names = {one.fact for one in shown}
        return {one.fact: one.fact in names for one in page.facts}

    return form_for(
        [_ask(policy, one) for one in page.facts],
        language=language,
        answers=answers,
        data=data,
        asked=asked,
        write=writer(policy, language, day),
        day=day,
    )


def page_rows(
    policy: Policy,
    procedure: Procedure,
    page: Page,
    *,
    language: str,
    day: date,
    answers: Answers,
    profile: Mapping[str, Any] | None = None,
    change: str = "",
) -> list[Row]:
    """Return what a page asked and what was answered, for the page to check before signing."""
    shown = visible_facts(policy, procedure, page, answers, day=day, profile=profile)
    asks = [_ask(policy, one) for one in shown]
    write = writer(policy, language, day)
    rows = answer_rows(asks, answers, language=language, write=write, change=change)
    told = [_doubt(policy, one.fact, answers, day, write) for one in shown]
    return [
        replace(row, value=f"{row.value}\n{doubt}") if doubt else row
        for row, doubt in zip(rows, told, strict=True)
    ]


def page_doubts(
    policy: Policy,
    procedure: Procedure,
    page: Page,
    *,
    language: str,
    day: date,
    answers: Answers,
    profile: Mapping[str, Any] | None = None,
) -> list[str]:
    """Return what to point out about a page's answers that are taken but not as expected."""
    shown = visible_facts(policy, procedure, page, answers, day=day, profile=profile)
    write = writer(policy, language, day)
    return [told for one in shown if (told := _doubt(policy, one.fact, answers, day, write))]


def _doubt(policy: Policy, name: str, answers: Answers, day: date, write: Write) -> str:
    fact = policy.facts[name]
    is_doubtful = is_unexpected(fact, answers.get(name), answers=answers, day=day)
    return write(fact.otherwise) if is_doubtful and fact.otherwise else ""


def records_fact(policy: Policy, page: Page) -> Fact | None:
    """Return the fact of a page that is a list of records, with the fields that the page asks.

    Such a page is a list of its own, not a form.
    """
    if len(page.facts) != 1:
        return None
    asked = page.facts[0]
    fact = policy.facts[asked.fact]
    if fact.kind != "records":
        return None
    return replace(fact, fields={name: fact.fields[name] for name in asked.fields or fact.fields})


def writer(policy: Policy, language: str, day: date) -> Write:
    """Return what writes a text in a language, with its figures as they stand on a day."""

    def write(text: Text) -> str:
        return text.fill(language, lambda figure: policy.written(figure, day, language))

    return write


def _ask(policy: Policy, one: PageFact) -> Ask:
    fact = policy.facts[one.fact]
    deciding = {node.name for node in one.when.walk() if isinstance(node, FactName)} if one.when else set()
    return Ask(fact, required=one.required, depends=frozenset(deciding))
