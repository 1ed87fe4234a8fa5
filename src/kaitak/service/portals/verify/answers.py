"""What a check came to, in plain words: one answer, whose e-Visa it is, and what cannot be known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaitak import seal
from kaitak.rules import Policy
from kaitak.seal import Fault, Timing
from kaitak.service.evisa.numbers import read_number
from kaitak.service.evisa.verifying import Checked
from kaitak.service.pages.countries import country_name
from kaitak.service.pages.formats import day_text
from kaitak.service.pages.shapes import Row


@dataclass(frozen=True, slots=True)
class Answer:
    """The page's answer. ``kind`` is the notice it stands in: success, warning, problem."""

    code: str
    kind: str
    title: str
    words: str
    is_genuine: bool
    is_specimen: bool
    rows: Sequence[Row]
    unknown: Sequence[str]


def answer_to(checked: Checked, policy: Policy, language: str, *, typed: bool) -> Answer:
    """Return the answer; ``typed`` where nobody showed the e-Visa itself."""
    verdict = checked.verdict
    code, kind, title, words = _said(checked, language)
    return Answer(
        code=code,
        kind=kind,
        title=title,
        words=words,
        is_genuine=verdict.genuine,
        is_specimen=verdict.genuine and verdict.specimen,
        rows=_rows(verdict.seal, policy, language) if verdict.seal else (),
        unknown=_unknown(checked, typed=typed) if verdict.genuine else (),
    )


Said = tuple[str, str, str, str]


def _said(checked: Checked, language: str) -> Said:
    verdict = checked.verdict
    if verdict.fault is not None or verdict.seal is None:
        return _not_genuine(verdict.fault or Fault.MALFORMED)
    if checked.is_cancelled:
        return _cancelled(checked.cancelled_on, language)
    if verdict.timing is not Timing.WITHIN:
        return _out_of_time(verdict.timing, verdict.seal, language)
    if verdict.specimen:
        return (
            "specimen",
            "warning",
            _("A specimen: it permits nothing"),
            _(
                "The code is genuine, but it is a specimen made to try this service. Nobody may enter with it."
            ),
        )
    words = (
        _("It was issued here, it is in force today, and it has not been cancelled.")
        if checked.is_known
        else _(
            "It was sealed with a key published here and is in force today. Whether it was cancelled cannot be told."
        )
    )
    return "genuine", "success", _("This e-Visa is genuine"), words


def _not_genuine(fault: Fault) -> Said:
    if fault is Fault.WRONG_SIGNATURE:
        title, words = (
            _("Forged: do not accept it"),
            _("What the code says was changed after it was sealed, or somebody else sealed it."),
        )
    elif fault is Fault.UNKNOWN_SIGNER:
        title, words = (
            _("Unknown signer: it cannot be confirmed"),
            _("The code was sealed by somebody this service does not know. Do not rely on it."),
        )
    elif fault is Fault.MALFORMED:
        title, words = (
            _("This is not the code of an e-Visa"),
            _("The code could be read, but it is not that of an e-Visa, or it is damaged."),
        )
    else:
        title, words = (
            _("Not valid: the key was not allowed to sign"),
            _("The code was sealed with a key that was not in use on that day, or has been withdrawn."),
        )
    return fault.value, "problem", title, words


def _cancelled(day: date | None, language: str) -> Said:
    words = (
        _("It was issued here and cancelled on %(day)s. It may not be used any more.")
        % {"day": day_text(day, language)}
        if day
        else _("It was issued here and has been cancelled. It may not be used any more.")
    )
    return "cancelled", "problem", _("Cancelled: do not accept it"), words


def _out_of_time(timing: Timing | None, found: seal.Seal, language: str) -> Said:
    if timing is Timing.BEFORE:
        words = _("It is genuine, but it counts only from %(day)s on.")
        shown = found.issued_on
        return "not_yet", "warning", _("Not valid yet"), words % {"day": day_text(shown, language)}
    words = _("It is genuine, but its last day was %(day)s. A stay it already permitted may go on.")
    return "over", "warning", _("No longer valid"), words % {"day": day_text(found.last_day, language)}


def _rows(found: seal.Seal, policy: Policy, language: str) -> list[Row]:
    given = [
        (_("Name"), f"{found.surname} {found.given_names}".strip()),
        (_("Name in Chinese"), found.chinese_name),
        (_("Date of birth"), day_text(found.date_of_birth, language)),
        (_("Nationality"), country_name(found.nationality, language)),
        (_("Travel document"), found.travel_document),
        (_("e-Visa number"), read_number(found.number or "") or found.number or ""),
        (_("Scheme"), _scheme(found, policy, language)),
        (_("Issued to"), _holder(found)),
        (_("Issued on"), day_text(found.issued_on, language)),
        (_("Use it by"), day_text(found.use_by, language)),
        (_("Entries"), _("any number") if found.entries == 0 else str(found.entries or "")),
        (_("Stay"), _stay(found, language)),
    ]
    return [Row(key, value) for key, value in given if value]


def _scheme(found: seal.Seal, policy: Policy, language: str) -> str:
    scheme = policy.schemes.get(found.scheme or "")
    return scheme.title.in_language(_tag(language)) if scheme else found.scheme or ""


def _tag(language: str) -> str:
    return {"zh-hant": "zh-Hant", "zh-hans": "zh-Hans"}.get(language, language)


def _holder(found: seal.Seal) -> str:
    if found.holder is None:
        return ""
    if found.holder is seal.Holder.PRINCIPAL:
        return _("Principal applicant")
    return _("Dependant")


def _stay(found: seal.Seal, language: str) -> str:
    if found.stay_until:
        return _("until %(day)s") % {"day": day_text(found.stay_until, language)}
    months = found.stay.months + 12 * found.stay.years
    if months:
        return ngettext("%(n)d month from arrival", "%(n)d months from arrival", months) % {"n": months}
    days = found.stay.days
    return ngettext("%(n)d day from arrival", "%(n)d days from arrival", days) % {"n": days} if days else ""


def _unknown(checked: Checked, *, typed: bool) -> list[str]:
    said = [
        _(
            "Whether whoever shows it is its holder: compare the name, the date of birth and the travel document."
        ),
        _("Whether the holder has entered, how long the holder may still stay, or what was changed since."),
    ]
    if typed:
        said.insert(
            0, _("Whether the sheet you have in hand is unaltered: check its code, or compare every line.")
        )
    else:
        said.insert(
            0, _("Whether the printed lines are unaltered: compare them with what the code says, above.")
        )
    if checked.verdict.seal is not None and checked.verdict.seal.name_may_be_cut:
        said.insert(
            0,
            _(
                "How a long name goes on: the code holds 39 letters, as a passport's machine-readable lines do."
            ),
        )
    if not checked.is_known:
        said.insert(0, _("Whether it has been cancelled: this service has no record of this number."))
    return said
