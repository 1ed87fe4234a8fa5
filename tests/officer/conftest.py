"""Officers signed in, at a fixed moment, with a case that was sent and paid for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import store_upload
from kaitak.service.people.actors import Actor
from kaitak.service.people.models import Account
from tests.applications.conftest import Filing, _made_up_scheme, filing
from tests.casework.conftest import case_file, chief, first, second
from tests.documents.files import tiff
from tests.evisa.conftest import approved, fee

__all__ = ["_made_up_scheme", "approved", "case_file", "chief", "fee", "filing", "first", "second"]
SignedIn = Callable[[Actor], Client]
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> list[datetime]:
    """The moment the pages read; a test may move it."""
    moment = [noon + timedelta(hours=1)]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


@pytest.fixture
def pictures(filing: Filing) -> list[Upload]:
    """A file of two pages that the applicant gave."""
    content = BytesIO(tiff("tiff_lzw", frames=2))
    return [
        store_upload(
            case=str(filing.id),
            part=str(filing.part().pk),
            slot="picture",
            filename="lantern.tif",
            content=content,
            part_owners=[filing.applicant.identifier],
            max_files=2,
            by=filing.applicant,
            at=filing.at,
        )
    ]


@pytest.fixture
def submitted(pictures: list[Upload], filing: Filing) -> Filing:
    """A group of one that was sent and paid for, its file opened."""
    from kaitak.service.applications.services import open_files
    from kaitak.service.casework.services import take_in

    filing.ready().send().pay()
    later = filing.at + timedelta(minutes=5)
    open_files(at=later)
    take_in(at=later)
    return filing


@pytest.fixture
def signed_in(clock: list[datetime]) -> SignedIn:
    """Make a browser in which an officer is signed in."""

    def make(actor: Actor) -> Client:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.identifier), BACKEND)
        return client

    return make
