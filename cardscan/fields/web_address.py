"""Web addresses, with or without scheme and ``www``, and with an engine's damage undone; never an e-mail's domain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cardscan.fields.domain import public_suffix, repair_host, small_l_in_host
from cardscan.fields.labels import label_before, whole_label
from cardscan.fields.layout import after_in_row, before_in_row, below, heading_of
from cardscan.fields.mail_address import find_mails
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

_SCHEME = re.compile(
    r"(?<![A-Za-z])(?:h?[tf]{1,2}ps?|ht+ps?)\s?[:;.]?\s?(?:[/∥]{0,3}|[lI|/]{2}(?=www))\s?(?:(?<![A-Za-z])|(?=www)"
    r"|(?<=[lI]))(?=[A-Za-z0-9])",
    re.I,
)
_WWW = re.compile(r"(?<![A-Za-z0-9])(?:w{3}|vvw|wvw|wwvv|w\s?w\s?w)\s?[.,\s]\s?(?=[A-Za-z0-9])", re.I)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?:\s(?=[a-z]))?|\s?[.,]\s?(?=[A-Za-z0-9]))*")
_BARE = re.compile(r"(?<![A-Za-z0-9@._\-/])[A-Za-z0-9][A-Za-z0-9\-]*(?:\s?[.,]\s?[A-Za-z0-9][A-Za-z0-9\-]*)+(?![@\w])")
_PATH = re.compile(r"\s?/[\"“”˝″^]?(?:[A-Za-z0-9\-._~!$&'*+;=:@%/?#]*[A-Za-z0-9/=\-_])?")
_TILDE = re.compile(r"^/[-˜\"“”˝″^](?=[a-z])")
"""A home directory's tilde, which engines take for a hyphen or quotes: no path begins with those."""

_NOT_HOSTS = re.compile(
    r"^(?:co|inc|corp|st|dr|mr|mrs|ms|no|ph|m|b|d|jr|sr|bldg|dept|ltd|univ|prof|p|u|a|e|i)\.|^[\d.]+$|^\d+\.", re.I
)
"""What looks like a bare host and is an abbreviation: Co.Ltd, Inc.Tokyo, Ph.D, St.Luke, No.1, U.S.A."""

_LABEL = re.compile(
    r"(?<![A-Za-z])(?:URL|HP|H\.P|Web(?:\s?site)?|Site|Home\s?page)(?:\s?[:：/|]|(?=\.?\s|\.:))"
    r"|(?<![A-Za-z])(?-i:URL|HP|Web(?:site)?)\.(?=[a-z0-9\-]+\.[a-z])"
    r"|^\W*[WUH](?=\.?\s?[:：|]|\.?\s)",
    re.I,
)
_GLUED_LABEL = re.compile(
    r"(?<![A-Za-z0-9])(?:URL|HP|[Ww]eb(?:site)?(?=https?:|www\.)|Web|WEB|Home ?[Pp]age)"
    r"(?=https?:|www\.|[a-z0-9\-]+\.[a-z])"
    r"|^[WUHwuh](?=https?:|www\.|(?:linkedin|facebook|instagram)\.com)"
)
"""``HPexample.co.jp``, ``Wwww.example.com``: a capital before small letters that an engine set without its space."""

_COMMA = re.compile(
    r"(?<=[a-z0-9]),(?=(?:com|net|org|info|biz|jp|(?:co|or|ne|ac|go|lg)[.,]jp|example)$)|(?<=,(?:co|or|ne|ac|go|lg)),(?=jp$)"
)
"""A dot read as a comma before an ending that is no word behind a comma: mihon,example, but not Portland,me."""
_REACH = 8.0


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One web address in a line; ``start`` and ``end`` in the line's text."""

    url: str
    start: int
    end: int
    has_scheme: bool
    has_www: bool
    repaired: bool


def recognise(card: CardText) -> list[Candidate]:
    """Every web address of a card; ``value`` always has a scheme (``https://`` where none is printed)."""
    candidates = []
    for line in card.lines:
        text = _plain(line.text)
        webs = find_webs(text)
        floor = 0
        for web in webs:
            label = label_before(text, floor, web.start)
            labelled = (label is not None and "url" in label.meanings) or (floor == 0 and _labelled(card, line.index))
            start = label.start if label is not None and "url" in label.meanings else web.start
            candidates.append(_candidate(web, (line.index,), (start, web.end), text, labelled=labelled))
            floor = web.end
        candidates += _broken(card, line.index, text, webs)
    return candidates


def find_webs(text: str) -> tuple[WebAddress, ...]:
    """The web addresses in one line of narrow text, in printed order.

    >>> [web.url for web in find_webs("URL http:/www,example.co.jp/shop/  taro@example.com")]
    ['http://www.example.co.jp/shop/']
    """
    mails = [(mail.start, mail.end) for mail in find_mails(text)]
    free = list(text)
    for start, end in mails:
        free[start:end] = "\1" * (end - start)
    rest = _LABEL.sub(lambda label: "\1" * len(label[0]), "".join(free))
    rest = _GLUED_LABEL.sub(lambda label: "\1" * len(label[0]), rest)
    found: list[WebAddress] = []
    place = 0
    while place < len(rest):
        web = _next_web(rest, text, place)
        if web is None:
            break
        found.append(web)
        place = web.end
    return tuple(found)


def _next_web(text: str, printed: str, place: int) -> WebAddress | None:
    options = []
    for pattern in (_SCHEME, _WWW, _BARE):
        for match in pattern.finditer(text, place):
            web = _web(text, match, pattern, labelled=_after_label(printed, match.start()))
            if web is not None:
                options.append(web)
                break
    return min(options, key=lambda web: (web.start, -web.end), default=None)


def _web(text: str, match: re.Match[str], pattern: re.Pattern[str], *, labelled: bool) -> WebAddress | None:
    begin = match.start() if pattern is _BARE else match.end()
    has_www = pattern is _WWW
    if pattern is _SCHEME:
        www = _WWW.match(text, begin)
        if www is not None:
            begin, has_www = www.end(), True
    host = _HOST.match(text, begin)
    if host is None:
        return None
    written = small_l_in_host(host[0])
    chosen = _longest_host(written, careful=pattern is _BARE and not labelled)
    if chosen is None or (pattern is _BARE and _NOT_HOSTS.match(chosen[0])):
        return None
    name, repaired, length = chosen
    end = begin + length
    if re.match(r"www[a-z0-9]", name) and public_suffix(name[3:]):
        name, repaired = f"www.{name[3:]}", True
    path = _PATH.match(text, end)
    tail = _TILDE.sub("/~", path[0].strip()) if path else ""
    if path is not None:
        end = path.end()
    scheme = "http://" if pattern is _SCHEME and "s" not in match[0].lower() else "https://"
    damaged = (
        repaired
        or written != host[0]
        or (pattern is not _BARE and not re.fullmatch(r"https?://|www\.", match[0], re.I))
    )
    url = f"{scheme}{'www.' if has_www else ''}{name}{tail}"
    return WebAddress(url, match.start(), end, pattern is _SCHEME, has_www or name.startswith("www."), damaged)


def _longest_host(text: str, *, careful: bool) -> tuple[str, bool, int] | None:
    """The longest beginning of a text that is a host; ``careful``: only one that is written as hosts are."""
    pieces = list(re.finditer(r"\s?[.,]?\s?[^\s.,]+", text))
    for count in range(len(pieces), 0, -1):
        length = pieces[count - 1].end()
        written = _COMMA.sub(".", text[:length]) if careful else text[:length]
        if careful and (not public_suffix(written) or not (written == written.lower() or written == written.upper())):
            continue
        found = repair_host(written)
        if found is not None:
            return *found, length
    return None


def _after_label(text: str, start: int) -> bool:
    label = label_before(text, 0, start)
    return label is not None and "url" in label.meanings


def _broken(card: CardText, index: int, text: str, webs: tuple[WebAddress, ...]) -> list[Candidate]:
    """Addresses that go on in the next line: ``https://www.example.`` / ``co.jp/``, ``…/shop/`` / ``kanda``."""
    head = text.rstrip()
    if not re.search(r"(?:https?:|www\.)\S*[./\-_]$|https?://$", head, re.I):
        return []
    after = after_in_row(card, index, 1.5)
    candidates = []
    for other in (*below(card, index)[:1], *(() if after is None else (after,))):
        rest = _plain(card.lines[other].text).strip()
        if not re.fullmatch(r"[A-Za-z0-9\-._~/?=&%]+", rest) or whole_label(rest) or _WWW.match(rest):
            continue
        for web in find_webs(head + rest):
            if web.start < len(head) < web.end == len(head + rest):
                whole = any(each.end >= len(head) - 1 for each in webs)
                made = _candidate(web, (index, other), (web.start, len(card.lines[index].text)), head, labelled=False)
                candidates.append(replace(made, belief=0.5 if whole else 0.9))
    return candidates


def _labelled(card: CardText, index: int) -> bool:
    places = (before_in_row(card, index, _REACH), heading_of(card, index))
    return any(place is not None and "url" in whole_label(_plain(card.lines[place].text)) for place in places)


def _candidate(
    web: WebAddress, lines: tuple[int, ...], span: tuple[int, int], text: str, *, labelled: bool
) -> Candidate:
    if web.has_scheme or web.has_www:
        belief = 0.99
    elif labelled:
        belief = 0.98
    else:
        alone = not any(character.isalnum() for character in text[: web.start] + text[web.end :])
        belief = 0.9 if alone else 0.7
    return Candidate(
        kind=FieldKind.URL,
        lines=lines,
        value=web.url,
        text=web.url if web.has_scheme else web.url.removeprefix("https://"),
        belief=belief * 0.92 if web.repaired else belief,
        span=span,
        validated=labelled or web.has_scheme or web.has_www,
    )


def _plain(text: str) -> str:
    return unify_dashes(normalise_in_place(text))
