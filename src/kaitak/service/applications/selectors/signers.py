"""Who signs a part, and whether the name that was typed is theirs."""

import re
import unicodedata

from kaitak.service.applications.columns import by_place
from kaitak.service.applications.models import Part, SignedContent
from kaitak.service.applications.policy import policy_of
from kaitak.service.applications.selectors.people import latin_name

AUTHORISED_PERSON = "employer.authorised_person"
# Letters whose stroke is no accent that could be taken off.
STROKES = str.maketrans("đøłħ", "dolh")


def is_signers_name(part: Part, capacity: str, typed: str) -> bool:
    """Tell whether ``typed`` is a name of whoever has to sign; true as well where no name of theirs is known.

    Case, accents, signs and the order of the parts are set aside. A guardian is not named in the part.
    """
    names = _names(part, capacity)
    if not names:
        return True
    known = [_words(name) for name in [*names, " ".join(names)]]
    return _words(typed) in known


def signed_content_of(part: Part) -> SignedContent | None:
    """Return what was signed last and still counts, None where nothing is or it was erased."""
    found = SignedContent.objects.filter(signature__part=part, signature__void=None)
    return found.select_related("signature").order_by("-signature_id").first()


def _names(part: Part, capacity: str) -> list[str]:
    if capacity == "self":
        return [name for name in (latin_name(part), part.chinese_name) if name]
    if capacity == "authorised_person":
        name = by_place(policy_of(part.group), part.answers).get(AUTHORISED_PERSON)
        return [str(name)] if name else []
    return []


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold().translate(STROKES)
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return sorted(re.findall(r"[一-鿿㐀-䶿]|[^\W_一-鿿㐀-䶿]+", bare))
