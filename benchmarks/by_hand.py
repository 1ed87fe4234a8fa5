"""What somebody would write by hand for the entry routes of two schemes on one day, in Python and in Polars.

Both keep what is unknown apart from no, as the engine does, and are held to its answers before anything is measured.
The figures stand in the code, as they do in code written by hand: those of 1 March 2026.
"""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

DAY = date(2026, 3, 1)
ADULT, FIFTY = date(2008, 3, 1), date(1975, 3, 2)
YEAR_AGO, HALF_A_YEAR_AGO, GRADUATED = date(2025, 3, 1), date(2025, 9, 1), date(2021, 1, 1)
EXCLUDED = frozenset({"AFG", "CUB", "PRK"})
CHINA = frozenset({"CHN", "HKG", "MAC", "TWN"})
SCHEMES = frozenset({"asmtp", "assg", "gep", "iang", "newcies", "qmas", "techtas", "tps", "vpas"})
ROUTES = ("qmas.gpt", "qmas.apt", "ttps.a", "ttps.b", "ttps.c")
Truth = bool | None


def every(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def some(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


def no(truth: Truth) -> Truth:
    return None if truth is None else not truth


def at_least(value: Any, least: Any) -> Truth:
    return None if value is None else value >= least


def at_most(value: Any, most: Any) -> Truth:
    return None if value is None else value <= most


def among(value: str | None, codes: frozenset[str]) -> Truth:
    return None if value is None else value in codes


def touches(values: frozenset[str] | None, codes: frozenset[str]) -> Truth:
    return None if values is None else not values.isdisjoint(codes)


def decide(p: Mapping[str, Any]) -> tuple[Truth, ...]:
    """Return the five routes for one person."""
    nationalities, residence = p["nationalities"], p["permanent_residence"]
    allowed = no(touches(nationalities, EXCLUDED))
    outside = no(None if residence is None else residence <= CHINA)
    abroad = no(among(p["applying_from"], CHINA))
    settled = every(no(among(p["residence_place"], CHINA)), at_most(p["residence_since"], YEAR_AGO), abroad)
    foreign = no(touches(nationalities, frozenset({"CHN"})))
    passport = no(among(p["passport"], frozenset({"CHN"})))
    overseas = some(foreign, passport, p["mainland_resident"], outside, settled)
    strict = some(foreign, passport, p["mainland_resident"], every(outside, some(abroad, None)), settled)
    clean, unburdened = no(p["criminal_record"]), p["likely_burden"] is not True
    shared = (
        allowed,
        p["security_objection"] is not True,
        p["valid_travel_document"],
        unburdened,
        p["right_of_abode"] is not True,
    )
    points = [
        at_least(p["date_of_birth"], FIFTY),
        p["eligible_higher_degree"],
        p["eligible_stem_degree"],
        some(
            every(p["speaks_chinese"], p["speaks_english"]),
            every(some(p["speaks_chinese"], p["speaks_english"]), at_least(p["other_language_count"], 1)),
            at_least(p["other_language_count"], 2),
        ),
        p["speaks_english"],
        at_least(p["specialist_work_months"], 60),
        at_least(p["reputable_work_months"], 36),
        at_least(p["chosen_sector_work_months"], 36),
        at_least(p["international_work_months"], 24),
        at_least(p["income_of_last_year"], 1_000_000),
        every(at_least(p["unlisted_share_percent"], 50), at_least(p["annual_profit"], 5_000_000)),
        every(at_least(p["listed_share_percent"], 10), p["listed_influence"]),
    ]
    certain = points.count(True)
    six = True if certain >= 6 else False if certain + points.count(None) < 6 else None
    qmas = every(
        at_most(p["date_of_birth"], ADULT), p["can_support_household"], clean, no(p["adverse_immigration_record"]),
        some(p["university_degree"], p["proven_ability"]), strict, *shared,
    )  # fmt: skip
    before = p["previous_initial_stay"]
    limit = p["limit_of_stay"]
    others = some(no(touches(before, SCHEMES)), None if limit is None else limit < HALF_A_YEAR_AGO, None)
    ttps = every(
        no(touches(before, frozenset({"ttps"}))), True if others else None, overseas, clean,
        no(p["serious_crime_record"]), *shared,
    )  # fmt: skip
    degree = every(p["eligible_degree"], p["eligible_degree_verified"])
    enough = at_least(p["graduate_work_months"], 36)
    recent = at_least(p["eligible_degree_latest"], GRADUATED)
    return (
        every(qmas, six),
        every(qmas, some(p["exceptional_award"], p["peer_recognition"])),
        every(ttps, at_least(p["countable_income"], 2_500_000)),
        every(ttps, degree, enough),
        every(ttps, degree, recent, no(enough), no(p["local_degree_on_student_visa"])),
    )


def touching(
    column: str, codes: frozenset[str], values: Mapping[str, list[str]], *, whole: bool = False
) -> pl.Expr:
    """Return a test of several codes, looked up by the values the column has."""
    parts = {value: set(value.strip("|").split("|")) - {""} for value in values[column]}
    fits = [value for value, found in parts.items() if (found <= codes if whole else found & codes)]
    return pl.col(column).is_in(fits)


def with_routes(frame: pl.LazyFrame, values: Mapping[str, list[str]]) -> pl.LazyFrame:
    """Return the five routes of a population, as nullable truths: Polars has Kleene's logic itself."""
    c = pl.col
    first = frame.with_columns(
        allowed=~touching("nationalities", EXCLUDED, values),
        foreign=~touching("nationalities", frozenset({"CHN"}), values),
        outside=~touching("permanent_residence", CHINA, values, whole=True),
        abroad=~c("applying_from").is_in(list(CHINA)),
        away=~c("residence_place").is_in(list(CHINA)) & (c("residence_since") <= YEAR_AGO),
        passport_else=c("passport") != "CHN",
        clean=~c("criminal_record"),
        enough=c("graduate_work_months") >= 36,
        degree=c("eligible_degree") & c("eligible_degree_verified"),
        held=~touching("previous_initial_stay", frozenset({"ttps"}), values),
        others=(
            ~touching("previous_initial_stay", SCHEMES, values) | (c("limit_of_stay") < HALF_A_YEAR_AGO)
        ).fill_null(value=False),
    )
    none = pl.lit(None, pl.Boolean)
    points = [
        c("date_of_birth") >= FIFTY, c("eligible_higher_degree"), c("eligible_stem_degree"),
        (c("speaks_chinese") & c("speaks_english"))
        | ((c("speaks_chinese") | c("speaks_english")) & (c("other_language_count") >= 1))
        | (c("other_language_count") >= 2),
        c("speaks_english"), c("specialist_work_months") >= 60, c("reputable_work_months") >= 36,
        c("chosen_sector_work_months") >= 36, c("international_work_months") >= 24,
        c("income_of_last_year") >= 1_000_000,
        (c("unlisted_share_percent") >= 50) & (c("annual_profit") >= 5_000_000),
        (c("listed_share_percent") >= 10) & c("listed_influence"),
    ]  # fmt: skip
    named = {f"point_{place}": point for place, point in enumerate(points)}
    counted = [c(name) for name in named]
    second = first.with_columns(
        **named,
        settled=c("away") & c("abroad"),
        shared=reduce(
            and_,
            [
                c("allowed"), c("security_objection").fill_null(value=False).not_(), c("valid_travel_document"),
                c("likely_burden").fill_null(value=False).not_(), c("right_of_abode").fill_null(value=False).not_(),
                c("clean"),
            ],
        ),
    ).with_columns(
        least=reduce(lambda a, b: a + b, (one.fill_null(value=False).cast(pl.Int8) for one in counted)),
        most=reduce(lambda a, b: a + b, (one.fill_null(value=True).cast(pl.Int8) for one in counted)),
        here=reduce(or_, [c("foreign"), c("passport_else"), c("mainland_resident"), c("settled")]),
    )  # fmt: skip
    third = second.with_columns(
        qmas=c("shared") & (c("date_of_birth") <= ADULT) & c("can_support_household")
        & ~c("adverse_immigration_record") & (c("university_degree") | c("proven_ability"))
        & (c("here") | (c("outside") & (c("abroad") | none))),
        ttps=c("shared") & c("held") & (c("others") | none) & (c("here") | c("outside")) & ~c("serious_crime_record"),
        six=pl.when(c("least") >= 6).then(statement=True).when(c("most") < 6).then(statement=False),
    )  # fmt: skip
    return third.select(
        c("qmas").and_(c("six")).alias(ROUTES[0]),
        c("qmas").and_(c("exceptional_award") | c("peer_recognition")).alias(ROUTES[1]),
        c("ttps").and_(c("countable_income") >= 2_500_000).alias(ROUTES[2]),
        c("ttps").and_(c("degree"), c("enough")).alias(ROUTES[3]),
        c("ttps").and_(
            c("degree"), c("eligible_degree_latest") >= GRADUATED, ~c("enough"), ~c("local_degree_on_student_visa")
        ).alias(ROUTES[4]),
    )  # fmt: skip


def totals(frame: pl.LazyFrame, values: Mapping[str, list[str]]) -> pl.LazyFrame:
    """Return how many meet each route, and how many may."""
    routes = with_routes(frame, values)
    sums = [pl.col(name).sum().alias(f"{name} meets") for name in ROUTES]
    return routes.select(
        *sums, *(pl.col(name).fill_null(value=True).sum().alias(f"{name} may") for name in ROUTES)
    )
