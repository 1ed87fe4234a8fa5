"""A case as its page shows it: people with their answers and findings, documents, the engine's answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from kaitak import rules
from kaitak.service.applications.models import Application, Part, SignedContent
from kaitak.service.applications.reading import Reading
from kaitak.service.applications.selectors import signed_content_of
from kaitak.service.applications.verdicts import routes_of
from kaitak.service.casework import selectors
from kaitak.service.casework.letters import name_of
from kaitak.service.casework.models import CaseFile, Finding
from kaitak.service.casework.snapshots import corrected_profile
from kaitak.service.documents.models import Upload
from kaitak.service.pages.questions import answer_text, page_rows, writer
from kaitak.service.pages.shapes import Row


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, and what was found about it."""

    fact: str
    key: str
    value: object
    finding: Finding | None
    corrected: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one page."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's part, or the company's."""

    part: Part
    name: str
    kind: str
    sections: list[Section]
    uploads: list[Upload]
    missing: list[str]
    signed: SignedContent | None


class CaseReading:
    """What the page of a case shows."""

    def __init__(self, case_file: CaseFile, at: datetime) -> None:
        self.case_file, self.at = case_file, at
        self.language = get_language() or "en"
        self.reading = Reading(case_file.group, at)
        self.findings = selectors.findings_of(case_file)

    def sheets(self) -> list[Sheet]:
        """Return the parts in order."""
        return [self._sheet(part) for part in self.reading.parts]

    def _sheet(self, part: Part) -> Sheet:
        slots = self.reading.slots(part, self.language)
        uploads = [one for one in self.uploads if one.part == str(part.pk)]
        given = {one.slot for one in uploads}
        missing = [slot.title for slot in slots if slot.id not in given and slot.required is not False]
        title = part.application.kind if part.application else part.kind
        signed = signed_content_of(part)
        return Sheet(part, name_of(part), title, self._sections(part), uploads, missing, signed)

    def _sections(self, part: Part) -> list[Section]:
        found = {finding.fact: finding for finding in self.findings if finding.part_id == part.pk}
        return [
            Section(self._say(page.title), self._lines(part, page, found))
            for page in self.reading.pages(part)
        ]

    def _lines(self, part: Part, page: rules.Page, found: Mapping[str, Finding]) -> list[Line]:
        shown = self.reading.facts(part, page)
        rows = page_rows(
            self.reading.policy,
            self.reading.procedure,
            page,
            language=self.language,
            day=self.reading.day,
            answers=part.answers,
            profile=self.reading.others(part),
        )
        return [
            self._line(part, one.fact, row, found.get(one.fact)) for one, row in zip(shown, rows, strict=True)
        ]

    def _line(self, part: Part, fact: str, row: Row, finding: Finding | None) -> Line:
        corrected = ""
        if finding is not None and finding.verdict == Finding.Verdict.CORRECTED:
            write = writer(self.reading.policy, self.language, self.reading.day)
            known = self.reading.policy.fact(fact)
            corrected = answer_text(known, finding.value, language=self.language, write=write)
        return Line(fact, row.key, row.value, finding, corrected, self._finding_address(part, fact))

    def _finding_address(self, part: Part, fact: str) -> str:
        return reverse("officer:finding", args=[self.case_file.pk, part.pk, fact])

    def _say(self, text: rules.Text) -> str:
        return self.reading.policy.say(text, rules.language(self.language), self.reading.day)

    @property
    def uploads(self) -> list[Upload]:
        """The files of the case that are not removed."""
        return list(
            Upload.objects.filter(case=str(self.case_file.pk), removed_at=None).order_by("slot", "order")
        )

    def titles(self) -> dict[str, str]:
        """Return the title of each slot, further documents included."""
        known = {
            slot.id: slot.title
            for part in self.reading.parts
            for slot in self.reading.slots(part, self.language)
        }
        asked = {item.slot: item.title for one in self.case_file.requests.all() for item in one.items.all()}
        return {**known, **asked}

    def signed_routes(self) -> list[dict[str, Any]]:
        """Return the engine's answer over what was signed, route by route."""
        answer = self._explained(self.reading.profile, self.reading.assessment(self.language))
        return [*self.principals_routes(answer), *self._dependants_routes(answer)]

    def found_routes(self, today: date) -> list[dict[str, Any]]:
        """Return the engine's answer with the findings laid over, route by route."""
        profile = corrected_profile(self.case_file, self.findings, self.at)
        answer = self._explained(profile, self.found_answer(today))
        return [*self.principals_routes(answer), *self._dependants_routes(answer)]

    def _explained(self, profile: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer with one sentence on each criterion: why it is met, or not, or open."""
        return rules.explained(self.reading.policy, profile, answer, rules.language(self.language))

    def principals_routes(self, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the routes of the case's procedure that were open."""
        found = routes_of(self.case_file.group, answer)
        return [{**route, "person": ""} for route in found if route["verdict"] != "closed"]

    def _dependants_routes(self, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
        names = [name_of(part) for part in self.reading.parts if part.kind == Part.Kind.DEPENDANT]
        people = answer.get("dependants", [])
        shown = dict(zip((one["person"] for one in people), names, strict=False))
        return [
            {**route, "person": shown.get(one["person"]) or one["person"]}
            for one in people
            for route in one["routes"]
            if route["verdict"] != "closed"
        ]

    def found_answer(self, today: date) -> dict[str, Any]:
        """Return the engine's answer with the findings laid over, as if approved today."""
        return rules.assess(
            self.reading.policy,
            corrected_profile(self.case_file, self.findings, self.at),
            day=self.reading.day,
            schemes=[self.case_file.group.scheme],
            submitted_at=self.reading.at,
            approved_on=today,
            lang=rules.language(self.language),
        )


def applications_of(case_file: CaseFile) -> list[Application]:
    """Return the applications of a file, the principal's first."""
    return list(case_file.group.applications.select_related("part").order_by("index"))
