"""A list that grows: jobs, degrees. Each record has a page of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kaitak import rules
from kaitak.service.applications.asking import shown_page
from kaitak.service.applications.errors import PageNotShown, StaleAnswers
from kaitak.service.applications.models import Part
from kaitak.service.applications.services import save_page
from kaitak.service.pages.questions.procedures import records_fact, writer
from kaitak.service.pages.questions.records import record_form, record_lines, with_record, without_record
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.portals.filing.views.answers import after

Records = list[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def show(filing: Filing, part: UUID, page: str) -> HttpResponse:
    """Show the list; going on with an empty one says that there is none."""
    row, found, fact = _found(filing, part, page)
    if filing.request.method == "POST":
        if row.answers.get(fact.name) is None:
            _store(filing, row, found, fact, lambda kept: kept)
        return after(filing, row, found)
    case = filing.group.pk
    write = writer(filing.policy, filing.language, filing.day)
    records = row.answers.get(fact.name) or []
    lines = [
        replace(
            line,
            change=reverse("filing:record", args=[case, row.pk, page, index]),
            remove=reverse("filing:record_remove", args=[case, row.pk, page, index]),
        )
        for index, line in enumerate(record_lines(fact, records, language=filing.language, write=write))
    ]
    context = {
        "title": filing.say(found.title),
        "intro": filing.say(fact.help) or filing.say(found.intro),
        "lines": lines,
        "add": reverse("filing:record_new", args=[case, row.pk, page]),
        "next": filing.request.path,
        "is_full": len(records) >= int(fact.limits.get("most", 100)),
        "back": reverse("filing:tasks", args=[case]),
    }
    return filing.render("pages/records_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def add(filing: Filing, part: UUID, page: str) -> HttpResponse:
    """Add a record."""
    return _ask(filing, part, page, None)


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(only_draft=True)
def change(filing: Filing, part: UUID, page: str, index: int) -> HttpResponse:
    """Change a record."""
    return _ask(filing, part, page, index)


@require_POST
@filing_view(only_draft=True)
def remove(filing: Filing, part: UUID, page: str, index: int) -> HttpResponse:
    """Take a record out."""
    row, found, fact = _found(filing, part, page)
    if index < len(row.answers.get(fact.name) or []):
        _store(filing, row, found, fact, lambda kept: without_record(kept, index))
    return filing.go("records", row.pk, page)


def _ask(filing: Filing, part: UUID, page: str, index: int | None) -> HttpResponse:
    row, found, fact = _found(filing, part, page)
    records = row.answers.get(fact.name) or []
    if index is not None and index >= len(records):
        raise Http404
    form = record_form(
        fact,
        language=filing.language,
        record=None if index is None else records[index],
        data=filing.posted,
        write=writer(filing.policy, filing.language, filing.day),
        day=filing.day,
    )
    if filing.request.method == "POST" and form.is_valid():
        _store(filing, row, found, fact, lambda kept: with_record(kept, form.record(), index=index))
        return filing.go("records", row.pk, page)
    back = reverse("filing:records", args=[filing.group.pk, row.pk, page])
    return filing.render("filing/page.html", {"form": form, "title": filing.say(found.title), "back": back})


def _found(filing: Filing, part: UUID, page: str) -> tuple[Part, rules.Page, Any]:
    row = filing.part(part)
    try:
        found = shown_page(filing.reading(row), row, page)
    except PageNotShown as error:
        raise Http404 from error
    fact = records_fact(filing.policy, found)
    if fact is None:
        raise Http404
    return row, found, fact


def _store(
    filing: Filing, row: Part, page: rules.Page, fact: Any, change: Callable[[Records], Records]
) -> None:
    """Store the changed list; where somebody else changed it meanwhile, change theirs."""
    for _attempt in range(3):
        row.refresh_from_db()
        raw = {fact.name: change(list(row.answers.get(fact.name) or []))}
        try:
            save_page(row.pk, page.id, raw, version=row.version, by=filing.request.actor, at=filing.now)
        except StaleAnswers:
            continue
        return
