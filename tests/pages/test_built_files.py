import hashlib
import re
from pathlib import Path

from babel.messages.pofile import read_po

from kaitak.service import pages

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
PAGES = Path(pages.__path__[0])
BUILT = PAGES / "static" / "kaitak"


def digest_of_sources() -> str:
    digest = hashlib.sha256()
    files = (file for file in WEB.rglob("*") if file.is_file() and "node_modules" not in file.parts)
    for name in sorted(file.relative_to(WEB).as_posix() for file in files):
        digest.update(f"{name}\0".encode())
        digest.update((WEB / name).read_bytes())
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"


def test_styles_and_scripts_are_built_from_their_sources() -> None:
    assert (BUILT / "built-from.txt").read_text().strip() == digest_of_sources(), (
        "run: cd web && npm ci && npm run build"
    )


def test_no_mark_of_a_government_is_in_the_styles() -> None:
    styles = (BUILT / "kaitak.css").read_text()

    assert not re.search(r"GDS Transport|crest|crown|govuk-header|govuk-footer|url\(", styles)


def test_licences_of_what_is_built_in_are_carried() -> None:
    notices = (BUILT / "third-party.txt").read_text()

    assert {"govuk-frontend 6.3.0", "accessible-autocomplete 3.0.1"} <= set(notices.splitlines())


def test_no_template_has_anything_inline() -> None:
    for template in PAGES.rglob("templates/**/*.html"):
        text = template.read_text()

        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), template


def test_every_message_is_written_in_both_chinese_scripts() -> None:
    for language in ("zh_Hant", "zh_Hans"):
        with (PAGES / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
            missing = [message.id for message in read_po(file) if message.id and not message.string]

        assert missing == []
