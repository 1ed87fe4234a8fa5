"""Every sentence of this room in three languages."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kaitak.service import documents
from kaitak.service.documents import errors

ROOM = Path(documents.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def sentences() -> set[str]:
    found = extract_from_dir(ROOM, method_map=[("**.py", "python")], keywords={"_": None})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


@pytest.mark.parametrize("language", ["zh_Hant", "zh_Hans"])
def test_every_sentence_is_translated_with_its_placeholders(language: str) -> None:
    with (ROOM / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        written = {message.id: message.string for message in read_po(catalogue) if message.id}

    assert set(written) == sentences()
    for english, translated in written.items():
        assert translated
        assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(translated))


def test_every_refusal_says_its_own_sentence_and_has_its_own_code() -> None:
    kinds = errors.FileRefused.__subclasses__()

    assert len({kind.code for kind in kinds}) == len({str(kind.message) for kind in kinds}) == len(kinds)
    assert all(kind.code != errors.FileRefused.code for kind in kinds)
