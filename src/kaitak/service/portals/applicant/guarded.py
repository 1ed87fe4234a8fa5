"""How a refusal is told on a page that asks who one is: at the form, what was typed kept."""

from django import forms
from django.core.exceptions import ValidationError

from kaitak.service.people.errors import ServiceError, TooManyAttempts


def refused(form: forms.Form, error: ServiceError) -> None:
    """Say why, without saying which of the answers was wrong."""
    form.add_error(None, ValidationError(str(error), code=error.code))


def status_of_page(form: forms.Form) -> int:
    """Return the answer's status: too many tries, a form to be mended, or an ordinary page."""
    if form.is_bound and form.has_error("__all__", TooManyAttempts.code):
        return 429
    return 422 if form.errors else 200
