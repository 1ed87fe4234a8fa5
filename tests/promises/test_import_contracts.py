"""The walls between the rooms stand, and their guard sees a hole."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.files import ROOT

HOLES = [
    ("rules/versions.py", "import django.db", "The rules and the seal know nothing of Django BROKEN"),
    (
        "seal/keys.py",
        "import kaitak.service.audit.models",
        "only the rooms below it; portals never import each other BROKEN",
    ),
    (
        "service/audit/models.py",
        "import kaitak.service.casework.models",
        "only the rooms below it; portals never import each other BROKEN",
    ),
    (
        "service/portals/public/urls.py",
        "import kaitak.service.portals.officer.urls",
        "only the rooms below it; portals never import each other BROKEN",
    ),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that may be spoilt."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src" / "kaitak",
        folder / "kaitak",
        ignore=lambda _, names: [name for name in names if "." in name and not name.endswith(".py")],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def spoil(house: Path) -> Iterator[object]:
    """Add a line to a module of the copy; it is taken away again."""
    before: dict[Path, str] = {}

    def add(module: str, line: str) -> None:
        path = house / "kaitak" / module
        before[path] = path.read_text(encoding="utf-8")
        path.write_text(f"{before[path]}\n{line}\n", encoding="utf-8")

    yield add
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def look(house: Path) -> "subprocess.CompletedProcess[str]":
    program = str(Path(sys.executable).with_name("lint-imports"))
    environment = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "300"}
    return subprocess.run(
        [program, "--no-cache"], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


def test_each_room_imports_only_the_rooms_below_it(house: Path) -> None:
    seen = look(house)

    assert seen.returncode == 0, seen.stdout
    assert "0 broken" in seen.stdout


@pytest.mark.parametrize(("module", "line", "told"), HOLES, ids=[hole[0] for hole in HOLES])
def test_a_forbidden_import_is_seen(house: Path, spoil: object, module: str, line: str, told: str) -> None:
    spoil(module, line)  # type: ignore[operator]

    seen = look(house)

    assert seen.returncode == 1
    assert told in seen.stdout
