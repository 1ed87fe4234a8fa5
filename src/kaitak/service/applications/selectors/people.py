"""Who a part is of, and who signs it."""

from datetime import datetime
from typing import Literal

from kaitak.rules.dates import age_on
from kaitak.service.applications.columns import by_place
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.models import Part
from kaitak.service.applications.policy import current_policy, policy_of
from kaitak.service.applications.procedures import party_of

COMPANY_NAME = "employer.name"


def full_name(part: Part) -> str:
    """Return the name to show: of a person the Latin one, else the Chinese one; of the company its own."""
    return latin_name(part) or part.chinese_name


def latin_name(part: Part) -> str:
    """Return the printed name of a part's person or company; empty while it is not answered."""
    if part.kind == Part.Kind.COMPANY:
        return str(by_place(policy_of(part.group), part.answers).get(COMPANY_NAME) or "")
    return f"{part.surname} {part.given_names}".strip()


def signing_capacity(part: Part, at: datetime) -> Literal["self", "guardian", "authorised_person"] | None:
    """Return who has to sign a part at ``at``; None while the date of birth that decides is missing.

    The age is in completed years on the Hong Kong day of signing; born on 29 February, it is reached on 1 March
    of a common year.
    """
    if part.kind == Part.Kind.COMPANY:
        return "authorised_person"
    limit = party_of(part).signs_from_age
    if not limit:
        return "self"
    if part.date_of_birth is None:
        return None
    age = age_on(part.date_of_birth, hong_kong_day(at))
    return "self" if age >= current_policy().operator(limit) else "guardian"
