"""Forms of a filing that no policy describes."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kaitak.service.applications.models import SignedContent

LANGUAGE = forms.ChoiceField


class AddressForm(forms.Form):
    """An e-mail address and the language of what is sent to it."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Everything we send goes here."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class InvitationForm(AddressForm):
    """Whom to send a link to."""

    field_order = ["email", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "The link goes here. Whoever has it can fill in this part, so check the address."
        )


class CodeForm(forms.Form):
    """The six digits that were mailed."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PersonForm(forms.Form):
    """Who is added to the group."""

    kind = forms.ChoiceField(label=_("Who applies with you?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class SignatureForm(forms.Form):
    """A mark, and the name of whoever makes it."""

    signer_name = forms.CharField(label=_("Full name of the person who signs"), max_length=200)
    is_own = forms.BooleanField(label=_("This is how I sign"), required=False)
    relationship = forms.ChoiceField(
        label=_("Relationship to the child"),
        choices=SignedContent.Relationship.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your relationship to the child.")},
    )
    typed = forms.CharField(
        label=_("Type your full name to sign"),
        required=False,
        max_length=200,
        help_text=_("Only if you do not draw your signature."),
    )
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)
    agreed = forms.BooleanField(label=_("I have read the declaration and make it."))

    def __init__(
        self, *args: Any, is_guardian: bool, is_signers: Callable[[str], bool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_signers, self.asks_whether_own = is_signers, False
        if not is_guardian:
            del self.fields["relationship"]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two marks, and once whether a name that differs is how the person signs."""
        given = super().clean() or {}
        if not given.get("typed", "").strip() and not given.get("drawn", "").strip():
            self.add_error("typed", _("Draw your signature, or type your full name."))
        name = given.get("signer_name", "")
        self.asks_whether_own = bool(name) and not self.is_signers(name)
        if self.asks_whether_own and not given.get("is_own"):
            told = _("This differs from the name in this part. Correct it, or tick “This is how I sign”.")
            self.add_error("signer_name", told)
        return given


class KnowinglyForm(forms.Form):
    """That somebody sends although the rules say it fails."""

    knowingly = forms.BooleanField(
        label=_(
            "I know that this application fails by the published rules and that the fee is not returned."
        ),
        required=False,
    )


class MethodForm(forms.Form):
    """How to pay."""

    method = forms.ChoiceField(
        label=_("How would you like to pay?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you would like to pay.")},
    )

    def __init__(self, *args: Any, methods: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods  # type: ignore[attr-defined]
