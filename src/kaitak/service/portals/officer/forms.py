"""The office's forms."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitak.service.applications.models import Application, Part
from kaitak.service.casework.letters import name_of
from kaitak.service.casework.models import CaseFile, Finding, Outcome
from kaitak.service.casework.services import Proposal, Wanted

LINES = forms.Textarea(attrs={"rows": 3})


class QueueForm(forms.Form):
    """What the queue is narrowed to."""

    search = forms.CharField(label=_("Reference, name or date of birth"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [("", _("All that are open")), *CaseFile.Stage.choices]  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    """What an officer found about one fact."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"), choices=Finding.Verdict.choices, widget=forms.RadioSelect
    )
    page = forms.CharField(
        label=_("Where you saw it"),
        required=False,
        help_text=_("The document and its page, for example passport, 2."),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=LINES, help_text=_("Needed unless you confirm the answer.")
    )

    def __init__(self, *args: Any, can_correct: bool, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "finding")
        super().__init__(*args, **kwargs)
        if not can_correct:
            verdicts = [one for one in Finding.Verdict.choices if one[0] != Finding.Verdict.CORRECTED]
            self.fields["verdict"].choices = verdicts  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """One letter that asks for up to six documents."""

    LINES_SHOWN = 6

    def __init__(self, *args: Any, parts: Sequence[Part], reply_by: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(part.pk), name_of(part) or part.get_kind_display()) for part in parts]
        for number in range(self.LINES_SHOWN):
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label=_("Whose"), choices=choices, required=False
            )
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Document"), required=False, max_length=200
            )
            self.fields[f"why_{number}"] = forms.CharField(label=_("What it has to show"), required=False)
        for field in self.fields.values():
            field.marks_optional = False  # type: ignore[attr-defined]
        self.fields["reply_by"] = forms.DateField(
            label=_("Reply by"),
            initial=reply_by,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def wanted(self) -> list[Wanted]:
        """Return the lines that were filled in."""
        given = self.cleaned_data
        return [
            Wanted(given[f"part_{number}"], given[f"title_{number}"], given[f"why_{number}"])
            for number in range(self.LINES_SHOWN)
            if given[f"title_{number}"].strip()
        ]

    @property
    def has_many(self) -> bool:
        """Whether more lines are filled in than are shown at first."""
        return any(self[f"title_{number}"].value() for number in range(2, self.LINES_SHOWN))

    def lines(self) -> list[list[Any]]:
        """Return the fields of each line, for the page."""
        return [
            [self[f"{name}_{number}"] for name in ("part", "title", "why")]
            for number in range(self.LINES_SHOWN)
        ]


class ProposalForm(forms.Form):
    """What is proposed for one application."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect)
    stay_months = forms.TypedChoiceField(
        label=_("Initial stay"), required=False, coerce=int, empty_value=None
    )
    stay_reason = forms.CharField(label=_("Reason for this stay"), required=False)
    reasons = forms.CharField(label=_("Reasons"), widget=LINES)

    def __init__(
        self,
        *args: Any,
        application: Application,
        decided: int | None,
        possible: Sequence[int],
        **kwargs: Any,
    ) -> None:
        kwargs["prefix"] = str(application.index)
        super().__init__(*args, **kwargs)
        self.application = application
        if decided is not None or application.index > 0:
            del self.fields["stay_months"], self.fields["stay_reason"]
        elif possible:
            choices = [
                ("", "—"),
                *((months, _("%(months)s months") % {"months": months}) for months in possible),
            ]
            self.fields["stay_months"].choices = choices  # type: ignore[attr-defined]
        else:
            self.fields["stay_months"] = forms.IntegerField(
                label=_("Initial stay, in months"), required=False, min_value=1, max_value=120
            )

    def proposal(self) -> Proposal:
        """Return what was proposed."""
        given = self.cleaned_data
        return Proposal(
            str(self.application.pk),
            Outcome(given["outcome"]),
            given["reasons"],
            stay_months=given.get("stay_months"),
            stay_reason=given.get("stay_reason", ""),
        )


class ReasonForm(forms.Form):
    """A reason, where nothing else is asked."""

    reason = forms.CharField(label=_("Reason"), widget=LINES)


class SuspendForm(forms.Form):
    """What is suspended, and why."""

    pool = forms.ChoiceField(label=_("Which places"), required=False)
    reason = forms.CharField(label=_("Reason"), widget=LINES)

    def __init__(self, *args: Any, pools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pool"].marks_optional = False  # type: ignore[attr-defined]
        self.fields["pool"].choices = [("", _("The whole intake")), *pools]  # type: ignore[attr-defined]


class ResumptionForm(forms.Form):
    """From when released places are given out."""

    pool = forms.ChoiceField(label=_("Which places"), required=False)
    resumes_at = forms.DateTimeField(
        label=_("The places are given out from"),
        help_text=_("Hong Kong time. It is announced on the public page."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, pools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pool"].marks_optional = False  # type: ignore[attr-defined]
        self.fields["pool"].choices = [("", _("The whole intake")), *pools]  # type: ignore[attr-defined]
