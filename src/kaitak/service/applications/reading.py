"""A group as it stands at one moment: its pages, answers, profile and slots, each worked out once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from kaitak import rules
from kaitak.service.applications.days import hong_kong_day
from kaitak.service.applications.models import Group, Part
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.procedures import procedure_of
from kaitak.service.documents.models import Upload
from kaitak.service.documents.selectors import uploads_of

T = TypeVar("T")


class Reading:
    """What the rules say of a group's parts. After sending it is read as of the moment it was sent.

    ``part`` is a part that the caller has in hand, perhaps changed and not saved yet; it is read as it is.
    """

    def __init__(self, group: Group, at: datetime, part: Part | None = None) -> None:
        self.group, self.in_hand = group, part
        self.at = group.submitted_at or group.sent_at or at
        self.day = hong_kong_day(self.at)
        self.policy, self.procedure = policy_of(group), procedure_of(group)
        self._kept: dict[tuple[object, ...], Any] = {}

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in order, each knowing this very group."""
        parts = list(self.group.parts.select_related("application"))
        parts = [self.in_hand if self.in_hand and one.pk == self.in_hand.pk else one for one in parts]
        for one in parts:
            one.group = self.group
        return parts

    @cached_property
    def company(self) -> Part | None:
        """The company's part, where there is one."""
        return next((part for part in self.parts if part.kind == Part.Kind.COMPANY), None)

    @cached_property
    def profile(self) -> dict[str, Any]:
        """The profile that the counted answers of all parts make."""
        answers: dict[str, Any] = {}
        for part in self.parts:
            if part.kind == Part.Kind.DEPENDANT:
                answers.setdefault(part.kind, []).append(self.counted(part))
            else:
                answers[part.kind] = self.counted(part)
        self._answers = answers
        return rules.profile_of(self.policy, self.procedure, answers)

    def pages(self, part: Part) -> list[rules.Page]:
        """Return the pages of a part that are shown with its present answers."""
        return self._once(
            ("pages", part.pk),
            lambda: rules.visible_pages(
                self.policy, self.procedure, part.kind, part.answers, day=self.day, profile=self.others(part)
            ),
        )

    def facts(
        self, part: Part, page: rules.Page, answers: Mapping[str, Any] | None = None
    ) -> list[rules.PageFact]:
        """Return the questions of a page that are shown, with other answers than the part's where they are given."""
        given = part.answers if answers is None else answers
        return rules.visible_facts(
            self.policy, self.procedure, page, given, day=self.day, profile=self.others(part)
        )

    def missing(self, part: Part) -> list[tuple[str, str]]:
        """Return page and fact of every required answer a part lacks."""
        return self._once(
            ("missing", part.pk),
            lambda: rules.missing_answers(
                self.policy, self.procedure, part.kind, part.answers, day=self.day, profile=self.others(part)
            ),
        )

    def counted(self, part: Part) -> dict[str, Any]:
        """Return the answers that count: those of questions that are shown. The others are kept, and wait."""
        return self._once(("counted", part.pk), lambda: self._counted(part))

    def _counted(self, part: Part) -> dict[str, Any]:
        shown = [one.fact for page in self.pages(part) for one in self.facts(part, page)]
        return {name: part.answers[name] for name in shown if name in part.answers}

    def others(self, part: Part) -> dict[str, Any]:
        """Return the profile of the principal's and the company's other answers: conditions may look across parts."""
        return self._once(("others", part.pk), lambda: self._others(part))

    def _others(self, part: Part) -> dict[str, Any]:
        single = [one for one in self.parts if one.kind != Part.Kind.DEPENDANT and one.pk != part.pk]
        return rules.profile_of(self.policy, self.procedure, {one.kind: one.answers for one in single})

    def place(self, part: Part) -> str:
        """Return where a dependant stands in the profile (``family.children[0]``); empty for anybody else."""
        if part.kind != Part.Kind.DEPENDANT:
            return ""
        _ = self.profile
        before = [one.pk for one in self.parts if one.kind == Part.Kind.DEPENDANT]
        return rules.place_of(self.policy, self.procedure, part.kind, self._answers, before.index(part.pk))

    def slots(self, part: Part, language: str = "en") -> list[rules.Slot]:
        """Return the document slots that apply to a part, exempt ones included."""
        return self._once(
            ("slots", part.pk, language),
            lambda: rules.document_slots(
                self.policy,
                self.group.scheme,
                self.procedure.name,
                self.profile,
                day=self.day,
                party=part.kind,
                place=self.place(part),
                lang=rules.language(language),
            ),
        )

    @cached_property
    def _uploads(self) -> list[Upload]:
        return list(uploads_of(self.group.case))

    def files(self, part: Part) -> dict[str, list[str]]:
        """Return the digests of a part's files by slot, in their order."""
        files: dict[str, list[str]] = {}
        for upload in self._uploads:
            if upload.part == str(part.pk):
                files.setdefault(upload.slot, []).append(upload.sha256)
        return files

    def assessment(self, language: str) -> dict[str, Any]:
        """Return the engine's answer on the group."""
        return self._once(
            ("assessment", language),
            lambda: rules.assess(
                self.policy,
                self.profile,
                day=self.day,
                schemes=[self.group.scheme],
                submitted_at=self.at,
                lang=rules.language(language),
            ),
        )

    def _once(self, key: tuple[object, ...], work: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = work()
        kept: T = self._kept[key]
        return kept
