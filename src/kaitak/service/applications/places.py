"""What the quota room tells of a group's ticket. Registered as its listener when this room is ready.

Everything here runs inside the allocator's transaction, or the one that ends a hold: it is committed with the
decision or not at all, and nothing in it waits.
"""

from datetime import datetime

from kaitak.service.applications.fees import demand_application_fee, order_back
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.services.contact import recipient
from kaitak.service.applications.services.sending import back_to_draft
from kaitak.service.applications.services.submitting import submit
from kaitak.service.applications.written import written_day, written_moment
from kaitak.service.audit.services import record
from kaitak.service.notices.services import Recipient, tell
from kaitak.service.people.actors import CLOCK
from kaitak.service.people.models import Party
from kaitak.service.quotas.listeners import Listener
from kaitak.service.quotas.models import Ticket


class Places(Listener):
    """Follows the tickets of groups."""

    def lock(self, case: str) -> None:
        """Lock the ticket's group before the ticket."""
        _locked(case)

    def granted(self, ticket: Ticket, at: datetime) -> None:
        """A held place: the fee is demanded until the hold ends. A paid ticket's place: the group is submitted."""
        group = _locked(ticket.case)
        if group is None or group.state != Group.State.SENDING:
            return
        record("place.granted", case=group.case, by=CLOCK, at=at, details={"ticket": ticket.pk})
        if ticket.paid:
            submit(group, ticket=ticket.number, by=CLOCK, at=at)
        elif not group.paid_attempt:
            demand_application_fee(group, due_by=ticket.held_until, by=CLOCK, at=at)
            _tell_held(group, ticket, at)

    def refused(self, ticket: Ticket, at: datetime) -> None:
        """No place: the group is a draft again; money that had come goes back in this transaction."""
        group = _locked(ticket.case)
        if group is None or group.state != Group.State.SENDING:
            return
        attempt = group.paid_attempt
        record(
            "place.refused",
            case=group.case,
            by=CLOCK,
            at=at,
            details={"ticket": ticket.pk, "paid": bool(attempt)},
        )
        back_to_draft(group)
        if attempt:
            order_back(attempt, "no_place", at=at)
        _tell_group("place_refused", group, at, refunded="yes" if attempt else "")

    def returned(self, ticket: Ticket, at: datetime) -> None:
        """The hold ended without a payment, or the applicant gave the place back."""
        group = _locked(ticket.case)
        if group is None or group.state != Group.State.SENDING:
            return
        record("place.returned", case=group.case, by=CLOCK, at=at, details={"ticket": ticket.pk})
        back_to_draft(group)
        if ticket.reason == "hold_ended":
            _tell_group("hold_ended", group, at)


def _locked(case: str) -> Group | None:
    return Group.objects.select_for_update().filter(pk=case).first()


def _tell_held(group: Group, ticket: Ticket, at: datetime) -> None:
    """Tell both sides: either can pay."""
    _tell_group("place_held", group, at, until=written_moment(ticket.held_until, group.language))
    company = group.parts.filter(kind=Part.Kind.COMPANY).first()
    for party in Party.objects.filter(case=group.case, kind=Party.Kind.AUTHORISED_PERSON) if company else ():
        if party.links.filter(revoked_at=None).exists():
            to = Recipient(party.email, party.language)
            context = {"until": written_moment(ticket.held_until, party.language)}
            tell("place_held_company", to=to, case=group.case, at=at, context=context)


def _tell_group(kind: str, group: Group, at: datetime, **more: str) -> None:
    context = {
        "reference": group.temporary_reference,
        "language": group.language,
        "last_day": written_day(group.erase_after, group.language),
        **more,
    }
    tell(kind, to=recipient(group), case=group.case, at=at, context=context)
