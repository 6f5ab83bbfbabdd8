"""A strict little reader of vCards by RFC 6350's grammar, apart from the code that writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Property:
    """One content line; values are its components, unescaped, with the commas of a list kept."""

    name: str
    parameters: dict[str, str]
    values: tuple[str, ...]


_LINE = re.compile(
    r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)(?:,[^";:,]+)*)*):(.*)', re.DOTALL
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_ESCAPES = {"n": "\n", "N": "\n", ";": ";", ",": ",", "\\": "\\"}
_URIS = {"UID", "URL", "PHOTO", "TEL", "REV"}


def read_vcards(text: str) -> list[list[Property]]:
    """Every card's properties but BEGIN and END; anything that is not well-formed is an error."""
    assert text.endswith("\r\n")
    cards: list[list[Property]] = []
    inside = False
    for line in text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        if line == "BEGIN:VCARD":
            assert not inside
            inside = True
            cards.append([])
        elif line == "END:VCARD":
            assert inside
            inside = False
        else:
            assert inside
            cards[-1].append(_property(line))
    assert not inside
    return cards


def _property(line: str) -> Property:
    shape = _LINE.fullmatch(line)
    assert shape is not None, line
    assert "\n" not in line
    parameters = {name: _unquoted(value) for name, value in _PARAMETER.findall(shape[2])}
    if shape[1] in _URIS and parameters.get("VALUE") != "text":
        return Property(shape[1], parameters, (shape[3],))
    return Property(shape[1], parameters, tuple(_components(shape[3])))


def _components(value: str) -> list[str]:
    parts = [""]
    characters = iter(value)
    for character in characters:
        if character == "\\":
            parts[-1] += _ESCAPES[next(characters)]
        elif character == ";":
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _unquoted(value: str) -> str:
    return re.sub(r"\^([n'^])", lambda m: {"n": "\n", "'": '"', "^": "^"}[m[1]], value.strip('"'))
