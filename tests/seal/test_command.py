"""``kaitak seal verify``, as it is typed: a PDF, a picture, text; lists; what it says and how it ends."""

import base64
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import segno
from typer.testing import CliRunner, Result

from kaitak.cli.seal import app
from kaitak.seal import Authority, Facts, Kind, Signer, TrustList, publish, sign
from kaitak.seal.keys import pem

DAY = "2026-12-01"


@pytest.fixture
def keys(tmp_path: Path, trust: TrustList) -> Path:
    path = tmp_path / "keys.json"
    path.write_bytes(trust.to_json())
    return path


@pytest.fixture(autouse=True)
def nothing_published_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAITAK_DATA", str(tmp_path / "data"))


def verify(*arguments: str | Path, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments), "--on", DAY], input=typed)


def picture(sealed: bytes, path: Path) -> Path:
    segno.make_qr(sealed, error="m", mode="byte").save(str(path), scale=4)
    return path


def test_a_genuine_seal_in_text_is_told_with_its_holder_and_days(
    facts: Facts, signer: Signer, keys: Path
) -> None:
    result = verify(base64.b64encode(sign(facts, signer)).decode(), "--keys", keys)

    assert result.exit_code == 0
    assert result.stdout.startswith("Genuine, but a SPECIMEN: it permits nobody")
    for said in (
        "NGUYEN",
        "THI MINH KHAI",
        "阮氏明開",
        "1990-05-01",
        "B1234567",
        "2026-11-22 by UTO",
        "2027-02-21, one entry",
    ):
        assert said in result.stdout
    assert "36 months from arrival" in result.stdout
    assert "cannot be known without the list of cancelled e-Visas (--cancelled)" in result.stdout


@pytest.mark.parametrize("suffix", ["png", "pdf", "txt", "bin"])
def test_a_file_of_each_kind_is_answered(
    facts: Facts, signer: Signer, keys: Path, tmp_path: Path, suffix: str
) -> None:
    sealed = sign(facts, signer)
    path = tmp_path / f"evisa.{suffix}"
    if suffix == "txt":
        path.write_text(sealed.hex("\n", 30))
    elif suffix == "bin":
        path.write_bytes(sealed)
    else:
        picture(sealed, path)

    result = verify(path, "--keys", keys, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["genuine"] is True


@pytest.mark.parametrize("suffix", ["jpeg", "gif"])
def test_pictures_of_other_formats_are_read(
    facts: Facts, signer: Signer, keys: Path, tmp_path: Path, suffix: str
) -> None:
    from PIL import Image

    path = tmp_path / f"evisa.{suffix}"
    Image.open(picture(sign(facts, signer), tmp_path / "evisa.png")).convert("L").save(path)

    assert json.loads(verify(path, "--keys", keys, "--json").stdout)["genuine"] is True


def test_a_seal_can_be_piped_in(facts: Facts, signer: Signer, keys: Path) -> None:
    assert verify("-", "--keys", keys, typed=sign(facts, signer)).exit_code == 0


def test_a_forgery_is_answered_and_shown_for_what_it_claims(facts: Facts, signer: Signer, keys: Path) -> None:
    sealed = bytearray(sign(facts, signer))
    sealed[-1] ^= 1

    result = verify(sealed.hex(), "--keys", keys)

    assert result.exit_code == 0
    assert result.stdout.startswith("NOT GENUINE: its signature does not hold.")
    assert "none of it can be relied on" in result.stdout


def test_the_list_of_cancelled_e_visas_is_used(
    facts: Facts, signer: Signer, keys: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "cancelled.json"
    morning = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    listed.write_bytes(publish({facts.number: date(2026, 11, 30)}, as_of=morning, key=signer))
    other = replace(facts, number="EV2")

    cancelled = verify(sign(facts, signer).hex(), "--keys", keys, "--cancelled", listed)
    standing = verify(sign(other, signer).hex(), "--keys", keys, "--cancelled", listed)

    assert cancelled.stdout.startswith("CANCELLED since 2026-11-30.")
    assert "not as of 2026-12-01 01:00:00+00:00" in standing.stdout


def test_the_keys_of_this_machine_s_service_are_found(
    facts: Facts, signer: Signer, authority: Authority, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "keys" / "evisa" / "UTO"
    folder.mkdir(parents=True)
    (folder / "authority.crt").write_bytes(pem(authority.certificate))
    (folder / "signer-02.crt").write_bytes(pem(signer.certificate))

    assert "SPECIMEN" in verify(sign(facts, signer).hex()).stdout

    (folder / "signer-03.crt").write_text("no certificate")
    assert "signer-03.crt: the certificate cannot be read" in verify(sign(facts, signer).hex()).stderr


def test_without_keys_it_says_where_to_get_them(facts: Facts, signer: Signer) -> None:
    result = verify(sign(facts, signer).hex())

    assert result.exit_code == 2
    assert result.stderr.startswith("--keys: there are no public keys")
    assert "/verify/keys" in result.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nowhere.pdf", "neither hexadecimal nor Base64"),
        ("", "Neither a file nor the text of a seal. Give a PDF, PNG, JPEG or GIF file"),
        ("%PDF-1.7 broken", "The PDF cannot be opened"),
        ("\x89PNG\r\n\x1a\nbroken", "The picture cannot be opened"),
        ("evisaPDF", "Neither a file nor the text of a seal"),
        ("plain text!", "neither hexadecimal nor Base64"),
    ],
)
def test_what_is_no_e_visa_is_refused_in_one_line(keys: Path, tmp_path: Path, given: str, said: str) -> None:
    path = tmp_path / "given"
    path.write_bytes(given.encode("latin-1"))

    result = verify(path if given != "nowhere.pdf" else given, "--keys", keys)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_picture_without_a_seal_is_refused(keys: Path, tmp_path: Path) -> None:
    result = verify(picture(b"https://example.org", tmp_path / "other.png"), "--keys", keys)

    assert result.exit_code == 2
    assert "shows no visible digital seal" in result.stderr


def test_a_picture_too_large_is_refused(keys: Path, tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "large.png"
    Image.new("1", (9000, 9000)).save(path)

    assert "more than 40,000,000 points" in verify(path, "--keys", keys).stderr


@pytest.mark.parametrize("option", ["--keys", "--cancelled"])
def test_a_list_that_is_none_is_refused(
    facts: Facts, signer: Signer, keys: Path, tmp_path: Path, option: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}")

    result = verify(sign(facts, signer).hex(), "--keys", keys, option, bad)
    missing = verify(sign(facts, signer).hex(), "--keys", keys, option, tmp_path / "none.json")

    assert (result.exit_code, missing.exit_code) == (2, 2)
    assert result.stderr.startswith(f"{option} {bad}: ")
    assert "cannot be read" in missing.stderr


def test_a_day_that_is_none_is_refused(keys: Path) -> None:
    result = CliRunner().invoke(app, ["verify", "x", "--keys", str(keys), "--on", "22/11/2026"])

    assert result.exit_code == 2
    assert "write it as 2026-11-22" in result.stderr


def test_an_extension_speaks_of_its_last_day(facts: Facts, signer: Signer, keys: Path) -> None:
    until = date(2029, 2, 28)
    extension = replace(facts, kind=Kind.EXTENSION, use_by=until, stay_until=until)

    result = verify(sign(extension, signer).hex(), "--keys", keys)

    assert "until 2029-02-28" in result.stdout
    assert "entry" not in result.stdout


def test_the_seal_needs_nothing_but_cryptography() -> None:
    forbidden = ["django", "PIL", "zxingcpp", "pypdfium2", "typst", "segno", "typer", "yaml"]
    code = (
        "import sys\n"
        f"for name in {forbidden!r}: sys.modules[name] = None\n"
        "import kaitak.seal, kaitak.seal.merkle, kaitak.seal.report, kaitak.seal.pictures as pictures\n"
        "try: pictures.seal_in(b'%PDF-')\n"
        "except kaitak.seal.SealError as error: print(error)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "pip install 'kaitak[service]'" in done.stdout
