"""Submitted groups, and the officers who work on them."""

from datetime import datetime, timedelta

import pytest

from kaitak.service.applications.services import open_files
from kaitak.service.casework.models import CaseFile
from kaitak.service.casework.services import take_in
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.models import Account
from kaitak.service.people.services.accounts import open_account
from tests.applications.conftest import Filing, _made_up_scheme, filing

__all__ = ["_made_up_scheme", "filing"]


def _officer(name: str, office: Account.Office, at: datetime) -> Actor:
    account, _ = open_account(
        f"{name}@example.org", name=name, office=office, password="a long password", by=CLOCK, at=at
    )
    return account.actor


@pytest.fixture
def first(db: None, noon: datetime) -> Actor:
    """The officer who recommends."""
    return _officer("first", Account.Office.OFFICER, noon)


@pytest.fixture
def second(db: None, noon: datetime) -> Actor:
    """The officer who decides."""
    return _officer("second", Account.Office.OFFICER, noon)


@pytest.fixture
def chief(db: None, noon: datetime) -> Actor:
    """A supervisor."""
    return _officer("chief", Account.Office.SUPERVISOR, noon)


@pytest.fixture
def submitted(filing: Filing) -> Filing:
    """A group of one that was sent and paid for, its file opened."""
    filing.ready().send().pay()
    later = filing.at + timedelta(minutes=5)
    open_files(at=later)
    take_in(at=later)
    return filing


@pytest.fixture
def case_file(submitted: Filing) -> CaseFile:
    """The office's file of that group."""
    return CaseFile.objects.get(pk=submitted.id)
