from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.test import Client

from kaitak import rules
from kaitak.service.applications.models import Snapshot
from kaitak.service.applications.policy import current_policy, policy_of
from kaitak.service.people.actors import Actor
from kaitak.service.rulebook import in_force, selectors
from kaitak.service.rulebook.folders import folder_of
from kaitak.service.rulebook.models import Amendment
from kaitak.service.rulebook.services import publish
from tests.applications.conftest import Filing, _made_up_scheme, filing
from tests.rulebook.conftest import FIGURE, OVERLAY, amended_digest, make_proposed

__all__ = ["_made_up_scheme", "filing"]
pytestmark = pytest.mark.django_db
IN_2027 = date(2027, 3, 1)
BROKEN = OVERLAY.replace("ttps.a.least_income", "ttps.a.no_longer_there")


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The process's clock; a test may move it."""
    now = [1000.0]
    monkeypatch.setattr(in_force, "monotonic", lambda: now[0])
    return now


def _publish_elsewhere(content: str, at: datetime, position: int = 1) -> Amendment:
    """Publish as another process would: this one is not told, and nothing is checked."""
    return Amendment.objects.create(
        title="Elsewhere", reason="A test.", content=content, digest="0" * 64, state="published",
        drafted_by="11", saved_at=at, proposed_by="11", proposed_at=at, decided_by="12", decided_at=at,
        position=position,
    )  # fmt: skip


def test_another_process_takes_it_up_within_a_second(ticking: list[float], noon: datetime) -> None:
    before = current_policy().figure_on(FIGURE, IN_2027)
    _publish_elsewhere(OVERLAY, noon)
    at_once = current_policy().figure_on(FIGURE, IN_2027)
    ticking[0] += 1.1
    later = current_policy().figure_on(FIGURE, IN_2027)

    assert (before, at_once, later) == (2500000, 2500000, 3000000)


def test_it_asks_at_most_once_a_second_and_with_one_query(
    ticking: list[float], django_assert_num_queries: object
) -> None:
    current_policy()
    ticking[0] += 1.1

    with django_assert_num_queries(1):  # type: ignore[operator]
        for _ in range(100):
            current_policy()


def test_a_fresh_process_finds_it(published: Amendment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_force, "_process", in_force._Process())

    assert current_policy().digest == published.policy_digest


def test_one_that_cannot_be_laid_leaves_what_was_in_force_and_readyz_says_so(
    published: Amendment, ticking: list[float], noon: datetime, client: Client
) -> None:
    current_policy()
    broken = _publish_elsewhere(BROKEN.replace("versions:", "replaces: true\n  versions:"), noon, position=2)
    ticking[0] += 1.1
    answer = client.get("/readyz")

    assert current_policy().figure_on(FIGURE, IN_2027) == 3000000
    assert answer.status_code == 200
    assert str(broken.pk) in answer.json()["remarks"][0]


def test_a_fresh_process_serves_the_longest_row_of_amendments_that_can_be_laid(
    published: Amendment, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish_elsewhere("figures: 5", noon, position=2)
    monkeypatch.setattr(in_force, "_process", in_force._Process())

    assert current_policy().digest == published.policy_digest
    assert len(in_force.troubles()) == 1


def test_a_database_that_does_not_answer_changes_nothing(
    published: Amendment, ticking: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    current_policy()
    ticking[0] += 1.1
    with monkeypatch.context() as broken:
        broken.setattr(selectors, "newest_published", _raise)
        policy, told = current_policy(), in_force.troubles()
    ticking[0] += 1.1

    assert policy.digest == published.policy_digest
    assert told == [in_force.UNREAD]
    assert in_force.troubles() == []


def _raise() -> None:
    raise DatabaseError


def test_a_file_that_was_spoilt_is_written_again(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    file = folder_of(OVERLAY) / "amendment.yaml"
    file.write_text("spoilt")

    folder_of(OVERLAY)

    assert file.read_text() == OVERLAY
    assert rules.load_policy(file.parent).figure_on(FIGURE, IN_2027) == 3000000


def test_a_group_keeps_the_policy_it_was_sent_under(
    filing: Filing, writer: Actor, chief: Actor, noon: datetime, django_capture_on_commit_callbacks: object
) -> None:
    filing.ready().send().pay()
    before = policy_of(filing.group).digest
    proposal = make_proposed(OVERLAY, writer, noon)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        publish(proposal.pk, seen=amended_digest(proposal), by=chief, at=noon)

    assert current_policy().digest != before
    assert policy_of(filing.group).digest == before
    assert policy_of(filing.group).figure_on(FIGURE, IN_2027) == 2500000
    assert Snapshot.objects.filter(group_id=filing.id).exists()
