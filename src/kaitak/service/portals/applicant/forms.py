"""What somebody is asked who comes to an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitak.service.pages.days import birth_field


class ReferenceForm(forms.Form):
    """An application reference number and the date of birth of the person it is of."""

    reference = forms.CharField(
        label=_("Application reference number"),
        help_text=_("It was e-mailed when the file was opened. Spaces and small letters do not matter."),
        max_length=60,
        error_messages={"required": _("Enter the reference number, such as 7K3M-Q2WX-9TDA.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    date_of_birth = birth_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["reference"].widget.look = {"width": 20, "spellcheck": False}


class ResumeForm(ReferenceForm):
    """A temporary reference and the date of birth of the principal applicant."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reference, born = self.fields["reference"], self.fields["date_of_birth"]
        reference.label = _("Temporary reference")
        reference.help_text = _("It begins with T and stands on each page of the draft and in our e-mails.")
        reference.error_messages["required"] = _("Enter the temporary reference, such as T-7K3M-Q2WX-9TDA.")
        born.help_text = _("Of the principal applicant. For example, 27 3 1990.")


class CodeForm(forms.Form):
    """The six digits that were mailed."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=12,
        error_messages={"required": _("Type the six digits of the code from the newest e-mail.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["code"].widget.look = {"width": 10, "inputmode": "numeric"}
