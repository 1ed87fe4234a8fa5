"""The invented policy of these tests: gardeners admitted to a town that is nowhere."""

from pathlib import Path

import pytest

from kaitak.rules import Policy, load_policy

GARDENS = Path(__file__).parent / "policy"


@pytest.fixture(scope="session")
def gardens() -> Policy:
    return load_policy(base=GARDENS)
