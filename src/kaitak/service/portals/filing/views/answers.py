"""One page of questions, from the policy's data."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak import rules
from kaitak.service.applications.asking import shown_page
from kaitak.service.applications.errors import ApplicationError, PageNotShown, StaleAnswers
from kaitak.service.applications.models import Part
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.services import save_page
from kaitak.service.pages.questions.display import answer_text
from kaitak.service.pages.questions.form import AnswersForm
from kaitak.service.pages.questions.procedures import page_doubts, page_form, records_fact, writer
from kaitak.service.portals.filing.frame import Filing, filing_view


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def show(filing: Filing, part: UUID, page: str) -> HttpResponse:
    """Ask the questions of a page; store what fits, keep everything that was typed."""
    row = filing.part(part)
    reading = filing.reading(row)
    try:
        found = shown_page(reading, row, page)
    except PageNotShown:
        return filing.go("tasks")
    if records_fact(filing.policy, found):
        return filing.go("records", row.pk, page)
    form = _form(filing, reading, row, found)
    if filing.request.method == "POST" and not form.is_looking:
        conflicts = _save(filing, row, found, form)
        if conflicts is None and form.is_valid():
            row.refresh_from_db()
            for doubt in _doubts(filing, row, found):
                messages.warning(filing.request, doubt)
            return after(filing, row, found)
        row.refresh_from_db()
        return _page(filing, row, found, form, conflicts or {})
    return _page(filing, row, found, form, {})


def _form(filing: Filing, reading: Reading, row: Part, page: rules.Page) -> AnswersForm:
    return page_form(
        filing.policy,
        filing.procedure,
        page,
        language=filing.language,
        day=filing.day,
        answers=row.answers,
        data=filing.posted,
        profile=reading.others(row),
    )


def _doubts(filing: Filing, row: Part, page: rules.Page) -> list[str]:
    """Return what to point out about the answers that are kept."""
    return page_doubts(
        filing.policy,
        filing.procedure,
        page,
        language=filing.language,
        day=filing.day,
        answers=row.answers,
        profile=filing.reading(row).others(row),
    )


def _save(
    filing: Filing, row: Part, page: rules.Page, form: AnswersForm
) -> Mapping[str, tuple[Any, Any]] | None:
    """Store what fits; return what differs where somebody else saved first, else None."""
    form.is_valid()
    fits = {name: value for name, value in form.answers().items() if name not in form.errors}
    typed = filing.request.POST.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdecimal() else row.version
    try:
        save_page(row.pk, page.id, fits, version=version, by=filing.request.actor, at=filing.now)
    except StaleAnswers as error:
        return error.conflicts
    except ApplicationError as error:
        form.add_error(None, str(error))
    return None


def _page(
    filing: Filing, row: Part, page: rules.Page, form: AnswersForm, conflicts: Mapping[str, tuple[Any, Any]]
) -> HttpResponse:
    context = {
        "form": form,
        "title": filing.say(page.title),
        "intro": filing.say(page.intro),
        "version": row.version,
        "doubts": _doubts(filing, row, page),
        "conflicts": [_difference(filing, name, both) for name, both in conflicts.items()],
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }
    return filing.render("filing/page.html", context, status=409 if conflicts else 200)


def _difference(filing: Filing, name: str, both: tuple[Any, Any]) -> dict[str, str]:
    fact = filing.policy.fact(name)
    write = writer(filing.policy, filing.language, filing.day)
    stored, sent = (
        answer_text(fact, value, language=filing.language, write=write) or _("no answer") for value in both
    )
    return {"label": write(fact.label), "stored": stored, "sent": sent}


def after(filing: Filing, row: Part, page: rules.Page) -> HttpResponse:
    """Go on to the next page of the part that is shown now; after the last to its documents."""
    if "return" in filing.request.GET:
        return filing.go("tasks")
    row.refresh_from_db()
    pages = [one.id for one in Reading(filing.group, filing.now, row).pages(row)]
    place = pages.index(page.id) + 1 if page.id in pages else len(pages)
    return filing.go("page", row.pk, pages[place]) if place < len(pages) else filing.go("documents", row.pk)
