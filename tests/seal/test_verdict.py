"""Genuine or not, cancelled or not, in time or not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from kaitak.seal import (
    SPECIMEN,
    Authority,
    Cancelled,
    CancelledList,
    Facts,
    Fault,
    ForgedList,
    Holder,
    Issuer,
    Kind,
    MalformedList,
    SealError,
    Signer,
    Timing,
    TrustList,
    new_authority,
    publish,
    read,
    sign,
    verify,
)
from kaitak.seal.keys import pem
from tests.seal.conftest import START

DAY = date(2026, 12, 1)
MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def test_a_seal_of_a_believed_signer_is_genuine(facts: Facts, signer: Signer, trust: TrustList) -> None:
    verdict = verify(sign(facts, signer), trust, None, DAY)

    assert verdict.genuine
    assert (verdict.cancelled, verdict.timing, verdict.specimen) == (Cancelled.UNKNOWN, Timing.WITHIN, True)
    assert not verdict.usable  # a specimen permits nothing


def test_a_seal_of_a_configured_issuer_is_no_specimen(facts: Facts, office: Issuer) -> None:
    authority = new_authority(office, number=1, start=START)
    signer = authority.new_signer(number=1, start=START)
    trust = TrustList.of([authority.certificate], [signer.certificate])

    verdict = verify(sign(facts, signer), trust, None, DAY)

    assert (verdict.genuine, verdict.specimen, verdict.usable) == (True, False, True)


def test_another_key_under_the_same_name_is_found_out(facts: Facts, trust: TrustList) -> None:
    forger = new_authority(SPECIMEN, number=1, start=START).new_signer(number=2, start=START)

    verdict = verify(sign(facts, forger), trust, None, DAY)

    assert (verdict.genuine, verdict.fault, verdict.usable) == (False, Fault.WRONG_SIGNATURE, False)
    assert verdict.seal is not None  # what the forgery claims can still be shown


def test_a_signer_nobody_listed_is_unknown(facts: Facts, authority: Authority, trust: TrustList) -> None:
    verdict = verify(sign(facts, authority.new_signer(number=9, start=START)), trust, None, DAY)

    assert verdict.fault is Fault.UNKNOWN_SIGNER


def test_a_withdrawn_signer_is_not_believed(facts: Facts, authority: Authority, signer: Signer) -> None:
    trust = TrustList.of([authority.certificate], [signer.certificate], {signer.reference: DAY})

    verdict = verify(sign(facts, signer), TrustList.load(trust.to_json()), None, DAY)

    assert verdict.fault is Fault.SIGNER_WITHDRAWN


def test_a_signature_outside_the_signer_s_time_does_not_count(
    facts: Facts, signer: Signer, trust: TrustList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Signer, "check_may_sign_on", lambda *_: None)

    verdict = verify(sign(replace(facts, issued_on=date(2026, 10, 31)), signer), trust, None, DAY)

    assert verdict.fault is Fault.SIGNER_OUT_OF_TIME


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        (date(2026, 11, 21), Timing.BEFORE),
        (date(2026, 11, 22), Timing.WITHIN),
        (date(2027, 2, 21), Timing.WITHIN),
        (date(2027, 2, 22), Timing.AFTER),
    ],
)
def test_the_day_of_asking_lies_before_within_or_after(
    facts: Facts, signer: Signer, trust: TrustList, day: date, timing: Timing
) -> None:
    assert verify(sign(facts, signer), trust, None, day).timing is timing


def test_a_cancelled_e_visa_is_known_from_the_list(facts: Facts, signer: Signer, trust: TrustList) -> None:
    published = publish({"ev7k 2m9q 4xdt": date(2026, 11, 30)}, as_of=MORNING, key=signer)

    verdict = verify(sign(facts, signer), trust, CancelledList.load(published, trust), DAY)

    assert (verdict.genuine, verdict.cancelled, verdict.cancelled_on) == (
        True,
        Cancelled.YES,
        date(2026, 11, 30),
    )
    assert "EV7K" not in published.decode()


def test_an_e_visa_that_is_not_listed_is_not_cancelled_as_of_the_list(
    facts: Facts, signer: Signer, trust: TrustList
) -> None:
    listed = CancelledList.load(publish({}, as_of=MORNING, key=signer), trust)

    verdict = verify(sign(facts, signer), trust, listed, DAY)

    assert (verdict.cancelled, verdict.list_as_of) == (Cancelled.NO, MORNING)


def test_a_list_older_than_the_e_visa_knows_nothing_of_it(
    facts: Facts, signer: Signer, trust: TrustList
) -> None:
    old = CancelledList.load(publish({}, as_of=datetime(2026, 11, 21, tzinfo=UTC), key=signer), trust)

    assert verify(sign(facts, signer), trust, old, DAY).cancelled is Cancelled.UNKNOWN


def test_a_list_that_was_altered_is_refused(signer: Signer, trust: TrustList) -> None:
    published = publish({"EV7K2M9Q4XDT": DAY}, as_of=MORNING, key=signer)

    with pytest.raises(ForgedList, match="altered"):
        CancelledList.load(published.replace(b"2026-12-01T09", b"2026-12-02T09"), trust)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"form":"kaitak-cancelled/1"}', b"\xff", b'{"form":"kaitak-keys/1","signers":[1]}'],
)
def test_a_file_that_is_no_list_is_refused_with_a_code(data: bytes, trust: TrustList) -> None:
    with pytest.raises(SealError):
        CancelledList.load(data, trust)
    with pytest.raises(MalformedList):
        TrustList.load(data)


def test_the_published_keys_are_enough_to_verify(facts: Facts, signer: Signer, trust: TrustList) -> None:
    loaded = TrustList.load(trust.to_json())

    assert loaded.to_json() == trust.to_json()
    assert verify(sign(facts, signer), loaded, None, DAY).genuine


def test_a_bare_public_key_is_enough_to_verify(facts: Facts, signer: Signer) -> None:
    key = signer.private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    sealed = sign(facts, signer)

    assert verify(sealed, TrustList.load(key), None, DAY).genuine
    assert verify(sealed, TrustList.load(pem(signer.certificate)), None, DAY).genuine


def test_a_signer_no_authority_vouches_for_is_not_listed(signer: Signer) -> None:
    other = new_authority(SPECIMEN, number=1, start=START)

    with pytest.raises(ForgedList, match="No authority of the list vouches"):
        TrustList.of([other.certificate], [signer.certificate])


def test_an_authority_vouches_only_for_its_own_place(
    signer: Signer, authority: Authority, office: Issuer
) -> None:
    false = replace(authority, issuer=office).new_signer(number=3, start=START)

    with pytest.raises(ForgedList):
        TrustList.of([authority.certificate], [false.certificate])


def test_keys_are_kept_and_loaded(
    authority: Authority, signer: Signer, facts: Facts, trust: TrustList
) -> None:
    kept = Signer.load(signer.private_pem(b"secret"), pem(signer.certificate), password=b"secret")
    vouching = Authority.load(authority.private_pem(), pem(authority.certificate), issuer=SPECIMEN)

    assert verify(sign(facts, kept), trust, None, DAY).genuine
    assert TrustList.of([authority.certificate], [vouching.new_signer(number=5, start=START).certificate])


def test_a_certificate_of_another_key_is_refused(authority: Authority, signer: Signer) -> None:
    with pytest.raises(SealError, match="not of this key"):
        Signer.load(signer.private_pem(), pem(authority.certificate))


def test_flipping_any_bit_makes_a_seal_not_genuine(facts: Facts, signer: Signer, trust: TrustList) -> None:
    sealed = sign(facts, signer)

    flipped = [
        sealed[:place] + bytes((sealed[place] ^ (1 << bit),)) + sealed[place + 1 :]
        for place in range(len(sealed))
        for bit in range(8)
    ]

    assert [verify(data, trust, None, DAY).genuine for data in flipped] == [False] * len(sealed) * 8


def test_a_seal_cut_or_lengthened_is_not_genuine(facts: Facts, signer: Signer, trust: TrustList) -> None:
    sealed = sign(facts, signer)

    assert not any(verify(sealed[:length], trust, None, DAY).genuine for length in range(len(sealed)))
    assert not verify(sealed + b"\x00", trust, None, DAY).genuine


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_have_a_verdict(data: bytes) -> None:
    assert not verify(data, TrustList(()), None, DAY).genuine


@given(tail=st.binary(max_size=120), cut=st.integers(0, 60))
def test_bytes_that_begin_like_a_seal_have_a_verdict(tail: bytes, cut: int) -> None:
    opening = bytes.fromhex(
        "dc03d9c5d9c1cee719f1ab3c0aab3c0a5d010130db5bd2bc827774bc17fe8a138dce16965af4133c13"
    )

    assert not verify(opening[:cut] + tail, TrustList(()), None, DAY).genuine


@given(
    surname=st.text(min_size=1, max_size=80),
    given_names=st.text(max_size=80),
    chinese_name=st.text(alphabet="陳大文张伟㗎·", max_size=20),
    born=st.dates(date(1930, 1, 1), date(2026, 11, 22)),
    months=st.integers(0, 254),
    document=st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True),
)
def test_whatever_can_be_sealed_is_genuine_and_names_its_holder(
    signer: Signer,
    trust: TrustList,
    surname: str,
    given_names: str,
    chinese_name: str,
    born: date,
    months: int,
    document: str,
) -> None:
    facts = Facts(
        number="EV1",
        kind=Kind.CONDITION,
        holder=Holder.PRINCIPAL,
        scheme="ttps",
        surname="A" + surname,
        given_names=given_names,
        chinese_name=chinese_name,
        date_of_birth=born,
        sex="X",
        nationality="GBR",
        travel_document=document,
        issued_on=date(2026, 11, 22),
        use_by=date(2027, 2, 21),
        stay_months=months,
    )

    sealed = sign(facts, signer)

    seal = read(sealed)
    assert verify(sealed, trust, None, DAY).genuine
    assert (seal.date_of_birth, seal.stay.months, seal.travel_document) == (born, months, document)
    assert seal.chinese_name == chinese_name
