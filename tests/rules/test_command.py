"""The command line: answers, exit status, errors in one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.conftest import GARDENS

POLICY = ["--policy", str(GARDENS)]


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_assess_prints_the_contract_s_document(kaitak: Any, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", "applicant: {date_of_birth: 1990-05-01}")

    code, out, err = kaitak("assess", profile, "--on", "2024-06-01", "--json", *POLICY)

    assert (code, err) == (0, "")
    assert json.loads(out)["applied_on"] == "2024-06-01"


def test_on_wins_over_the_profile_s_own_day(kaitak: Any, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", "applied_on: 2023-01-01")

    days = [
        json.loads(kaitak("assess", profile, "--json", *POLICY, *on)[1])["applied_on"]
        for on in ([], ["--on", "2024-06-01"])
    ]

    assert days == ["2023-01-01", "2024-06-01"]


def test_several_documents_are_answered_in_order_and_a_faulty_one_in_its_place(
    kaitak: Any, tmp_path: Path
) -> None:
    good = write(tmp_path / "good.json", '{"prizes": 3}')
    mixed = write(tmp_path / "mixed.yaml", "prizes: 1\n---\nprices: 2\n")

    code, out, err = kaitak("assess", good, mixed, "--on", "2024-06-01", "--json", *POLICY)

    answers = json.loads(out)
    assert code == 2
    assert ["routes" in answer for answer in answers] == [True, True, False]
    assert answers[2] == {"error": f"{mixed}[1]: prices: there is no such key; did you mean 'prizes'?"}
    assert err.strip() == answers[2]["error"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("applicant: {local: perhaps}", "applicant.local: answer true or false, not 'perhaps'"),
        ("applicant: [", "did not find expected node content"),
        ("prizes: 1\nprizes: 2", "the key 'prizes' stands here twice"),
        ("- 1", "a profile is a map"),
        ("", "is empty"),
        ("[" * 300_000 + "]" * 300_000, "is nested more than 60 levels deep"),
        ("prizes: " + "9" * 5000, "cannot be read"),
        ("applicant: {date_of_birth: 0001-01-01}", "is before 1800-01-01"),
        ("family: {children: {date_of_birth: 2020-01-01}}", "family.children: is a list of persons"),
    ],
)
def test_wrong_input_is_one_line_and_status_2(kaitak: Any, tmp_path: Path, text: str, message: str) -> None:
    profile = write(tmp_path / "p.yaml", text)

    code, out, err = kaitak("assess", profile, *POLICY)

    assert (code, out) == (2, "")
    assert message in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["assess", "nowhere.yaml"], "nowhere.yaml: cannot be read: No such file or directory"),
        (["schemes", "--on", "2026-02-30"], "--on: give a day as YYYY-MM-DD, not '2026-02-30'"),
        (["schemes", "--lang", "fr"], "--lang: is one of en, zh-Hant, zh-Hans, not 'fr'"),
        (["documents", "--scheme", "gardn", "--procedure", "entry"], "did you mean 'garden.entry'"),
        (["schema", "profil"], "there is no schema 'profil'; did you mean 'profile'?"),
    ],
)
def test_a_wrong_argument_is_said_in_one_line(kaitak: Any, arguments: list[str], message: str) -> None:
    code, _, err = kaitak(*arguments, *POLICY)

    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_a_faulty_policy_is_status_3(kaitak: Any, tmp_path: Path) -> None:
    write(tmp_path / "x.yaml", "figurs: []")

    code, _, err = kaitak("schemes", "--policy", str(tmp_path))

    assert code == 3
    assert "did you mean 'figures'" in err


def test_schemes_lists_what_is_open_on_a_day(kaitak: Any) -> None:
    routes = []
    for day in ("2020-05-31", "2020-06-01"):
        found = json.loads(kaitak("schemes", "--on", day, "--json", *POLICY)[1])["schemes"]
        routes.append([route["route"] for scheme in found for route in scheme["routes"]])

    assert routes[0] == ["garden.points"]
    assert "garden.skilled" in routes[1]


def test_documents_lists_slots_with_their_state(kaitak: Any, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", "employer: {exempt: true}")

    _, out, _ = kaitak(
        "documents",
        profile,
        "--scheme",
        "garden",
        "--procedure",
        "entry",
        "--on",
        "2024-06-01",
        "--json",
        *POLICY,
    )

    assert {slot["id"]: slot["state"] for slot in json.loads(out)}["licence"] == "exempt"


def test_assess_says_how_many_points_are_reached(kaitak: Any, tmp_path: Path) -> None:
    sure = write(tmp_path / "sure.yaml", "{prizes: 3, guild: true, applicant: {local: false}}")
    open_ = write(tmp_path / "open.yaml", "{prizes: 3}")

    said = [kaitak("assess", one, "--on", "2024-06-01", *POLICY)[1] for one in (sure, open_)]

    assert "points: 45 of 50; 30 needed" in said[0]
    assert "points: 30–50 of 50; 30 needed" in said[1]


def test_documents_say_where_it_is_not_published_whether_one_is_required(kaitak: Any, tmp_path: Path) -> None:
    over = tmp_path / "over"
    over.mkdir()
    write(
        over / "over.yaml",
        """
figures: [{id: garden.starred, type: bool, versions: [{from: 2020-01-01, unsourced: true, source: gazette}]}]
---
procedure: garden.extension
kind: extension
title: {en: A, zh-Hant: 甲, zh-Hans: 甲}
routes: [garden.anyone]
parties: [{id: applicant, title: {en: A, zh-Hant: 甲, zh-Hans: 甲}}]
documents:
  - id: row
    party: applicant
    title: {en: Row, zh-Hant: 行, zh-Hans: 行}
    max_files: 1
    required: garden.starred
    source: gazette
""",
    )
    asked = ["documents", "--scheme", "garden", "--procedure", "extension", "--on", "2024-06-01"]

    _, out, _ = kaitak(*asked, "--overlay", str(over), *POLICY)

    assert "Row (whether it is required is not published" in out


def test_derive_gives_a_pair_two_columns(kaitak: Any, tmp_path: Path) -> None:
    profiles = write(
        tmp_path / "p.yaml", "work: [{from: 2020, until: 2020-12-31, full_time: true}]\n---\nwork: []\n"
    )

    _, out, _ = kaitak("derive", profiles, "--on", "2023-06-01", *POLICY)

    header, first, second = (line.split(",") for line in out.splitlines())
    place = header.index("months_worked__least")
    assert header[place + 1] == "months_worked__most"
    assert (first[place : place + 2], second[place : place + 2]) == (["0", "12"], ["0", "0"])


def test_fees_reads_standard_input(kaitak: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(
        "sys.stdin", io.StringIO("{scheme: garden, persons: 2, submitted_at: '2024-01-01T10:00:00+08:00'}")
    )

    code, out, _ = kaitak("fees", "-", "--json", *POLICY)

    assert code == 0
    assert json.loads(out)["application_fee"] == {"each": 10, "total": 20}


def test_check_names_a_case_that_does_not_hold(kaitak: Any, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "gardens"
    shutil.copytree(GARDENS, folder)
    wrong = "{case: Nobody is adult, day: 2024-06-01, profile: {applicant: {date_of_birth: 1990-05-01}}, %s}"
    (folder / "cases").mkdir(exist_ok=True)
    write(folder / "cases" / "wrong.yaml", f"cases: [{wrong % 'expect: {garden.age: not_met}'}]")

    code, _, err = kaitak("check", "--policy", str(folder))

    assert code == 3
    assert "Nobody is adult: garden.age is 'met', not 'not_met'" in err


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "does not meet"), ("zh-Hant", "不符合"), ("zh-Hans", "按2024-06-01的公布规则")]
)
def test_what_is_printed_for_people_speaks_their_language(
    kaitak: Any, tmp_path: Path, lang: str, words: str
) -> None:
    profile = write(tmp_path / "p.yaml", "applicant: {date_of_birth: 2020-05-01}")

    _, out, _ = kaitak("assess", profile, "--on", "2024-06-01", "--lang", lang, *POLICY)

    assert words in out


def test_ask_lists_what_can_still_settle_a_verdict(kaitak: Any, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", "applicant: {date_of_birth: 2015-05-01}")

    code, out, err = kaitak("ask", profile, "--on", "2024-06-01", "--json", *POLICY)

    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["settled"]["garden.skilled"] == "fails"
    assert {one["fact"] for one in answer["questions"]} == {"prizes", "guild", "local"}


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_ask_prints_for_people_and_says_when_nothing_is_left(kaitak: Any, tmp_path: Path, lang: str) -> None:
    some = write(tmp_path / "some.yaml", "guild: true")
    none = write(tmp_path / "none.yaml", "{applicant: {date_of_birth: 2015-05-01, local: true}, guild: true}")

    asked, done = (
        kaitak("ask", one, "--on", "2024-06-01", "--lang", lang, *POLICY)[1] for one in (some, none)
    )

    assert "[applicant.date_of_birth]" in asked
    assert "  1. " not in done


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_timeline_prints_the_turns_with_their_reasons(kaitak: Any, tmp_path: Path, lang: str) -> None:
    young = "{applicant: {date_of_birth: 2006-09-01, local: false, nationalities: [GBR]}, work: []}"
    profile = write(tmp_path / "p.yaml", young)
    asked = ["timeline", profile, "--on", "2024-06-01", "--until", "2025-06-01", "--lang", lang, *POLICY]

    told, as_json = kaitak(*asked)[1], json.loads(kaitak(*asked, "--json")[1])

    anyone = next(one for one in as_json["routes"] if one["route"] == "garden.anyone")
    assert "  2024-09-01 " in told
    assert [turn["to"] for turn in anyone["turns"]] == ["meets"]


def test_a_wrong_day_is_said_with_its_option(kaitak: Any, tmp_path: Path) -> None:
    profile = write(tmp_path / "p.yaml", "prizes: 1")

    code, _, err = kaitak("timeline", profile, "--until", "tomorrow", *POLICY)

    assert code == 2
    assert err.startswith("--until: give a day")


@pytest.mark.parametrize("lang", ["en", "zh-Hant", "zh-Hans"])
def test_improve_lists_what_to_change_or_that_nothing_helps(kaitak: Any, tmp_path: Path, lang: str) -> None:
    bare = write(tmp_path / "p.yaml", "{prizes: 0, guild: false, applicant: {local: true}}")
    asked = ["improve", bare, "--on", "2024-06-01", "--lang", lang, *POLICY]

    able, unable = (kaitak(*asked, "--route", one)[1] for one in ("garden.points", "garden.anyone"))

    assert "  1. " in able
    assert "  1. " not in unable
