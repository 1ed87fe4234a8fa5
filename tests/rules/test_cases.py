"""Every worked case of the policy holds."""

import pytest

from kaitak.rules import load_policy, packaged_folder
from kaitak.rules.cases import Case, load_cases, run_case


@pytest.mark.parametrize(
    "case", load_cases(packaged_folder()), ids=lambda case: f"{case.file}: {case.sentence}"
)
def test_a_worked_case_holds(case: Case) -> None:
    differences = list(run_case(load_policy(), case))

    assert differences == []
