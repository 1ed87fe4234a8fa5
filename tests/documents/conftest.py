"""A case with an applicant and a company, a store of its own for each test, and files to put into it."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import store_upload
from kaitak.service.people.actors import Actor, ActorKind, Role
from tests.documents import files

CASE = "5b0c8a52-6f0e-4a57-9d0c-2f3f1d6b7a01"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    """The folder in which encrypted files lie."""
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {
            "BACKEND": "kaitak.service.documents.folder.DurableFolder",
            "OPTIONS": {"location": tmp_path / "documents"},
        },
    }
    return tmp_path / "documents"


@pytest.fixture
def applicant() -> Actor:
    return Actor(ActorKind.PARTY, "applicant-1", frozenset({Role.APPLICANT}), case=CASE)


@pytest.fixture
def company() -> Actor:
    return Actor(ActorKind.PARTY, "company-1", frozenset({Role.AUTHORISED_PERSON}), case=CASE)


@pytest.fixture
def store(applicant: Actor, noon: datetime) -> Callable[..., Upload]:
    """Store a file as the applicant; anything can be said otherwise."""

    def storing(content: bytes | None = None, **changes: object) -> Upload:
        given = {
            "case": CASE,
            "part": "applicant",
            "slot": "travel_document",
            "filename": "passport.jpg",
            "content": BytesIO(files.jpeg() if content is None else content),
            "by": applicant,
            "at": noon,
            "part_owners": ["applicant-1"],
            "max_files": 5,
        }
        return store_upload(**{**given, **changes})

    return storing
