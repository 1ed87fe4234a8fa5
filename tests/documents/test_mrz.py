"""The machine-readable zone: the specimens of ICAO Doc 9303, what recognition spoils, and what is not repaired."""

from dataclasses import replace
from datetime import date

import pytest

from kaitak.service.documents.passports.mrz import check_digit, find

DAY = date(2026, 11, 23)
UTOPIA = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
CARD = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")


def td3(
    names: str,
    *,
    number: str = "K12345678",
    country: str = "CHN",
    birth: str = "900101",
    sex: str = "M",
    expiry: str = "300101",
    rest: str = "",
) -> list[str]:
    """Return the two lines of a passport."""
    number, rest = number.ljust(9, "<"), rest.ljust(14, "<")
    one, two, three = (field + check_digit(field) for field in (number, birth, expiry))
    four = rest + (check_digit(rest) if rest.strip("<") else "<")
    last = check_digit(one + two + three + four)
    return [f"P<{country}{names}".ljust(44, "<")[:44], f"{one}{country}{two}{sex}{three}{four}{last}"]


def test_the_specimen_passport_is_read() -> None:
    reading = find(UTOPIA, day=DAY)

    assert reading is not None
    assert (reading.form, reading.document_type, reading.issued_by) == ("TD3", "P", "UTO")
    assert (reading.surname, reading.given_names, reading.names_complete) == ("ERIKSSON", "ANNA MARIA", True)
    assert (reading.number, reading.nationality, reading.sex) == ("L898902C3", "UTO", "F")
    assert (reading.date_of_birth, reading.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))


def test_the_specimen_card_is_read() -> None:
    reading = find(CARD, day=DAY)

    assert reading is not None
    assert (reading.form, reading.document_type, reading.issued_by) == ("TD1", "I", "UTO")
    assert (reading.number, reading.nationality, reading.sex) == ("D23145890", "UTO", "F")
    assert (reading.surname, reading.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (reading.date_of_birth, reading.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))


def test_a_card_number_of_more_than_nine_characters_is_read_whole() -> None:
    number = "D23145890734"
    upper = f"I<UTO{number[:9]}<{number[9:]}{check_digit(number)}".ljust(30, "<")
    whole = check_digit(upper[5:] + "7408122" + "1204159" + "<" * 11)
    reading = find([upper, f"7408122F1204159UTO{'<' * 11}{whole}", CARD[2]], day=DAY)

    assert reading is not None
    assert reading.number == number


@pytest.mark.parametrize(
    ("field", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("D23145890734", "9")]
)
def test_check_digits_are_icaos(field: str, digit: str) -> None:
    assert check_digit(field) == digit


@pytest.mark.parametrize(
    ("names", "surname", "given", "complete"),
    [
        ("CHAN<<TAI<MAN", "CHAN", "TAI MAN", True),
        ("ARKFREITH", "ARKFREITH", "", True),
        ("VAN<DER<MUELLEN<<JO<HENRI", "VAN DER MUELLEN", "JO HENRI", True),
        (
            "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG",
            "NILAVADHANANANDA",
            "CHAYAPA DEJTHAMRONG K",
            False,
        ),
        ("CHAN<<TAI<MAN<<<<K<<<<<<CC", "CHAN", "TAI MAN", True),
    ],
)
def test_names_are_parted_at_their_fillers(names: str, surname: str, given: str, complete: bool) -> None:
    reading = find(td3(names), day=DAY)

    assert reading is not None
    assert (reading.surname, reading.given_names, reading.names_complete) == (surname, given, complete)


@pytest.mark.parametrize(
    ("birth", "born"),
    [
        ("261123", date(2026, 11, 23)),
        ("261124", date(1926, 11, 24)),
        ("000229", date(2000, 2, 29)),
        ("991231", date(1999, 12, 31)),
        ("74<<<<", None),
    ],
)
def test_nobody_is_born_after_the_day(birth: str, born: date | None) -> None:
    reading = find(td3("CHAN<<TAI<MAN", birth=birth), day=DAY)

    assert reading is not None
    assert reading.date_of_birth == born


def test_documents_expire_in_the_past_and_in_the_near_future() -> None:
    old, new = (find(td3("CHAN", expiry=expiry), day=DAY) for expiry in ("991231", "360101"))

    assert old is not None
    assert new is not None
    assert (old.expires_on, new.expires_on) == (date(1999, 12, 31), date(2036, 1, 1))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("L898902C36UTO7408122F1204159", "L898902C36UT07408122F1204159"),
        ("L898902C36UTO7408122F1204159", "L8989O2C36UTO74O8122F12O4159"),
        ("L898902C36UTO7408122F1204159", "L8989O2C36UTO7408l22F1204159"),
        ("L898902C36UTO7408122F1204159", "L8989O2C36UTO74OB122F12041S9"),
        ("ZE184226B<<<<<10", "ZE184226B<<<10"),
        ("ZE184226B<<<<<10", "ZE184226B<<<<<<<1O"),
    ],
)
def test_characters_that_look_alike_are_put_right(printed: str, read: str) -> None:
    spoilt = UTOPIA[1].replace(printed, read)

    reading, whole = find([UTOPIA[0], spoilt], day=DAY), find(UTOPIA, day=DAY)

    assert spoilt != UTOPIA[1]
    assert reading is not None
    assert whole is not None
    assert replace(reading, mended=False) == whole
    assert reading.mended == ("L898902C3" not in spoilt)


def test_a_number_that_can_be_mended_in_two_ways_is_not_read() -> None:
    assert find([UTOPIA[0], UTOPIA[1].replace("L898902C3", "LB98902C3")], day=DAY) is None


def test_spaces_and_other_marks_for_fillers_are_understood() -> None:
    first = "P<UTO ERIKSSON«ANNA<MARIA <<<< <<<<<<‹‹‹‹"
    second = UTOPIA[1].lower().replace("<<<<<", "＜＜＜＜＜")

    assert find(["UTOPIA PASSPORT", "Surname ERIKSSON", first, second], day=DAY) == find(UTOPIA, day=DAY)


def test_digits_among_names_are_letters() -> None:
    reading = find(["P<UT0ERIKSS0N<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<", UTOPIA[1]], day=DAY)

    assert reading is not None
    assert (reading.issued_by, reading.surname, reading.given_names) == ("UTO", "ERIKSSON", "ANNA MARIA")


def test_the_lower_line_alone_gives_all_but_the_names() -> None:
    reading = find([UTOPIA[1]], day=DAY)

    assert reading is not None
    assert (reading.number, reading.surname, reading.given_names, reading.issued_by) == (
        "L898902C3",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["A letter about employment, and nothing that a machine would read"],
        [*td3("CHAN", number="K93474347")[:1], td3("CHAN", number="K93474347")[1].replace("K9347", "K9348")],
        [UTOPIA[0], UTOPIA[1].replace("740812", "740813")],
        [UTOPIA[0], UTOPIA[1][:-1] + "1"],
        [UTOPIA[0], UTOPIA[1][:30]],
        td3("CHAN", birth="901301"),
        td3("CHAN", expiry="300230"),
        [*CARD[:1], CARD[1][:-1] + "7", CARD[2]],
    ],
)
def test_where_a_check_digit_or_a_date_is_wrong_nothing_is_read(lines: list[str]) -> None:
    assert find(lines, day=DAY) is None


def test_a_german_passport_names_its_country_as_others_do() -> None:
    reading = find(td3("MUSTERMANN<<ERIKA", country="D<<", number="C01X00T47"), day=DAY)

    assert reading is not None
    assert (reading.nationality, reading.issued_by, reading.number) == ("DEU", "DEU", "C01X00T47")


@pytest.mark.parametrize(("printed", "sex"), [("M", "M"), ("F", "F"), ("<", "X"), ("X", "X"), ("H", "")])
def test_an_unclear_sex_is_left_open(printed: str, sex: str) -> None:
    reading = find(td3("CHAN", sex=printed), day=DAY)

    assert reading is not None
    assert reading.sex == sex
