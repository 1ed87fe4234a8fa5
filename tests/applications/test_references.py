import pytest

from kaitak.service.applications.references import FORMS, Form, draw_temporary, read_temporary

LETTERS = FORMS["random_with_check_character"]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_single_wrong_character_is_found(form: Form) -> None:
    body = form.draw().replace("-", "")

    for place, right in enumerate(body):
        for wrong in set(form.alphabet) - {right}:
            assert form.read(body[:place] + wrong + body[place + 1 :]) is None


def test_a_reference_is_read_as_people_type_it() -> None:
    reference = LETTERS.draw()

    for typed in (reference.lower(), reference.replace("-", ""), f" {reference.replace('-', ' ')} "):
        assert LETTERS.read(typed) == reference


def test_what_cannot_be_a_reference_is_none() -> None:
    for typed in ("", "abc", "O0I1-LLLL-UUUU", "一二三四五六七八九十十一"):
        assert LETTERS.read(typed) is None


def test_a_temporary_reference_is_never_taken_for_a_real_one() -> None:
    temporary = draw_temporary(LETTERS)

    assert LETTERS.read(temporary) is None
    assert read_temporary(LETTERS, temporary.lower()) == temporary
    assert read_temporary(LETTERS, temporary[2:]) == temporary


def test_references_have_no_characters_that_are_misread() -> None:
    assert not set("01ILOU") & set(LETTERS.alphabet)
    assert len({LETTERS.draw() for _ in range(2000)}) == 2000
