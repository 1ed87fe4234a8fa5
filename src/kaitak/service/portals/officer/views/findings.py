"""What an officer found about one answer."""

import json
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
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, file, row, known, form)
        except (ServiceError, rules.FactError) as error:
            form.add_error("value" if isinstance(error, rules.FactError) else None, str(error))
        else:
            return redirect("officer:case", file)
    language = get_language() or "en"
    write = writer(policy_of(row.group), language, timezone.localdate())
    context = {
        "form": form,
        "title": write(known.label),
        "caption": name_of(row) or row.get_kind_display(),
        "answer": answer_text(known, row.answers[fact], language=language, write=write),
        "earlier": Finding.objects.filter(part=row, fact=fact).order_by("-pk"),
        "back": reverse("officer:case", args=[file]),
        "button_text": _("Record finding"),
    }
    return office(request, "officer/finding.html", context)


def _record(request: ActorRequest, file: UUID, part: Part, known: rules.Fact, form: FindingForm) -> None:
    given = form.cleaned_data
    verdict = Finding.Verdict(given["verdict"])
    value = None
    if verdict == Finding.Verdict.CORRECTED:
        value = rules.check_value(
            known, _typed(given["value"]), answers=part.answers, day=timezone.localdate()
        )
    record_finding(
        file,
        part.pk,
        known.name,
        verdict,
        by=request.actor,
        at=timezone.now(),
        reason=given["reason"],
        page=given["page"],
        value=value,
    )


def _typed(text: str) -> object:
    """Return what was typed; lists and records are written as JSON."""
    if text.lstrip()[:1] in {"[", "{"}:
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
