"""Every word that the service says is written in both Chinese scripts, whichever room says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.translation.template import templatize

import kaitak

SOURCE = Path(kaitak.__file__).parent
LANGUAGES = ("zh_Hant", "zh_Hans")
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACE = re.compile(r"%\(\w+\)|\{\w+\}")
Key = tuple[str, str]
# One word for one thing: the word that is not used, and the one that is.
ONE_WORD = {
    "zh_Hant": {"臨時編號": "臨時參考編號"},
    "zh_Hans": {"临时编号": "临时参考编号", "您": "你", "储存": "保存"},
}


@dataclass(frozen=True)
class Said:
    """A text, its context, and where it is said."""

    text: str
    context: str
    where: str


def _sources() -> Iterator[tuple[Path, bytes]]:
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            yield path, path.read_bytes()
        elif path.suffix in {".html", ".txt", ".svg", ".xml"} and "templates" in path.parts:
            lines = templatize(path.read_text("utf-8"), origin=str(path)).splitlines()
            yield path, "\n".join(line.strip() for line in lines).encode()


def _said() -> Iterator[Said]:
    for path, content in _sources():
        for line, message, _, context in extract("python", BytesIO(content), keywords=FUNCTIONS):
            text = message if isinstance(message, str) else message[0]
            if text:
                yield Said(text, context or "", f"{path.relative_to(SOURCE)}:{line}")


def _catalogues(language: str) -> list[Path]:
    folders = [Path(one.path) for one in apps.get_app_configs() if Path(one.path).is_relative_to(SOURCE)]
    found = [folder / "locale" / language / "LC_MESSAGES" / "django.po" for folder in folders]
    return [path for path in found if path.exists()]


def _translated(language: str) -> dict[Key, list[str]]:
    known: dict[Key, list[str]] = {}
    for path in _catalogues(language):
        for message in read_po(BytesIO(path.read_bytes())):
            source = message.id if isinstance(message.id, str) else message.id[0]
            written = message.string if isinstance(message.string, str) else message.string[0]
            if source and written and not message.fuzzy:
                known.setdefault((source, message.context or ""), []).append(written)
    return known


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_said_in_chinese(language: str) -> None:
    known = _translated(language)
    missing = [
        f"{one.where}: {one.text!r}"
        for one in sorted(set(_said()), key=lambda said: said.where)
        if (one.text, one.context) not in known
    ]

    assert not missing, f"{len(missing)} texts are not in {language}:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {message.id!r} became {message.string!r}"
        for path in _catalogues(language)
        for message in read_po(BytesIO(path.read_bytes()))
        if message.id and _places(message.string) != _places(message.id)
    ]

    assert not wrong, "\n".join(wrong)


def _places(texts: str | tuple[str, ...]) -> set[str]:
    together = texts if isinstance(texts, str) else " ".join(texts)
    return set(PLACE.findall(together))


def test_both_scripts_are_written_in_the_same_rooms() -> None:
    rooms = [{path.parents[2].parent for path in _catalogues(language)} for language in LANGUAGES]

    assert rooms[0] == rooms[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_name(language: str) -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {said} should be {ONE_WORD[language][said]}"
        for path in _catalogues(language)
        for said in ONE_WORD[language]
        if said in path.read_text("utf-8")
    ]

    assert not wrong, "\n".join(wrong)
