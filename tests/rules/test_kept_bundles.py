"""A policy that was checked once is read from its bundle, and answers alike."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from kaitak.rules import PolicyFault, assess, load_policy
from kaitak.rules.loading import kept, load
from tests.rules.conftest import GARDENS

DAY = date(2024, 6, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "LEAST_BYTES", 0)
    shutil.copytree(GARDENS, tmp_path / "gardens")
    return tmp_path / "gardens"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    made: list[object] = []
    whole = load._checked
    monkeypatch.setattr(load, "_checked", lambda folders: made.append(folders) or whole(folders))
    return made


def in_a_new_process() -> None:
    load._load.cache_clear()


def test_a_policy_is_checked_once_and_then_answers_from_its_bundle(
    folder: Path, checks: list[object]
) -> None:
    first = load_policy(base=folder)
    in_a_new_process()

    second = load_policy(base=folder)

    assert len(checks) == 1
    assert second.digest == first.digest
    assert list(second.routes) == list(first.routes)
    assert assess(second, {"prizes": 3}, day=DAY) == assess(first, {"prizes": 3}, day=DAY)


def test_every_section_of_a_bundle_holds_what_the_files_hold(folder: Path) -> None:
    first = load_policy(base=folder)
    in_a_new_process()

    second = load_policy(base=folder)

    for section in ("sources", "facts", "figures", "schemes", "procedures", "quotas", "fees", "choices"):
        assert list(getattr(second, section)) == list(getattr(first, section)), section
        assert len(getattr(second, section).values()) == len(getattr(first, section)), section
    assert second.calendar == first.calendar
    assert second.facts.get("nobody") is None
    with pytest.raises(KeyError):
        second.criteria["nobody.asks"]


def test_a_changed_file_is_read_again(folder: Path, checks: list[object]) -> None:
    load_policy(base=folder)
    file = folder / "policy.yaml"
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1))

    load_policy(base=folder)

    assert len(checks) == 2


def test_a_faulty_policy_is_never_kept(folder: Path, checks: list[object]) -> None:
    (folder / "more.yaml").write_text("figurs: []", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(PolicyFault, match="did you mean 'figures'"):
            load_policy(base=folder)

    assert len(checks) == 2


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff\n\n\n"])
def test_a_bundle_that_cannot_be_read_is_made_again(
    folder: Path, checks: list[object], tmp_path: Path, content: bytes
) -> None:
    load_policy(base=folder)
    in_a_new_process()
    (bundle,) = (tmp_path / "cache" / "kaitak").iterdir()
    bundle.write_bytes(content)

    load_policy(base=folder)

    assert len(checks) == 2


def test_where_nothing_can_be_written_the_policy_is_loaded_all_the_same(
    folder: Path, checks: list[object], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where the folder would be", encoding="utf-8")

    for _ in range(2):
        assert load_policy(base=folder).routes
        in_a_new_process()

    assert len(checks) == 2


def test_a_small_policy_is_not_kept(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST_BYTES", 10_000_000)

    load_policy(base=folder)

    assert not (tmp_path / "cache").exists()
