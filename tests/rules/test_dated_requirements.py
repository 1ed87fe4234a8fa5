"""What a route requires, and the quota beside it, can change by date."""

from datetime import date
from pathlib import Path

from kaitak.rules import Policy, load_policy
from kaitak.rules.inspection import gaps
from tests.rules.asking import route
from tests.rules.conftest import GARDENS

TEXT = "{en: A, zh-Hant: 甲, zh-Hans: 甲}"
ADDED = f"""
criteria:
  - id: garden.later
    text: {TEXT}
    versions: [{{from: 2022-01-01, test: guild, source: gazette}}]
figures:
  - id: garden.yearly
    unit: place
    versions:
      - {{from: 2020-01-01, value: 10, source: gazette}}
      - {{from: 2021-01-01, value: 20, source: gazette}}
      - {{from: {{after: 2021-12-31, by: 2022-06-01}}, value: 30, source: gazette}}
      - {{from: 2023-01-01, value: null, source: gazette}}
quotas:
  - {{id: garden.any, title: {TEXT}, period: unsourced, overall: garden.yearly, takes: person, source: gazette}}
---
route: garden.dated
scheme: garden
kind: entry
title: {TEXT}
open: [{{from: 2020-01-01, source: gazette}}]
require:
  versions:
    - {{from: 2020-01-01, all: [garden.local], source: gazette}}
    - {{from: SECOND, all: [garden.later], source: gazette}}
quota: garden.any
"""


def changed(folder: Path, second: str) -> Policy:
    (folder / "overlay.yaml").write_text(ADDED.replace("SECOND", second), encoding="utf-8")
    return load_policy(folder, base=GARDENS)


def test_a_criterion_is_needed_only_while_the_requirement_names_it(tmp_path: Path) -> None:
    policy = changed(tmp_path, "2022-01-01")

    assert [fault for fault in gaps(policy) if fault.file == "garden.dated"] == []


def test_a_criterion_that_begins_after_the_requirement_names_it_leaves_a_gap(tmp_path: Path) -> None:
    policy = changed(tmp_path, "2021-12-31")

    assert [fault.key for fault in gaps(policy) if fault.file == "garden.dated"] == ["garden.later"]


def test_a_quota_without_a_published_period_is_that_of_the_day_of_application(tmp_path: Path) -> None:
    policy = changed(tmp_path, "2022-01-01")

    def overall(day: date) -> object:
        return route(policy, "garden.dated", {}, day)["places"]["overall"]

    assert overall(date(2020, 12, 31)) == 10
    assert overall(date(2021, 1, 1)) == 20
    assert overall(date(2022, 1, 1)) is None
    assert overall(date(2022, 6, 1)) == 30


def test_nothing_stands_beside_a_verdict_while_there_is_no_quota(tmp_path: Path) -> None:
    policy = changed(tmp_path, "2022-01-01")

    answer = route(policy, "garden.dated", {}, date(2023, 1, 1))

    assert "places" not in answer
