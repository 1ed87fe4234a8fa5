"""Fees: which structure a submission falls under, and the relevant period that decides the issuance fee."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kaitak.rules.errors import InputError
from kaitak.rules.fee_case import FeeCase, read_fee_case
from kaitak.rules.texts import Text
from kaitak.rules.versions import Timeline, Version, span_of

if TYPE_CHECKING:
    from kaitak.rules.policy import Policy

KEYS = (
    "scheme",
    "route",
    "kind",
    "persons",
    "submitted_at",
    "stay",
    "old_last_date",
    "new_last_date",
    "paid_on",
)
KINDS = ("entry", "extension", "change_of_condition", "change_with_extension")
LONGEST_MONTH, SHORTEST_MONTHS = 31, 28


@dataclass(frozen=True, slots=True)
class Issuance:
    """The issuance fee: ``more`` where the relevant period is over ``days``."""

    days: int
    more: int
    otherwise: int
    fixed_months: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """One structure of fees."""

    structure: str
    application: int
    issuance: "int | Issuance"
    undetermined_from: date | None = None
    because: Text | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """The fees of some routes; each version's content is Amounts."""

    id: str
    serves: "str | tuple[str, ...]"
    timeline: Timeline


def fees_due(policy: "Policy", fee_case: Mapping[str, Any], lang: str = "en") -> dict[str, Any]:
    """Return the contract's fee answer; what the sources do not decide is null and named in ``undetermined``."""
    case = read_fee_case(policy, fee_case)
    tariff = _tariff(policy, case)
    chosen = case.submitted_at if tariff.timeline.chosen_by == "submitted_at" else case.paid_on
    versions = [one for one in tariff.timeline.candidates(span_of(chosen)) if one is not None]
    if len(versions) != 1:
        return _undecided(policy, tariff, versions)
    return _answer(policy, case, versions[0], lang)


def _undecided(policy: "Policy", tariff: Tariff, versions: list[Version]) -> dict[str, Any]:
    missing = tariff.timeline.chosen_by if versions else "structure"
    return {
        "currency": "HKD",
        "structure": None,
        "application_fee": {"each": None, "total": None},
        "issuance_fee": {"each": None, "total": None},
        "relevant_period_days": None,
        "sources": [policy.citation(version) for version in versions],
        "undetermined": ["application_fee", "issuance_fee", missing],
    }


def _answer(policy: "Policy", case: FeeCase, version: Version, lang: str) -> dict[str, Any]:
    amounts: Amounts = version.content
    days = relevant_period(case)
    each = _issuance(case, amounts, days)
    undetermined = [] if each is not None else ["issuance_fee"]
    answer = {
        "currency": "HKD",
        "structure": amounts.structure,
        "application_fee": {"each": amounts.application, "total": amounts.application * case.persons},
        "issuance_fee": {"each": each, "total": None if each is None else each * case.persons},
        "relevant_period_days": days,
        "sources": [policy.citation(version)],
        "undetermined": undetermined,
    }
    if each is None and amounts.because and _paid_in_doubt(case, amounts):
        answer["because"] = amounts.because.in_language(lang)
    return answer


def _paid_in_doubt(case: FeeCase, amounts: Amounts) -> bool:
    start = amounts.undetermined_from
    return start is not None and (case.paid_on is None or case.paid_on >= start)


def _issuance(case: FeeCase, amounts: Amounts, days: int | None) -> int | None:
    if isinstance(amounts.issuance, int):
        return None if _paid_in_doubt(case, amounts) else amounts.issuance
    fee = amounts.issuance
    if days is not None:
        return fee.more if days > fee.days else fee.otherwise
    if case.kind == "entry" and case.months is not None:
        if case.months >= fee.fixed_months or case.months * SHORTEST_MONTHS > fee.days:
            return fee.more
        return fee.otherwise if case.months * LONGEST_MONTH <= fee.days else None
    return None


def relevant_period(case: FeeCase) -> int | None:
    """Return the days of the relevant period; ``None`` where they are not known or are given in months."""
    if case.kind == "extension":
        return _between(case.old_last_date, case.new_last_date)
    if case.kind == "entry":
        return case.days if case.days is not None else _from_payment(case.paid_on, case.last_date)
    last = (
        case.new_last_date if case.kind == "change_with_extension" else case.last_date or case.old_last_date
    )
    return _from_payment(case.paid_on, last)


def _between(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _from_payment(paid: date | None, last: date | None) -> int | None:
    """Payment on the last date itself counts as one day; payment after it is in no source."""
    days = _between(paid, last)
    if days is None or days < 0:
        return None
    return days or 1


def _tariff(policy: "Policy", case: FeeCase) -> Tariff:
    named = [
        one for one in policy.fees.values() if isinstance(one.serves, tuple) and case.route in one.serves
    ]
    kind = "specified" if policy.scheme(case.scheme).specified else "ordinary"
    found = named or [one for one in policy.fees.values() if one.serves == kind]
    if not found:
        raise InputError("scheme", f"no fees are known for {case.scheme!r}")
    return found[0]
