from datetime import date, timedelta

import pytest

from kaitak.service.applications.errors import PageNotShown, StaleAnswers
from kaitak.service.applications.models import SignatureVoid
from kaitak.service.applications.selectors import answers_of, check_complete, pages_of, profile_for, typed
from kaitak.service.applications.services import save_page
from kaitak.service.audit.models import Record
from kaitak.service.people.errors import PermissionRefused
from tests.applications.conftest import Filing

pytestmark = pytest.mark.django_db


def test_what_fits_is_stored_and_what_does_not_is_kept_as_typed_with_its_error(filing: Filing) -> None:
    saved = filing.save("papers", passport="VNM", travel_document_number="??")

    part = filing.part()
    assert saved.errors["travel_document_number"][0].code == "not_a_travel_document_number"
    assert part.answers == {"passport": "VNM"}
    page = next(page for page in pages_of(part, filing.at) if page.id == "papers")
    assert typed(part, page) == {"passport": "VNM", "travel_document_number": "??"}


def test_an_answer_that_fits_takes_the_place_of_what_was_typed(filing: Filing) -> None:
    filing.save("papers", travel_document_number="??")

    saved = filing.save("papers", travel_document_number="k0123 4567")

    assert saved.is_clean
    assert filing.part().unaccepted == {}
    assert filing.part().answers["travel_document_number"] == "K01234567"


def test_what_was_typed_and_not_accepted_keeps_the_page_open(filing: Filing) -> None:
    filing.fill()
    filing.save("papers", travel_document_number="??")

    pages = [item.where for item in check_complete(filing.group, filing.at) if item.kind == "page"]

    assert "papers" in pages


def test_an_empty_answer_is_named_as_missing_and_a_fact_left_out_is_left_alone(filing: Filing) -> None:
    filing.save("papers", passport="VNM", travel_document_number="K01234567")

    saved = filing.save("papers", passport=None)

    assert saved.errors["passport"][0].code == "required"
    assert filing.part().answers == {"travel_document_number": "K01234567"}


def test_records_are_stored_whole_and_an_error_says_where_in_them(filing: Filing) -> None:
    good = filing.save("workshops", workshops=[{"town": "Sham Shui Po", "since": "2012"}])
    bad = filing.save("workshops", workshops=[{"town": "Sham Shui Po", "since": "soon"}])

    assert good.is_clean
    assert "since" in bad.errors["workshops"][0].path
    assert filing.part().answers["workshops"] == [{"town": "Sham Shui Po", "since": "2012"}]


def test_the_columns_repeat_the_answers_that_are_searched(filing: Filing) -> None:
    filing.fill(chinese_name="阮明英")

    part, group = filing.part(), filing.group
    assert (part.surname, part.given_names, part.chinese_name) == ("Nguyễn", "Minh Anh", "阮明英")
    assert part.date_of_birth == date(1990, 5, 1)
    assert len(part.document_digest) == 64
    assert part.document_digest == group.person_digest
    assert (group.intake, group.pool) == ("lantern.all", "lanterns")


def test_a_hidden_page_cannot_be_saved_and_its_answers_are_kept_but_do_not_count(filing: Filing) -> None:
    filing.save("craft", craft="kites")
    filing.save("kite", kite_strings=3)
    filing.save("craft", craft="lanterns")

    part = filing.part()
    assert part.answers["kite_strings"] == 3
    assert "kite_strings" not in answers_of(part, filing.at)
    assert "kite_strings" not in profile_for(filing.group).get("applicant", {})
    with pytest.raises(PageNotShown):
        filing.save("kite", kite_strings=4)


def test_of_two_editors_the_second_to_save_sees_what_differs(filing: Filing) -> None:
    opened = filing.part().version
    filing.save("name", family_name="Nguyen")

    with pytest.raises(StaleAnswers) as stale:
        save_page(
            filing.part().pk,
            "name",
            {"family_name": "Tran"},
            version=opened,
            by=filing.applicant,
            at=filing.at,
        )

    assert stale.value.conflicts == {"family_name": ("Nguyen", "Tran")}
    assert filing.part().answers["family_name"] == "Nguyen"


def test_the_second_editor_can_save_knowingly_with_the_newest_version(filing: Filing) -> None:
    filing.save("name", family_name="Nguyen")

    filing.save("name", family_name="Tran")

    assert filing.part().answers["family_name"] == "Tran"


def test_two_editors_of_different_pages_do_not_disturb_each_other(filing: Filing) -> None:
    opened = filing.part().version
    filing.save("name", family_name="Nguyen")

    saved = save_page(
        filing.part().pk, "craft", {"craft": "kites"}, version=opened, by=filing.applicant, at=filing.at
    )

    assert saved.is_clean
    assert filing.part().answers == {"family_name": "Nguyen", "craft": "kites"}


def test_every_save_moves_the_last_day_and_is_recorded_by_field_names_only(filing: Filing) -> None:
    filing.at += timedelta(days=3)

    filing.save("name", family_name="Nguyen")

    record = Record.objects.get(case=str(filing.id), event="answers.saved")
    assert filing.group.erase_after == date(2026, 12, 10)
    assert record.details["changed"] == ["family_name"]
    assert "Nguyen" not in str(record.details)


def test_a_change_voids_the_signature_over_that_part_only(filing: Filing) -> None:
    filing.ready()

    filing.save("name", family_name="Tran")

    assert filing.part().signed_at is None
    assert filing.part("company").signed_at is not None
    assert SignatureVoid.objects.get().reason == "answers_changed"


def test_saving_the_same_answers_again_voids_nothing(filing: Filing) -> None:
    filing.ready()

    filing.save("name", family_name="Nguyễn", given_names="Minh Anh")

    assert filing.part().signed_at is not None


def test_the_applicants_signature_covers_the_terms_so_a_change_of_pay_voids_it(filing: Filing) -> None:
    filing.ready()

    filing.save("post", "company", monthly_pay=30000)

    assert filing.part().signed_at is None
    assert set(SignatureVoid.objects.values_list("reason", flat=True)) == {"answers_changed", "terms_changed"}


def test_a_change_of_the_companys_own_affairs_leaves_the_applicants_signature(filing: Filing) -> None:
    filing.ready()

    filing.save("firm", "company", company_turnover=5)

    assert filing.part().signed_at is not None
    assert filing.part("company").signed_at is None


def test_neither_side_fills_in_the_others_part(filing: Filing) -> None:
    filing.fill()

    with pytest.raises(PermissionRefused):
        filing.save("post", "company", by=filing.applicant, monthly_pay=1)
    with pytest.raises(PermissionRefused):
        filing.save("name", by=filing.company(), family_name="Tran")


@pytest.mark.parametrize("typed_text", ["a\x00b", "\ud800", "x" * 5000, {"day": "\x00"}, ["\x00"], 3.5])
def test_whatever_can_be_sent_is_answered_at_its_place(filing: Filing, typed_text: object) -> None:
    saved = filing.save("papers", travel_document_number=typed_text, passport="VNM")

    assert saved.errors["travel_document_number"]
    assert filing.part().answers["passport"] == "VNM"
    assert "travel_document_number" in filing.part().unaccepted


def test_a_name_of_one_word_a_long_one_and_one_with_marks_are_kept_as_written(filing: Filing) -> None:
    for name in ("Suharto", "Ł" * 80, "Đặng Thùy Trâm", "O’Neill-Łukasz"):
        assert filing.save("name", family_name=name, given_names=None, chinese_name="欧阳询").is_clean
        assert filing.part().surname == name
