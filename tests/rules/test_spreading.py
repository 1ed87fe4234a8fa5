"""One entry written for every row of a table."""

from pathlib import Path

import pytest

from kaitak.rules import PolicyFault, load_policy, policy_from_canonical
from tests.rules.conftest import GARDENS

TABLE = "bed,trees,wide,note\nroses,0,3,red\nplums,12,,blue\n"
BEDS = """
figures:
- id: bed.{bed}.trees
  for_each: {bed: beds.csv}
  unit: "{bed.wide}"
  label: {en: "Trees among {bed.note} {bed}", zh-Hant: 樹, zh-Hans: 树}
  versions: [{from: 2020-01-01, value: "{bed.trees}", source: gazette}]
"""
CONDITIONS = """
figures:
- id: bed.{bed}.old
  for_each: {bed: beds.csv}
  type: bool
  versions: [{from: 2020-01-01, value: "{bed.old}", source: gazette}]
"""


def overlay(folder: Path, text: str) -> Path:
    (folder / "beds.yaml").write_text(text, encoding="utf-8")
    (folder / "beds.csv").write_text(TABLE, encoding="utf-8")
    return folder


def fault(folder: Path, text: str) -> str:
    with pytest.raises(PolicyFault) as caught:
        load_policy(overlay(folder, text), base=GARDENS)
    return str(caught.value.faults[0])


def test_an_entry_becomes_one_for_each_row(tmp_path: Path) -> None:
    policy = load_policy(overlay(tmp_path, BEDS.replace('  unit: "{bed.wide}"\n', "")), base=GARDENS)

    found = {name: figure for name, figure in policy.figures.items() if name.startswith("bed.")}

    assert {name: one.timeline.versions[0].content for name, one in found.items()} == {
        "bed.roses.trees": 0,
        "bed.plums.trees": 12,
    }
    assert found["bed.plums.trees"].label is not None
    assert found["bed.plums.trees"].label.en == "Trees among blue plums"


def test_a_key_that_is_nothing_but_an_empty_cell_is_left_out(tmp_path: Path) -> None:
    told = fault(tmp_path, BEDS)

    assert "figures.bed.roses.trees.unit" in told
    assert "plums" not in told


def test_only_the_rows_that_are_asked_for_are_taken(tmp_path: Path) -> None:
    text = BEDS.replace("beds.csv}", 'beds.csv, where: {wide: ""}}')
    policy = load_policy(overlay(tmp_path, text), base=GARDENS)

    assert [name for name in policy.figures if name.startswith("bed.")] == ["bed.plums.trees"]


def test_a_cell_may_be_a_condition(tmp_path: Path) -> None:
    folder = overlay(tmp_path, CONDITIONS)
    (folder / "beds.csv").write_text("bed,old\nroses,true\nplums,false\n", encoding="utf-8")

    policy = load_policy(folder, base=GARDENS)

    assert policy.figures["bed.roses.old"].timeline.versions[0].content is True
    assert policy.figures["bed.plums.old"].timeline.versions[0].content is False


def test_a_bundle_holds_what_came_out_of_the_table(tmp_path: Path) -> None:
    policy = load_policy(overlay(tmp_path, BEDS.replace('  unit: "{bed.wide}"\n', "")), base=GARDENS)

    again = policy_from_canonical(policy.canonical())

    assert again.figures.keys() == policy.figures.keys()
    assert b"for_each" not in policy.canonical()


@pytest.mark.parametrize(
    ("written", "wrong", "message"),
    [
        ("{bed.trees}", "{bed.tree}", "the table has no column 'tree'; did you mean 'trees'?"),
        ("beds.csv}", "beds.csv, where: {wild: 3}}", "the table has no column 'wild'; did you mean 'wide'?"),
        ("beds.csv", "beets.csv", "there is no file 'beets.csv' beside this one"),
        ("{bed: beds.csv}", "beds.csv", "`for_each` gives a name to the rows of one table"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, written: str, wrong: str, message: str) -> None:
    assert message in fault(tmp_path, BEDS.replace(written, wrong))
