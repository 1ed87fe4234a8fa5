"""The words that stand beside a shape: verdicts, criteria's statuses, tasks' states."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERDICTS = {
    "meets": _("Meets the published criteria"),
    "fails": _("Does not meet them"),
    "undetermined": _("Cannot be said yet"),
    "closed": _("Not open"),
}
STATUSES = {
    "met": pgettext_lazy("criterion", "Met"),
    "not_met": pgettext_lazy("criterion", "Not met"),
    "unknown": pgettext_lazy("criterion", "Not known yet"),
    "judgement": pgettext_lazy("criterion", "An officer judges this"),
    "unsourced": pgettext_lazy("criterion", "Not published"),
}
TASK_STATES = {
    "done": pgettext_lazy("task", "Done"),
    "doing": pgettext_lazy("task", "In progress"),
    "todo": pgettext_lazy("task", "To do"),
    "later": pgettext_lazy("task", "Cannot start yet"),
    "theirs": pgettext_lazy("task", "Waiting for someone else"),
    "problem": pgettext_lazy("task", "There is a problem"),
}
CONFIDENCES = {
    "inferred": _("inferred from an official source"),
    "press": _("from the press"),
    "third_party": _("from a third party"),
}
