"""The words after a number."""

from django.utils.translation import pgettext_lazy

UNITS = {
    "day": pgettext_lazy("unit", "days"),
    "week": pgettext_lazy("unit", "weeks"),
    "month": pgettext_lazy("unit", "months"),
    "year": pgettext_lazy("unit", "years"),
    "hour": pgettext_lazy("unit", "hours"),
    "minute": pgettext_lazy("unit", "minutes"),
    "percent": "%",
    "person": pgettext_lazy("unit", "persons"),
    "point": pgettext_lazy("unit", "points"),
}
