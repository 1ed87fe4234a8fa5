"""Come to a submitted application with its reference number: to send documents, to pay, to collect an e-Visa."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kaitak.service.applications.models import Application
from kaitak.service.applications.services import find_application
from kaitak.service.applications.services.resuming import applicant_party
from kaitak.service.evisa.errors import NotIssued
from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.selectors import evisa_of, fees_of
from kaitak.service.evisa.services import collect
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.admission.sessions import let_in
from kaitak.service.portals.applicant.forms import ReferenceForm
from kaitak.service.portals.applicant.guarded import refused, status_of_page

COLLECTING = "collecting"
Then = Callable[[ActorRequest, Application], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def documents(request: ActorRequest) -> HttpResponse:
    """Let in whoever was asked for further documents."""
    return _asked(
        request,
        _send_documents,
        title=_("Send further documents"),
        intro=_("For documents that a letter from us asks for. Have the letter and the files ready."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def pay(request: ActorRequest) -> HttpResponse:
    """Let in whoever has an issuance fee to pay."""
    return _asked(
        request,
        _pay_fee,
        title=_("Pay the issuance fee"),
        intro=_("For applications that are approved. The result notice names the fee and its last day."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@admits(anyone)
def evisa(request: ActorRequest) -> HttpResponse:
    """Let in whoever collects an e-Visa."""
    return _asked(
        request,
        _collect,
        title=_("Collect your e-Visa"),
        intro=_("Once the issuance fee is paid you can download the e-Visa as often as you like."),
    )


def _asked(request: ActorRequest, then: Then, **words: str) -> HttpResponse:
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            found = find_application(**form.cleaned_data, at=timezone.now())
        except ServiceError as error:
            refused(form, error)
        else:
            return then(request, found)
    context: dict[str, Any] = {"form": form, "button_text": _("Continue"), **words}
    return render(request, "applicant/enter.html", context, status=status_of_page(form))


def _send_documents(request: ActorRequest, found: Application) -> HttpResponse:
    if found.kind != Application.Kind.PRINCIPAL:
        return _only_principal(request, _("Send further documents"))
    _let_applicant_in(request, found)
    return redirect("filing:requests", found.group_id)


def _pay_fee(request: ActorRequest, found: Application) -> HttpResponse:
    if found.kind != Application.Kind.PRINCIPAL:
        return _only_principal(request, _("Pay the issuance fee"))
    due = next((fee for fee in fees_of(found.group.case) if fee.demand), None)
    if due is None:
        return render(request, "applicant/nothing_to_pay.html", {"application": found})
    _let_applicant_in(request, found)
    return redirect("filing:pay", found.group_id, due.demand)


def _collect(request: ActorRequest, found: Application) -> HttpResponse:
    if found.kind == Application.Kind.PRINCIPAL:
        _let_applicant_in(request, found)
        return redirect("filing:evisas", found.group_id)
    request.session.cycle_key()
    request.session[COLLECTING] = str(found.pk)
    return redirect("applicant:own_evisa")


def _let_applicant_in(request: ActorRequest, found: Application) -> None:
    let_in(request, applicant_party(found.group))


def _only_principal(request: ActorRequest, title: str) -> HttpResponse:
    return render(request, "applicant/only_principal.html", {"title": title}, status=403)


@require_safe
@never_cache
@admits(anyone)
def own_evisa(request: ActorRequest) -> HttpResponse:
    """Show a dependant their own e-Visa."""
    found = _collecting(request)
    if found is None:
        return redirect("applicant:evisa")
    context = {"application": found, "evisa": evisa_of(found)}
    return render(request, "applicant/own_evisa.html", context)


@require_safe
@never_cache
@admits(anyone)
def own_evisa_pdf(request: ActorRequest) -> HttpResponse:
    """Return a dependant's own e-Visa as PDF."""
    found = _collecting(request)
    row = evisa_of(found) if found else None
    if row is None:
        raise Http404
    try:
        return _pdf(row, request, timezone.now())
    except NotIssued as error:
        raise Http404 from error


def _pdf(row: Evisa, request: ActorRequest, at: datetime) -> HttpResponse:
    response = HttpResponse(collect(row.pk, by=request.actor, at=at), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="e-visa-{row.number}.pdf"'
    return response


def _collecting(request: ActorRequest) -> Application | None:
    found = request.session.get(COLLECTING)
    return Application.objects.select_related("group", "part").filter(pk=found).first() if found else None
