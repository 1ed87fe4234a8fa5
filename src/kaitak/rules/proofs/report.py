"""Everything that is proved of a policy: its author's claims, and what is found without asking."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kaitak.rules.errors import Fault
from kaitak.rules.policy import Policy
from kaitak.rules.proofs.claims import fault_of, load_claims, prove
from kaitak.rules.proofs.found import dead_ends, directions, exclusions
from kaitak.rules.proofs.proof import Proof


@dataclass(frozen=True, slots=True)
class Claims:
    """What the claims came to, and the faults of those that came out otherwise than they say."""

    proofs: tuple[Proof, ...]
    faults: tuple[Fault, ...]


def proved_claims(policy: Policy, folders: list[Path]) -> Claims:
    """Prove or refute every claim under some folders; raises PolicyFault where one is malformed."""
    claims = [claim for folder in folders for claim in load_claims(folder)]
    proofs = [prove(policy, claim) for claim in claims]
    faults = (fault_of(claim, proof) for claim, proof in zip(claims, proofs, strict=True))
    return Claims(tuple(proofs), tuple(one for one in faults if one))


def dead(policy: Policy) -> Iterator[Fault]:
    """Yield what nobody can ever meet, as faults of the policy."""
    for proof in dead_ends(policy):
        yield Fault("policy", proof.claim, f"as the rules stand on {proof.day}")


def every_proof(policy: Policy) -> Iterator[Proof]:
    """Yield what can be proved without being asked."""
    yield from dead_ends(policy)
    yield from exclusions(policy)
    yield from directions(policy)
