"""Keep what the engine was asked and answered, with the bundle it answered from."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.errors import NotSubmitted
from kaitak.service.applications.locking import Key, lock_group
from kaitak.service.applications.models import Snapshot, StoredBundle
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.reading import Reading
from kaitak.service.audit.services import record
from kaitak.service.people.actors import Actor


@transaction.atomic
def keep_snapshot(
    group_id: Key,
    occasion: str,
    *,
    about: str = "",
    findings: Sequence[Any] = (),
    profile: dict[str, Any] | None = None,
    day: date | None = None,
    by: Actor,
    at: datetime,
) -> Snapshot:
    """Keep profile, findings, bundle, answer and file digests on an occasion; for casework, after submission.

    ``profile`` is what the engine is to be asked where the findings change it; the signed one otherwise. ``day`` is
    the day of approval where that chooses versions.
    """
    group = lock_group(group_id)
    if group.submitted_at is None:
        raise NotSubmitted
    reading = Reading(group, at)
    policy = current_policy()
    snapshot = Snapshot.objects.create(
        group=group,
        about=about,
        occasion=occasion,
        day=day or hong_kong_day(group.submitted_at),
        submitted_at=group.submitted_at,
        profile=reading.profile,
        findings=list(findings),
        answer=rules.assess(
            policy,
            profile or reading.profile,
            day=hong_kong_day(group.submitted_at),
            schemes=[group.scheme],
            submitted_at=group.submitted_at,
            approved_on=day,
            lang="en",
        ),
        files={str(part.pk): reading.files(part) for part in reading.parts},
        bundle=store_bundle(policy, at=at),
        at=at,
    )
    details = {"occasion": occasion, "policy": policy.digest}
    record("snapshot.kept", case=group.case, about=about, by=by, at=at, details=details)
    return snapshot


def store_bundle(policy: rules.Policy, *, at: datetime) -> StoredBundle:
    """Return the stored bundle of a policy, stored now if it is the first case assessed with it."""
    bundle, _ = StoredBundle.objects.get_or_create(
        digest=policy.digest, defaults={"canonical": policy.canonical(), "stored_at": at}
    )
    return bundle
