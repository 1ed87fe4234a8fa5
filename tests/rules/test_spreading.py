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


def test_a_bundle_holds_what_came_out_of_the_table(tmp_path: Path) -> None:
    policy = load_policy(overlay(tmp_path, BEDS.replace('  unit: "{bed.wide}"\n', "")), base=GARDENS)

    again = policy_from_canonical(policy.canonical())

    assert again.figures.keys() == policy.figures.keys()
    assert b"for_each" not in policy.canonical()


@pytest.mark.parametrize(
    ("written", "wrong", "message"),
    [
        ("{bed.trees}", "{bed.tree}", "the table has no column 'tree'; did you mean 'trees'?"),
        ("beds.csv", "beets.csv", "there is no file 'beets.csv' beside this one"),
        ("{bed: beds.csv}", "beds.csv", "`for_each` gives a name to the rows of one table"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, written: str, wrong: str, message: str) -> None:
    assert message in fault(tmp_path, BEDS.replace(written, wrong))
