"""What can be refused here.

ServiceError
└── PeopleError
    ├── LinkNotUsable
    ├── CodeNotRight
    ├── CodeExpired
    └── TooManyAttempts
"""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ServiceError(Exception):
    """A refusal with a code and parameters. Its message is filled in late, in the language of whoever reads it."""

    code: ClassVar[str] = "refused"
    message: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        return str(self.message) % self.params


class PermissionRefused(ServiceError):
    """Whoever acts may not do this."""

    code = "permission_refused"
    message = _("You may not do this.")


class PeopleError(ServiceError):
    """A refusal of this room."""


class LinkNotUsable(PeopleError):
    code = "link_not_usable"
    message = _("This link no longer works. Ask for a new one; only the newest link works.")


class CodeNotRight(PeopleError):
    code = "code_not_right"
    message = _("That is not the code we sent. Check the newest e-mail and type its six digits.")


class CodeExpired(PeopleError):
    code = "code_expired"
    message = _("This code has expired. Ask for a new one.")


class TooManyAttempts(PeopleError):
    code = "too_many_attempts"
    message = _("There have been too many attempts. Wait %(minutes)s minutes and try again.")
