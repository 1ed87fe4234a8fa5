"""The keys that seal e-Visas: made at the first run under the data folder, or put there by an operator.

``keys/evisa/authority.pem`` with ``authority.crt`` vouches for signers; ``signer-NN.pem`` with ``signer-NN.crt``
sign. The newest signer that may sign on a day signs; all are published. Machines that share a service share
this folder. Only the public list is ever needed to verify.
"""

import os
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kaitak.seal import SPECIMEN, Authority, Issuer, Signer, TrustList, UnusableKey, new_authority
from kaitak.seal.keys import pem


def issuer() -> Issuer:
    """Return who issues here: Utopia, which issues specimens only, until an operator sets another."""
    code: str = settings.EVISA_ISSUER
    if code == SPECIMEN.code:
        return SPECIMEN
    return Issuer(code=code, country=settings.EVISA_COUNTRY, office=settings.EVISA_OFFICE)


def signer_on(day: date) -> Signer:
    """Return the key that signs on ``day``, made now where there is none yet. Raises UnusableKey."""
    usable = [signer for signer in _signers(_folder(day)) if signer.usable_on(day)]
    if not usable:
        raise UnusableKey(f"No signer may sign on {day}. Make one with `kaitak manage evisa_signer`.")
    return usable[-1]


def trust_list(day: date) -> TrustList:
    """Return the public keys that are believed, as they are published."""
    folder = _folder(day)
    authority = _authority(folder)
    return TrustList.of([authority.certificate], [signer.certificate for signer in _signers(folder)])


def add_signer(day: date) -> Signer:
    """Make and keep another signer; older ones stay believed for what they signed."""
    folder = _folder(day)
    signer = _authority(folder).new_signer(number=len(_signers(folder)) + 1, start=day)
    _keep_signer(folder, signer)
    _signers.cache_clear()
    return signer


def _folder(day: date) -> Path:
    folder = Path(settings.DATA) / "keys" / "evisa" / issuer().code
    if not (folder / "authority.crt").exists():
        _make(folder, day)
    return folder


def _make(folder: Path, day: date) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        lock = os.open(folder / ".making", os.O_CREAT | os.O_EXCL)
    except FileExistsError as error:
        raise UnusableKey(
            "The keys of e-Visas are being made by another process; try again in a second."
        ) from error
    try:
        authority = new_authority(issuer(), number=1, start=day)
        _keep_signer(folder, authority.new_signer(number=1, start=day))
        _write(folder / "authority.pem", authority.private_pem())
        _write(folder / "authority.crt", pem(authority.certificate))
    finally:
        os.close(lock)
        (folder / ".making").unlink()


def _keep_signer(folder: Path, signer: Signer) -> None:
    name = f"signer-{int(signer.reference, 16):02}"
    _write(folder / f"{name}.pem", signer.private_pem())
    _write(folder / f"{name}.crt", pem(signer.certificate))


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


@lru_cache(maxsize=4)
def _authority(folder: Path) -> Authority:
    read = [(folder / f"authority.{end}").read_bytes() for end in ("pem", "crt")]
    return Authority.load(read[0], read[1], issuer=issuer())


@lru_cache(maxsize=4)
def _signers(folder: Path) -> tuple[Signer, ...]:
    names = sorted(folder.glob("signer-*.crt"))
    return tuple(Signer.load(name.with_suffix(".pem").read_bytes(), name.read_bytes()) for name in names)
