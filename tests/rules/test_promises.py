"""Promises about the packaged policy as a whole."""

from kaitak.rules import load_policy, packaged_folder
from kaitak.rules.cases import load_cases
from kaitak.rules.inspection import inspect

POLICY = load_policy()
CASES = load_cases(packaged_folder())


def test_the_policy_has_no_fault_and_every_case_holds() -> None:
    found = inspect(POLICY, [packaged_folder()])

    assert [str(fault) for fault in found.faults] == []
    assert found.cases == len(CASES)


def test_every_route_of_a_scheme_has_a_case() -> None:
    spoken = {key.rpartition("/")[2] for case in CASES for key in case.expect}

    assert set(POLICY.routes) - spoken == set()
