"""One question of the interview as a form: a purpose, a fact, or one record of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitak.rules import Fact, Policy
from kaitak.rules.model import Reduction
from kaitak.rules.nodes import FieldName
from kaitak.service.pages.carried import Interview
from kaitak.service.pages.questions import AnswersForm, Ask, RecordForm, form_for, record_form, writer

PURPOSES = {
    "entry": _("Come to Hong Kong"),
    "extension": _("Stay longer: I am in Hong Kong under one of the schemes"),
}
NONE_OF_THEM = "~none"
LISTS = ("choices", "countries", "texts", "rates")


class PurposeForm(forms.Form):
    """Asks what somebody wants to do: the kinds of route there are."""

    purpose = forms.ChoiceField(
        label=_("What do you want to do?"),
        error_messages={
            "required": _("Choose what you want to do."),
            "invalid_choice": _("Choose what you want to do."),
        },
        widget=forms.RadioSelect,
    )

    def __init__(self, kinds: list[str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["purpose"].choices = [(kind, PURPOSES.get(kind, kind)) for kind in kinds]  # type: ignore[attr-defined]


class MeantForm(forms.Form):
    """Asks which of a list's names somebody means by what they wrote."""

    meant = forms.ChoiceField(
        error_messages={"required": _("Choose a name, or say that it is none of them.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, written: str, names: Sequence[str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, label_suffix="")
        field = self.fields["meant"]
        field.label = _("Which of these do you mean by “%(written)s”?") % {"written": written}
        field.choices = [  # type: ignore[attr-defined]
            *((name, name) for name in names),
            (NONE_OF_THEM, _("None of these")),
        ]


def kinds_of(policy: Policy, scheme: str) -> list[str]:
    """Return the kinds of route a person can ask about, in the order of the policy."""
    routes = policy.routes_of(scheme) if scheme else policy.routes.values()
    return list(dict.fromkeys(route.kind for route in routes if not route.person))


def question(
    policy: Policy, fact: Fact, interview: Interview, day: date, language: str, data: Mapping[str, Any] | None
) -> AnswersForm:
    """Return the form that asks one fact."""
    is_list = fact.kind in LISTS
    needed = bool(fact.limits.get("least")) if is_list else True
    return form_for(
        [Ask(fact, required=needed, mark=False)],
        language=language,
        answers=interview.answers,
        data=data,
        write=writer(policy, language, day),
        day=day,
    )


def told_by(policy: Policy, fact: Fact) -> Fact:
    """Return a list's fact with the fields that some rule reads: what no rule reads is not asked here."""
    read: set[str] = set()
    for derivation in policy.derivations.values():
        for version in derivation.timeline.versions:
            content = version.content
            if isinstance(content, Reduction) and content.over == fact.name:
                named = (
                    {node.name for node in content.where.walk() if isinstance(node, FieldName)}
                    if content.where
                    else set()
                )
                read |= {*named, *content.period, content.field}
    read |= {field.currency for name, field in fact.fields.items() if name in read}
    first = next(iter(fact.fields))
    fields = {
        name: field for name, field in fact.fields.items() if name == first or {name, field.spoken} & read
    }
    return replace(fact, fields=fields)


def record_question(
    policy: Policy,
    fact: Fact,
    day: date,
    language: str,
    record: Mapping[str, Any] | None,
    data: Mapping[str, Any] | None,
) -> RecordForm:
    """Return the form for one record of a list."""
    return record_form(
        told_by(policy, fact),
        language=language,
        record=record,
        data=data,
        write=writer(policy, language, day),
        day=day,
    )
