"""One officer recommends; another decides or sends back; an officer says that an application lapsed."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kaitak.service.applications.models import Application
from kaitak.service.applications.services import settle_place
from kaitak.service.casework import selectors
from kaitak.service.casework.errors import NothingToDecide
from kaitak.service.casework.models import CaseFile, Recommendation
from kaitak.service.casework.services import decide, lapse, recommend, send_back
from kaitak.service.casework.stays import published
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits
from kaitak.service.portals.officer.forms import ProposalForm, ReasonForm
from kaitak.service.portals.officer.frame import office
from kaitak.service.portals.officer.reading import CaseReading, applications_of


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def propose(request: ActorRequest, file: UUID) -> HttpResponse:
    """Recommend an outcome for every application of the group that is open."""
    case_file = get_object_or_404(CaseFile.objects.select_related("group"), pk=file)
    reading = CaseReading(case_file, timezone.now())
    routes = reading.principals_routes(reading.found_answer(timezone.localdate()))
    decided, possible = published(routes)
    forms = [
        ProposalForm(request.POST or None, application=row, decided=decided, possible=possible)
        for row in _open(case_file)
    ]
    if request.method == "POST" and forms and _all_valid(forms):
        try:
            recommend(file, [form.proposal() for form in forms], by=request.actor, at=timezone.now())
        except ServiceError as error:
            forms[0].add_error(None, str(error))
        else:
            messages.success(request, _("Recommended. Another officer decides."))
            return redirect("officer:case", file)
    context = {
        "forms": forms,
        "file": case_file,
        "decided": decided,
        "routes": routes,
        "back": reverse("officer:case", args=[file]),
    }
    return office(request, "officer/recommend.html", context)


@require_POST
@admits(Role.OFFICER)
def conclude(request: ActorRequest, file: UUID) -> HttpResponse:
    """Decide as recommended."""
    case_file = get_object_or_404(CaseFile, pk=file)
    known = {str(one.pk): one.pk for one in Recommendation.objects.filter(application__group_id=file)}
    chosen = [known[one] for one in request.POST.getlist("recommendation") if one in known]
    try:
        decide(case_file.pk, chosen, by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decided. The result notice is on its way."))
    return redirect("officer:case", file)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def back(request: ActorRequest, file: UUID) -> HttpResponse:
    """Send recommendations back with a reason."""
    case_file = get_object_or_404(CaseFile, pk=file)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send_back(request, case_file, form.cleaned_data["reason"])
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:case", file)
    context = {
        "form": form,
        "title": _("Send back to the officer who recommended"),
        "back": reverse("officer:case", args=[file]),
        "button_text": _("Send back"),
    }
    return office(request, "pages/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admits(Role.OFFICER)
def end(request: ActorRequest, file: UUID, application: UUID) -> HttpResponse:
    """Say that an application lapsed because its documents did not come."""
    row = get_object_or_404(Application, pk=application, group_id=file)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lapse(row.pk, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        except ServiceError as error:
            form.add_error(None, str(error))
        else:
            return redirect("officer:case", file)
    context = {
        "form": form,
        "title": _("Let application %(reference)s lapse") % {"reference": row.reference},
        "back": reverse("officer:case", args=[file]),
        "button_text": _("Let it lapse"),
    }
    return office(request, "pages/form_page.html", context)


@require_POST
@admits(Role.SUPERVISOR)
def place(request: ActorRequest, file: UUID) -> HttpResponse:
    """Decide whether an ending gives its place to others."""
    case_file = get_object_or_404(CaseFile, pk=file)
    try:
        release = request.POST.get("release") == "yes"
        settle_place(case_file.pk, release=release, by=request.actor, at=timezone.now())
    except ServiceError as error:
        messages.error(request, str(error))
    return redirect("officer:case", file)


@transaction.atomic
def _send_back(request: ActorRequest, case_file: CaseFile, reason: str) -> None:
    found = _recommended(case_file)
    if not found:
        raise NothingToDecide
    for recommendation in found:
        send_back(recommendation.pk, reason, by=request.actor, at=timezone.now())


def _all_valid(forms: list[ProposalForm]) -> bool:
    """Check every form, so that every one shows its errors."""
    return [form.is_valid() for form in forms].count(False) == 0


def _open(case_file: CaseFile) -> list[Application]:
    rows = [row for row in applications_of(case_file) if row.status == Application.Status.OPENED]
    return [row for row in rows if selectors.recommendation_of(row) is None]


def _recommended(case_file: CaseFile) -> list[Recommendation]:
    found = [selectors.recommendation_of(row) for row in applications_of(case_file)]
    return [recommendation for recommendation in found if recommendation is not None]
