"""``kaitak seal verify``: is this e-Visa genuine? Answered offline, from its code alone."""

import json
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer
from cryptography import x509

from kaitak.cli.seal_words import in_words
from kaitak.seal import CancelledList, MalformedSeal, SealError, TrustList, from_text, verify
from kaitak.seal.header import MAGIC
from kaitak.seal.pictures import is_picture, seal_in
from kaitak.seal.report import as_document

app = typer.Typer(help="Verify the seal of an e-Visa.", no_args_is_help=True)
_MOST_BYTES = 20 * 1024 * 1024
_INPUT_WRONG = 2
_TAKEN = "Give a PDF, PNG, JPEG or GIF file, or the seal in Base64 or hexadecimal."


@app.callback()
def seal() -> None:
    """Verify the seal of an e-Visa."""


@app.command(name="verify")
def verify_command(
    evisa: Annotated[
        str, typer.Argument(metavar="FILE|TEXT", help="PDF, PNG, JPEG, GIF, or the seal as text; - reads it.")
    ],
    keys: Annotated[Path | None, typer.Option(help="The published public keys, or a PEM file.")] = None,
    cancelled: Annotated[Path | None, typer.Option(help="The published list of cancelled e-Visas.")] = None,
    on: Annotated[str, typer.Option(metavar="DAY", help="The day to judge for; today when left out.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Say whether an e-Visa is genuine, for whom, from when to when, and whether it was cancelled."""
    day = _day(on)
    trust = _trust(keys) if keys else _own_keys()
    known = _cancelled(cancelled, trust) if cancelled else None
    verdict = verify(_seal(evisa), trust, known, day)
    if as_json:
        typer.echo(json.dumps(as_document(verdict), ensure_ascii=False, indent=2))
    else:
        typer.echo(in_words(verdict))


def _seal(evisa: str) -> bytes:
    data = _given(evisa)
    try:
        found = _seal_of(data) if isinstance(data, bytes) else from_text(data)
    except MalformedSeal as error:
        _refuse(_shown(evisa), f"{error} {_TAKEN}")
    except SealError as error:
        _refuse(_shown(evisa), str(error))
    if found[:1] != bytes((MAGIC,)):
        _refuse(_shown(evisa), f"Neither a file nor the text of a seal. {_TAKEN}")
    return found


def _given(evisa: str) -> bytes | str:
    if evisa == "-":
        return sys.stdin.buffer.read(_MOST_BYTES)
    path = Path(evisa)
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST_BYTES else evisa
    except (OSError, ValueError):
        return evisa


def _seal_of(data: bytes) -> bytes:
    if is_picture(data):
        return seal_in(data)
    if data[:1] == bytes((MAGIC,)):
        return data
    return from_text(data.decode("utf-8", "replace"))


def _trust(path: Path) -> TrustList:
    try:
        return TrustList.load(_content(path, "--keys"))
    except SealError as error:
        _refuse(f"--keys {path}", f"{error} Fetch it again from /verify/keys.")


def _cancelled(path: Path, trust: TrustList) -> CancelledList:
    try:
        return CancelledList.load(_content(path, "--cancelled"), trust)
    except SealError as error:
        _refuse(f"--cancelled {path}", f"{error} Fetch it again from /verify/cancelled.")


def _content(path: Path, option: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _refuse(f"{option} {path}", f"the file cannot be read ({error.strerror}).")


def _own_keys() -> TrustList:
    """Return the keys of the service whose data lie on this machine; none is an input error."""
    folder = Path(os.environ.get("KAITAK_DATA", "var")) / "keys" / "evisa"
    authorities = _certificates(folder.glob("*/authority.crt"))
    signers = _certificates(folder.glob("*/signer-*.crt"))
    if not signers:
        _refuse(
            "--keys",
            "there are no public keys to verify with. Fetch them once from /verify/keys of the issuer, or name "
            "the folder of your own service with KAITAK_DATA=FOLDER.",
        )
    try:
        return TrustList.of(authorities, signers)
    except SealError as error:
        _refuse(str(folder), str(error))


def _certificates(paths: Iterable[Path]) -> list[x509.Certificate]:
    found = []
    for path in sorted(paths):
        try:
            found.append(x509.load_pem_x509_certificate(path.read_bytes()))
        except (OSError, ValueError) as error:
            _refuse(str(path), f"the certificate cannot be read ({error}).")
    return found


def _day(text: str) -> date:
    if not text:
        return datetime.now(ZoneInfo("Asia/Hong_Kong")).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse("--on", f"{text!r} is not a day; write it as 2026-11-22.")


def _shown(evisa: str) -> str:
    return evisa if len(evisa) <= 80 else f"{evisa[:40]}…"


def _refuse(where: str, what: str) -> NoReturn:
    typer.echo(f"{where}: {what}", err=True)
    raise typer.Exit(_INPUT_WRONG)
