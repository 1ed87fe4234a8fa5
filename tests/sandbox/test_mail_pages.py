import os
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

pytestmark = pytest.mark.django_db
LINK = "http://localhost:8000/en/resume/abc"


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(
    folder: Path,
    subject: str,
    *,
    to: str = "who@example.org",
    text: str = "Text.",
    age: int = 0,
    **more: object,
) -> None:
    message = EmailMessage(subject, text, "from@example.org", [to], **more)
    path = folder / f"{len(list(folder.iterdir()))}.eml"
    path.write_bytes(message.message().as_bytes())
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))


def links(browser: Client, address: str = "/en/sandbox/mail") -> list[str]:
    return [letter.name for letter in browser.get(address).context["letters"]]


def test_letters_are_shown_newest_first(folder: Path, browser: Client) -> None:
    send(folder, "older", age=60)
    send(folder, "newest")
    send(folder, "oldest", age=120)

    page = browser.get("/en/sandbox/mail").content.decode()

    assert page.index("newest") < page.index("older") < page.index("oldest")


def test_links_can_be_followed_and_text_is_only_text(folder: Path, browser: Client) -> None:
    send(
        folder,
        "繼續申請",
        text=f"請打開 {LINK}\n<script>alert(1)</script>",
        headers={"Content-Language": "zh-hant"},
    )

    page = browser.get(f"/en/sandbox/mail/{links(browser)[0]}").content.decode()

    assert f'<a href="{LINK}"' in page
    assert "<script>alert" not in page
    assert "繼續申請" in page
    assert 'lang="zh-hant"' in page


def test_attachments_are_downloads(folder: Path, browser: Client) -> None:
    send(folder, "letter", attachments=[("acknowledgement.pdf", b"%PDF-1.7 x", "application/pdf")])
    name = links(browser)[0]

    page = browser.get(f"/en/sandbox/mail/{name}").content.decode()
    answer = browser.get(f"/en/sandbox/mail/{name}/0")

    assert "acknowledgement.pdf" in page
    assert b"".join(answer) == b"%PDF-1.7 x"
    assert answer["Content-Disposition"] == 'attachment; filename="acknowledgement.pdf"'
    assert browser.get(f"/en/sandbox/mail/{name}/1").status_code == 404


def test_several_letters_of_one_connection_are_all_read(folder: Path, browser: Client) -> None:
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend")
    connection.send_messages([EmailMessage(f"letter {n}", "Text.", to=["a@example.org"]) for n in (1, 2)])

    subjects = [letter.subject for letter in browser.get("/en/sandbox/mail").context["letters"]]

    assert subjects == ["letter 2", "letter 1"]


def test_letters_are_found_by_address_or_subject(folder: Path, browser: Client) -> None:
    send(folder, "for one", to="one@example.org")
    send(folder, "for two", to="two@example.org")

    assert len(links(browser, "/en/sandbox/mail?q=ONE@example")) == 1
    assert len(links(browser, "/en/sandbox/mail?q=for")) == 2
    assert b"No letter has" in browser.get("/en/sandbox/mail?q=nobody").content


def test_only_what_is_in_the_folder_is_read(folder: Path, browser: Client) -> None:
    send(folder, "letter")
    (folder.parent / "secret.log").write_text("Subject: secret\n\nsecret")

    for name in ("secret-0", "nothing-0", "x"):
        assert browser.get(f"/en/sandbox/mail/{name}").status_code == 404
    assert browser.get("/en/sandbox/mail/..%2Fsecret-0").status_code == 404


def test_without_letters_the_page_says_when_they_come(
    browser: Client, settings: object, tmp_path: Path
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "not yet"

    assert b"some seconds after" in browser.get("/en/sandbox/mail").content
