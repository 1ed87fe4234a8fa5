"""A ticket: one group's turn for a place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kaitak.service.database.horizon import Arrival
from kaitak.service.quotas.models.intakes import Intake, Pool


class Ticket(models.Model):
    """One group's turn. Its number, given in the order of sending, is the order in which places are given.

    ``state`` is the truth of this one ticket; ``counted`` is the state that the pool's counts and the public log
    have taken over. The two differ for the moment between a payment and the allocator's next turn.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        HELD = "held"
        SECURED = "secured"
        REFUSED = "refused"
        RETURNED = "returned"
        RELEASED = "released"

    class Reason(models.TextChoices):
        NONE = ""
        FULL = "full"
        ALL_HELD = "all_held"
        TOO_FEW = "too_few"
        SUSPENDED = "suspended"
        NOT_YET_OPEN = "not_yet_open"
        CLOSED = "closed"

    OPEN: ClassVar[tuple[str, ...]] = (State.QUEUED, State.HELD)

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="tickets")
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="tickets")
    case = models.CharField(max_length=60, db_index=True)
    places = models.PositiveSmallIntegerField()
    person_digest = models.CharField(max_length=64)
    key = models.CharField(max_length=120, unique=True)
    secret = models.CharField(max_length=32)
    paid = models.BooleanField(default=False)
    arrival = models.BigIntegerField(db_default=Arrival(), editable=False)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    counted = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    secured_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intake", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["intake", "person_digest"],
                condition=Q(state__in=["queued", "held"]),
                name="ticket_one_open_a_person",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["queued", "held", "secured"]),
                name="ticket_one_a_case",
            ),
            models.CheckConstraint(name="ticket_takes_a_place", condition=Q(places__gt=0)),
            models.CheckConstraint(
                name="ticket_numbered_once_decided",
                condition=Q(state="queued", number=None) | (~Q(state="queued") & Q(number__isnull=False)),
            ),
            models.CheckConstraint(
                name="ticket_hold_ends", condition=~Q(state="held") | Q(held_until__isnull=False)
            ),
            models.CheckConstraint(
                name="ticket_secured_has_time", condition=~Q(state="secured") | Q(secured_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(
                fields=["intake", "arrival", "id"], condition=Q(state="queued"), name="ticket_queue"
            ),
            models.Index(fields=["intake", "held_until"], condition=Q(state="held"), name="ticket_holds"),
            models.Index(fields=["intake"], condition=~Q(state=F("counted")), name="ticket_not_counted"),
        ]

    def __str__(self) -> str:
        return f"ticket {self.number}" if self.number else f"ticket in line ({self.pk})"

    @property
    def is_decided(self) -> bool:
        """Whether the allocator has answered."""
        return self.state != self.State.QUEUED
