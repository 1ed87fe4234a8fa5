from datetime import datetime

import pytest

from kaitak.service.applications.models import Snapshot
from kaitak.service.casework.errors import FactUnknown, ReasonMissing
from kaitak.service.casework.models import CaseFile, Finding
from kaitak.service.casework.services import record_finding
from kaitak.service.casework.snapshots import take
from kaitak.service.people.actors import Actor
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db
CORRECTED = Finding.Verdict.CORRECTED


def test_a_correction_stands_beside_what_was_signed(
    submitted: Filing, case_file: CaseFile, first: Actor, noon: datetime
) -> None:
    part = submitted.part()
    record_finding(
        submitted.id,
        part.pk,
        "date_of_birth",
        CORRECTED,
        by=first,
        at=noon,
        reason="The passport says so.",
        page="passport, 2",
        value="1991-05-01",
    )
    snapshot = take(case_file, Snapshot.Occasion.RECOMMENDATION, by=first, at=noon)

    assert submitted.part().answers["date_of_birth"] == "1990-05-01"
    assert snapshot.profile["applicant"]["date_of_birth"] == "1990-05-01"
    assert snapshot.findings[0]["value"] == "1991-05-01"


def test_a_newer_finding_supersedes_the_older_and_both_are_kept(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    part = submitted.part()
    for verdict in (Finding.Verdict.REJECTED, Finding.Verdict.CONFIRMED):
        record_finding(submitted.id, part.pk, "passport", verdict, by=first, at=noon, reason="Seen.")

    assert Finding.objects.count() == 2
    assert Finding.objects.get(superseded_at=None).verdict == Finding.Verdict.CONFIRMED


def test_a_correction_needs_a_reason_and_a_fact_of_the_person(
    submitted: Filing, first: Actor, noon: datetime
) -> None:
    part = submitted.part()

    with pytest.raises(ReasonMissing):
        record_finding(submitted.id, part.pk, "passport", CORRECTED, by=first, at=noon, value="GBR")
    with pytest.raises(FactUnknown, match="shoe_size"):
        record_finding(
            submitted.id, part.pk, "shoe_size", CORRECTED, by=first, at=noon, value="1", reason="x"
        )
