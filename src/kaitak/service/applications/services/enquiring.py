"""Ask where an application stands, with its reference and a date of birth."""

from datetime import date, datetime

from kaitak.service.applications.errors import GroupNotFound
from kaitak.service.applications.models import Application
from kaitak.service.applications.policy import current_policy
from kaitak.service.applications.references import FORMS
from kaitak.service.applications.types import StatusView
from kaitak.service.people.services import count_attempt, forgive_attempts


def enquire(reference: str, date_of_birth: date, *, at: datetime) -> StatusView:
    """Return where an application stands. Raises TooManyAttempts, or GroupNotFound, which does not say why."""
    return status_of(find_application(reference, date_of_birth, at=at))


def find_application(reference: str, date_of_birth: date, *, at: datetime) -> Application:
    """Return the application that a reference number and that person's date of birth name.

    Guarded against guessing; the guard counts wrong tries, so a right one ends the count.
    """
    policy = current_policy()
    kept = FORMS[policy.operator("reference_form")].read(reference)
    count_attempt(
        "status", kept or reference.strip(), at=at, most=policy.operator("status_attempts"), minutes=60
    )
    application = (
        Application.objects.select_related("group", "part")
        .filter(reference=kept, part__date_of_birth=date_of_birth)
        .first()
        if kept
        else None
    )
    if application is None:
        raise GroupNotFound
    forgive_attempts("status", application.reference or "")
    return application


def status_of(application: Application) -> StatusView:
    """Return what may be told about an application."""
    return StatusView(
        reference=application.reference or "",
        scheme=application.group.scheme,
        kind=application.kind,
        status=application.status,
        submitted_at=application.group.submitted_at,
    )
