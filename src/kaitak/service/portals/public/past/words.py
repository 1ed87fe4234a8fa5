"""Words for versions, kinds of change and states."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kaitak.rules import Policy

STATES = {
    "tested": pgettext_lazy("version", "Required, and can be tested"),
    "judgement": pgettext_lazy("version", "Required; an officer judges it"),
    "unsourced": pgettext_lazy("version", "Required; what exactly is not published"),
    "not_required": pgettext_lazy("version", "Not required"),
}
SIDES = {
    "open": pgettext_lazy("scheme", "Open"),
    "closed": pgettext_lazy("scheme", "Not open"),
    "undetermined": gettext_lazy("Not known"),
    "none": gettext_lazy("Nothing"),
    "asked": gettext_lazy("Asked for"),
    "in_force": gettext_lazy("In force"),
    "uncertain": gettext_lazy("Changing around this day"),
    **STATES,
}
KINDS = {
    "routes": gettext_lazy("Routes opened and closed"),
    "criteria": gettext_lazy("Criteria and their words"),
    "figures": gettext_lazy("Figures"),
    "countings": gettext_lazy("What is counted in another way"),
    "lists": gettext_lazy("Lists"),
    "fees": gettext_lazy("Fees"),
    "quotas": gettext_lazy("Places"),
    "documents": gettext_lazy("Documents"),
}


def chosen_words(policy: Policy, chosen_by: str, language: str) -> str:
    """Return which day picks the version, where it is not the day of application."""
    if chosen_by == "applied_on":
        return ""
    label = policy.fact(chosen_by).label.in_language(language)
    return _("Which version applies is decided by: %(day)s") % {"day": label}
