"""Pay a fee of this case: choose how, go on at the provider, come back, wait until it is known."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitak.service.payments import selectors
from kaitak.service.payments.errors import ProviderUnreachable
from kaitak.service.payments.methods import Flow
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.services import begin_attempt, look_up, stop_attempt
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.forms import MethodForm
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.selectors import ticket_of


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view()
def choose(filing: Filing, demand: UUID) -> HttpResponse:
    """Show what is to be paid, for whom, until when; begin."""
    row = _demand(filing, demand)
    if row.state != Demand.State.OPEN:
        return _settled(filing, row)
    form = MethodForm(filing.posted, methods=[(one.code, one.label) for one in selectors.offers()])
    if filing.request.method == "POST" and form.is_valid():
        try:
            attempt = begin_attempt(
                row.pk,
                form.cleaned_data["method"],
                by=filing.request.actor,
                at=filing.now,
                return_url=settings.PUBLIC_URL + reverse("filing:pay", args=[filing.group.pk, row.pk]),
                language=filing.language,
            )
        except ProviderUnreachable as error:
            messages.error(filing.request, str(error))
        except ServiceError as error:
            form.add_error("method", str(error))
        else:
            return _go_on(filing, attempt)
    standing = selectors.standing_of(row)
    if filing.request.method != "POST" and standing.state in {"waiting", "unclear"} and standing.attempt:
        return filing.go("paying", row.pk, standing.attempt.pk)
    context = {**_context(filing, row, form), **_ended(standing.attempt)}
    return filing.render("filing/pay.html", context)


@require_safe
@filing_view()
def wait(filing: Filing, demand: UUID, attempt: UUID) -> HttpResponse:
    """Show an attempt until its end is known; what the browser brings back decides nothing."""
    row = _demand(filing, demand)
    found = look_up(_attempt(row, attempt).pk, at=filing.now)
    row.refresh_from_db()
    standing = selectors.standing_of(row)
    if standing.state == "paid":
        return _settled(filing, row)
    context = {
        **_context(filing, row, None),
        "standing": standing,
        "attempt": found,
        "method": selectors.method_label(found),
        "picture": selectors.picture_of(found) if found.is_live else "",
        "embedded": selectors.embedded_template_of(found) if found.is_live else "",
    }
    return filing.render("filing/paying.html", context)


@require_POST
@filing_view()
def stop(filing: Filing, demand: UUID, attempt: UUID) -> HttpResponse:
    """Stop an attempt and go back to the choice; stay where it is not certain that it ended."""
    row = _demand(filing, demand)
    found = _attempt(row, attempt)
    try:
        stop_attempt(found.pk, by=filing.request.actor, at=filing.now)
    except ServiceError as error:
        messages.error(filing.request, str(error))
        return filing.go("paying", row.pk, found.pk)
    return filing.go("pay", row.pk)


def _attempt(row: Demand, attempt: UUID) -> Attempt:
    found = selectors.attempt_of(row.case, attempt)
    if found is None or found.demand_id != row.pk:
        raise Http404
    return found


def _ended(attempt: Attempt | None) -> dict[str, str]:
    """Return how the last attempt ended, to say above the choice."""
    if attempt is None:
        return {}
    return {"ending": selectors.ending_of(attempt), "last_method": selectors.method_label(attempt)}


def _demand(filing: Filing, demand: UUID) -> Demand:
    row = Demand.objects.filter(pk=demand, case=filing.group.case).first()
    if row is None:
        raise Http404
    return row


def _go_on(filing: Filing, attempt: Attempt) -> HttpResponse:
    if attempt.flow == Flow.REDIRECT and attempt.redirect_url:
        return redirect(attempt.redirect_url)
    return filing.go("paying", attempt.demand_id, attempt.pk)


def _settled(filing: Filing, row: Demand) -> HttpResponse:
    if row.purpose == Demand.Purpose.ISSUANCE_FEE and row.state == Demand.State.PAID:
        return filing.go("evisas")
    return filing.go("tasks")


def _context(filing: Filing, row: Demand, form: MethodForm | None) -> dict[str, object]:
    ticket = ticket_of(filing.group.case) if row.purpose == Demand.Purpose.APPLICATION_FEE else None
    is_held = ticket is not None and ticket.state == Ticket.State.HELD
    return {
        "form": form,
        "demand": row,
        "people": [view for view in filing.view.parts if view.person_kind and view.name],
        "ticket": ticket,
        "held_until": ticket.held_until if ticket is not None and is_held else None,
        "now": filing.now,
        "may_stop": filing.is_applicant and is_held,
    }
