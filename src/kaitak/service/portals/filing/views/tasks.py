"""The task list: who has to do what; and where a filing that was sent stands."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitak.rules import Page
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.types import PartView
from kaitak.service.pages.shapes import Task, TaskState
from kaitak.service.people.models import Party
from kaitak.service.portals.admission.sessions import let_out
from kaitak.service.portals.filing.frame import Filing, filing_view

KINDS = {
    "principal": gettext_lazy("Principal applicant"),
    "spouse": gettext_lazy("Spouse or partner"),
    "child": gettext_lazy("Child"),
    "company": gettext_lazy("Employing company"),
}


@require_safe
@filing_view()
def show(filing: Filing) -> HttpResponse:
    """Show what is to be done by whom; once sent, go on to where the filing stands."""
    if filing.group.state == Group.State.SENDING:
        return filing.go("line")
    if filing.group.state != Group.State.DRAFT:
        return filing.go("submitted")
    sections = [_section(filing, part) for part in filing.view.parts if filing.is_applicant or part.may_edit]
    context = {
        "sections": sections,
        "company": _company(filing),
        "others": [_title(part) for part in filing.view.parts if not (filing.is_applicant or part.may_edit)],
        "address": [one for one in [_address(filing)] if one],
        "may_add": filing.is_applicant and len(filing.view.parts) < 10,
        "open_count": len(filing.view.open_items),
    }
    return filing.render("filing/tasks.html", context)


@require_POST
@filing_view()
def leave(filing: Filing) -> HttpResponse:
    """Close the filing in this browser; everything saved is kept."""
    let_out(filing.request, str(filing.group.pk))
    return filing.render("filing/left.html", {"case_line": None})


def _title(part: PartView) -> str:
    kind = str(KINDS.get(part.person_kind or part.kind, ""))
    return f"{kind}: {part.name}" if part.name and kind else kind or part.name or _("Family member")


def _section(filing: Filing, view: PartView) -> dict[str, object]:
    tasks = _tasks(filing, view) if view.may_edit else []
    return {"title": _title(view), "part": view, "tasks": tasks, "state": _state(view)}


def _state(view: PartView) -> str:
    if view.is_signed:
        return _("Signed")
    return _("Ready to be signed") if view.is_complete else _("Not complete yet")


def _tasks(filing: Filing, view: PartView) -> list[Task]:
    part = Part.objects.select_related("group", "application").get(pk=view.id)
    reading = filing.reading(part)
    missing = {page for page, _fact in reading.missing(part)}
    case = filing.group.pk
    tasks = []
    for page in reading.pages(part):
        is_answered = any(one.fact in part.answers for one in page.facts)
        address = reverse("filing:page", args=[case, part.pk, page.id])
        state, word = _state_of_page(page, is_answered=is_answered, is_missing=page.id in missing)
        tasks.append(Task(filing.say(page.title), state, address, state_text=word))
    open_slots = [item for item in filing.view.open_items if item.part == view.id and item.kind == "document"]
    hint = _("%(count)s still needed") % {"count": len(open_slots)} if open_slots else ""
    address = reverse("filing:documents", args=[case, part.pk])
    tasks.append(Task(_("Documents"), "todo" if open_slots else "done", address, hint))
    return [*tasks, _signature(filing, part, view)]


def _state_of_page(page: Page, *, is_answered: bool, is_missing: bool) -> tuple[TaskState, str]:
    """Return how far a page is, with the word for one that need not be answered."""
    if is_answered:
        return ("doing" if is_missing else "done"), ""
    if is_missing or any(one.required for one in page.facts):
        return "todo", ""
    return "later", _("Optional")


def _signature(filing: Filing, part: Part, view: PartView) -> Task:
    address = reverse("filing:sign", args=[filing.group.pk, part.pk])
    if view.is_signed:
        return Task(_("Check and sign"), "done", address)
    if view.may_sign:
        return Task(_("Check and sign"), "todo", address)
    waits = any(item.kind == "terms" and item.part == view.id for item in filing.view.open_items)
    hint = (
        _("Waits for the company: you sign its post, pay and period too.")
        if waits and view.is_complete
        else ""
    )
    return Task(_("Check and sign"), "later", hint=hint)


def _company(filing: Filing) -> dict[str, object] | None:
    view = next((part for part in filing.view.parts if part.kind == Part.Kind.COMPANY), None)
    if view is None or not filing.is_applicant:
        return None
    invited = Party.objects.filter(case=str(filing.group.pk), kind=Party.Kind.AUTHORISED_PERSON)
    return {"view": view, "state": _state(view), "invited": invited.order_by("-created_at").first()}


def _address(filing: Filing) -> Task | None:
    if not filing.is_applicant:
        return None
    case = filing.group.pk
    if filing.view.is_address_confirmed:
        return Task(
            _("Your e-mail address"), "done", reverse("filing:contact", args=[case]), filing.view.email
        )
    if filing.view.email:
        return Task(
            _("Confirm your e-mail address"), "doing", reverse("filing:code", args=[case]), filing.view.email
        )
    return Task(_("Your e-mail address"), "todo", reverse("filing:contact", args=[case]))
