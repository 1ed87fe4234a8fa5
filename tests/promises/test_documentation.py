"""What can be set, refused or read is described, and what is described is there."""

import re

import pytest

from kaitak.service.config.environment import Environment
from tests.promises.files import ROOT, kept, short
from tools.describe_errors import describe

PRODUCTION = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
SETTINGS = {f"KAITAK_{name.upper()}" for name in Environment.model_fields}
FOR_DEVELOPMENT = {"KAITAK_CHROMIUM", "KAITAK_CHECK_DATA"}
KINDS = {"added", "changed", "fixed", "rules", "security"}
PAGES = [path for path in kept("*.md") if path.parts[-2] != "changelog.d"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_described(name: str) -> None:
    assert f"`{name}`" in PRODUCTION


def test_no_setting_is_described_that_is_not_there() -> None:
    described = set(re.findall(r"`(KAITAK_[A-Z0-9_]+)`", PRODUCTION))

    assert described - SETTINGS - FOR_DEVELOPMENT == set()


def test_every_refusal_is_described_as_it_is() -> None:
    written = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")

    assert written == describe(), "Run `make format`: docs/errors.md is written from the code."


@pytest.mark.parametrize("index", ["docs/README.md", "docs/decisions/README.md"])
def test_every_page_is_in_its_index(index: str) -> None:
    folder = (ROOT / index).parent
    listed = set(LINK.findall((ROOT / index).read_text(encoding="utf-8")))

    missing = {path.name for path in folder.glob("*.md")} - listed - {"README.md"}

    assert missing == set(), f"add to {index}"


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_every_link_between_pages_leads_somewhere(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    lost = [target for target in LINK.findall(text) if not (page.parent / target).exists()]  # type: ignore[attr-defined]

    assert lost == []


def test_every_note_of_a_change_says_of_which_kind_it_is() -> None:
    kinds = {short(path): path.name.split(".")[-2] for path in kept("changelog.d/*.md")}

    assert {name for name, kind in kinds.items() if kind not in KINDS} == set()
