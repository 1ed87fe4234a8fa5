"""Send and pay: the ticket, the place that is held, and what is answered when there is none."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaitak.service.applications.errors import FailsNotConfirmed, GroupNotComplete, WithCriteria
from kaitak.service.applications.models import Group
from kaitak.service.applications.selectors import assessment_of, fee_of
from kaitak.service.applications.services import send_group, stop_sending
from kaitak.service.applications.verdicts import routes_of
from kaitak.service.payments.selectors import demand_for
from kaitak.service.people.actors import Role
from kaitak.service.people.errors import ServiceError
from kaitak.service.portals.filing.forms import KnowinglyForm
from kaitak.service.portals.filing.frame import Filing, filing_view
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.selectors import open_for, ticket_of
from kaitak.service.quotas.services import allocate


@require_http_methods(["GET", "HEAD", "POST"])
@filing_view(Role.APPLICANT, only_draft=True)
def send(filing: Filing) -> HttpResponse:
    """Show what the rules say and what it costs; send."""
    form, refused = KnowinglyForm(filing.posted), ""
    if filing.request.method == "POST" and form.is_valid():
        try:
            send_group(
                filing.group.pk,
                knowingly=form.cleaned_data["knowingly"],
                by=filing.request.actor,
                at=filing.now,
            )
        except GroupNotComplete:
            return filing.go("tasks")
        except FailsNotConfirmed as error:
            form.add_error("knowingly", str(error))
        except ServiceError as error:
            refused = str(error)
            _note(form, error)
        else:
            allocate(filing.now)
            return filing.go("line")
    if filing.view.open_items:
        return filing.go("tasks")
    return filing.render("filing/send.html", _offer(filing, form, refused))


def _note(form: KnowinglyForm, error: ServiceError) -> None:
    if isinstance(error, WithCriteria):
        form.add_error(None, str(error))


def _offer(filing: Filing, form: KnowinglyForm, refused: str) -> dict[str, Any]:
    answer = assessment_of(filing.group, filing.now, filing.language)
    routes = routes_of(filing.group, answer)
    is_open, reason = (
        open_for(filing.group.intake, filing.group.pool, filing.now) if filing.group.intake else (True, "")
    )
    return {
        "form": form,
        "refused": refused,
        "routes": routes,
        "dependants": answer.get("dependants", []),
        "fails": any(route["verdict"] == "fails" for route in routes),
        "fee": fee_of(filing.group, filing.now),
        "people": [view for view in filing.view.parts if view.person_kind],
        "is_open": is_open,
        "reason": reason,
        "hold_minutes": filing.policy.operator("hold_minutes"),
        "back": reverse("filing:tasks", args=[filing.group.pk]),
    }


@require_safe
@filing_view()
def line(filing: Filing) -> HttpResponse:
    """Show where a sent group stands until it is paid for: in line, held, or refused."""
    if filing.group.state == Group.State.DRAFT:
        return filing.go("tasks")
    if filing.group.state != Group.State.SENDING:
        return filing.go("submitted")
    ticket = ticket_of(filing.group.case)
    if ticket is not None and ticket.state == Ticket.State.QUEUED:
        allocate(filing.now)
        ticket.refresh_from_db()
    demand = demand_for(filing.group.case, "application_fee", filing.group.case)
    if filing.view.may_pay and demand is not None:
        return filing.go("pay", demand.pk)
    return filing.render("filing/line.html", {"ticket": ticket, "is_applicant": filing.is_applicant})


@require_POST
@filing_view(Role.APPLICANT)
def stop(filing: Filing) -> HttpResponse:
    """Give the place back before paying; the application is a draft again."""
    try:
        stop_sending(filing.group.pk, by=filing.request.actor, at=filing.now)
    except ServiceError as error:
        messages.error(filing.request, str(error))
    else:
        messages.info(filing.request, _("The place was given back. Your application is a draft again."))
    return filing.go("tasks")
