"""Host names: which endings exist, and the one repair of a damaged ending that makes it exist."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_RESERVED = frozenset({"example", "test", "invalid", "localhost"})
"""RFC 2606: names for examples; they stand on specimen cards."""

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")

_REPAIRS = (
    (r"\.(?:corn|c0m|cqm|ccm|comn)$", ".com"),
    (r"\.(?:n[e3]t?t|nel|net[.,])$", ".net"),
    (r"\.(co|or|ne|ac|go|gr|ed|ad|lg|c0|0r)[.,\-_ ]?(?:jp|ip|lp|j9|jρ|jр|1p|jo|jD|iр)$", r".\1.jp"),
    (r"(?<=[a-z0-9])[.,\-_ ](co|or|ne|ac|go|lg|c0)[.,\-_ ]?(?:jp|ip|lp|1p)$", r".\1.jp"),
    (r"\.(?:ip|lp|1p|j9|jo)$", ".jp"),
    (r"\.co[.,\-_ ]?(?:uk|ulk|u1k)$", ".co.uk"),
    (r"\.(?:0rg|orq|org[.,])$", ".org"),
    (r"(?<=[a-z0-9])[,\-_ ](com|net|org|jp|biz|info|example)$", r".\1"),
    (r"(?<=[a-z]{3})(com|cojp|nejp|orjp)$", r".\1"),
    (r"\.(co|ne|or)jp$", r".\1.jp"),
)
"""What engines make of the commonest endings: m → rn, o → 0, j → i or l, a dot lost or read as a comma."""


_SECOND_LEVEL = re.compile(r"(?<=[a-z0-9])\.(?:([cg])0|[i1](g))\.jp$")
"""c0.jp and ig.jp are possible names of their own, but .co.jp is the commonest ending on Japanese cards and .lg.jp that
of every town hall."""


def _second_level(match: re.Match[str]) -> str:
    return f".{match[1]}o.jp" if match[1] else ".lg.jp"


_CAPITAL_I = re.compile(r"(?<=[a-z])[I|](?=[a-z0-9.@_-]|$)")
_SLASH = re.compile(r"[l1I|i]$")
"""What a slash after the ending is read as: ``example.iol``."""


def small_l_in_host(text: str) -> str:
    """The same for host names, which have no capitals at all where one small letter is printed and no other capital.

    >>> small_l_in_host("city.mihon.Ig.jp"), small_l_in_host("MihonInfo.com"), small_l_in_host("MIHON-I.COM")
    ('city.mihon.lg.jp', 'MihonInfo.com', 'MIHON-I.COM')
    """
    small = re.search(r"[a-z]", text) and not re.search(r"[A-HJ-Z]", text)
    return text.replace("I", "l") if small else text


def small_l(text: str) -> str:
    """A capital I after a small letter → l: in links nobody sets a capital there, and in most type they are one stroke.

    >>> small_l("info@maiI.exampIe.com"), small_l("INFO@EXAMPLE.COM")
    ('info@mail.example.com', 'INFO@EXAMPLE.COM')
    """
    return _CAPITAL_I.sub("l", text)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # costs time to load and is needed only while cards are read

    return PublicSuffixList(accept_unknown=False, only_icann=True)


@lru_cache(maxsize=2048)
def public_suffix(host: str) -> str | None:
    """The public ending of a well-formed host name that has something before it; None where there is none.

    >>> public_suffix("www.example.co.jp"), public_suffix("example.c0m"), public_suffix("co.jp")
    ('co.jp', None, None)
    """
    labels = host.lower().split(".")
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        return None
    if labels[-1] in _RESERVED:
        return labels[-1]
    suffix = _suffixes().publicsuffix(host.lower())
    return suffix if suffix != host.lower() else None


def registrable(host: str) -> str:
    """The part of a host name that its owner registered; empty where it has no public ending.

    >>> registrable("mail.tokyo.example-firm.co.jp"), registrable("lab.mihon.example"), registrable("localhost")
    ('example-firm.co.jp', 'mihon.example', '')
    """
    suffix = public_suffix(host)
    if suffix is None:
        return ""
    head = host.lower()[: -len(suffix) - 1]
    return f"{head.rpartition('.')[2]}.{suffix}"


@lru_cache(maxsize=4096)
def same_owner(address: str, url: str) -> bool:
    """Whether an e-mail and a web address belong to one registered domain.

    >>> same_owner("taro@mail.mihon.co.jp", "https://www.mihon.co.jp/shop/"), same_owner("a@b.com", "https://b.net")
    (True, False)
    """
    mine = registrable(address.rpartition("@")[2])
    return bool(mine) and mine == registrable(re.sub(r"^[a-z]+://|/.*$", "", url.lower()))


def repair_host(host: str) -> tuple[str, bool] | None:
    """A host name with an ending that exists.

    Args:
        host: As read; may hold commas and spaces in the place of dots.

    Returns:
        The host in lower case and whether it had to be repaired; None where no repair makes it exist.

    >>> repair_host("Example.co.jp"), repair_host("example,co,ip"), repair_host("example.corn"), repair_host("example")
    (('example.co.jp', False), ('example.co.jp', True), ('example.com', True), None)
    """
    lower = _SECOND_LEVEL.sub(_second_level, host.lower().strip(".,-_ "))
    if public_suffix(lower):
        return lower, lower != host.lower()
    dotted = re.sub(r"\.{2,}", ".", re.sub(r"\s*[.,]\s*", ".", lower)).replace(" ", "")
    for trial in dict.fromkeys((dotted, lower, _SLASH.sub("", dotted))):
        if public_suffix(trial):
            return trial, True
        for pattern, ending in _REPAIRS:
            repaired = re.sub(pattern, ending, trial)
            repaired = _SECOND_LEVEL.sub(_second_level, repaired)
            if repaired != trial and public_suffix(repaired):
                return repaired, True
    return None
