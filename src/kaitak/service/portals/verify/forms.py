"""What somebody shows or types of an e-Visa."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitak.service.pages.days import birth_field


class PhotoForm(forms.Form):
    """A photograph of the code, taken now."""

    prefix = "photo"
    file = forms.FileField(
        label=_("Photograph of the code"),
        help_text=_("The whole square, from close by, straight and sharp."),
        error_messages={
            "required": _("Take or choose a photograph first."),
            "empty": _("The photograph is empty. Take it again."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )


class FileForm(forms.Form):
    """A file that shows the e-Visa."""

    prefix = "file"
    file = forms.FileField(
        label=_("File of the e-Visa"),
        help_text=_("PDF, JPEG, GIF or PNG, at most 6 MB."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.gif,.png"}),
    )


class ParticularsForm(forms.Form):
    """What is printed on an e-Visa."""

    number = forms.CharField(
        label=_("e-Visa number"),
        help_text=_("It stands at the top of the e-Visa. Spaces and small letters do not matter."),
        max_length=60,
        error_messages={"required": _("Enter the e-Visa number, such as 7K3M-Q2WX-9TDA.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    travel_document = forms.CharField(
        label=_("Travel document number"),
        help_text=_("As printed on the e-Visa."),
        max_length=60,
        error_messages={"required": _("Enter the travel document number as printed on the e-Visa.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    date_of_birth = birth_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name in ("number", "travel_document"):
            self.fields[name].widget.look = {"width": 20, "spellcheck": False}
        self.fields["date_of_birth"].help_text = _("Of the holder. For example, 27 3 1990.")
