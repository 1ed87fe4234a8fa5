"""What changed, and when: every change of the policy, year by year, of one scheme or of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kaitak.rules import Policy, changes
from kaitak.service.applications.policy import current_policy
from kaitak.service.pages.languages import current_language
from kaitak.service.portals.admission import ActorRequest, admits, anyone
from kaitak.service.portals.public import clock
from kaitak.service.portals.public.scheme_page.history import ChangeLine, change_line


class SchemeForm(forms.Form):
    """Asks for one scheme, or all."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)

    def __init__(self, policy: Policy, language: str, *data: object, **more: object) -> None:
        super().__init__(*data, label_suffix="", **more)  # type: ignore[arg-type, misc]
        self.fields["scheme"].choices = scheme_choices(policy, language)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Year:
    """The changes of a year, the newest first."""

    number: int
    lines: Sequence[ChangeLine]


@require_safe
@admits(anyone)
def changes_page(request: ActorRequest) -> HttpResponse:
    """Show what changed, and when."""
    policy, language, today = current_policy(), current_language().code, clock.today()
    scheme = chosen_scheme(policy, request.GET.get("scheme", ""))
    lines = change_lines(policy, scheme, language)
    query = f"?scheme={scheme}" if scheme else ""
    context = {
        "form": SchemeForm(policy, language, initial={"scheme": scheme}),
        "scheme": scheme,
        "title": policy.schemes[scheme].short_title.in_language(language) if scheme else "",
        "coming": [one for one in lines if one.day > today][::-1],
        "years": list(_years(lines, today)),
        "feed": reverse("public:feed") + query,
        "query": query,
    }
    return render(request, "public/changes_page.html", context)


def scheme_choices(policy: Policy, language: str) -> list[tuple[str, str]]:
    """Return every scheme to choose from, and all of them first."""
    named = [(one.code, one.short_title.in_language(language)) for one in policy.schemes.values()]
    return [("", _("All schemes")), *named]


def chosen_scheme(policy: Policy, asked: str) -> str:
    """Return the scheme asked for; none where there is no such scheme."""
    return asked if asked in policy.schemes else ""


def change_lines(policy: Policy, scheme: str, language: str) -> list[ChangeLine]:
    """Return every change of a scheme, or of all, ready to print; the newest first."""
    found = changes(policy, language, schemes=[scheme] if scheme else None)
    return [change_line(policy, one, (), language) for one in found]


def _years(lines: Sequence[ChangeLine], today: date) -> Iterator[Year]:
    past = [one for one in lines if one.day <= today]
    for number, found in groupby(past, key=lambda one: one.day.year):
        yield Year(number, list(found))
