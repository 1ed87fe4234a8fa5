"""A form with one field of each kind, for the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kaitak.service.pages.widgets import DayInput


class SampleForm(forms.Form):
    """One field of each kind."""

    heads_page = False

    name = forms.CharField(label=_("Full name"), help_text=_("As in your travel document, in Latin letters."))
    pay = forms.IntegerField(label=_("Monthly pay"), widget=forms.TextInput)
    note = forms.CharField(label=_("Anything else"), required=False, max_length=500, widget=forms.Textarea)
    resident = forms.ChoiceField(
        label=_("Do you live in Hong Kong now?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you write and speak well?"),
        choices=[("zh", _("Chinese")), ("en", _("English"))],
        widget=forms.CheckboxSelectMultiple,
    )
    born = forms.CharField(label=_("Date of birth"), help_text=_("For example, 27 3 1990."), widget=DayInput)
    way = forms.ChoiceField(
        label=_("How do you want to pay?"),
        choices=[
            ("card", _("Card: VISA, Mastercard, UnionPay, JCB")),
            ("fps", _("Faster Payment System (FPS)")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["pay"].widget.look = {"width": 10, "prefix": "HK$"}
        self.fields["way"].widget.look = {"choices": True}
