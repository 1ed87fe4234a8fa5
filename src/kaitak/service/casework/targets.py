"""By when a case should be decided: the processing time its scheme publishes, where it publishes one."""

from datetime import date

from django.utils.timezone import localdate

from kaitak import rules
from kaitak.rules.dates import Duration, shift
from kaitak.service.applications.models import Group
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.procedures import procedure_of


def target_of(group: Group) -> date | None:
    """Return the last day of the published processing time, counted from submission; None where none is published."""
    if group.submitted_at is None:
        return None
    policy, day = policy_of(group), localdate(group.submitted_at)
    figure = policy.scheme(group.scheme).processing.get(procedure_of(group).kind)
    length = rules.UNSOURCED if figure is None else policy.figure_on(figure, day)
    return shift(day, length.number, length.unit) if isinstance(length, Duration) else None
