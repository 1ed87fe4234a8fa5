"""Two at once: clicks, payments and the clock. PostgreSQL only: SQLite lets one writer in at a time."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from kaitak.service.applications.models import Group
from kaitak.service.applications.services import send_group
from kaitak.service.payments.models import Attempt, RefundOrder
from kaitak.service.quotas.models import Ticket
from kaitak.service.quotas.services import allocate
from tests.applications.conftest import Filing

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL"),
]


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    """Do all of it at the same time, each on a connection of its own; return what was raised."""
    barrier, raised = Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            barrier.wait(10)
            work()
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_clicking_many_times_at_once_takes_one_ticket(filing: Filing) -> None:
    filing.ready()

    def click() -> None:
        send_group(filing.id, knowingly=False, by=filing.applicant, at=filing.at)

    raised = at_once(*[click] * 8)
    allocate(filing.at)

    assert raised == []
    assert Ticket.objects.count() == 1
    assert filing.group.sendings == 1


@pytest.mark.parametrize("turn", range(6))
def test_a_payment_and_the_end_of_its_hold_meet_and_the_money_keeps_its_place_or_goes_back(
    filing: Filing, turn: int
) -> None:
    filing.ready().send()
    attempt = filing.begin()
    end = filing.at + timedelta(minutes=30)
    paid_at = end + timedelta(seconds=turn % 2 - 1)

    raised = at_once(lambda: filing.settle(attempt, at=paid_at), lambda: allocate(end), lambda: allocate(end))
    for _ in range(3):
        allocate(end)

    assert raised == []
    group = filing.group
    held = Ticket.objects.filter(case=group.case, state=Ticket.State.SECURED).count()
    if group.state == Group.State.SUBMITTED:
        assert held == 1
        assert Attempt.objects.get().is_kept
    else:
        assert held == 0
        assert RefundOrder.objects.filter(attempt=attempt).exists()


def test_two_payments_at_once_submit_once_and_one_goes_back(filing: Filing) -> None:
    filing.ready().send()
    first = filing.begin()
    Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.EXPIRED)
    second = filing.begin()

    raised = at_once(lambda: filing.settle(first), lambda: filing.settle(second))

    assert raised == []
    assert filing.group.state == Group.State.SUBMITTED
    assert RefundOrder.objects.count() == 1
    assert Attempt.objects.filter(is_kept=True).count() == 1


def test_two_editors_at_once_lose_no_answer(filing: Filing) -> None:
    raised = at_once(
        lambda: filing.save("name", family_name="Nguyen"), lambda: filing.save("craft", craft="kites")
    )

    assert raised == []
    assert filing.part().answers == {"family_name": "Nguyen", "craft": "kites"}
