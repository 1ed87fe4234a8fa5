"""What the application fee is for. Registered with the payments room when this room is ready."""

from datetime import datetime

from django.db import transaction

from kaitak.service.applications.errors import FeeNotPossible
from kaitak.service.applications.fees import order_back
from kaitak.service.applications.models import Group
from kaitak.service.applications.services.sending import check_ready, start_sending, take_turn
from kaitak.service.applications.services.submitting import submit
from kaitak.service.audit.services import record
from kaitak.service.payments.models import Attempt, Demand
from kaitak.service.payments.purposes import Purpose
from kaitak.service.people.actors import CLOCK, provider
from kaitak.service.people.errors import ServiceError
from kaitak.service.quotas import services as quotas
from kaitak.service.quotas.errors import HoldEnded
from kaitak.service.quotas.models import Ticket


class ApplicationFee(Purpose):
    """The fee of a group: paid within the hold it secures the place and submits the group, in one transaction."""

    def lock(self, demand: Demand) -> None:
        """Lock the group first."""
        _locked(demand.case)

    def may_pay(self, demand: Demand, at: datetime) -> None:
        """Refuse where no place is held for the group at ``at``."""
        group = _locked(demand.case)
        if group is None or group.state != Group.State.SENDING or group.paid_attempt:
            raise FeeNotPossible
        if group.intake and not held_ticket(group, at):
            raise FeeNotPossible

    def paid(self, attempt: Attempt, at: datetime) -> None:
        """Secure and submit; after the hold, take a new turn with the money; else order the money back."""
        group = _locked(attempt.demand.case)
        if group is None or group.state in {Group.State.SUBMITTED, Group.State.CLOSED} or group.paid_attempt:
            order_back(attempt.pk, "no_longer_due", at=at)
            return
        by = provider(attempt.provider)
        if group.state == Group.State.SENDING and secure_and_submit(group, at=at):
            return
        ticket = Ticket.objects.filter(case=group.case, state=Ticket.State.QUEUED).first()
        if ticket is not None:
            _wait_for(group, attempt)
        else:
            _take_late_turn(group, attempt, at=at)
        record("fee.came_late", case=group.case, by=by, at=at, details={"waits": bool(group.paid_attempt)})

    def failed(self, attempt: Attempt, at: datetime) -> None:
        """Nothing: the place stays held and another attempt may follow."""


def _locked(case: str) -> Group | None:
    return Group.objects.select_for_update().filter(pk=case).first()


def held_ticket(group: Group, at: datetime) -> Ticket | None:
    """Return the ticket whose place is held for the group at ``at``."""
    return Ticket.objects.filter(case=group.case, state=Ticket.State.HELD, held_until__gt=at).first()


def secure_and_submit(group: Group, *, at: datetime) -> bool:
    """Secure the held place of a locked, sending group and submit it; tell whether that was possible."""
    if not group.intake:
        submit(group, by=CLOCK, at=at)
        return True
    ticket = Ticket.objects.filter(case=group.case, state=Ticket.State.HELD).first()
    if ticket is None:
        return False
    try:
        secured = quotas.secure(ticket.pk, by=CLOCK, at=at)
    except HoldEnded:
        return False
    submit(group, ticket=secured.number, by=CLOCK, at=at)
    return True


def _wait_for(group: Group, attempt: Attempt) -> None:
    """The group has already taken another turn: the money waits for its answer."""
    group.paid_attempt = str(attempt.pk)
    group.save(update_fields=["paid_attempt"])


def _take_late_turn(group: Group, attempt: Attempt, *, at: datetime) -> None:
    """Take a new ticket for money that came after the hold; where the group cannot be sent, the money goes back."""
    try:
        with transaction.atomic():
            _end_stale_hold(group, at=at)
            check_ready(group, at)
            group.paid_attempt = str(attempt.pk)
            start_sending(group, at=at)
            take_turn(group, paid=True, by=provider(attempt.provider), at=at)
    except ServiceError:
        group.refresh_from_db()
        order_back(attempt.pk, "no_place", at=at)


def _end_stale_hold(group: Group, *, at: datetime) -> None:
    """Give back a hold that is over and that the clock has not ended yet; the group is a draft again."""
    ticket = Ticket.objects.filter(case=group.case, state=Ticket.State.HELD).first()
    if ticket is not None:
        quotas.return_place(ticket.pk, "hold_ended", by=CLOCK, at=at)
        group.refresh_from_db()
