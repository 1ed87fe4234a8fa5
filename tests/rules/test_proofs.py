"""Proofs by exhausting the cells that thresholds cut, and the persons who refute."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaitak.rules import Policy, PolicyFault, decide, load_policy, packaged_folder
from kaitak.rules.matter import Matter
from kaitak.rules.profile import Person
from kaitak.rules.proofs.claims import Claim, fault_of, load_claims, prove
from kaitak.rules.proofs.formulas import World, both, without
from kaitak.rules.proofs.found import dead_ends, directions, exclusions
from kaitak.rules.proofs.proof import PROVED, REFUTED, Proof, nobody
from kaitak.rules.proofs.versions import steps
from tests.rules.conftest import GARDENS

DAY = date(2024, 6, 1)


def claim(kind: str, about: Any, day: date | None = None, **more: Any) -> Claim:
    return Claim("claims.yaml", "A claim", kind, about, day, more.pop("holds", True), **more)


def status(policy: Policy, criterion: str, proof: Proof) -> str:
    """Return what the engine says of a criterion for the person of a proof."""
    from kaitak.rules.findings import find

    matter = Matter(policy, Person(proof.profile or {}), {"applied_on": proof.day})
    return find(matter, policy.criteria[criterion]).status


def test_two_sides_of_one_threshold_exclude_each_other(gardens: Policy) -> None:
    world = World(gardens, DAY)

    proof = nobody(
        gardens, DAY, both(world.criterion("garden.experience"), world.criterion("garden.novice")), ""
    )

    assert proof.outcome == PROVED


@pytest.mark.parametrize(
    ("criterion", "other"), [("garden.age", "garden.nationality"), ("garden.one_prize", "garden.local")]
)
def test_what_does_not_exclude_is_refuted_by_a_person_of_whom_both_hold(
    gardens: Policy, criterion: str, other: str
) -> None:
    world = World(gardens, DAY)

    proof = nobody(gardens, DAY, both(world.criterion(criterion), world.criterion(other)), "")

    assert proof.outcome == REFUTED
    assert {status(gardens, one, proof) for one in (criterion, other)} == {"met"}


@pytest.mark.parametrize(
    "name", ["garden.age", "garden.experience", "garden.three_prizes", "garden.not_local"]
)
def test_the_engine_agrees_with_the_person_on_each_side_of_a_criterion(gardens: Policy, name: str) -> None:
    part = World(gardens, DAY).criterion(name)

    met, not_met = (nobody(gardens, DAY, one, "") for one in (part, without(part)))

    assert (status(gardens, name, met), status(gardens, name, not_met)) == ("met", "not_met")


def test_a_keyed_figure_that_is_published_for_one_key_is_cut_for_each_key(gardens: Policy) -> None:
    part = World(gardens, DAY).criterion("garden.wage")

    proof = nobody(gardens, DAY, part, "")

    assert proof.outcome == REFUTED


@pytest.mark.parametrize(
    ("points", "outcome"), [(50, PROVED), (49, REFUTED), (51, REFUTED)], ids=["right", "too low", "too high"]
)
def test_the_stated_maximum_of_a_points_test_is_proved_or_refuted(
    gardens: Policy, points: int, outcome: str
) -> None:
    proof = prove(gardens, claim("maximum", "garden.points", points=points))

    assert proof.outcome == outcome


def test_a_list_that_grows_shorter_only_relaxes(gardens: Policy) -> None:
    day = date(2022, 1, 1)

    relaxes, tightens = (
        prove(gardens, claim(kind, "garden.nationality", day)) for kind in ("relaxes", "tightens")
    )

    assert (relaxes.outcome, tightens.outcome) == (PROVED, REFUTED)
    assert dict(tightens.profile or {})["applicant"] == {"nationalities": ["AFG"]}


def test_a_criterion_that_begins_to_be_asked_only_tightens(gardens: Policy) -> None:
    assert prove(gardens, claim("tightens", "garden.school")).outcome == PROVED
    assert prove(gardens, claim("relaxes", "garden.school")).outcome == REFUTED


def test_a_claim_that_comes_out_otherwise_is_a_fault_with_the_person_as_a_profile(gardens: Policy) -> None:
    asked = claim("never", "garden.guild", DAY)

    fault = fault_of(asked, prove(gardens, asked))

    assert str(fault) == (
        "claims.yaml: A claim: is refuted on 2024-06-01 by {'applied_on': '2024-06-01', 'guild': True}"
    )
    assert fault_of(claim("never", "garden.guild", DAY, holds=False), prove(gardens, asked)) is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("claims: [{claim: One, exclusive: [garden.skiled, garden.anyone]}]", "there is no 'garden.skiled'"),
        ("claims: [{claim: One, excludes: [garden.skilled]}]", "is not a claim"),
        ("claims: [{claim: One, relaxes: garden.age}]", "there is no day on which this can be asked"),
    ],
)
def test_a_claim_that_cannot_be_asked_is_named(
    gardens: Policy, tmp_path: Path, written: str, message: str
) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "claims.yaml").write_text(written, encoding="utf-8")

    with pytest.raises(PolicyFault, match=message):
        [prove(gardens, one) for one in load_claims(tmp_path)]


def test_b_and_c_of_the_top_talent_pass_scheme_exclude_each_other_on_every_day() -> None:
    proof = prove(load_policy(), claim("exclusive", ["ttps.b", "ttps.c"]))

    assert proof.outcome == PROVED
    assert proof.detail.startswith("on ")


def test_the_person_who_refutes_meets_both_routes_by_the_engine_too() -> None:
    policy, day = load_policy(), date(2024, 12, 1)

    proof = prove(policy, claim("exclusive", ["ttps.a", "ttps.b"], day))

    verdicts = decide(policy, dict(proof.profile or {}), day=day, schemes=["ttps"])
    assert (verdicts["ttps.a"], verdicts["ttps.b"]) == ("meets", "meets")


def test_every_claim_about_the_packaged_policy_comes_out_as_it_says() -> None:
    policy = load_policy()
    claims = load_claims(packaged_folder())

    faults = [fault_of(one, prove(policy, one)) for one in claims]

    assert len(claims) >= 18
    assert [str(one) for one in faults if one] == []


def test_no_criterion_route_or_branch_of_the_packaged_policy_is_out_of_everybody_s_reach() -> None:
    assert [proof.claim for proof in dead_ends(load_policy())] == []


def test_exclusions_and_directions_are_found_without_being_asked(gardens: Policy) -> None:
    told = {proof.claim: proof.detail for proof in directions(gardens)}

    assert [proof.claim for proof in exclusions(gardens)] == []
    assert told["the criterion garden.nationality changed on 2022-01-01"].startswith("only relaxes")
    assert told["the criterion garden.school changed on 2021-01-01"].startswith("only tightens")


def test_a_counting_that_asks_more_of_each_record_only_tightens() -> None:
    policy = load_policy()
    step = next(one for one in steps(policy) if one.id == "eligible_degree")

    assert step.tightens(policy).outcome == PROVED
    assert step.relaxes(policy).outcome == REFUTED


def test_the_command_prints_proofs_and_their_persons(kaitak: Any) -> None:
    _, out, _ = kaitak("check", "--proofs", "--policy", str(GARDENS))
    answer = json.loads(kaitak("check", "--proofs", "--json", "--policy", str(GARDENS))[1])

    assert "proved: the criterion garden.school changed on 2021-01-01 (only tightens" in out
    assert {one["outcome"] for one in answer["proofs"]} <= {"proved", "refuted", "open"}
