"""Letters and e-Visas as PDF: read back as text and as pictures, the way a person and a phone do."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from kaitak.seal import SPECIMEN, Facts, Holder, Issuer, Kind, Signer, TrustList, new_authority, sign, verify
from kaitak.service.notices.typesetting import (
    Acknowledgement,
    Charge,
    EvisaSheet,
    Letter,
    MissingGlyphs,
    Payment,
    Person,
    Row,
    Sheet,
    UnknownSheet,
    render,
    render_acknowledgement,
    render_evisa,
    render_letter,
    render_payment,
    render_stored,
    sheet_from,
    to_data,
    unprintable,
)

DAY = date(2026, 11, 22)
AUTHORITY = new_authority(SPECIMEN, number=1, start=date(2026, 11, 1))
SIGNER = AUTHORITY.new_signer(number=2, start=date(2026, 11, 1))
LONG_SURNAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"


def sheet(signer: Signer = SIGNER, *, surname: str = "Nguyễn", chinese_name: str = "阮氏明開") -> EvisaSheet:
    facts = Facts(
        number="EV7K-2M9Q-4XDT",
        kind=Kind.ENTRY,
        holder=Holder.PRINCIPAL,
        scheme="tps",
        surname=surname,
        given_names="Thị Łucja Ğökçe",
        chinese_name=chinese_name,
        date_of_birth=date(1990, 5, 1),
        sex="F",
        nationality="VNM",
        travel_document="B1234567",
        issued_on=DAY,
        use_by=date(2027, 2, 21),
        stay_months=36,
    )
    return EvisaSheet(
        number=facts.number,
        reference="7H2K-99QX-4",
        kind="entry",
        holder="principal",
        scheme={"en": "Technical Professionals Stream", "zh-hant": "技術專才", "zh-hans": "技术专才"},
        surname=facts.surname,
        given_names=facts.given_names,
        chinese_name=facts.chinese_name,
        date_of_birth=facts.date_of_birth,
        sex="F",
        nationality={"en": "Viet Nam", "zh-hant": "越南", "zh-hans": "越南"},
        travel_document=facts.travel_document,
        issued_on=DAY,
        use_by=facts.use_by,
        stay_months=36,
        conditions=({"en": "Only the named job.", "zh-hant": "只限指定工作。", "zh-hans": "只限指定工作。"},),
        seal=sign(facts, signer),
        verify_address="https://kaitak.example/verify",
    )


LETTER = Letter(
    heading="申請結果",
    dated=DAY,
    addressee=("陳大文先生", "九龍太子道西34號"),
    reference="7H2K-99QX-4",
    paragraphs=("你的申請已獲批准。",),
    rows=(Row(label="費用", value="HK$1,300"),),
    items=("帶備旅行證件；", "核對資料。"),
    further=("如有查詢，請回覆本信。",),
    closing=("此致", "入境組"),
)
ACKNOWLEDGEMENT = Acknowledgement(
    dated=DAY,
    scheme="Technical Professionals Stream",
    temporary_reference="TMP-7F3K-22QX",
    submitted_at=datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC),
    people=(
        Person(name="CHAN Tai Man", part="Applicant", chinese_name="陳大文", reference="7H2K-99QX-4"),
        Person(name=f"Łukasz {LONG_SURNAME}", part="Dependant (spouse)"),
    ),
    ticket="10,234",
    fee_hkd=1200,
    next_steps=("Each person's reference follows by e-mail.",),
)
PAYMENT = Payment(
    kind="demand",
    dated=DAY,
    reference="7H2K-99QX-4",
    payer="Nguyễn Thị",
    charges=(Charge(label="Visa, 180 days or less", amount_hkd=600), Charge(label="Visa", amount_hkd=1300)),
    pay_by=date(2026, 12, 21),
    code="00020101021226",
)
SHEETS: list[Sheet] = [LETTER, ACKNOWLEDGEMENT, PAYMENT, sheet()]


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")


def says(pdf: bytes, *said: str) -> bool:
    """Return whether a sheet says all this; a reader parts lines where fonts change, so spaces do not count."""
    text = "".join(text_of(pdf).split())
    return all("".join(piece.split()) in text for piece in said)


def picture_of(pdf: bytes, dpi: int) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    return picture


def codes_in(picture: Image.Image, quality: int) -> list[bytes]:
    photograph = io.BytesIO()
    picture.save(photograph, "JPEG", quality=quality)
    return [bytes(code.bytes) for code in zxingcpp.read_barcodes(Image.open(photograph))]


def test_the_seal_on_an_e_visa_is_read_from_its_picture_and_genuine() -> None:
    pdf = render_evisa(sheet(), "en")

    (data,) = codes_in(picture_of(pdf, 150), 80)

    trust = TrustList.of([AUTHORITY.certificate], [SIGNER.certificate])
    verdict = verify(data, trust, None, DAY)
    assert verdict.genuine
    assert verdict.seal is not None
    assert verdict.seal.names("Nguyễn", "Thị Łucja Ğökçe", "阮氏明開")


@pytest.mark.parametrize("dpi", [80, 110, 200])
@pytest.mark.parametrize("quality", [20, 60])
def test_the_seal_survives_a_photograph_of_the_page(dpi: int, quality: int) -> None:
    page = sheet(surname=LONG_SURNAME)
    picture = picture_of(render_evisa(page, "zh-hant"), dpi)

    tilted = picture.rotate(4, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)
    soft = tilted.filter(ImageFilter.GaussianBlur(0.5))

    assert codes_in(picture, quality) == [page.seal]
    assert codes_in(soft, max(quality, 40)) == [page.seal]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "電子簽證"), ("zh-hant", "最遲入境日期"), ("zh-hans", "最迟入境日期")]
)
def test_an_e_visa_says_names_days_and_conditions_in_both_languages(language: str, said: str) -> None:
    pdf = render_evisa(sheet(), language)

    assert says(pdf, "Nguyễn", "Thị Łucja Ğökçe", "阮氏明開", "EV7K-2M9Q-4XDT", "B1234567", "36 months", said)
    assert says(pdf, "Sunday 21 February 2027", "2027年2月21日（星期日）", "Only the named job.")
    assert says(pdf, "https://kaitak.example/verify")


def test_a_specimen_says_so_and_an_e_visa_of_an_issuer_does_not() -> None:
    office = new_authority(Issuer(code="HKG", country="HK", office="KT"), number=1, start=date(2026, 11, 1))
    issued = sheet(office.new_signer(number=1, start=date(2026, 11, 1)))

    assert "SPECIMEN 樣本" in text_of(render_evisa(sheet(), "zh-hant"))
    assert "It permits nobody to enter or to stay." in text_of(render_evisa(sheet(), "en"))
    assert "SPECIMEN" not in text_of(render_evisa(issued, "en"))


def test_an_extension_says_the_last_day_and_nothing_of_entering() -> None:
    until = date(2029, 2, 28)
    extension = replace(sheet(), kind="extension", use_by=until, stay_until=until, stay_months=None)

    pdf = render_evisa(extension, "zh-hant")

    assert says(pdf, "2029年2月28日（星期三）", "Extension of stay")
    assert not says(pdf, "To enter not later than")


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_a_long_name_stays_whole_on_one_page_inside_its_margin(language: str) -> None:
    pdf = render_evisa(sheet(surname=LONG_SURNAME), language)

    ink = picture_of(pdf, 72).point(lambda shade: 255 if shade < 140 else 0)
    box = ink.getbbox()
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert LONG_SURNAME in text_of(pdf)
    assert box is not None
    assert box[2] <= 595 - 22 * 72 / 25.4 + 2


@pytest.mark.parametrize("name", ["𨋢㗎嘅喺", "国务院张伟刘陈", "䶮堃喆", "陳大文"])
def test_chinese_names_of_every_kind_are_printed(name: str) -> None:
    assert name in text_of(render_evisa(sheet(chinese_name=name), "zh-hans"))


def test_a_letter_says_everything_it_was_given_in_order() -> None:
    text = text_of(render_letter(LETTER, "zh-hant"))

    said = [
        "陳大文先生",
        "7H2K-99QX-4",
        "申請結果",
        "你的申請已獲批准。",
        "HK$1,300",
        "核對資料。",
        "請回覆本信",
        "入境組",
    ]
    places = [text.index(piece) for piece in said]
    assert places == sorted(places)
    assert "2026年11月22日（星期日）" in text
    assert "獨立於任何政府" in text


def test_a_long_letter_goes_on_to_a_second_page_and_counts_both() -> None:
    long = replace(LETTER, paragraphs=("We looked at this. " * 120,) * 3)

    pdf = render_letter(long, "en")

    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert "Page 2 / 2" in text_of(pdf)


@pytest.mark.parametrize("field", ["paragraphs", "items", "further", "addressee", "closing"])
def test_a_word_longer_than_a_line_stays_inside_the_margin(field: str) -> None:
    word = "https://kaitak.example/" + "w" * 130

    pdf = render_letter(replace(LETTER, **{field: (word,)}), "en")

    box = picture_of(pdf, 72).point(lambda shade: 255 if shade < 140 else 0).getbbox()
    assert box is not None
    assert box[2] <= 595 - 22 * 72 / 25.4 + 2


def test_an_acknowledgement_names_everybody_and_the_moment_in_hong_kong() -> None:
    text = text_of(render_acknowledgement(ACKNOWLEDGEMENT, "en"))

    assert "Sunday 22 November 2026 11:04:05" in text
    for expected in ("TMP-7F3K-22QX", "10,234", "HK$1,200", "陳大文", LONG_SURNAME, "will be sent"):
        assert expected in text
    assert "Employer" not in text


def test_a_demand_note_adds_up_and_carries_the_code_to_pay_with() -> None:
    pdf = render_payment(PAYMENT, "zh-hans")

    text = text_of(pdf)
    assert "HK$1,900" in text
    assert "2026年12月21日（星期一）" in text
    assert codes_in(picture_of(pdf, 150), 80) == [b"00020101021226"]


def test_a_receipt_says_when_and_how_it_was_paid() -> None:
    paid = replace(
        PAYMENT, kind="receipt", code="", pay_by=None, paid_at=ACKNOWLEDGEMENT.submitted_at, paid_by="FPS"
    )

    text = text_of(render_payment(paid, "en"))

    assert "Receipt" in text
    assert "Sunday 22 November 2026 11:04:05" in text
    assert "FPS" in text


@pytest.mark.parametrize("made", SHEETS, ids=lambda made: type(made).__name__)
@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_a_stored_sheet_gives_the_same_bytes_again(made: Sheet, language: str) -> None:
    again = sheet_from(to_data(made))

    assert again == made
    assert render_stored("any", language, DAY, to_data(made)) == render(made, language)


def test_a_sheet_is_tagged_pdf_a_with_a_title_and_a_language() -> None:
    pdf = render_letter(LETTER, "zh-hant")

    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"/MarkInfo" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title") == "申請結果"
    assert b"zh-HK" in pdf


def test_characters_the_fonts_lack_are_named_and_not_left_out() -> None:
    with pytest.raises(MissingGlyphs, match="no picture of 한 ส") as refused:
        render_letter(replace(LETTER, addressee=("한ส",)), "en")

    assert (refused.value.code, refused.value.params["characters"]) == ("missing_glyphs", "한 ส")
    assert unprintable("Zażółć 陳 한ส한") == ("한", "ส")
    assert unprintable("Zażółć gęślą jaźń, Đặng Thị 陳大文 张伟 ñ ß Þór — ✓") == ()


@pytest.mark.parametrize(
    "data",
    [
        {"sheet": "poster"},
        {"sheet": "letter"},
        {"heading": "x", "colour": "red"},
        {"sheet": "payment", "kind": "gift"},
    ],
)
def test_stored_data_that_make_no_sheet_are_refused(data: dict[str, str]) -> None:
    with pytest.raises(UnknownSheet) as refused:
        render_stored("any", "en", DAY, data)

    assert refused.value.code == "unknown_sheet"


def test_markup_in_a_text_is_printed_and_not_obeyed() -> None:
    text = text_of(render_letter(replace(LETTER, paragraphs=('#read("house.typ") *bold* $x$ \\ <a>',)), "en"))

    assert '#read("house.typ") *bold* $x$ \\ <a>' in text
