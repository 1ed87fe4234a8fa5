"""One sentence for each criterion of an assessment: why this person meets it, or not, or why it is open."""

from collections.abc import Iterable, Mapping
from typing import Any

from kaitak.rules.errors import RulesError
from kaitak.rules.model import Fact
from kaitak.rules.policy import Policy
from kaitak.rules.profile import at, known_keys
from kaitak.rules.reading import read_value
from kaitak.rules.texts import LANGUAGES, language, word, write

Item = Mapping[str, Any]
MOST_GROUNDS = 3
UNWRITTEN = ("records", "rates", "money", "partial_day", "tax_year")
SENTENCES = {
    "measured": (
        "{status}, because the answers come to {found} and the rule says {needed}.",
        "{status}：資料所得為{found}，規則所訂為{needed}。",
        "{status}：资料所得为{found}，规则所订为{needed}。",
    ),
    "found": (
        "{status}, because “{label}” comes to: {found}{grounds}.",
        "{status}：「{label}」的結果是{found}{grounds}。",
        "{status}：“{label}”的结果是{found}{grounds}。",
    ),
    "decided": (
        "{status}, because of these answers: {grounds}.",
        "{status}：取決於以下答案：{grounds}。",
        "{status}：取决于以下答案：{grounds}。",
    ),
    "plain": (
        "{status}, by the answers as a whole.",
        "{status}：由各項答案整體得出。",
        "{status}：由各项答案整体得出。",
    ),
    "unknown": (
        "Open until this is known: {grounds}.",
        "尚待以下資料方可確定：{grounds}。",
        "尚待以下资料方可确定：{grounds}。",
    ),
    "open": (
        "Open: the answers so far can be read both ways.",
        "尚未確定：現有答案可有不同結果。",
        "尚未确定：现有答案可能有不同结果。",
    ),
    "unsourced": (
        "Open, because what exactly is required is not published; no answer could settle it.",
        "未能確定：具體要求未有公布，任何答案都不能定論。",
        "未能确定：具体要求未有公布，任何答案都不能定论。",
    ),
    "judgement": (
        "Left to an officer, who judges it from the whole application.",
        "由入境事務處人員按整份申請判斷。",
        "由入境事务处人员按整份申请判断。",
    ),
    "grounds": (
        "; it was decided by {grounds}",
        "，由以下各項決定：{grounds}",
        "，由以下各项决定：{grounds}",
    ),
    "valued": ("{label} ({value})", "{label}（{value}）", "{label}（{value}）"),
    "met": ("Met", "符合", "符合"),
    "not_met": ("Not met", "不符合", "不符合"),
}


def explained(
    policy: Policy, profile: Mapping[str, Any], assessment: Mapping[str, Any], lang: str = "en"
) -> dict[str, Any]:
    """Return an assessment whose criteria each carry ``why``: what ``reason`` says."""
    people = [
        {**one, "routes": [_route(policy, profile, route, lang) for route in one["routes"]]}
        for one in assessment["dependants"]
    ]
    routes = [_route(policy, profile, route, lang) for route in assessment["routes"]]
    return {**assessment, "routes": routes, "dependants": people}


def _route(policy: Policy, profile: Mapping[str, Any], route: Item, lang: str) -> dict[str, Any]:
    criteria = [{**item, "why": reason(policy, profile, item, lang)} for item in route["criteria"]]
    return {**route, "criteria": criteria}


def reason(policy: Policy, profile: Mapping[str, Any], item: Item, lang: str = "en") -> str:
    """Return one sentence on a criterion of an assessment, with the answers that decided it or are missing."""
    status = item["status"]
    if status in ("unsourced", "judgement"):
        return _say(status, lang)
    if status == "unknown":
        grounds = _listed([label_at(policy, place, lang) for place in item["missing"]], lang)
        return _say("unknown" if grounds else "open", lang, grounds=grounds)
    return _decided(policy, profile, item, _say(status, lang), lang)


def _decided(policy: Policy, profile: Mapping[str, Any], item: Item, status: str, lang: str) -> str:
    grounds = _grounds(policy, profile, item["decided_by"], lang)
    found, needed = item.get("found_value") is not None and item["found"], item.get("needed")
    if found and needed:
        return _say("measured", lang, status=status, found=found, needed=needed)
    if found:
        label = policy.fact(policy.criteria[item["id"]].found).label.in_language(lang)
        further = "" if label in grounds or not grounds else _say("grounds", lang, grounds=grounds)
        return _say("found", lang, status=status, label=label, found=found, grounds=further)
    return _say("decided" if grounds else "plain", lang, status=status, grounds=grounds)


def _grounds(policy: Policy, profile: Mapping[str, Any], places: Iterable[str], lang: str) -> str:
    return _listed([_written_at(policy, profile, place, lang) for place in places], lang)


def _listed(parts: Iterable[str], lang: str) -> str:
    found = [one for one in dict.fromkeys(parts) if one]
    more = "…" if len(found) > MOST_GROUNDS else ""
    return word("comma", lang).join(found[:MOST_GROUNDS]) + more


def _written_at(policy: Policy, profile: Mapping[str, Any], place: str, lang: str) -> str:
    fact = fact_at(policy, place)
    if fact is None:
        return ""
    label, value = fact.label.in_language(lang), _value(policy, fact, at(profile, place), lang)
    return _say("valued", lang, label=label, value=value) if value else label


def _value(policy: Policy, fact: Fact, raw: Any, lang: str) -> str:
    if raw is None or fact.kind == "records":
        return ""
    if fact.kind in UNWRITTEN or (isinstance(raw, list) and fact.type.kind in ("int", "day")):
        return str(raw) if isinstance(raw, str | int) else ""
    try:
        value = read_value(fact, raw, policy.calendar.tax_year_begins)
    except RulesError:
        return ""
    return write(value, lang, unit=fact.unit, names=fact.values)


def label_at(policy: Policy, place: str, lang: str) -> str:
    """Return what a place in a profile is called; the place itself where nothing is known to stand there."""
    fact = fact_at(policy, place)
    return place if fact is None else fact.label.in_language(lang)


def fact_at(policy: Policy, place: str) -> Fact | None:
    """Return the fact, or the field of a record, that a place in a profile holds."""
    known: Any = known_keys(policy)
    for step in place.replace("[", ".").replace("]", "").split("."):
        if not step.isdigit():
            known = known.fields.get(step) if isinstance(known, Fact) else (known or {}).get(step)
    return known if isinstance(known, Fact) else None


def _say(name: str, lang: str, **values: str) -> str:
    return SENTENCES[name][LANGUAGES.index(language(lang))].format(**values)
