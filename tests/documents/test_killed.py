"""A process that is really killed between the file and its row, on a database and a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, signal, sys
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import django
django.setup()
from django.core.management import call_command
from django.db import connections
call_command("migrate", verbosity=0)

from kaitak.service.documents.models import Upload
from kaitak.service.documents.services import original, store, sweep_orphans
from kaitak.service.people.actors import Actor, ActorKind
from tests.documents import files

NOW = datetime.now(timezone.utc)
applicant = Actor(ActorKind.PARTY, "a", case="case")

def upload(shade):
    return store.store_upload(
        case="case", part="applicant", slot="photograph", filename="me.jpg", by=applicant, at=NOW,
        content=BytesIO(files.jpeg(shade=shade)), part_owners=["a"], max_files=5,
    )

def count():
    return sum(path.is_file() for path in (Path(os.environ["KAITAK_DATA"]) / "documents").rglob("*"))

kept = upload(1)
connections.close_all()
child = os.fork()
if not child:
    store._put = lambda *arguments, **others: os.kill(os.getpid(), signal.SIGKILL)
    upload(2)
_, status = os.waitpid(child, 0)
print(os.WTERMSIG(status), Upload.objects.count(), count())
print(sweep_orphans(at=NOW), count())
print(sweep_orphans(at=NOW + timedelta(hours=2)), count(), original(kept) == files.jpeg(shade=1))
"""


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    environment = {
        "PATH": os.defpath,
        "KAITAK_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kaitak.service.config.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }

    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stdout.splitlines() == ["9 1 6", "0 6", "1 3 True"], ran.stderr
