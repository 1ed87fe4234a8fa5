"""Made-up content for the style guide."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kaitak.service.pages.formats import HONG_KONG
from kaitak.service.pages.shapes import (
    CaseLine,
    Departure,
    Lane,
    Pool,
    Row,
    Slot,
    SlotFile,
    Span,
    Station,
    Task,
)

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=HONG_KONG)
TODAY = NOW.date()


def sample_content() -> dict[str, Any]:
    """Return one example of each component's content."""
    return {
        "today": TODAY,
        "now": NOW,
        "departures": _departures(),
        "pools": _pools(),
        "tasks": _tasks(),
        "stations": _stations(),
        "criteria": _criteria(),
        "routes": _routes(),
        "slots": _slots(),
        "lanes": _lanes(),
        "rows": _rows(),
        "held_until": NOW + timedelta(minutes=29, seconds=5),
        "queue": _queue(),
        "verdicts": ["meets", "fails", "undetermined", "closed"],
        "case_line": CaseLine(
            "TMP-7Q4K-92XD", _("Technical Professionals Stream"), NOW, kept_until=date(2026, 12, 7)
        ),
    }


def _departures() -> list[Departure]:
    return [
        Departure(
            _("Technical Professionals Stream"),
            "#tps",
            _("Skilled technicians with an offer in one of eight trades"),
            "open",
            pool=Pool("", 10_000, 2_380, 64),
            processing=_("4 weeks"),
        ),
        Departure(
            _("Top Talent Pass Scheme"),
            "#ttps",
            _("High income, or a degree of a listed university"),
            "open",
            processing=_("4 weeks"),
        ),
        Departure(
            _("Working Holiday Scheme, Japan"),
            "#whs",
            _("Young people who want to travel and work for a year"),
            "full",
            pool=Pool("", 1_500, 1_500),
            processing=_("2 weeks"),
        ),
        Departure(
            _("Capital Investment Entrant Scheme (2003)"),
            "#cies",
            _("Investors; no new applications"),
            "closed",
        ),
    ]


def _pools() -> list[Pool]:
    return [
        Pool(_("Lift and escalator"), 3_000, 1_204, 31),
        Pool(_("Nurses"), 3_000, 2_951, 18),
        Pool(_("Aircraft maintenance"), 3_000, 3_000, remark=_("No place left")),
        Pool(_("Marine"), 3_000, 6),
    ]


def _tasks() -> list[Task]:
    return [
        Task(_("About you"), "done", "#1"),
        Task(_("Your travel document"), "doing", "#2", _("3 of 5 answered")),
        Task(_("Your trade and employer"), "todo", "#3"),
        Task(
            _("The company's part"), "theirs", "", _("Sent to hr@example.com"), _("Waiting for the company")
        ),
        Task(_("Documents"), "problem", "#5", _("One file could not be read")),
        Task(_("Check and sign"), "later"),
    ]


def _stations() -> list[Station]:
    return [
        Station(_("Application received"), "past", NOW - timedelta(days=20)),
        Station(_("Documents checked"), "past", date(2026, 11, 9)),
        Station(
            _("Assessed by an officer"),
            "present",
            None,
            _("The Immigration officer's move. There is nothing for you to do."),
        ),
        Station(_("Decided"), "next", date(2026, 12, 18)),
        Station(_("e-Visa"), "next"),
    ]


def _criteria() -> list[dict[str, Any]]:
    source = {
        "id": "immd-tps",
        "title": _("Technical Professionals Stream, Immigration Department"),
        "page": "https://www.immd.gov.hk/",
        "at": _("paragraph 4"),
        "revised": "2025-12-19",
    }
    return [
        {
            "status": "met",
            "text": _("A degree or an equal qualification in the trade."),
            "found": _("Higher diploma"),
            "source": source,
        },
        {
            "status": "not_met",
            "text": _("At least three years of work in the trade."),
            "found": _("27 months"),
            "needed": _("36 months"),
            "source": source,
        },
        {"status": "unknown", "text": _("Pay is at the market level."), "source": source},
        {"status": "judgement", "text": _("The employer has a genuine vacancy."), "source": source},
        {
            "status": "unsourced",
            "text": _("The licence needed in this trade."),
            "source": {**source, "confidence": "press"},
        },
    ]


def _routes() -> list[dict[str, Any]]:
    return [
        {
            "title": _("Technical Professionals Stream"),
            "verdict": "undetermined",
            "why": _("2 answers missing"),
        },
        {"title": _("Top Talent Pass Scheme, category A"), "verdict": "fails", "why": _("annual income")},
        {"title": _("Top Talent Pass Scheme, category B"), "verdict": "meets"},
    ]


def _slots() -> list[Slot]:
    file = SlotFile(
        "passport-王.pdf",
        1_240_000,
        2,
        found=_("Passport, valid until 3 May 2031"),
        download="#open",
        remove="#remove",
    )
    return [
        Slot(
            "travel",
            _("Travel document"),
            _("The page with your photograph, all four corners visible."),
            upload="#upload",
        ),
        Slot(
            "degree",
            _("Proof of qualifications"),
            _("Certificates and transcripts."),
            files=[file],
            max_files=5,
            upload="#upload",
        ),
        Slot(
            "photo",
            _("Photograph"),
            _("Taken within six months, plain background."),
            errors=[_("This file is protected with a password. Save a copy without one and upload that.")],
            upload="#upload",
        ),
        Slot(
            "plan", _("Business plan"), required=None, exempt_because=_("Not needed: the company is listed.")
        ),
    ]


def _lanes() -> list[Lane]:
    return [
        Lane(
            _("Top Talent Pass, B"),
            [
                Span(date(2022, 12, 28), date(2025, 3, 31), "meets"),
                Span(date(2025, 4, 1), date(2027, 12, 31), "fails"),
            ],
            {date(2024, 11, 1): _("More universities were listed")},
        ),
        Lane(
            _("Technical Professionals"),
            [
                Span(date(2025, 6, 30), date(2026, 8, 31), "fails"),
                Span(date(2026, 9, 1), date(2027, 3, 31), "undetermined"),
                Span(date(2027, 4, 1), date(2027, 12, 31), "meets"),
            ],
            {date(2025, 6, 30): _("The stream opened")},
        ),
    ]


def _rows() -> list[Row]:
    return [
        Row(_("Name"), "CHAN Siu Ming Élodie", "#name"),
        Row(_("Name in Chinese"), "陳小明", "#chinese"),
        Row(_("Date of birth"), "Tuesday 1 May 1990", "#birth"),
        Row(_("Monthly pay"), "HK$25,000", "#pay"),
        Row(_("Licence"), "", "#licence"),
    ]


def _queue() -> list[dict[str, Any]]:
    return [
        {
            "reference": "K7Q4-92XD-3",
            "name": "CHAN Siu Ming",
            "trade": _("Lift and escalator"),
            "step": _("Assess"),
            "due": date(2026, 11, 20),
        },
        {
            "reference": "K1M8-40RB-9",
            "name": "DUPONT Élodie",
            "trade": _("Nurse"),
            "step": _("Decide"),
            "due": date(2026, 11, 25),
        },
        {
            "reference": "K9T2-77HC-1",
            "name": "TANAKA Hiro",
            "trade": _("Marine"),
            "step": _("Check documents"),
            "due": date(2026, 12, 11),
        },
    ]
