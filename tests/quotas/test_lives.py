"""Whatever happens to an intake, in whatever order: what must always be true, is."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kaitak.service.people.actors import CLOCK
from kaitak.service.quotas import listeners
from kaitak.service.quotas.errors import HoldEnded, QuotaError
from kaitak.service.quotas.log import check_log
from kaitak.service.quotas.models import Entry, Intake, Pool, Resumption, Ticket
from kaitak.service.quotas.services import (
    Terms,
    allocate,
    announce_resumption,
    expire_holds,
    lift,
    recount,
    release,
    resume_due,
    return_place,
    secure,
    set_terms,
    suspend,
    take_ticket,
)
from tests.conftest import NOON
from tests.quotas.conftest import APPLICANT, SUPERVISOR

State = Ticket.State
POOLS = {"nurse": 4, "lift": 4}
OVERALL = 6
HOLD = timedelta(minutes=30)


class Undone(Exception):
    """A transaction that was rolled back on purpose."""


def undo(undone: bool) -> None:
    """Roll the transaction back, or do nothing."""
    if undone:
        raise Undone


class Told(listeners.Listener):
    """What the rooms above were told of each ticket, and the refunds they ordered."""

    def __init__(self) -> None:
        self.granted_to: list[int] = []
        self.refunds: list[int] = []
        self.fails = False

    def granted(self, ticket: Ticket, at: datetime) -> None:
        self._fail_once()
        self.granted_to.append(ticket.pk)

    def refused(self, ticket: Ticket, at: datetime) -> None:
        self._fail_once()
        if ticket.paid:
            self.refunds.append(ticket.pk)

    def _fail_once(self) -> None:
        if self.fails:
            self.fails = False
            raise Undone


class Lives(RuleBasedStateMachine):
    """People send, pay, give up; officers refuse; supervisors pause; transactions and turns fail; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = transaction.atomic()
        self._outer._from_testcase = True  # type: ignore[attr-defined]
        self._outer.__enter__()
        self.now, self.sent = NOON, 0
        self.told = Told()
        listeners.REGISTERED[:] = [self.told]
        self.intake = set_terms(Terms("sample", OVERALL, "person", 30, pools=POOLS), at=self.now)

    def teardown(self) -> None:
        """Check the log once more and leave nothing behind."""
        try:
            self._finish()
        finally:
            listeners.REGISTERED.clear()
            transaction.set_rollback(True)
            self._outer.__exit__(None, None, None)

    @rule(
        person=st.integers(0, 9),
        pool=st.sampled_from(sorted(POOLS)),
        places=st.integers(1, 3),
        paid=st.booleans(),
        undone=st.booleans(),
    )
    def send(self, person: int, pool: str, places: int, *, paid: bool, undone: bool) -> None:
        """Somebody sends, or their money comes late; the transaction may be rolled back."""
        self.sent += 1
        try:
            with transaction.atomic():
                self._take(f"key-{self.sent}", person, pool, places, paid=paid)
                undo(undone)
        except (QuotaError, Undone):
            return

    @precondition(lambda self: Ticket.objects.exists())
    @rule(place=st.integers(0, 50))
    def send_again(self, place: int) -> None:
        """A request is repeated: it gets the ticket it got before, whatever has happened since."""
        ticket = self._any(Ticket.objects.all(), place)
        same = take_ticket(
            intake="sample",
            pool=ticket.pool.code,
            places=9,
            person_digest="somebody else",
            case=ticket.case,
            key=ticket.key,
            paid=ticket.paid,
            by=APPLICANT,
            at=self.now,
        )

        assert same == ticket

    @rule()
    def allocate(self) -> None:
        """The allocator takes its turns."""
        allocate(self.now)

    @rule()
    def fail(self) -> None:
        """The next thing the rooms above are told makes them fail."""
        self.told.fails = True

    @precondition(lambda self: Ticket.objects.filter(state=State.HELD).exists())
    @rule(place=st.integers(0, 50), undone=st.booleans())
    def pay(self, place: int, *, undone: bool) -> None:
        """Somebody pays for a held place, in time or not."""
        ticket = self._any(Ticket.objects.filter(state=State.HELD), place)
        try:
            with transaction.atomic():
                secure(ticket.pk, by=CLOCK, at=self.now)
                assert ticket.held_until > self.now
                undo(undone)
        except HoldEnded:
            assert ticket.held_until <= self.now
        except Undone:
            return

    @precondition(lambda self: Ticket.objects.filter(state=State.HELD).exists())
    @rule(place=st.integers(0, 50))
    def give_up(self, place: int) -> None:
        """Somebody gives a held place back."""
        return_place(
            self._any(Ticket.objects.filter(state=State.HELD), place).pk, "gave_up", by=CLOCK, at=self.now
        )

    @precondition(lambda self: Ticket.objects.filter(state=State.SECURED).exists())
    @rule(place=st.integers(0, 50))
    def refuse(self, place: int) -> None:
        """An application is refused, which releases its place."""
        ticket = self._any(Ticket.objects.filter(state=State.SECURED), place)
        release(ticket.pk, "refused", by=SUPERVISOR, at=self.now)

    @rule(pool=st.sampled_from([None, *POOLS]))
    def suspend(self, pool: str | None) -> None:
        """A supervisor suspends."""
        suspend("sample", pool, "trouble", by=SUPERVISOR, at=self.now)

    @rule(pool=st.sampled_from([None, *POOLS]))
    def lift(self, pool: str | None) -> None:
        """A supervisor lifts a suspension."""
        lift("sample", pool, "over", by=SUPERVISOR, at=self.now)

    @rule(pool=st.sampled_from([None, *POOLS]), minutes=st.integers(1, 40))
    def announce(self, pool: str | None, minutes: int) -> None:
        """A supervisor announces a resumption."""
        announce_resumption("sample", pool, self.now + timedelta(minutes=minutes), by=SUPERVISOR, at=self.now)

    @rule(minutes=st.integers(1, 40), runs=st.booleans())
    def pass_time(self, minutes: int, *, runs: bool) -> None:
        """Time passes; the clock may be late."""
        self.now += timedelta(minutes=minutes)
        if runs:
            expire_holds(self.now)
            resume_due(self.now)

    @invariant()
    def no_pool_has_more_than_its_quota_by_the_tickets(self) -> None:
        """Held and secured places, counted from the tickets, are within every quota."""
        used = Ticket.objects.filter(state__in=[State.HELD, State.SECURED])
        by_pool = dict(used.values_list("pool__code").annotate(Sum("places")))
        assert all(by_pool.get(code, 0) <= cap for code, cap in POOLS.items())
        assert sum(by_pool.values()) <= OVERALL

    @invariant()
    def counts_agree_with_the_tickets(self) -> None:
        """What is kept is what is counted: no place is lost, none is invented."""
        assert recount(self.now) == []

    @invariant()
    def every_paid_ticket_has_a_place_or_its_refund(self) -> None:
        """No fee is kept without a place."""
        without = Ticket.objects.filter(paid=True, state=State.REFUSED)
        assert set(without.values_list("pk", flat=True)) == set(self.told.refunds)

    def _finish(self) -> None:
        """In the end every ticket is answered, in order, and the log tells all of it."""
        self.told.fails = False
        for _ in range(3):
            allocate(self.now)
            self.now += 2 * HOLD
            resume_due(self.now)
            expire_holds(self.now)
        assert not Ticket.objects.filter(state__in=Ticket.OPEN).exists()
        assert check_log("sample").faults == ()
        self._assert_places_add_up()

    def _assert_places_add_up(self) -> None:
        intake = Intake.objects.get()
        pools = list(Pool.objects.all())
        assert intake.held == 0
        for count in ("held", "secured", "released"):
            assert getattr(intake, count) == sum(getattr(pool, count) for pool in pools)
        if not intake.released and not Resumption.objects.filter(resumed_at=None).exists():
            secured = Ticket.objects.filter(state=State.SECURED).aggregate(total=Sum("places"))["total"] or 0
            assert intake.free == OVERALL - secured
        assert Entry.objects.filter(kind="queued").count() == intake.last_number

    def _take(self, key: str, person: int, pool: str, places: int, *, paid: bool) -> None:
        take_ticket(
            intake="sample",
            pool=pool,
            places=places,
            person_digest=f"person-{person}",
            case=f"case-{key}",
            key=key,
            paid=paid,
            by=APPLICANT,
            at=self.now,
        )

    def _any(self, tickets, place: int) -> Ticket:
        found = list(tickets.order_by("pk"))
        return found[place % len(found)]


@pytest.mark.django_db
def test_whatever_happens_the_invariants_hold() -> None:
    steps = settings(
        max_examples=20,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )

    run_state_machine_as_test(Lives, settings=steps)


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_happens_the_invariants_hold_at_length() -> None:
    steps = settings(
        max_examples=300, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
    )

    run_state_machine_as_test(Lives, settings=steps)
