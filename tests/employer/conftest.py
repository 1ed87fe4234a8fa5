"""An authorised person with a link."""

import pytest

from tests.applicant.conftest import clock, visitor
from tests.applications.conftest import Filing, _made_up_scheme, filing

__all__ = ["_made_up_scheme", "clock", "filing", "visitor"]


@pytest.fixture
def token(filing: Filing) -> str:
    """The link mailed to the company."""
    filing.confirm().fill().company()
    return str(filing.told("company_invited")[-1].context["token"])
