"""The same store on S3, spoken to on loopback."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import boto3
import pytest
from moto.server import ThreadedMotoServer

from kaitak.service.documents import store as stored
from kaitak.service.documents.errors import FileGone
from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import (
    erase_case,
    original,
    picture,
    remove_upload,
    sweep_orphans,
)
from kaitak.service.people.actors import CLOCK, Actor
from tests.documents import files
from tests.documents.conftest import CASE

pytestmark = pytest.mark.django_db(transaction=True)
Storing = Callable[..., Upload]
BUCKET = "documents"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(settings, endpoint: str, folder: object) -> Iterator[object]:
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "ap-east-1"}
    client = boto3.resource("s3", endpoint_url=endpoint, **keys)
    made = client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "ap-east-1"})
    options = {
        "bucket_name": BUCKET,
        "endpoint_url": endpoint,
        "region_name": "ap-east-1",
        "file_overwrite": False,
        "default_acl": None,
        "access_key": "test",
        "secret_key": "test",
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options},
    }
    yield made
    made.objects.all().delete()
    made.delete()


def names(bucket) -> list[str]:
    return sorted(stored.key.rsplit("/", 1)[-1] for stored in bucket.objects.all())


def test_files_are_kept_in_the_bucket_encrypted(store: Storing, bucket) -> None:
    upload = store()

    assert names(bucket) == ["original", "page-1", "thumbnail"]
    assert original(upload) == files.jpeg()
    assert picture(upload).startswith(b"\xff\xd8")
    assert b"JFIF" not in bucket.Object(f"{upload.folder}/original").get()["Body"].read()


def test_removed_and_erased_files_leave_the_bucket(
    store: Storing, bucket, applicant: Actor, noon: datetime
) -> None:
    removed = store(files.jpeg(shade=1))
    store(files.jpeg(shade=2))

    remove_upload(removed, by=applicant, at=noon, part_owners=["applicant-1"])
    assert len(names(bucket)) == 3
    with pytest.raises(FileGone):
        original(removed)
    erase_case(CASE, by=CLOCK, at=noon)

    assert names(bucket) == []


def test_a_file_without_a_row_is_swept_from_the_bucket(store: Storing, bucket, noon: datetime) -> None:
    kept = store()
    stored.keep("2026-01-01/orphan", {"original": b"x"}, key=bytes(32))

    assert sweep_orphans(at=noon + timedelta(days=400)) == 1

    assert len(names(bucket)) == 3
    assert original(kept) == files.jpeg()
