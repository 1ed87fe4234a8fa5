"""Numbers of e-Visas: in the form of reference numbers, random, with a check character and no official prefix."""

from kaitak.service.applications.references import FORMS

FORM = FORMS["random_with_check_character"]


def new_number() -> str:
    """Return a new number such as ``7K3M-Q2WX-9TDA``."""
    return FORM.draw()


def read_number(typed: str) -> str | None:
    """Return a typed number as it is kept, or None where it cannot be one."""
    return FORM.read(typed)
