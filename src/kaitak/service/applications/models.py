"""Groups, applications, parts and signatures, and what is kept so that a decision can be made again."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Group(models.Model):
    """One principal's filing: up to nine applications and, where the procedure has one, the employer's part.

    The primary key as text is the case identifier everywhere else.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENDING = "sending", _("Sent, waiting for a place or for payment")
        SUBMITTED = "submitted", _("Submitted")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    temporary_reference = models.CharField(_("temporary reference"), max_length=24, unique=True)
    scheme = models.CharField(max_length=40)
    procedure = models.CharField(max_length=80)
    language = models.CharField(max_length=10, default="en")
    email = models.EmailField(_("contact e-mail address"), blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    erase_after = models.DateField(null=True, blank=True)
    intake = models.CharField(max_length=80, blank=True)
    pool = models.CharField(_("trade"), max_length=60, blank=True)
    person_digest = models.CharField(max_length=64, blank=True)
    sendings = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    knowingly_at = models.DateTimeField(null=True, blank=True)
    paid_attempt = models.CharField(max_length=60, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    policy_digest = models.CharField(max_length=80, blank=True)
    file_opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    place_ending = models.CharField(max_length=20, blank=True)
    place_settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_state_known", condition=Q(state__in=["draft", "sending", "submitted", "closed"])
            ),
            models.CheckConstraint(
                name="group_sending_has_moment", condition=~Q(state="sending") | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="group_submitted_is_whole",
                condition=Q(state__in=["draft", "sending"])
                | Q(submitted_at__isnull=False, email_confirmed_at__isnull=False) & ~Q(policy_digest=""),
            ),
            models.CheckConstraint(
                name="group_draft_can_expire", condition=~Q(state="draft") | Q(erase_after__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["state", "erase_after"], name="group_state_erase_after"),
            models.Index(fields=["state", "file_opened_at"], name="group_state_file_opened"),
            models.Index(fields=["person_digest"], name="group_person_digest"),
        ]

    def __str__(self) -> str:
        return f"group {self.pk}"

    @property
    def case(self) -> str:
        """The identifier under which audit, people, notices, documents, quotas and payments know the group."""
        return str(self.pk)


class Application(models.Model):
    """One person's request within a group."""

    class Kind(models.TextChoices):
        PRINCIPAL = "principal", _("Principal applicant")
        SPOUSE = "spouse", _("Spouse or partner")
        CHILD = "child", _("Child")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        OPENED = "opened", _("Being processed")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed")
        CANCELLED = "cancelled", _("Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="applications")
    index = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    reference = models.CharField(  # noqa: DJ001  unique, and unknown until the file is opened
        _("application reference number"), max_length=24, unique=True, null=True
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    decision = models.CharField(max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["group", "index"]
        constraints = [
            models.UniqueConstraint(fields=["group", "index"], name="application_index_once"),
            models.CheckConstraint(name="application_at_most_nine", condition=Q(index__lte=8)),
            models.CheckConstraint(
                name="application_withdrawn_has_moment",
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_decided_has_decision",
                condition=~Q(status__in=["approved", "refused"]) | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="application_opened_has_reference",
                condition=Q(status__in=["draft", "submitted", "withdrawn"]) | Q(reference__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or f"application {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether the request still waits for an outcome."""
        return self.status in {self.Status.DRAFT, self.Status.SUBMITTED, self.Status.OPENED}


class Part(models.Model):
    """What one person, or the company, fills in and signs.

    ``answers`` is one document keyed by fact; ``changed`` says at which version each fact changed last, and
    ``unaccepted`` keeps what was typed and could not be accepted. The columns beside them only repeat answers.
    """

    class Kind(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        DEPENDANT = "dependant", _("Dependant")
        COMPANY = "company", _("Company")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="parts")
    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="part"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    index = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    unaccepted = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    surname = models.CharField(max_length=200, blank=True)
    given_names = models.CharField(max_length=200, blank=True)
    chinese_name = models.CharField(max_length=60, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    document_digest = models.CharField(max_length=64, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["group", "index"]
        constraints = [
            models.UniqueConstraint(fields=["group", "index"], name="part_index_once"),
            models.CheckConstraint(
                name="part_of_person_has_application",
                condition=Q(kind="company", application__isnull=True)
                | ~Q(kind="company") & Q(application__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["date_of_birth"], name="part_date_of_birth"),
            models.Index(fields=["surname", "given_names"], name="part_names"),
            models.Index(fields=["document_digest"], name="part_document_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} part {self.pk}"


class Signature(models.Model):
    """Who signed a part, when, and the digests of what. Rows are never altered or deleted: triggers refuse it.

    ``digest`` is over the signed document kept in SignedContent, salt included; ``content_digest`` is keyed and
    over what the part said, so that a later difference is seen. ``part`` outlives an erased part.
    """

    class Mark(models.TextChoices):
        DRAWN = "drawn", _("Drawn")
        TYPED = "typed", _("Typed")

    class Capacity(models.TextChoices):
        SELF = "self", _("The person")
        GUARDIAN = "guardian", _("Parent or legal guardian")
        AUTHORISED_PERSON = "authorised_person", _("Authorised person")

    part = models.ForeignKey(
        Part, on_delete=models.DO_NOTHING, db_constraint=False, related_name="signatures"
    )
    case = models.CharField(max_length=60, db_index=True)
    part_version = models.PositiveIntegerField()
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    signed_by = models.CharField(max_length=60)
    signed_for = models.CharField(max_length=60)
    mark = models.CharField(max_length=10, choices=Mark.choices)
    declaration = models.CharField(max_length=80)
    declaration_version = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"signature {self.pk} over part {self.part_id}"


class SignatureVoid(models.Model):
    """That a signature no longer counts, and why. Append-only like the signature."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="void")
    reason = models.CharField(max_length=40)
    voided_by = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"void of signature {self.signature_id}"


class SignedContent(models.Model):
    """The signed document itself and the mark. It is erased with the draft; the signature's digests stay."""

    class Relationship(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        LEGAL_GUARDIAN = "legal_guardian", _("Legal guardian")

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="content")
    canonical = models.TextField()
    mark = models.TextField()
    signer_name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"content of signature {self.signature_id}"

    @property
    def relationship_text(self) -> str:
        """The relationship in words; as it was typed where it is none of the choices."""
        known = {one.value: str(one.label) for one in self.Relationship}
        return known.get(self.relationship, self.relationship)


class StoredBundle(models.Model):
    """A policy as canonical JSON under its digest, stored with the first case that was assessed with it."""

    digest = models.CharField(max_length=80, primary_key=True)
    canonical = models.BinaryField()
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Snapshot(models.Model):
    """What the engine was asked and answered on an occasion, so that it can be asked again."""

    class Occasion(models.TextChoices):
        SUBMISSION = "submission", _("Submission")
        RECOMMENDATION = "recommendation", _("Recommendation")
        DECISION = "decision", _("Decision")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="snapshots")
    about = models.CharField(max_length=60, blank=True)
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    day = models.DateField()
    submitted_at = models.DateTimeField()
    profile = models.JSONField()
    findings = models.JSONField(default=list)
    answer = models.JSONField()
    files = models.JSONField(default=dict)
    bundle = models.ForeignKey(StoredBundle, on_delete=models.PROTECT, related_name="snapshots")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(occasion="submission"), name="snapshot_one_submission"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} snapshot {self.pk} of group {self.group_id}"
