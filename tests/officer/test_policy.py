from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kaitak.service.applications.policy import current_policy
from kaitak.service.people.actors import Actor
from kaitak.service.rulebook import effects, in_force
from kaitak.service.rulebook.checking import check
from kaitak.service.rulebook.models import Amendment
from tests.officer.conftest import SignedIn
from tests.rulebook.conftest import FIGURE, OVERLAY

pytestmark = pytest.mark.django_db
TYPED = {
    "start": "2027-01-01",
    "value": "3,000,000",
    "publisher": "Our office",
    "source": "Income table",
    "is_own": "on",
    "title": "Raise the income",
    "reason": "Wages have risen.",
}


def _at(name: str, *args: object) -> str:
    with translation.override("en"):
        return reverse(f"officer:{name}", args=args)


@pytest.fixture
def desk(first: Actor, signed_in: SignedIn) -> Client:
    return signed_in(first)


@pytest.fixture
def draft(desk: Client) -> Amendment:
    desk.post(_at("change_figure", FIGURE), TYPED)
    return Amendment.objects.get()


@pytest.fixture
def proposed(desk: Client, draft: Amendment) -> Amendment:
    desk.post(_at("propose_amendment", draft.pk))
    draft.refresh_from_db()
    return draft


def test_a_figure_is_found_by_its_scheme_and_its_words(desk: Client) -> None:
    page = desk.get(_at("find_figure"), {"scheme": "ttps", "search": "income"}).content.decode()

    assert FIGURE in page
    assert "HK$2,500,000" in page
    assert "No figure matches" in desk.get(_at("find_figure"), {"search": "zebra"}).content.decode()


def test_a_figure_shows_its_versions_with_their_sources(desk: Client) -> None:
    page = desk.get(_at("change_figure", FIGURE)).content.decode()

    assert "28 Dec 2022" in page
    assert "Top Talent Pass Scheme" in page
    assert desk.get(_at("change_figure", "no.such.figure")).status_code == 404


def test_another_value_becomes_a_draft_with_a_source_of_its_own(desk: Client) -> None:
    answer = desk.post(_at("change_figure", FIGURE), TYPED)

    row = Amendment.objects.get()
    after = check(row.content).after
    assert answer.url == _at("amendment", row.pk)
    assert after is not None
    assert after.figure_on(FIGURE, date(2027, 1, 1)) == 3000000
    assert "operator: true" in row.content


def test_a_day_that_is_there_already_names_the_version_it_replaces(desk: Client) -> None:
    desk.post(_at("change_figure", FIGURE), {**TYPED, "start": "2022-12-28"})

    row = Amendment.objects.get()
    assert "replaces: 2022-12-28" in row.content
    assert check(row.content).faults == ()


@pytest.mark.parametrize(("field", "typed"), [("value", "plenty"), ("start", ""), ("source", "")])
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(desk: Client, field: str, typed: str) -> None:
    page = desk.post(_at("change_figure", FIGURE), {**TYPED, field: typed}).content.decode()

    assert "There is a problem" in page
    assert "Wages have risen." in page
    assert not Amendment.objects.exists()


def test_each_key_of_a_figure_has_a_field_of_its_own(desk: Client) -> None:
    figure = next(one for one in current_policy().figures.values() if one.by)
    key = next(iter(current_policy().fact(figure.by).values))
    page = desk.get(_at("change_figure", figure.id)).content.decode()

    assert f'name="value_{key}"' in page


def test_another_figure_is_added_to_a_draft_and_what_was_written_stays(
    desk: Client, draft: Amendment, chief: Actor, signed_in: SignedIn
) -> None:
    address = f"{_at('change_figure', 'ttps.b.experience_months')}?to={draft.pk}"
    desk.post(address, {**TYPED, "value": "48"})
    before, after = draft.content, Amendment.objects.get().content
    policy = check(after).after

    assert after.startswith(before.rstrip())
    assert policy is not None
    assert policy.figure_on("ttps.b.experience_months", date(2027, 1, 1)) == 48
    assert signed_in(chief).get(address).status_code == 404


def test_a_text_with_faults_is_kept_and_each_fault_shown(desk: Client) -> None:
    typed = {"title": "A change", "reason": "A reason.", "content": "figures:\n- {id: x.y, versions: 7}\n"}
    page = desk.post(_at("write_amendment"), typed, follow=True).content.decode()
    row = Amendment.objects.get()
    edited = desk.get(_at("edit_amendment", row.pk)).content.decode()

    assert "amendment.yaml" in page
    assert "figures.x.y" in page
    assert "cannot be published" in page
    assert "figures.x.y" in edited
    assert row.content == typed["content"]


def test_an_amendment_shows_differences_cases_and_effect(desk: Client, draft: Amendment) -> None:
    plain = desk.get(_at("amendment", draft.pk)).content.decode()
    page = desk.get(_at("amendment", draft.pk), {"effects": "1"}).content.decode()

    assert "HK$2,500,000" in plain
    assert "HK$3,000,000" in plain
    assert "No fault was found." in plain
    assert "Worked cases that turn" in page
    assert "10,000 invented people" in page


def test_without_the_library_the_page_says_that_there_is_no_simulation(
    desk: Client, draft: Amendment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "kaitak.rules.bulk.population", None)
    effects.effect.cache_clear()
    page = desk.get(_at("amendment", draft.pk), {"effects": "1"}).content.decode()
    effects.effect.cache_clear()

    assert "the library for it is not installed here" in page


def test_a_supervisor_publishes_what_another_proposed(
    proposed: Amendment,
    chief: Actor,
    signed_in: SignedIn,
    django_capture_on_commit_callbacks: object,
) -> None:
    client = signed_in(chief)
    page = client.get(_at("publish_amendment", proposed.pk)).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = client.post(_at("publish_amendment", proposed.pk), {"seen": seen}, follow=True)
    public = Client().get("/en/schemes/ttps/?on=2027-02-01", follow=True).content.decode()
    in_force.forget()

    assert "HK$3,000,000" in page
    assert "Every page follows within a second." in answer.content.decode()
    assert "HK$3,000,000" in public


def test_what_was_not_looked_at_is_not_published(
    proposed: Amendment, chief: Actor, signed_in: SignedIn
) -> None:
    page = signed_in(chief).post(_at("publish_amendment", proposed.pk), {"seen": ""}, follow=True)

    assert "The policy has changed since you looked." in page.content.decode()
    assert Amendment.objects.get().state == Amendment.State.PROPOSED


def test_an_officer_and_the_proposer_do_not_publish(
    desk: Client, proposed: Amendment, second: Actor, signed_in: SignedIn
) -> None:
    address = _at("publish_amendment", proposed.pk)

    assert desk.get(address).status_code == 403
    assert signed_in(second).post(address, {"seen": "x"}).status_code == 403
    assert Amendment.objects.get().state == Amendment.State.PROPOSED


def test_a_supervisors_own_amendment_waits_for_another(chief: Actor, signed_in: SignedIn) -> None:
    client = signed_in(chief)
    client.post(_at("change_figure", FIGURE), TYPED)
    row = Amendment.objects.get()
    client.post(_at("propose_amendment", row.pk))
    page = client.get(_at("amendment", row.pk)).content.decode()
    tried = client.post(_at("publish_amendment", row.pk), {"seen": "x"}, follow=True).content.decode()

    assert "publishes it" in page
    assert "Publish…" not in page
    assert "Another officer decides it." in tried


def test_a_rejection_is_read_by_the_writer_who_starts_anew(
    desk: Client, proposed: Amendment, chief: Actor, signed_in: SignedIn
) -> None:
    client = signed_in(chief)
    empty = client.post(_at("reject_amendment", proposed.pk), {"reason": ""}).content.decode()
    client.post(_at("reject_amendment", proposed.pk), {"reason": "The source is missing."})
    page = desk.get(_at("amendment", proposed.pk)).content.decode()
    desk.post(_at("copy_amendment", proposed.pk))

    assert "There is a problem" in empty
    assert "The source is missing." in page
    assert Amendment.objects.filter(state="draft", content=proposed.content).count() == 1


def test_only_the_writer_edits_and_withdraws(
    desk: Client, draft: Amendment, second: Actor, signed_in: SignedIn
) -> None:
    other = signed_in(second)
    typed = {"title": "Mine now", "reason": "None.", "content": OVERLAY}
    edited = other.post(_at("edit_amendment", draft.pk), typed).content.decode()
    other.post(_at("withdraw_amendment", draft.pk))
    draft.refresh_from_db()
    untouched = draft.state
    desk.post(_at("withdraw_amendment", draft.pk))

    assert "Another officer wrote this draft." in edited
    assert "Mine now" in edited
    assert untouched == Amendment.State.DRAFT
    assert Amendment.objects.get().state == Amendment.State.WITHDRAWN


def test_the_list_names_state_and_both_officers(desk: Client, proposed: Amendment) -> None:
    page = desk.get(_at("policy")).content.decode()

    assert "Raise the income" in page
    assert "Waiting for a second officer" in page
    assert "sha256:" in page
