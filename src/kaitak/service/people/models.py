"""Accounts of officers, parties of a case, and the links that let a party in."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kaitak.service.people.actors import Actor, ActorKind, Role

OFFICE_ROLES = {
    "officer": frozenset({Role.OFFICER}),
    "supervisor": frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "administrator": frozenset({Role.ADMINISTRATOR}),
}


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; their passwords are always hashed."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """Return a new account, saved."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who works in the office. Applicants need no account."""

    class Office(models.TextChoices):
        OFFICER = "officer", _("Officer")
        SUPERVISOR = "supervisor", _("Supervisor")
        ADMINISTRATOR = "administrator", _("Administrator")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    post = models.CharField(_("post"), max_length=120, blank=True)
    office = models.CharField(max_length=20, choices=Office.choices, default=Office.OFFICER)
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_office_known", condition=models.Q(office__in=sorted(OFFICE_ROLES))
            )
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def actor(self) -> Actor:
        """The account as an actor."""
        return Actor(ActorKind.ACCOUNT, str(self.pk), OFFICE_ROLES[self.office])


class Party(models.Model):
    """Somebody who takes part in one case without an account: applicant, dependant, guardian, authorised person."""

    class Kind(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        DEPENDANT = "dependant", _("Dependant")
        GUARDIAN = "guardian", _("Parent or legal guardian")
        AUTHORISED_PERSON = "authorised_person", _("Authorised person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def actor(self) -> Actor:
        """The party as an actor of its case."""
        return Actor(ActorKind.PARTY, str(self.pk), frozenset({Role(self.kind)}), case=self.case)


class Link(models.Model):
    """A way in for one party. Only a digest of its token is kept."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link {self.pk} of {self.party_id}"


class Code(models.Model):
    """A short code mailed to an address to confirm it, or to let its owner resume."""

    class Purpose(models.TextChoices):
        CONFIRM_ADDRESS = "confirm_address"
        RESUME = "resume"

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    email = models.EmailField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} code {self.pk}"


class Attempt(models.Model):
    """A guess at something guarded, counted against its key for a while."""

    guard = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["guard", "key", "at"], name="attempt_guard_key_at")]

    def __str__(self) -> str:
        return f"{self.guard} {self.key[:8]}"
