"""The features of a visa's seal: those of Doc 9303 part 7, and five of our own beyond them.

Features an issuer adds must not change what the standard's ones mean; readers skip tags they do
not know. Ours: e-Visa number, scheme, last day of stay, name in Chinese characters, digest of the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kaitak.seal import c40, header, mrz
from kaitak.seal.errors import MalformedSeal, UnsealableFact
from kaitak.seal.facts import Duration, Facts, Holder, Kind, plain_number
from kaitak.seal.names import machine_name, name_digest

ZONE_A, ZONE_B, ENTRIES, DURATION, TRAVEL_DOCUMENT, VISA_TYPE = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
NUMBER, SCHEME, LAST_DAY, CHINESE_NAME, NAME_DIGEST = 0x80, 0x81, 0x82, 0x83, 0x84
_WIDTHS = {ZONE_A: 44, ZONE_B: 36}
_LONGEST = {"number": 24, "travel_document": 20, "scheme": 12}
_LONGEST_CHINESE = 60


def write(facts: Facts, issuer: str) -> Iterator[tuple[int, bytes]]:
    """Yield the features of an e-Visa in the order of their tags."""
    document = _text(facts.travel_document, "travel_document")
    name = machine_name(facts.surname, facts.given_names)
    zone = mrz.write(issuer, name, document, facts.nationality, facts.date_of_birth, facts.sex, facts.use_by)
    yield ZONE_A, c40.encode(zone)
    yield ENTRIES, bytes((_byte(facts.entries, "entries"),))
    yield DURATION, _duration(facts)
    yield TRAVEL_DOCUMENT, c40.encode(document)
    yield VISA_TYPE, bytes((facts.kind, facts.holder))
    yield NUMBER, c40.encode(_text(facts.number, "number"))
    yield SCHEME, c40.encode(_text(facts.scheme, "scheme"))
    if facts.stay_until is not None:
        yield LAST_DAY, header.write_day(facts.stay_until)
    if facts.chinese_name:
        yield CHINESE_NAME, _chinese(facts.chinese_name)
    yield NAME_DIGEST, name_digest(facts.surname, facts.given_names, facts.chinese_name)


@dataclass(frozen=True, slots=True)
class Message:
    """The features of one seal by tag, with what each means on asking."""

    features: Mapping[int, bytes]
    issued_on: date

    @property
    def zone(self) -> mrz.Zone:
        """Return the machine-readable zone, of either size."""
        for tag, width in _WIDTHS.items():
            if tag in self.features:
                return mrz.read(
                    c40.decode(self.features[tag]).ljust(width + mrz.SECOND_LINE).replace(" ", "<"), width
                )
        raise MalformedSeal("The seal has no machine-readable zone.", tag=ZONE_A)

    @property
    def stay(self) -> Duration:
        """Return the length of stay, which every visa's seal states."""
        value = self.features.get(DURATION, b"")
        if len(value) != 3:
            raise MalformedSeal("The length of stay is not three bytes.", tag=DURATION)
        return Duration(*value)

    @property
    def entries(self) -> int | None:
        """Return how many entries are allowed, 0 for any number, None where it is not said."""
        value = self.features.get(ENTRIES)
        if value is None:
            return None
        if len(value) != 1:
            raise MalformedSeal("The number of entries is not one byte.", tag=ENTRIES)
        return value[0]

    @property
    def kind_and_holder(self) -> tuple[Kind | None, Holder | None]:
        """Return what is permitted and in what capacity, where the seal is one of ours."""
        value = self.features.get(VISA_TYPE)
        if value is None or NUMBER not in self.features:
            return None, None
        try:
            return Kind(value[0]), Holder(value[1])
        except (ValueError, IndexError):
            raise MalformedSeal("The kind of permission is not one that is known.", tag=VISA_TYPE) from None

    @property
    def last_day(self) -> date | None:
        """Return the last day of stay where it was sealed."""
        value = self.features.get(LAST_DAY)
        return None if value is None else header.read_day(value)

    @property
    def chinese_name(self) -> str:
        """Return the name in Chinese characters, empty where there is none."""
        try:
            return self.features.get(CHINESE_NAME, b"").decode("utf-8")
        except UnicodeDecodeError:
            raise MalformedSeal("The name in Chinese characters is not UTF-8.", tag=CHINESE_NAME) from None

    def text(self, tag: int) -> str | None:
        """Return a C40 feature, None where it is missing."""
        value = self.features.get(tag)
        return None if value is None else c40.decode(value)

    def born(self, six: str) -> date:
        """Return a day of birth: the latest such day that is not after the issue."""
        return _century(six, latest=self.issued_on)

    def expires(self, six: str) -> date:
        """Return a last day of use: the first such day that is not before the issue's year."""
        return _century(six, latest=date(min(self.issued_on.year + 99, date.max.year), 12, 31))


def _century(six: str, latest: date) -> date:
    if not (six.isascii() and six.isdigit()):
        raise MalformedSeal(f"{six!r} is not a day.", value=six)
    year, month, day = (int(six[place : place + 2]) for place in (0, 2, 4))
    for full in range(latest.year - (latest.year - year) % 100, latest.year - 200, -100):
        try:
            found = date(full, month, day)
        except ValueError:
            continue
        if found <= latest:
            return found
    raise MalformedSeal(f"{six!r} is not a day.", value=six)


def _text(value: str, fact: str) -> str:
    plain = plain_number(value)
    if not plain or not plain.isascii() or len(plain) > _LONGEST[fact]:
        raise UnsealableFact(
            f"{value!r} is not 1 to {_LONGEST[fact]} letters and digits.", fact=fact, value=value
        )
    return plain


def _chinese(name: str) -> bytes:
    data = name.encode("utf-8")
    if len(data) > _LONGEST_CHINESE:
        raise UnsealableFact(
            "A name in Chinese characters has at most 20 of them.", fact="chinese_name", value=name
        )
    return data


def _duration(facts: Facts) -> bytes:
    if facts.stay_months is None and facts.stay_until is None:
        raise UnsealableFact(
            "An e-Visa says how long its holder may stay, in months or by a day.", fact="stay_months"
        )
    return bytes((0, _byte(facts.stay_months or 0, "stay_months"), 0))


def _byte(number: int, fact: str) -> int:
    if not 0 <= number <= 254:
        raise UnsealableFact(f"{number} is not between 0 and 254.", fact=fact, value=number)
    return number
