"""Generated Python, the tracing evaluator and completion give the same answers; what is unknown stays honest."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kaitak.rules import Policy, assess, decide, derive, load_policy
from kaitak.rules.assessment import Sheet
from kaitak.rules.combine import Findings
from kaitak.rules.completion import listing
from kaitak.rules.findings import find
from kaitak.rules.generate import compiled_for
from kaitak.rules.matter import Matter
from kaitak.rules.profile import Person
from kaitak.rules.stay import initial_stay, stay_of
from kaitak.rules.verdicts import verdict_of
from tests.rules.conftest import GARDENS

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
days = st.dates(FIRST, LAST)
written_days = st.dates(date(2015, 1, 1), LAST).map(date.isoformat)
partial_days = written_days | written_days.map(lambda day: day[:7]) | st.integers(2015, 2026)
SCHOOLS = [
    "École des Jardins",
    "garden school",
    "University of Moss",
    "Moss University",
    "Fern College",
    "Elsewhere",
]


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    whole = st.fixed_dictionaries({}, optional=fields)
    return st.lists(whole, max_size=3)


people = st.fixed_dictionaries(
    {},
    optional={
        "applicant": st.fixed_dictionaries(
            {},
            optional={
                "date_of_birth": st.dates(date(1980, 1, 1), date(2010, 12, 31)).map(date.isoformat),
                "nationalities": st.lists(st.sampled_from(["AFG", "GBR", "CHN"]), unique=True),
                "local": st.booleans(),
            },
        ),
        "offer": st.fixed_dictionaries(
            {}, optional={"craft": st.sampled_from(["roses", "trees"]), "pay": st.integers(9_998, 10_002)}
        ),
        "prizes": st.integers(0, 4),
        "guild": st.booleans(),
        "work": record(**{"from": partial_days, "until": partial_days, "full_time": st.booleans()}),
        "schooling": record(school=st.sampled_from(SCHOOLS), left=partial_days, honorary=st.booleans()),
        "income": record(
            **{
                "from": written_days,
                "until": written_days,
                "amount": st.integers(0, 9),
                "currency": st.sampled_from(["HKD", "EUR"]),
            }
        ),
    },
)
policy: Policy = load_policy(base=GARDENS)


def without(value: Any, draw: Any) -> Any:
    """Return a profile of which some keys are left out."""
    if isinstance(value, dict):
        return {key: without(one, draw) for key, one in value.items() if draw(st.integers(0, 3))}
    return value


@settings(max_examples=150, deadline=None)
@given(people, days)
def test_generated_python_answers_as_the_tracing_evaluator_does(profile: dict[str, Any], day: date) -> None:
    matter = Matter(policy, Person(profile), {"applied_on": day})
    routes = list(policy.routes.values())
    compiled = compiled_for(matter, routes)

    generated = compiled.run({name: matter.fact(name).value for name in compiled.facts}, listing(matter))

    assert list(generated) == [verdict_of(matter, route, Findings(matter, {})) for route in routes], (
        compiled.source
    )


@settings(max_examples=100, deadline=None)
@given(people, days)
def test_decide_gives_the_verdicts_of_assess(profile: dict[str, Any], day: date) -> None:
    assessed = {one["route"]: one["verdict"] for one in assess(policy, profile, day=day)["routes"]}

    assert decide(policy, profile, day=day) == assessed


@settings(max_examples=150, deadline=None)
@given(st.data(), people, days)
def test_telling_less_never_turns_an_answer_into_another(
    data: st.DataObject, profile: dict[str, Any], day: date
) -> None:
    told_less = without(profile, data.draw)

    whole, part = decide(policy, profile, day=day), decide(policy, told_less, day=day)

    assert all(part[name] in (whole[name], "undetermined") for name in whole)


@settings(max_examples=150, deadline=None)
@given(st.data(), people, days)
def test_a_pair_holds_what_it_turns_out_to_be(
    data: st.DataObject, profile: dict[str, Any], day: date
) -> None:
    whole, part = derive(policy, profile, day), derive(policy, without(profile, data.draw), day)

    for name in ("schools_attended", "months_worked", "earned"):
        least, most = ends(part[name])
        low, high = ends(whole[name])
        assert least is None or low is None or least <= low, name
        assert most is None or high is None or high <= most, name


@settings(max_examples=60, deadline=None)
@given(st.data(), people, days)
def test_points_that_are_still_possible_hold_the_points_there_are(
    data: st.DataObject, profile: dict[str, Any], day: date
) -> None:
    whole = assess(policy, profile, day=day)["routes"]
    part = assess(policy, without(profile, data.draw), day=day)["routes"]

    for more, less in zip(whole, part, strict=True):
        if "points" in more:
            assert less["points"]["least"] <= more["points"]["least"]
            assert more["points"]["most"] <= less["points"]["most"]


@settings(max_examples=60, deadline=None)
@given(people, days)
def test_an_unknown_day_is_answered_only_where_every_day_agrees(profile: dict[str, Any], day: date) -> None:
    any_day = decide(policy, profile)
    that_day = decide(policy, profile, day=day)

    assert all(any_day[name] in (that_day[name], "undetermined") for name in that_day)


def ends(value: Any) -> tuple[Any, Any]:
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def test_completion_settles_what_logic_alone_leaves_open() -> None:
    profile = {"applicant": {"date_of_birth": "1990-05-01", "nationalities": ["GBR"], "local": False}}
    day = date(2024, 6, 1)
    matter = Matter(policy, Person(profile), {"applied_on": day})
    route = policy.route("garden.anyone")

    by_logic = verdict_of(matter, route, Findings(matter, {}))
    verdict = decide(policy, profile, day=day)["garden.anyone"]

    assert by_logic is None
    assert verdict == "meets"


@settings(max_examples=150, deadline=None)
@given(people, days | st.none())
def test_what_is_kept_from_others_is_what_would_be_found_anew(
    profile: dict[str, Any], day: date | None
) -> None:
    dates = {} if day is None else {"applied_on": day}
    routes = [route for route in policy.routes.values() if not route.person]
    sheet = Sheet(Matter(policy, Person(profile), dates))
    sheet.routes(routes, "en")

    anew = Matter(policy, Person(profile), dates)
    for name, kept in sheet.findings.made.items():
        found = find(anew, policy.criteria[name])
        assert (kept.status, kept.missing, kept.by) == (found.status, found.missing, found.by), name
    for route in routes:
        kept_stay = initial_stay(sheet.matter, route, "en", sheet.stays.get(stay_of(route.id)))
        assert kept_stay == initial_stay(anew, route, "en")


def test_whoever_gets_an_assessment_may_change_it() -> None:
    before, given_away = assess(policy, {}, day=LAST), assess(policy, {}, day=LAST)

    for route in given_away["routes"]:
        for item in route["criteria"]:
            for part in (item, *item.values()):
                if isinstance(part, list | dict):
                    part.clear()

    assert assess(policy, {}, day=LAST) == before
