"""The group is submitted: secured, paid, kept as it was signed, acknowledged. All in the caller's transaction."""

from datetime import datetime

from kaitak.service.applications.acknowledgement import write_acknowledgement
from kaitak.service.applications.models import Application, Group, Snapshot
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.services.contact import recipient
from kaitak.service.applications.services.snapshots import keep_snapshot, store_bundle
from kaitak.service.audit.services import record
from kaitak.service.notices.services import tell
from kaitak.service.people.actors import Actor


def submit(group: Group, *, ticket: int | None = None, by: Actor, at: datetime) -> None:
    """Submit a locked, sending group. Its moment of submission is the moment it was sent, when it took its ticket.

    ``ticket`` is the number of its ticket, where it has one.
    """
    policy = current_policy()
    store_bundle(policy, at=at)
    group.state, group.submitted_at = Group.State.SUBMITTED, group.sent_at
    group.policy_digest, group.erase_after = policy.digest, None
    group.save()
    group.applications.update(status=Application.Status.SUBMITTED)
    keep_snapshot(group.pk, Snapshot.Occasion.SUBMISSION, by=by, at=at)
    record("group.submitted", case=group.case, by=by, at=at, details={"policy": policy.digest})
    tell(
        "acknowledgement",
        to=recipient(group),
        case=group.case,
        at=at,
        context={"reference": group.temporary_reference, "language": group.language},
        letter=write_acknowledgement(group, ticket=ticket, at=at),
        key=f"acknowledgement:{group.case}",
    )
