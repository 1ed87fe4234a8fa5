"""Loading: every fault is found and named with file, key and what would be right."""

from pathlib import Path

import pytest

from kaitak.rules import Policy, PolicyFault, load_policy, policy_from_canonical
from tests.rules.conftest import GARDENS


def overlay(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overlay.yaml").write_text(text, encoding="utf-8")
    return folder


def faults(*overlays: Path) -> list[str]:
    with pytest.raises(PolicyFault) as caught:
        load_policy(*overlays, base=GARDENS)
    return [str(fault) for fault in caught.value.faults]


TEXT = "{en: A, zh-Hant: 甲, zh-Hans: 甲}"
SINCE = "from: 2020-01-01, source: gazette"
ROUTE = f"route: a.r\nkind: entry\ntitle: {TEXT}\nopen: [{{{SINCE}}}]\nscheme: %s\nrequire: {{all: [%s]}}"


def figure(*versions: str, more: str = "") -> str:
    return f"figures: [{{id: a.b, {more} versions: [{', '.join(f'{{{one}}}' for one in versions)}]}}]"


def rule(version: str, text: str = TEXT) -> str:
    return f"criteria: [{{id: a.c, text: {text}, versions: [{{{SINCE}, {version}}}]}}]"


def derivation(version: str, kind: str = "bool") -> str:
    return f"derivations: [{{id: d, type: {kind}, label: {TEXT}, versions: [{{{SINCE}, {version}}}]}}]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("figurs: []", "figurs: there is no such section; did you mean 'figures'?"),
        (
            figure(f"{SINCE}, value: 1", more="chosenby: x,"),
            "there is no such key; did you mean 'chosen_by'?",
        ),
        (figure("from: 2020-01-01, value: 1"), "figures.a.b.versions[0].source: is missing"),
        (figure("from: 2020-01-01, value: 1, source: gazete"), "no source 'gazete'; did you mean 'gazette'?"),
        (figure(f"{SINCE}, value: 1", f"{SINCE}, value: 2"), "starts are repeated or out of order"),
        (
            figure(f"{SINCE}, value: 1, until: 2020-12-31", "from: 2020-12-31, source: gazette, value: 2"),
            "begins before the version above has ended",
        ),
        (figure(f"{SINCE}, value: many"), "is a whole number, not 'many'"),
        (figure(f"{SINCE}, value: a while", more="type: duration,"), "is a length as '4 weeks'"),
        (figure(f"{SINCE}, value: 1, unsourced: true"), "exactly one of `value`"),
        (
            figure(f"{SINCE}, values: {{rosses: 1}}", more="by: craft,"),
            "'rosses' is not a key of this figure",
        ),
        (figure("from: 2020-02-30, value: 1, source: gazette"), "is a day as 2026-03-01, not '2020-02-30'"),
        (
            figure("from: {after: 2020-02-02, by: 2020-02-01}, value: 1, source: gazette"),
            "`by` is later than `after`",
        ),
        (rule("test: agee(local)"), "no function 'agee'"),
        (rule("note: nothing"), "exactly one of `test`"),
        (
            rule("judgement: true", "{en: '{garden.mnths}', zh-Hant: 甲, zh-Hans: 甲}"),
            "did you mean 'garden.months'?",
        ),
        (rule("judgement: true", "{en: A}"), "text.zh-Hant: is missing"),
        (derivation("reduce: exists, over: wrk"), "names a fact of type records, not 'wrk'"),
        (derivation("reduce: count, over: tongues, where: guild", "int"), "can only be counted, all of them"),
        (derivation("reduce: exists, over: tongues"), "can only be counted, all of them"),
        (derivation("value: d + 1", "int"), "needs itself"),
        (ROUTE % ("gardn", "garden.age"), "there is no scheme 'gardn'; did you mean 'garden'?"),
        (
            ROUTE % ("garden", "garden.aged"),
            "there is no criterion 'garden.aged'; did you mean 'garden.age'?",
        ),
        (
            "sources: {x: {publisher: A, title: B}, x: {publisher: A, title: B}}",
            "the key 'x' stands here twice",
        ),
        ("sources: [", "expected node content in line 1"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    found = faults(overlay(tmp_path / "over", text))

    assert any(
        message in fault or (message.split(" ")[0] in fault and "expected" in fault) for fault in found
    ), found
    assert all("overlay.yaml" in fault for fault in found)


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    text = figure(f"{SINCE}, value: x") + "\n" + rule("test: wrong")

    found = faults(overlay(tmp_path / "over", text))

    assert len(found) == 2


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault, match="no such folder"):
        load_policy(base=tmp_path / "nowhere")


def test_what_is_not_a_bundle_is_refused() -> None:
    with pytest.raises(PolicyFault, match="not the canonical JSON"):
        policy_from_canonical(b"[]")


def test_a_bundle_does_not_depend_on_how_it_is_written(gardens: Policy, tmp_path: Path) -> None:
    first = overlay(tmp_path / "a", figure(f"{SINCE}, value: 1"))
    other = (
        "# a remark\nfigures:\n- versions:\n  - {value: 1, source: gazette, from: 2020-01-01}\n  id: a.b\n"
    )
    second = overlay(tmp_path / "b", other)

    digests = [load_policy(one, base=GARDENS).digest for one in (first, second)]

    assert digests[0] == digests[1] != gardens.digest
