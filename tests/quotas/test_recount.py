from datetime import datetime

from kaitak.service.audit.models import Record
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.quotas.models import Pool, Suspension, Ticket
from kaitak.service.quotas.selectors import open_for
from kaitak.service.quotas.services import allocate, lift, recount, release, secure
from tests.quotas.conftest import Send


def test_counts_that_agree_stop_nothing(send: Send, noon: datetime) -> None:
    tickets = [send(name) for name in "abc"]
    secure(tickets[0].pk, by=CLOCK, at=noon)
    release(tickets[0].pk, "refused", by=CLOCK, at=noon)

    before = recount(noon)
    allocate(noon)

    assert before == recount(noon) == []
    assert open_for("sample", "lift", noon) == (True, "")


def test_a_difference_stops_the_intake_and_its_allocator(send: Send, noon: datetime) -> None:
    send("a")
    Pool.objects.filter(code="nurse").update(held=2)

    first, second = recount(noon), recount(noon)
    late = send("late", paid=True)

    assert first == second == ["sample"]
    assert open_for("sample", "lift", noon) == (False, "suspended")
    assert late.state == Ticket.State.QUEUED
    fault = Suspension.objects.get()
    assert (fault.cause, fault.reason) == ("fault", "nurse held: 2 kept, 1 counted")
    assert Record.objects.filter(event="intake.counts_differ").count() == 1


def test_a_supervisor_who_has_seen_to_it_sets_the_allocator_going_again(
    send: Send, supervisor: Actor, noon: datetime
) -> None:
    send("a")
    Pool.objects.filter(code="nurse").update(held=2)
    recount(noon)
    late = send("late", paid=True)
    Pool.objects.filter(code="nurse").update(held=1)

    lift("sample", None, "counted by hand", by=supervisor, at=noon)
    allocate(noon)

    late.refresh_from_db()
    assert recount(noon) == []
    assert late.state == Ticket.State.SECURED
