from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kaitak.service.applications.errors import NotADraft, PageNotShown
from kaitak.service.applications.models import Group, SignatureVoid
from kaitak.service.applications.selectors import check_complete
from kaitak.service.applications.services import add_file, remove_file, replace_file
from kaitak.service.documents import services as documents
from kaitak.service.documents.errors import TooManyFiles
from kaitak.service.documents.models import Upload
from kaitak.service.people.errors import PermissionRefused
from tests.applications.conftest import Filing
from tests.documents.files import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    """Keep files in a folder of the test."""
    folder = {
        "BACKEND": "kaitak.service.documents.folder.DurableFolder",
        "OPTIONS": {"location": tmp_path / "documents"},
    }
    settings.STORAGES = {**settings.STORAGES, "documents": folder}


def give(filing: Filing, kind: str, slot: str, *, shade: int = 0) -> Upload:
    by = filing.company() if kind == "company" else filing.applicant
    content = BytesIO(jpeg(shade))
    return add_file(filing.part(kind).pk, slot, filename="a.jpg", content=content, by=by, at=filing.at)


def test_a_required_slot_is_open_until_a_file_is_in_it(filing: Filing) -> None:
    filing.fill_company()
    filing.save("firm", "company", contract_on_paper=True)
    before = [item.where for item in check_complete(filing.group, filing.at) if item.kind == "document"]

    give(filing, "company", "contract")

    after = [item.where for item in check_complete(filing.group, filing.at) if item.kind == "document"]
    assert (before, after) == (["contract"], [])


def test_a_file_that_comes_goes_or_changes_voids_the_signature_over_its_part(filing: Filing) -> None:
    filing.fill().fill_company().sign("company").sign()
    upload = give(filing, "applicant", "picture")
    filing.sign()
    newer = replace_file(
        upload.pk, filename="b.jpg", content=BytesIO(jpeg(9)), by=filing.applicant, at=filing.at
    )
    filing.sign()

    remove_file(newer.pk, by=filing.applicant, at=filing.at)

    assert filing.part().signed_at is None
    assert filing.part("company").signed_at is not None
    assert list(SignatureVoid.objects.values_list("reason", flat=True)) == ["files_changed"] * 3


def test_a_file_that_slipped_in_beside_the_services_is_found_by_the_digests(filing: Filing) -> None:
    filing.ready()
    upload = give(filing, "applicant", "picture")
    filing.sign()

    documents.remove_upload(
        upload, by=filing.applicant, at=filing.at, part_owners={filing.applicant.identifier}
    )

    assert [item.kind for item in check_complete(filing.group, filing.at)] == ["signature"]


def test_a_slot_holds_so_many_files_and_an_unknown_one_none(filing: Filing) -> None:
    give(filing, "applicant", "picture", shade=1)
    give(filing, "applicant", "picture", shade=2)

    with pytest.raises(TooManyFiles):
        give(filing, "applicant", "picture", shade=3)
    with pytest.raises(PageNotShown):
        give(filing, "applicant", "contract")


def test_neither_side_touches_the_others_files(filing: Filing) -> None:
    upload = give(filing, "company", "accounts")

    with pytest.raises(PermissionRefused):
        remove_file(upload.pk, by=filing.applicant, at=filing.at)


def test_a_file_whose_group_was_sent_while_it_came_in_is_taken_out_again(
    filing: Filing, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing.ready()
    store: Callable[..., Upload] = documents.store_upload

    def sent_meanwhile(**given: Any) -> Upload:
        upload = store(**given)
        Group.objects.filter(pk=filing.id).update(state=Group.State.SENDING, sent_at=filing.at)
        return upload

    monkeypatch.setattr(documents, "store_upload", sent_meanwhile)

    with pytest.raises(NotADraft):
        give(filing, "applicant", "picture")

    assert not Upload.objects.filter(case=str(filing.id), removed_at=None).exists()
    assert filing.part().signed_at is not None
