"""E-mail and web addresses of one card put right by each other: nearly all share one domain.

Where one of them was read whole and the other is a misreading of it (``www.mihonjlo`` beside ``taro@mihon.io``), has
lost its sign (``taroêmihon.co.jp``) or breaks off at the card's edge, the whole one tells what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from cardscan.fields.domain import public_suffix, registrable
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

_REPAIRED = 0.9
"""What remains of the belief in a link that another one put right."""

_CONTRADICTED = 0.2
"""What remains of the belief in what was read there: it is kept to be shown beside the other."""

_MOST_SLIPS = 2
_SHORTEST = 8
"""Characters of a domain: shorter ones of two firms may be this alike by chance."""

_SHOWN = 0.6
"""The part of a domain that must be seen where it breaks off."""

_WRITTEN = re.compile(r"(?:https?:/{0,2}\s?|www[.,]\s?){1,2}(?P<host>[^\s/@]{6,})(?P<rest>\S*)", re.I)
_LOST_SIGN = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._+\-]*)(?P<sign>[^\x00-\x7f]|[QaeGO0&])$")
_MAIL_LABEL = re.compile(r"(?:e-?mail|mail|メール|✉)\W*$", re.I)


def agreed_links(card: CardText, claims: Sequence[Candidate]) -> list[Candidate]:
    """The claims with those links put right that another link of the card shows to be misread."""
    mails = [claim for claim in claims if claim.kind is FieldKind.EMAIL]
    webs = [claim for claim in claims if claim.kind is FieldKind.URL]
    others = [claim for claim in claims if claim.kind not in (FieldKind.EMAIL, FieldKind.URL)]
    found = list(_lost_signs(card, mails, webs))
    taken = {line for claim in found for line in claim.lines}
    webs = [claim for claim in webs if not taken.intersection(claim.lines)]
    domains = {registrable(_domain(mail)): mail for mail in (*mails, *found) if mail.validated or mail in found}
    domains.pop("", None)
    by_mail = [_by_mail(card, web, domains) for web in webs]
    contradicted = [replace(web, belief=web.belief * _CONTRADICTED) for web in webs if web not in by_mail]
    webs = [*by_mail, *contradicted]
    webs += _unread(card, webs, mails, domains)
    return [*others, *mails, *found, *webs]


def _domain(link: Candidate) -> str:
    """The host that a mail or web address names, without ``www``."""
    host = link.value.rpartition("@")[2] if link.kind is FieldKind.EMAIL else _host(link.value)
    return host.removeprefix("www.")


def _host(url: str) -> str:
    return re.sub(r"^[a-z]+://", "", url).partition("/")[0].lower()


def _lost_signs(card: CardText, mails: Sequence[Candidate], webs: Sequence[Candidate]) -> Iterator[Candidate]:
    """Mail addresses whose @ was read as something else, found by the domain of a web address in another line."""
    read = {line for mail in mails for line in mail.lines}
    for line in card.lines:
        if line.index in read:
            continue
        text = unify_dashes(normalise_in_place(line.text))
        for web in webs:
            domain = _domain(web)
            place = text.lower().find(domain)
            if line.index in web.lines or place < 2 or not web.validated:
                continue
            sign = _LOST_SIGN.search(text[:place])
            if sign is None or (sign["sign"].isascii() and not _MAIL_LABEL.search(text[: sign.start()])):
                continue
            address = f"{sign['name']}@{domain}"
            span = (sign.start(), place + len(domain))
            yield Candidate(FieldKind.EMAIL, (line.index,), address, address, 0.99 * _REPAIRED, span)
            break


def _by_mail(card: CardText, web: Candidate, domains: dict[str, Candidate]) -> Candidate:
    """A web address whose domain is almost a mail address's, in that one's spelling if it is the surer one."""
    domain = registrable(_domain(web))
    if not domain or domain in domains:
        return web
    for other, mail in domains.items():
        if _breaks_off(card, web, domain, other):
            return _with_domain(web, domain, other)
        same_suffix = public_suffix(domain) == public_suffix(other)
        if same_suffix and _misread(domain, other) and _score(card, mail) >= _score(card, web):
            return _with_domain(web, domain, other)
    return web


def _with_domain(web: Candidate, old: str, new: str) -> Candidate:
    value, text = (written.replace(old, new, 1) for written in (web.value, web.text))
    return replace(web, value=value, text=text, belief=web.belief * _REPAIRED, validated=False)


def _unread(
    card: CardText, webs: Sequence[Candidate], mails: Sequence[Candidate], domains: dict[str, Candidate]
) -> Iterator[Candidate]:
    """Web addresses with an ending that does not exist, which a mail address shows to be its domain misread."""
    read = {line for web in webs for line in web.lines}
    for line in card.lines:
        text = unify_dashes(normalise_in_place(line.text))
        written = _WRITTEN.search(text)
        if line.index in read or written is None:
            continue
        host = written["host"].lower().rstrip(".,")
        for domain in domains:
            cut = written.end() >= len(text.rstrip()) and domain.startswith(host) and len(host) >= _SHOWN * len(domain)
            if cut or _misread(host, domain):
                url = f"https://www.{domain}" if "www" in written[0].lower() else f"https://{domain}"
                span = (written.start(), written.end())
                yield Candidate(FieldKind.URL, (line.index,), url, url.removeprefix("https://"), 0.99 * _REPAIRED, span)
                break


def _breaks_off(card: CardText, web: Candidate, domain: str, other: str) -> bool:
    """Whether a domain is the beginning of another, and all that follows on its line is the next piece of that one."""
    left = card.lines[web.lines[-1]].text[web.span[1] if web.span else 0 :].strip(" .,").lower()
    rest = other[len(domain) :].lstrip(".")
    return other.startswith(f"{domain}.") and len(domain) >= _SHOWN * len(other) and rest.startswith(left)


def _misread(read: str, other: str) -> bool:
    return len(other) >= _SHORTEST and 0 < Levenshtein.distance(read, other) <= _MOST_SLIPS


def _score(card: CardText, claim: Candidate) -> float:
    return min(card.lines[index].score for index in claim.lines)
