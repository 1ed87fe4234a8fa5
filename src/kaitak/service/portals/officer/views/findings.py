"""What an officer found about one answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitak import rules
from kaitak.service.applications.models import Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.casework.letters import name_of
from kaitak.service.casework.models import Finding
from kaitak.service.casework.services import record_finding
from kaitak.service.pages.questions import AnswersForm, Ask, form_for
from kaitak.service.pages.questions.display import answer_text
from kaitak.service.pages.questions.procedures import writer
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import FindingForm
from kaitak.service.portals.officer.frame import office


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def record(request: ActorRequest, file: UUID, part: UUID, fact: str) -> HttpResponse:
    """Record what was found; the answer that was signed stays as it is."""
    row = get_object_or_404(Part.objects.select_related("group"), pk=part, group_id=file)
    if fact not in row.answers:
        raise Http404
    known = policy_of(row.group).fact(fact)
    language = get_language() or "en"
    correction = None if known.kind == "records" else _correction(row, known, language)
    form = FindingForm(request.POST or None, can_correct=correction is not None)
    if request.method == "POST" and form.is_valid():
        corrects = form.cleaned_data["verdict"] == Finding.Verdict.CORRECTED
        correction = _correction(row, known, language, request.POST) if corrects else correction
        if correction is None or not corrects or correction.is_valid():
            try:
                _record(request, file, row, known, form, correction if corrects else None)
            except ServiceError as error:
                form.add_error(None, str(error))
            else:
                return redirect("officer:case", file)
    write = writer(policy_of(row.group), language, _day(row))
    context = {
        "form": form,
        "correction": correction,
        "title": write(known.label),
        "caption": name_of(row) or row.get_kind_display(),
        "answer": answer_text(known, row.answers[fact], language=language, write=write),
        "earlier": Finding.objects.filter(part=row, fact=fact).order_by("-pk"),
        "back": reverse("officer:case", args=[file]),
        "button_text": _("Record finding"),
    }
    return office(request, "officer/finding.html", context)


def _correction(
    part: Part, known: rules.Fact, language: str, data: Mapping[str, Any] | None = None
) -> AnswersForm:
    """Ask for what is right as the applicant was asked; what was signed stands in it to be changed."""
    return form_for([Ask(known)], language=language, answers=part.answers, data=data, day=_day(part))


def _day(part: Part) -> date:
    return timezone.localdate(part.group.submitted_at)


def _record(
    request: ActorRequest,
    file: UUID,
    part: Part,
    known: rules.Fact,
    form: FindingForm,
    correction: AnswersForm | None,
) -> None:
    given = form.cleaned_data
    record_finding(
        file,
        part.pk,
        known.name,
        Finding.Verdict(given["verdict"]),
        by=request.actor,
        at=timezone.now(),
        reason=given["reason"],
        page=given["page"],
        value=correction.answers()[known.name] if correction else None,
    )
