from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from kaitak.service.audit.models import Record
from kaitak.service.documents import store as stored
from kaitak.service.documents.errors import CaseErased
from kaitak.service.documents.models import CaseKey, Discarded, Upload
from kaitak.service.documents.sealing import SealBroken
from kaitak.service.documents.selectors import key_of
from kaitak.service.documents.services import (
    erase_case,
    original,
    picture,
    remove_upload,
    sweep_orphans,
)
from kaitak.service.people.actors import CLOCK, Actor
from kaitak.service.people.errors import PermissionRefused
from tests.documents import files
from tests.documents.conftest import CASE

Storing = Callable[..., Upload]
A_DAY = timedelta(days=1)


@pytest.fixture
def written_at(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> None:
    """Let every file have been written at noon."""
    monkeypatch.setattr(FileSystemStorage, "get_modified_time", lambda self, name: noon)


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_erasing_a_case_destroys_its_key_rows_and_files(store: Storing, folder: Path, noon: datetime) -> None:
    upload = store(files.jpeg(shade=1))
    store(files.jpeg(shade=2))

    erase_case(CASE, by=CLOCK, at=noon)

    assert not stored_files(folder)
    assert not Upload.objects.exists()
    assert not CaseKey.objects.exists()
    assert not Discarded.objects.exists()
    assert Record.objects.get(event="documents.erased").details == {"files": 2}
    for reading in (original, picture):
        with pytest.raises(CaseErased):
            reading(upload)


@pytest.mark.django_db
def test_a_copy_of_a_file_is_unreadable_once_the_key_is_gone(
    store: Storing, folder: Path, noon: datetime
) -> None:
    upload = store()
    erase_case(CASE, by=CLOCK, at=noon)
    again = store(files.png())

    kept = folder / upload.folder / "original"

    assert kept.exists()
    with pytest.raises(SealBroken):
        stored.fetch(upload.folder, stored.ORIGINAL, key=key_of(CASE))
    assert original(again) == files.png()


@pytest.mark.django_db
def test_a_case_is_erased_by_the_clock_or_its_applicant_alone(
    store: Storing, applicant: Actor, company: Actor, officer_actor: Actor, noon: datetime
) -> None:
    store()
    for stranger in (company, officer_actor, Actor(applicant.kind, "x", applicant.roles, case="another")):
        with pytest.raises(PermissionRefused):
            erase_case(CASE, by=stranger, at=noon)

    erase_case(CASE, by=applicant, at=noon)

    assert not Upload.objects.exists()


class PowerCut(BaseException):
    """The process ends here; nothing after it runs."""


@pytest.mark.django_db
def test_a_file_whose_process_was_killed_before_its_row_is_swept(
    store: Storing, folder: Path, monkeypatch: pytest.MonkeyPatch, noon: datetime, written_at: None
) -> None:
    kept = store(files.jpeg(shade=1))
    with monkeypatch.context() as cut:
        cut.setattr("kaitak.service.documents.services.store.discard_now", lambda folder: None)
        cut.setattr("kaitak.service.documents.services.store._put", _cut_power)
        with pytest.raises(PowerCut):
            store(files.jpeg(shade=2))
    assert len(stored_files(folder)) == 6

    assert sweep_orphans(at=noon + timedelta(minutes=59)) == 0
    assert sweep_orphans(at=noon + timedelta(minutes=61)) == 1

    assert len(stored_files(folder)) == 3
    assert original(kept) == files.jpeg(shade=1)
    assert sweep_orphans(at=noon + A_DAY) == 0


def _cut_power(*arguments: object, **others: object) -> None:
    raise PowerCut


@pytest.mark.django_db
def test_a_file_that_gets_no_row_is_deleted_at_once(
    store: Storing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaitak.service.documents.services.store._put", _cut_power)

    with pytest.raises(PowerCut):
        store()

    assert not stored_files(folder)


@pytest.mark.django_db(transaction=True)
def test_a_store_that_fails_to_delete_is_swept_later(
    store: Storing, folder: Path, applicant: Actor, monkeypatch: pytest.MonkeyPatch, noon: datetime
) -> None:
    upload = store()
    with monkeypatch.context() as failing:
        failing.setattr("kaitak.service.documents.store.delete", _fail)
        remove_upload(upload, by=applicant, at=noon, part_owners=["applicant-1"])
    assert stored_files(folder)

    assert sweep_orphans(at=noon) == 1

    assert not stored_files(folder)
    assert not Discarded.objects.exists()


def _fail(folder: str) -> None:
    raise OSError("The store does not answer.")


@pytest.mark.django_db
def test_a_case_erased_while_a_file_comes_in_keeps_nothing_of_it(
    store: Storing, folder: Path, monkeypatch: pytest.MonkeyPatch, noon: datetime
) -> None:
    keep = stored.keep

    def keep_and_erase(*arguments: object, **others: object) -> None:
        keep(*arguments, **others)
        erase_case(CASE, by=CLOCK, at=noon)

    monkeypatch.setattr(stored, "keep", keep_and_erase)

    with pytest.raises(CaseErased, match="has been erased"):
        store()

    assert not Upload.objects.exists()
    assert not stored_files(folder)
