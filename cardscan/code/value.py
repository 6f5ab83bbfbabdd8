"""Single values out of a code: cleaned, limited, and a name put together from its parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.orthography.width import normalise
from cardscan.records import Address, Contact

LONGEST_VALUE = 200
"""Characters of a value: longer than any name, firm or address on a card; beyond is no such thing."""
LONGEST_URL = 2000
"""Characters: what every browser still takes."""
MOST_VALUES = 8
"""Values of one field; a card has no room for more."""

_POSTAL = re.compile(r"(?:〒\s*)?(?<!\d)(\d{3})[-‐−–]?(\d{4})(?!\d)")
_FORMS = re.compile(r"[\uff01-\uffee]+")
"""Unicode's half-width and full-width forms: what normalising changes here is only the width, never a kanji's form."""
_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean(text: str, longest: int = LONGEST_VALUE) -> str:
    """A value in one line: letters narrow, kana wide, no control, format or unassigned characters; kanji as they are.

    Empty where it is too long to be one.
    """
    spaced = " ".join(_FORMS.sub(lambda forms: normalise(forms[0]), text).split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN).strip()
    return seen if len(seen) <= longest else ""


def several(values: Iterable[str], longest: int = LONGEST_VALUE) -> tuple[str, ...]:
    """Cleaned values, each once, none empty, not too many."""
    return tuple(dict.fromkeys(value for value in (clean(value, longest) for value in values) if value))[:MOST_VALUES]


def is_japanese(text: str) -> bool:
    """Whether kanji or kana stand in a text."""
    return _JAPANESE.search(text) is not None


@dataclass(frozen=True, slots=True)
class CodeName:
    """One way in which a code writes a name; ``given`` is empty where the parts are not told apart."""

    family: str
    given: str = ""

    @property
    def full(self) -> str:
        """Family name first where it is Japanese, given name first where it is Latin."""
        parts = (self.family, self.given) if is_japanese(self.family + self.given) else (self.given, self.family)
        return " ".join(part for part in parts if part)

    @property
    def reading(self) -> str:
        """Hiragana, family and given name parted by a space; empty where it is no reading."""
        words = [to_hiragana(normalise(part)) for part in f"{self.family} {self.given}".split()]
        return " ".join(words) if words and all(map(is_kana, words)) else ""


def named(forms: Sequence[CodeName], readings: Sequence[CodeName]) -> Contact:
    """The fields of a name from all the ways in which a code writes it.

    Args:
        forms: The name itself, in kanji, kana or Latin letters, the one with told parts first.
        readings: What the code calls the name's sound.
    """
    written = [CodeName(clean(form.family), clean(form.given)) for form in forms]
    written = [form for form in written if form.full]
    japanese = [form for form in written if is_japanese(form.full)]
    kanji = [form for form in japanese if not form.reading]
    main = next(iter(kanji or japanese or written), None)
    spoken = [CodeName(clean(form.family), clean(form.given)) for form in readings] + (japanese if kanji else [])
    latin = next((form.full for form in written if not is_japanese(form.full)), None)
    if main is None:
        return Contact()
    if not main.given and len(main.family.split()) == 2 and is_japanese(main.family):
        main = CodeName(*main.family.split())
    return Contact(
        full_name=main.full,
        family_name=main.family if main.family and main.given else None,
        given_name=main.given if main.family and main.given else None,
        phonetic_name=next((form.reading for form in spoken if form.reading), None),
        romanized_name=latin if japanese else None,
    )


def address_of(
    street: str = "", locality: str = "", region: str = "", postal_code: str = "", extended: str = ""
) -> Address | None:
    """An address from the parts that a vCard tells apart, in one line as its country writes it."""
    parts = [clean(part) for part in (region, locality, street, extended)]
    text = "".join(parts[:3]) if is_japanese("".join(parts)) else ""
    code = _POSTAL.fullmatch(normalise(clean(postal_code)))
    if text:
        if found := _POSTAL.search(normalise(text)):
            code = code or found
            text = _POSTAL.sub("", normalise(text), count=1)
        line = clean(f"{text} {parts[3]}")
        return Address(line, postal_code=f"{code[1]}-{code[2]}" if code else None, country="JP") if line else None
    line = ", ".join(part for part in (parts[2], parts[3], parts[1], clean(f"{parts[0]} {postal_code}")) if part)
    return Address(clean(line), postal_code=clean(postal_code) or None, country=None) if clean(line) else None
