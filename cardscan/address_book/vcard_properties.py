"""The properties of a vCard that say one thing together: those of the name, and those of the addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cardscan.address_book.columns import Target
from cardscan.address_book.draft import EntryDraft
from cardscan.code.value import is_japanese
from cardscan.code.vcard_lines import VcardLine
from cardscan.orthography.kana import is_kana

NAME_PROPERTIES = frozenset(
    ("N", "FN", "SOUND", "SORT-STRING", "X-PHONETIC-LAST-NAME", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME")
)
ADDRESS_PROPERTIES = frozenset(("ADR", "LABEL"))

_NAME_PARTS = ("family_name", "given_name", "middle_name", "name_prefix", "name_suffix")
_ADDRESS_PARTS = ("box", "building", "street", "locality", "region", "postal_code", "country")
"""What the parts of N and of ADR are, in their order (RFC 6350, 6.2.2 and 6.3.1)."""
_ESCAPES = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}
"""In parameters (RFC 6868)."""


def add_name(draft: EntryDraft, lines: Sequence[VcardLine]) -> None:
    """Take in what the properties say of the name and its reading."""
    forms = [line.text.strip() for line in _called(lines, "FN") if line.text.strip()]
    full = next(iter(forms), "")
    draft.add(Target("full_name"), full, "FN")
    for line in _called(lines, "N")[:1]:
        for field, texts in zip(_NAME_PARTS, line.field_lists, strict=False):
            for text in texts:
                draft.add(Target(field), text, "N")
    latin = next((form for form in forms[1:] if is_japanese(full) and not is_japanese(form)), None)
    if latin is not None and not _called(lines, "X-CARDSCAN-ROMANIZED-NAME"):
        draft.add(Target("romanized_name"), latin, "FN")
    for field, reading in _reading(lines, full):
        draft.add(Target(field), reading, "reading")


def add_addresses(draft: EntryDraft, lines: Sequence[VcardLine]) -> None:
    """Take in the addresses, each with the label that is its whole text (LABEL in 2.1 and 3.0, a parameter in 4.0)."""
    addresses, labels = _called(lines, "ADR"), _called(lines, "LABEL")
    beside = len(addresses) == len(labels)
    for place, line in enumerate(addresses):
        group = str(place)
        for part, text in zip(_ADDRESS_PARTS, line.fields, strict=False):
            draft.add(Target("address", part, group), text, "ADR")
        texts = [re.sub(r"\^[nN^']", lambda sign: _ESCAPES[sign[0]], text) for text in line.params.get("LABEL", ())]
        texts += [labels[place].text] if beside else []
        for text in texts[:1]:
            draft.add(Target("address", "text", group), text, "LABEL")
    if not beside:
        known = [text for line in addresses for text in line.params.get("LABEL", ())]
        for place, line in enumerate(labels):
            target = Target("note") if addresses or line.text in known else Target("address", "text", f"label {place}")
            draft.add(target, line.text, "Address")


def _reading(lines: Sequence[VcardLine], full: str) -> Iterator[tuple[str, str]]:
    """The reading from the first place that has one: iOS' and Android's own, Japanese telephones', the sort string."""
    phonetic = {
        "phonetic_family": "X-PHONETIC-LAST-NAME",
        "phonetic_given": "X-PHONETIC-FIRST-NAME",
        "phonetic_middle": "X-PHONETIC-MIDDLE-NAME",
    }
    said = [(field, line.text) for field, name in phonetic.items() for line in _called(lines, name)[:1]]
    if said:
        yield from said
        return
    sounds = [line.text for name in ("SOUND", "SORT-STRING") for line in _called(lines, name)]
    sounds += [", ".join(sort) for line in _called(lines, "N") if (sort := line.params.get("SORT-AS"))]
    for sound in sounds if is_japanese(full) or not full else ():
        words = [word for word in re.split(r"[;,\s]+", sound) if word]
        if words and all(map(is_kana, words)):
            yield "phonetic_name", " ".join(words)
            return


def _called(lines: Sequence[VcardLine], name: str) -> list[VcardLine]:
    return [line for line in lines if line.name == name]
