"""Two days side by side, and with the answers of a link what they mean for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kaitak.rules import Policy, compare
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.carried import read
from kaitak.service.pages.languages import current_language
from kaitak.service.pages.words import STATUSES
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.days import DayForm, DayInput, check_range
from kaitak.service.portals.public.past.changes import change_lines, chosen_scheme, scheme_choices
from kaitak.service.portals.public.past.words import KINDS, SIDES, STATES
from kaitak.service.portals.public.sources import with_title


class TwoDaysForm(forms.Form):
    """Asks for two days, and for one scheme or all."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    a = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, policy: Policy, language: str, *data: object, **more: object) -> None:
        super().__init__(*data, label_suffix="", **more)  # type: ignore[arg-type, misc]
        self.fields["scheme"].choices = scheme_choices(policy, language)  # type: ignore[attr-defined]
        self.fields["from"] = _day_field(_("The earlier day"))
        self.fields["to"] = _day_field(_("The later day"))

    def clean(self) -> dict[str, Any]:
        """Say where the days are in the wrong order."""
        found = super().clean() or {}
        first, last = found.get("from"), found.get("to")
        if first and last and last < first:
            self.add_error("to", _("Choose a day that is not before the earlier day."))
        return found


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages=DayForm.base_fields["on"].error_messages,
        validators=[check_range],
        widget=DayInput(format="%Y-%m-%d"),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """Everything of one kind that differs."""

    title: str
    is_criteria: bool
    rows: list[Mapping[str, Any]]


@require_safe
@admits(anyone)
def comparing(request: ActorRequest) -> HttpResponse:
    """Ask for two days, and show what differs."""
    policy, language, today = current_policy(), current_language().code, clock.today()
    asked = request.GET if {"from", "to"} & set(request.GET) else None
    initial = {
        "from": today.replace(year=today.year - 1, day=1),
        "to": today,
        "scheme": chosen_scheme(policy, request.GET.get("scheme", "")),
        "a": request.GET.get("a", ""),
    }
    form = TwoDaysForm(policy, language, *((asked,) if asked else ()), initial=initial)
    context: dict[str, Any] = {"form": form, "answers": initial["a"]}
    if asked and form.is_valid():
        context |= _compared(policy, form.cleaned_data, today, language)
    return render(request, "public/compare.html", context, status=400 if form.errors else 200)


def _compared(policy: Policy, asked: Mapping[str, Any], today: date, language: str) -> dict[str, Any]:
    first, last, scheme = asked["from"], asked["to"], asked["scheme"]
    interview = read(asked["a"], policy, today) if asked["a"] else None
    person = interview.profile(policy) if interview else None
    schemes = [scheme] if scheme else None
    found = compare(policy, first, last, person, schemes=schemes, lang=language)
    wanted = {f"{one['day']}.{one['kind']}.{one['id']}.{one['how']}" for one in found["changes"]}
    return {
        "first": first,
        "last": last,
        "sections": [
            Section(
                str(KINDS[kind]), kind == "criteria", [_row(policy, one, language) for one in found[kind]]
            )
            for kind in KINDS
            if found[kind]
        ],
        "lines": [one for one in change_lines(policy, scheme, language) if one.id in wanted],
        "person": _person(found["person"]) if person else None,
    }


def _row(policy: Policy, one: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    before, after = (_side(policy, one[name], language) for name in ("before", "after"))
    return {**one, "before": before, "after": after, "is_list": "added" in one}


def _side(policy: Policy, side: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    state = str(SIDES.get(side["state"], ""))
    source = with_title(policy, side["source"], language) if "source" in side else None
    return {"text": side.get("text") or state, "state": state if side.get("text") else "", "source": source}


def _person(person: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the routes that turned, or of which a criterion did; a criterion in the way its newer answer reads."""
    told = [
        {**route, "criteria": [_turned(one) for one in route["criteria"]]}
        for route in person["routes"]
        if route["before"] != route["after"] or route["criteria"]
    ]
    return {"routes": told, "turned": person["turned"]}


def _turned(one: Mapping[str, Any]) -> Mapping[str, Any]:
    status = {name: str(STATUSES.get(one[name], STATES["not_required"])) for name in ("before", "after")}
    return {**one, **status, "by_time": not one["because"]}
