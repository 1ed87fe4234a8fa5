"""What is wrong with an amendment: faults keep it from being proposed and published, remarks may be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kaitak import rules
from kaitak.rules.inspection import gaps
from kaitak.rules.loading.given import policy_under
from kaitak.rules.overlooked import overlaps, untranslated
from kaitak.rules.proofs.report import dead, proved_claims
from kaitak.rules.reform.touched import touched, unspoken
from kaitak.service.rulebook.folders import NAME
from kaitak.service.rulebook.in_force import current_policy


@dataclass(frozen=True, slots=True)
class Check:
    """What the checks found; ``before`` is the policy in force, ``after`` the amended one where it can be loaded."""

    before: rules.Policy
    after: rules.Policy | None
    faults: tuple[rules.Fault, ...]
    remarks: tuple[rules.Fault, ...]


def check(content: str) -> Check:
    """Return what is wrong with an overlay's text over the policy in force."""
    return _checked(current_policy(), content)


@lru_cache(maxsize=4)
def _checked(before: rules.Policy, content: str) -> Check:
    try:
        after = policy_under(before, content, NAME)
    except rules.PolicyFault as fault:
        return Check(before, None, fault.faults, ())
    found = [one for one in _found(after) if one not in _found(before)]
    return Check(before, after, tuple(found), tuple(_remarks(before, after)))


@lru_cache(maxsize=4)
def _found(policy: rules.Policy) -> tuple[rules.Fault, ...]:
    """Return the faults of a policy that loads."""
    return tuple(one for look in (gaps, overlaps, untranslated, dead) for one in look(policy))


@lru_cache(maxsize=4)
def _refuted(policy: rules.Policy) -> tuple[rules.Fault, ...]:
    """Return what is claimed of the packaged policy and does not hold of a policy."""
    return proved_claims(policy, [rules.packaged_folder()]).faults


def _remarks(before: rules.Policy, after: rules.Policy) -> Iterator[rules.Fault]:
    if not touched(before, after):
        yield rules.Fault(NAME, "", "changes nothing of the policy in force")
    for section, name in unspoken(before, after):
        yield rules.Fault(NAME, f"{section}.{name}", "is new, and no rule, page or document speaks of it")
    for name, source in after.sources.items():
        if name not in before.sources and not source.operator:
            told = "does not say `operator: true`; what cites it is shown as published by its publisher"
            yield rules.Fault(NAME, f"sources.{name}", told)
    yield from (one for one in _refuted(after) if one not in _refuted(before))
