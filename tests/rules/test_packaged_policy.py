"""The policy that comes with the package."""

from datetime import date

from kaitak.rules import assess, decide, load_policy, policy_from_canonical

DAY = date(2026, 3, 1)


def test_a_bundle_loaded_back_from_its_canonical_json_is_the_same_policy() -> None:
    policy = load_policy()

    again = policy_from_canonical(policy.canonical())

    assert again.digest == policy.digest
    assert assess(again, {}, day=DAY) == assess(policy, {}, day=DAY)


def test_a_profile_that_says_nothing_meets_nothing() -> None:
    policy = load_policy()

    verdicts = decide(policy, {}, day=DAY)

    assert "meets" not in verdicts.values()
