"""One operation for each question that the engine answers. Nothing that is sent is kept."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Query, Router
from pydantic import Field

from kaitak import rules
from kaitak.service.applications.policy import current_policy
from kaitak.service.portals.api.shapes import FeeCase, Language, Profile, Refused

router = Router(tags=["rules"])
Answer = dict[str, Any]
ANSWERS = {200: Answer, 404: Refused, 422: Refused, 429: Refused}
On = Annotated[
    date | None, Query(description="The day of application; today, or the profile's own, if left out.")
]
Schemes = Annotated[list[str] | None, Query(description="Only these schemes; repeatable.")]
Kinds = Annotated[list[str] | None, Query(description="Only routes of these kinds, as entry or extension.")]
Skipped = Annotated[list[str] | None, Query(description="Facts that are not to be asked.")]
Lang = Annotated[Language, Query(description="The language of texts.")]


def _day(on: date | None, profile: Answer) -> date | None:
    """Return the day asked about: ``on``, else the profile's own, else today in Hong Kong."""
    said = profile.get("applied_on") or profile.get("submitted_at")
    return on or (None if said else localdate())


@router.get("/schemes", response=ANSWERS, summary="Schemes and routes open on a day")
def schemes(request: HttpRequest, on: On = None, lang: Lang = "en") -> Answer:
    """Return the schemes that have a route open on the day."""
    policy, day = current_policy(), on or localdate()
    found = [_scheme(policy, code, day, lang) for code in policy.schemes]
    return {
        "on": day.isoformat(),
        "policy_digest": policy.digest,
        "schemes": [one for one in found if one["routes"]],
    }


def _scheme(policy: rules.Policy, code: str, day: date, lang: str) -> Answer:
    scheme = policy.scheme(code)
    open_routes = [one for one in policy.routes_of(code) if policy.is_open(one, day) is not False]
    return {
        "scheme": code,
        "title": scheme.title.in_language(lang),
        "summary": policy.say(scheme.summary, lang, day),
        "official_page": scheme.official_page,
        "routes": [
            {"route": one.id, "kind": one.kind, "title": one.title.in_language(lang)} for one in open_routes
        ],
    }


@router.post("/assess", response=ANSWERS, summary="Verdict, criteria and points of every route")
def assess(
    request: HttpRequest, profile: Profile, on: On = None, scheme: Schemes = None, lang: Lang = "en"
) -> Answer:
    """Return the assessment document of a profile."""
    return rules.assess(current_policy(), profile.root, day=_day(on, profile.root), schemes=scheme, lang=lang)


@router.post("/ask", response=ANSWERS, summary="The questions that can still settle a verdict")
def ask(
    request: HttpRequest,
    profile: Profile,
    on: On = None,
    scheme: Schemes = None,
    kind: Kinds = None,
    skip: Skipped = None,
    lang: Lang = "en",
) -> Answer:
    """Return what is settled, what is open, and the questions ahead, the most telling first."""
    return rules.ask(
        current_policy(),
        profile.root,
        day=_day(on, profile.root),
        schemes=scheme,
        kinds=kind,
        skipped=skip or (),
        lang=lang,
    )


@router.post("/improve", response=ANSWERS, summary="The smallest changes that would make a route pass")
def improve(request: HttpRequest, profile: Profile, route: str, on: On = None, lang: Lang = "en") -> Answer:
    """Return sets of changes to facts that a person can change, the easiest first."""
    day = _day(on, profile.root)
    return rules.improve(current_policy(), profile.root, route, day=day, lang=lang)


@router.post("/timeline", response=ANSWERS, summary="When verdicts turn by themselves")
def timeline(
    request: HttpRequest,
    profile: Profile,
    on: On = None,
    since: Annotated[
        date | None, Query(description="From this day; the day of application if left out.")
    ] = None,
    until: Annotated[date | None, Query(description="Until this day; five years on if left out.")] = None,
    scheme: Schemes = None,
    kind: Kinds = None,
    lang: Lang = "en",
) -> Answer:
    """Return each route's verdicts over time, and the reason at each turn."""
    return rules.timeline(
        current_policy(),
        profile.root,
        day=_day(on, profile.root),
        since=since,
        until=until,
        schemes=scheme,
        kinds=kind,
        lang=lang,
    )


@router.post("/fees", response=ANSWERS, summary="Fees due")
def fees(request: HttpRequest, case: FeeCase, lang: Lang = "en") -> Answer:
    """Return the fees of a fee case; what the sources do not decide is named in ``undetermined``."""
    return rules.fees_due(current_policy(), case.root, lang)


@router.post("/documents", response={**ANSWERS, 200: list[Answer]}, summary="Document slots that apply")
def documents(
    request: HttpRequest,
    profile: Profile,
    scheme: str,
    procedure: Literal["entry", "extension"],
    on: On = None,
    lang: Lang = "en",
) -> list[Answer]:
    """Return the documents asked for, exempt ones included, with the reason."""
    day = _day(on, profile.root)
    slots = rules.document_slots(current_policy(), scheme, procedure, profile.root, day=day, lang=lang)
    return [
        {**asdict(one), "state": one.state, "why": list(one.why), "source": dict(one.source)} for one in slots
    ]


@router.post("/derive", response=ANSWERS, summary="The facts that records give")
def derive(request: HttpRequest, profile: Profile, on: On = None) -> Answer:
    """Return every derived fact of a profile: a value, a pair of least and most, or null for unknown."""
    return rules.derive(current_policy(), profile.root, _day(on, profile.root))


@router.get("/compare", response=ANSWERS, summary="Two days side by side")
def compare(
    request: HttpRequest,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date | None, Query(alias="to", description="The later day; today if left out.")] = None,
    scheme: Schemes = None,
    lang: Lang = "en",
) -> Answer:
    """Return what differs between two days, and the changes between them."""
    return rules.compare(current_policy(), first, last or localdate(), schemes=scheme, lang=lang)


@router.post("/compare", response=ANSWERS, summary="Two days side by side, for a person")
def compare_person(
    request: HttpRequest,
    profile: Profile,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date | None, Query(alias="to", description="The later day; today if left out.")] = None,
    scheme: Schemes = None,
    lang: Lang = "en",
) -> Answer:
    """Return what differs between two days, and under ``person`` what turned for this profile."""
    return rules.compare(
        current_policy(), first, last or localdate(), profile.root, schemes=scheme, lang=lang
    )


@router.get("/changes", response=ANSWERS, summary="What changed, and when")
def changes(
    request: HttpRequest,
    scheme: Schemes = None,
    limit: Annotated[int, Query(description="At most so many, the newest."), Field(ge=1, le=5000)] = 500,
    lang: Lang = "en",
) -> Answer:
    """Return the changes that the policy carries, the newest first."""
    found = sorted(
        rules.changes(current_policy(), lang, schemes=scheme), key=lambda one: one.day, reverse=True
    )
    return {"total": len(found), "changes": [one.as_json() for one in found[:limit]]}


@router.get("/schema/{name}", response=ANSWERS, summary="JSON Schema of a document")
def schema(request: HttpRequest, name: str) -> Answer:
    """Return the JSON Schema of ``profile``, ``assessment`` or ``fee``."""
    return rules.schema(current_policy(), name)
