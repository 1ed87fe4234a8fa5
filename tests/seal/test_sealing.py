"""Sealing an e-Visa and reading it back; the standard's own worked example; names and days at the edges."""

from dataclasses import replace
from datetime import date

import pytest

from kaitak.seal import (
    Duration,
    Facts,
    Holder,
    Kind,
    MalformedSeal,
    Signer,
    UnsealableFact,
    UnusableKey,
    c40,
    from_text,
    header,
    read,
    sign,
    tlv,
)

# BSI TR-03137 part 1, version 2.5, annex F: a visa's seal written by another implementation.
WORKED_EXAMPLE = bytes.fromhex(
    "dc036abc6d32c8a72cb10f7134b798155d01022cdd52134a74da1347c6fed95cb89f9fce133c133c133c133c20383373"
    "4aaf47f0c32f1a1e20eb2625393afe310403a00000050633be1fed20c6ff38d5573247608c9b64cae022c1c5249660e5"
    "1ae316d600f974aac2129c3f093c3595531402630470 5cd24c1b8100711bd4411f068e8d93e8b7"
)


def test_what_was_sealed_is_read_back(facts: Facts, signer: Signer) -> None:
    seal = read(sign(facts, signer))

    assert (seal.issuer, seal.signer, seal.reference) == ("UTO", "UTKT", "02")
    assert (seal.number, seal.kind, seal.holder, seal.scheme) == (
        "EV7K2M9Q4XDT",
        Kind.ENTRY,
        Holder.PRINCIPAL,
        "tps",
    )
    assert (seal.surname, seal.given_names, seal.chinese_name) == ("NGUYEN", "THI MINH KHAI", "阮氏明開")
    assert (seal.date_of_birth, seal.sex, seal.nationality) == (facts.date_of_birth, "F", "VNM")
    assert (seal.travel_document, seal.entries, seal.stay) == ("B1234567", 1, Duration(months=36))
    assert (seal.issued_on, seal.signed_on, seal.use_by) == (facts.issued_on, facts.issued_on, facts.use_by)


def test_a_seal_fits_a_code_a_phone_reads(facts: Facts, signer: Signer) -> None:
    longest = replace(
        facts, surname="A" * 60, given_names="B" * 60, chinese_name="陳" * 6, stay_until=date(2029, 11, 21)
    )

    assert len(sign(facts, signer)) <= 200
    assert len(sign(longest, signer)) <= 213  # a QR code of version 10 at level M


def test_a_seal_written_by_another_implementation_is_read() -> None:
    seal = read(WORKED_EXAMPLE)

    assert (seal.issuer, seal.signer, seal.reference) == ("D", "DETS", "32")
    assert (seal.issued_on, seal.signed_on) == (date(2020, 1, 1), date(2021, 12, 3))
    assert (seal.surname, seal.given_names, seal.nationality) == ("DENT", "ARTHUR PHILIP", "GBR")
    assert (seal.date_of_birth, seal.sex, seal.use_by) == (date(1952, 3, 11), "M", date(2020, 5, 25))
    assert (seal.travel_document, seal.stay) == ("47110815P", Duration(days=160))
    assert (seal.number, seal.kind, seal.entries, len(seal.signature)) == (None, None, None, 56)


def test_writing_gives_the_bytes_another_implementation_gave() -> None:
    zone = "VCD<<DENT<<ARTHUR<PHILIP<<<<<<<<<<<<1234567XY7GBR5203116M2005250"
    opening = header.Header("D<<", "DETS", "32", date(2020, 1, 1), date(2021, 12, 3))
    features = [(0x02, c40.encode(zone)), (0x04, bytes((160, 0, 0))), (0x05, c40.encode("47110815P"))]

    written = header.write(opening) + tlv.write([*features, (tlv.SIGNATURE, WORKED_EXAMPLE[-56:])])

    assert written == WORKED_EXAMPLE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("XK<CD", "eb0466a9"),
        ("XKCD", "eb11fe45"),
        ("BSI01", "62d719c9"),
        ("T2000AK47", "cf3519af974c"),
        ("", ""),
    ],
)
def test_c40_is_written_as_the_standard_s_examples_are(text: str, written: str) -> None:
    assert c40.encode(text).hex() == written
    assert c40.decode(bytes.fromhex(written)) == text.replace("<", " ")


@pytest.mark.parametrize("written", ["00", "0000", "feff", "fe00", "fe45eb11", "ffff", "fe62"])
def test_c40_that_nobody_writes_is_refused(written: str) -> None:
    with pytest.raises(MalformedSeal):
        c40.decode(bytes.fromhex(written))


def test_a_day_is_three_bytes() -> None:
    assert header.write_day(date(1957, 3, 25)).hex() == "319ef5"
    assert header.read_day(bytes.fromhex("319ef5")) == date(1957, 3, 25)


@pytest.mark.parametrize("text", [WORKED_EXAMPLE.hex(), WORKED_EXAMPLE.hex(" ").upper()])
def test_a_seal_can_be_given_as_hexadecimal_digits(text: str) -> None:
    assert from_text(text) == WORKED_EXAMPLE


@pytest.mark.parametrize("text", ["3ANqvG0yyKcssQ==", "3ANqvG0yyKcssQ", "3ANq\nvG0y yKcs sQ=="])
def test_a_seal_can_be_given_in_base64(text: str) -> None:
    assert from_text(text) == WORKED_EXAMPLE[:10]


def test_text_that_is_no_seal_is_refused() -> None:
    with pytest.raises(MalformedSeal, match="neither hexadecimal nor Base64"):
        from_text("https://example.org/?q=1")


def test_a_dependant_of_an_extension_until_a_day_is_sealed_as_such(facts: Facts, signer: Signer) -> None:
    until = date(2029, 2, 28)
    extension = replace(
        facts, kind=Kind.EXTENSION, holder=Holder.DEPENDANT, use_by=until, stay_until=until, stay_months=None
    )

    seal = read(sign(extension, signer))

    assert (seal.kind, seal.holder, seal.stay_until, seal.stay) == (
        Kind.EXTENSION,
        Holder.DEPENDANT,
        until,
        Duration(),
    )


def test_the_printed_name_is_recognised_mark_for_mark(facts: Facts, signer: Signer) -> None:
    seal = read(sign(facts, signer))

    assert seal.names("Nguyễn", "Thị  Minh-Khai", "阮氏明開")
    assert not seal.names("Nguyen", "Thị Minh-Khai", "阮氏明開")
    assert not seal.names("Nguyễn", "Thị Minh-Khai", "阮氏明开")


@pytest.mark.parametrize(
    ("surname", "given_names", "machine"),
    [
        ("Müller-Lüdenscheidt", "Jörg Weiß", ("MUELLER LUEDENSCHEIDT", "JOERG WEISS")),
        ("O'Connor", "Seán", ("OCONNOR", "SEAN")),
        ("Ångström", "Øyvind Þór", ("AANGSTROEM", "OEYVIND THOR")),
        ("Łukasiewicz", "Żaneta", ("LUKASIEWICZ", "ZANETA")),
        ("Suharto", "", ("SUHARTO", "")),
        ("", "Madonna", ("MADONNA", "")),
        ("CHAN", "Tai Man", ("CHAN", "TAI MAN")),
        ("ＣＨＡＮ", "Tai　Man", ("CHAN", "TAI MAN")),
    ],
)
def test_names_are_written_as_doc_9303_writes_them(
    facts: Facts, signer: Signer, surname: str, given_names: str, machine: tuple[str, str]
) -> None:
    seal = read(sign(replace(facts, surname=surname, given_names=given_names), signer))

    assert (seal.surname, seal.given_names) == machine


def test_a_name_too_long_for_the_zone_keeps_a_letter_of_the_given_names(facts: Facts, signer: Signer) -> None:
    long = replace(
        facts, surname="Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren", given_names="Hubert"
    )

    seal = read(sign(long, signer))

    assert len(seal.surname) == 36
    assert seal.given_names == "H"
    assert seal.names(long.surname, "Hubert", long.chinese_name)
    assert seal.name_may_be_cut
    assert not read(sign(facts, signer)).name_may_be_cut


@pytest.mark.parametrize(
    ("changed", "fact"),
    [
        ({"surname": "陳", "given_names": "大文"}, "surname"),
        ({"nationality": "British"}, "nationality"),
        ({"sex": "f"}, "sex"),
        ({"travel_document": ""}, "travel_document"),
        ({"travel_document": "Ж1234567"}, "travel_document"),
        ({"number": "A" * 25}, "number"),
        ({"entries": 255}, "entries"),
        ({"stay_months": None}, "stay_months"),
        ({"chinese_name": "陳" * 21}, "chinese_name"),
    ],
)
def test_a_fact_that_does_not_fit_is_named(
    facts: Facts, signer: Signer, changed: dict[str, str], fact: str
) -> None:
    with pytest.raises(UnsealableFact) as refused:
        sign(replace(facts, **changed), signer)  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.params["fact"]) == ("unsealable_fact", fact)


def test_a_key_does_not_sign_after_its_time(facts: Facts, signer: Signer) -> None:
    with pytest.raises(UnusableKey, match="This key signs from 2026-11-01 to"):
        sign(replace(facts, issued_on=date(2031, 1, 1)), signer)


def test_a_german_is_written_as_zones_write_germans(facts: Facts, signer: Signer) -> None:
    sealed = sign(replace(facts, nationality="DEU"), signer)

    assert read(sealed).nationality == "DEU"


def test_a_centenarian_s_year_of_birth_is_the_latest_that_fits(facts: Facts, signer: Signer) -> None:
    newborn = replace(facts, date_of_birth=date(2026, 11, 22))
    old = replace(facts, date_of_birth=date(1926, 11, 23))

    assert read(sign(newborn, signer)).date_of_birth == date(2026, 11, 22)
    assert read(sign(old, signer)).date_of_birth == date(1926, 11, 23)


def test_a_number_of_a_long_travel_document_is_sealed_whole(facts: Facts, signer: Signer) -> None:
    seal = read(sign(replace(facts, travel_document="AB-1234567890123"), signer))

    assert seal.travel_document == "AB1234567890123"
