"""An issued e-Visa, and somebody who checks it."""

from datetime import datetime

import pytest

from kaitak.service.evisa.models import Evisa
from kaitak.service.evisa.services import collect
from tests.applicant.conftest import clock, visitor
from tests.applications.conftest import Filing, _made_up_scheme, filing
from tests.casework.conftest import chief, first, second, submitted
from tests.evisa.conftest import approved

__all__ = [
    "_made_up_scheme",
    "approved",
    "chief",
    "clock",
    "filing",
    "first",
    "second",
    "submitted",
    "visitor",
]


@pytest.fixture
def issued(approved: Filing) -> Evisa:
    """An e-Visa whose fee was paid."""
    approved.pay()
    return Evisa.objects.get()


@pytest.fixture
def sheet(issued: Evisa, approved: Filing, noon: datetime) -> bytes:
    """The e-Visa as PDF."""
    return collect(issued.pk, by=approved.applicant, at=noon)
