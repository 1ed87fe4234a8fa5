from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kaitak.service.audit.models import Record
from kaitak.service.documents.errors import FileGone, FileTooLarge, NoSuchPage, SameFileAgain, TooManyFiles
from kaitak.service.documents.models import CaseKey, Upload
from kaitak.service.documents.selectors import uploads_of
from kaitak.service.documents.services import (
    LIMIT_BYTES,
    original,
    picture,
    remove_upload,
    replace_upload,
    thumbnail,
)
from kaitak.service.people.actors import Actor
from kaitak.service.people.errors import PermissionRefused
from tests.documents import files
from tests.documents.conftest import CASE

pytestmark = pytest.mark.django_db
Storing = Callable[..., Upload]
OWNERS = ["applicant-1"]


def stored_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_encrypted_and_comes_back_as_it_was(store: Storing, folder: Path) -> None:
    content = files.jpeg()

    upload = store(content)

    assert original(upload) == content
    assert (upload.media_type, upload.pages, upload.order, upload.size) == ("image/jpeg", 1, 1, len(content))
    kept = [path.read_bytes() for path in stored_files(folder)]
    assert len(kept) == 3
    assert all(b"JFIF" not in sealed for sealed in kept)


def test_what_is_shown_is_a_picture_made_by_us(store: Storing) -> None:
    upload = store(files.jpeg(comment=b"where I live") + b"<script>alert(1)</script>")

    shown = picture(upload)

    assert Image.open(BytesIO(shown)).size == (300, 200)
    assert b"script" not in shown
    assert b"where I live" not in shown
    assert max(Image.open(BytesIO(thumbnail(upload))).size) == 240


@pytest.mark.parametrize("page", [0, 4, -1])
def test_there_are_only_pages_that_there_are(store: Storing, page: int) -> None:
    upload = store(files.scan(pages=3))

    assert picture(upload, 3).startswith(b"\xff\xd8")
    with pytest.raises(NoSuchPage, match=f"no page {page}"):
        picture(upload, page)


def test_a_page_beyond_the_first_six_is_drawn_on_demand(store: Storing, folder: Path) -> None:
    upload = store(files.scan(pages=8))

    assert (upload.pages, upload.pictures) == (8, 6)
    assert picture(upload, 8).startswith(b"\xff\xd8")
    assert len(stored_files(folder)) == 8


def test_storing_a_file_is_recorded_without_its_name_or_digest(store: Storing) -> None:
    upload = store(filename="Chan Tai Man passport.jpg")

    record = Record.objects.get(event="document.stored")
    assert (record.case, record.about, record.actor) == (CASE, "applicant", "applicant-1")
    assert record.details["upload"] == str(upload.pk)
    assert upload.sha256 not in str(record.details)
    assert "Chan" not in str(record.details)


def test_a_file_of_six_megabytes_is_refused_with_its_size(store: Storing, folder: Path) -> None:
    content = files.jpeg() + bytes(6 * 1024 * 1024 - len(files.jpeg()))

    with pytest.raises(FileTooLarge, match=r"has 6\.0 MB\. .* at most 5 MB"):
        store(content)

    assert not stored_files(folder)


def test_a_file_of_exactly_five_megabytes_is_taken_and_one_byte_more_is_not(store: Storing) -> None:
    content = files.jpeg() + bytes(LIMIT_BYTES - len(files.jpeg()))

    assert store(content).size == 5_242_880
    with pytest.raises(FileTooLarge, match=r"has 5\.1 MB"):
        store(content + b"\0")


def test_a_slot_holds_so_many_files_and_each_once(store: Storing, folder: Path) -> None:
    store(files.jpeg(shade=1), max_files=2)
    with pytest.raises(SameFileAgain, match="already uploaded"):
        store(files.jpeg(shade=1), max_files=2)
    store(files.jpeg(shade=2), max_files=2)

    with pytest.raises(TooManyFiles, match="room for 2"):
        store(files.jpeg(shade=3), max_files=2)

    assert [upload.order for upload in uploads_of(CASE)] == [1, 2]
    assert len(stored_files(folder)) == 6
    store(files.jpeg(shade=1), slot="photograph", max_files=1)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("C:\\Users\\me\\passport.jpg", "passport.jpg"),
        ("../../etc/passwd", "passwd"),
        ("護照 掃描.pdf", "護照 掃描.pdf"),
        ("gpj\u202e.exe\n", "gpj.exe"),
        ("", "file"),
        ("x" * 200 + ".pdf", "x" * 115 + "….pdf"),
    ],
)
def test_a_file_keeps_its_name_for_show_only(store: Storing, typed: str, shown: str, folder: Path) -> None:
    upload = store(filename=typed)

    assert upload.filename == shown
    assert {path.name for path in stored_files(folder)} == {"original", "page-1", "thumbnail"}


@pytest.mark.django_db(transaction=True)
def test_a_removed_file_leaves_slot_and_store(
    store: Storing, folder: Path, applicant: Actor, noon: datetime
) -> None:
    upload = store()

    remove_upload(upload, by=applicant, at=noon, part_owners=OWNERS)
    remove_upload(upload, by=applicant, at=noon, part_owners=OWNERS)

    assert not uploads_of(CASE).exists()
    assert not stored_files(folder)
    with pytest.raises(FileGone, match="removed or replaced"):
        picture(upload)
    upload.refresh_from_db()
    assert (upload.removed_at, upload.removed_by, upload.filename) == (noon, "applicant-1", "")
    assert Record.objects.filter(event="document.removed").count() == 1
    assert store().order == 1


@pytest.mark.django_db(transaction=True)
def test_a_replacement_takes_the_place_of_the_old_file(
    store: Storing, folder: Path, applicant: Actor, noon: datetime
) -> None:
    old, other = store(files.jpeg(shade=1), max_files=2), store(files.jpeg(shade=2), max_files=2)

    new = replace_upload(
        old, filename="new.png", content=BytesIO(files.png()), by=applicant, at=noon, part_owners=OWNERS
    )

    assert list(uploads_of(CASE)) == [new, other]
    assert (new.order, new.replaces) == (1, old)
    assert original(new) == files.png()
    assert len(stored_files(folder)) == 6


def test_a_refused_replacement_leaves_the_old_file(store: Storing, applicant: Actor, noon: datetime) -> None:
    old, other = store(files.jpeg(shade=1)), store(files.jpeg(shade=2))

    with pytest.raises(SameFileAgain):
        replace_upload(
            old, filename="x", content=BytesIO(original(other)), by=applicant, at=noon, part_owners=OWNERS
        )

    assert list(uploads_of(CASE)) == [old, other]


@pytest.mark.parametrize("owners", [[], ["company-1"]])
def test_only_whom_the_part_belongs_to_may_change_it(
    store: Storing, applicant: Actor, noon: datetime, owners: list[str]
) -> None:
    upload = store()

    with pytest.raises(PermissionRefused):
        store(files.png(), part_owners=owners)
    with pytest.raises(PermissionRefused):
        remove_upload(upload, by=applicant, at=noon, part_owners=owners)
    with pytest.raises(PermissionRefused):
        replace_upload(
            upload, filename="x", content=BytesIO(files.png()), by=applicant, at=noon, part_owners=owners
        )

    assert list(uploads_of(CASE)) == [upload]


def test_nobody_changes_files_of_another_case(store: Storing, officer_actor: Actor) -> None:
    with pytest.raises(PermissionRefused):
        store(case="another")
    with pytest.raises(PermissionRefused):
        store(by=officer_actor, part_owners=["1"])

    assert not CaseKey.objects.exists()
