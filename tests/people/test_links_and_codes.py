from datetime import datetime, timedelta

import pytest

from kaitak.service.people.actors import CLOCK
from kaitak.service.people.errors import CodeExpired, CodeNotRight, LinkNotUsable, TooManyAttempts
from kaitak.service.people.models import Code, Link, Party
from kaitak.service.people.services import (
    check_code,
    count_attempt,
    exchange_link,
    issue_code,
    issue_link,
    open_party,
    revoke_links,
)

pytestmark = pytest.mark.django_db
RESUME = Code.Purpose.RESUME
DAYS = timedelta(days=14)


@pytest.fixture
def party(noon: datetime) -> Party:
    return open_party(Party.Kind.APPLICANT, case="case", by=CLOCK, at=noon, email="Who@Example.ORG ")


def test_a_link_lets_its_party_in_and_is_kept_only_as_a_digest(party: Party, noon: datetime) -> None:
    token = issue_link(party, until=noon + DAYS, by=CLOCK, at=noon)

    assert exchange_link(token, at=noon) == party
    assert token not in Link.objects.get().digest


def test_a_new_link_stops_the_old_one(party: Party, noon: datetime) -> None:
    old = issue_link(party, until=noon + DAYS, by=CLOCK, at=noon)
    new = issue_link(party, until=noon + DAYS, by=CLOCK, at=noon)

    assert exchange_link(new, at=noon) == party
    with pytest.raises(LinkNotUsable, match="no longer works"):
        exchange_link(old, at=noon)


def test_a_link_works_until_its_moment_and_not_at_it(party: Party, noon: datetime) -> None:
    token = issue_link(party, until=noon + DAYS, by=CLOCK, at=noon)

    assert exchange_link(token, at=noon + DAYS - timedelta(seconds=1)) == party
    with pytest.raises(LinkNotUsable):
        exchange_link(token, at=noon + DAYS)


def test_a_revoked_link_and_a_made_up_one_are_refused_alike(party: Party, noon: datetime) -> None:
    token = issue_link(party, until=noon + DAYS, by=CLOCK, at=noon)
    revoke_links(party, by=CLOCK, at=noon)

    for tried in (token, "made-up"):
        with pytest.raises(LinkNotUsable):
            exchange_link(tried, at=noon)


def test_a_code_confirms_the_address_it_was_sent_to_once(party: Party, noon: datetime) -> None:
    digits = issue_code(party, RESUME, email="New@Example.org", at=noon)

    assert check_code(party, RESUME, f" {digits[:3]} {digits[3:]} ", at=noon) == "new@example.org"
    with pytest.raises(CodeExpired):
        check_code(party, RESUME, digits, at=noon)


def test_a_wrong_code_is_refused_and_after_five_the_right_one_too(party: Party, noon: datetime) -> None:
    digits = issue_code(party, RESUME, email=party.email, at=noon)
    wrong = f"{(int(digits) + 1) % 1_000_000:06}"

    for _ in range(5):
        with pytest.raises(CodeNotRight):
            check_code(party, RESUME, wrong, at=noon)
    with pytest.raises(CodeExpired):
        check_code(party, RESUME, digits, at=noon)


def test_a_code_is_good_for_half_an_hour(party: Party, noon: datetime) -> None:
    digits = issue_code(party, RESUME, email=party.email, at=noon)

    with pytest.raises(CodeExpired):
        check_code(party, RESUME, digits, at=noon + timedelta(minutes=30))


def test_guessing_is_stopped_for_a_while(noon: datetime) -> None:
    for _ in range(3):
        count_attempt("status", "REF", at=noon, most=3)

    with pytest.raises(TooManyAttempts, match="15 minutes"):
        count_attempt("status", "REF", at=noon, most=3)
    count_attempt("status", "OTHER", at=noon, most=3)
    count_attempt("status", "REF", at=noon + timedelta(minutes=16), most=3)
