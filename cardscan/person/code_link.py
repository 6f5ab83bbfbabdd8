"""A link in a code beside the web addresses that are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Levenshtein

from cardscan.fields.domain import public_suffix
from cardscan.fields.social import SITES
from cardscan.lexicon.word_lists import word_list
from cardscan.records import Contact

_FOREIGN_HOSTS = re.compile(
    r"(?:^|\.)(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|x\.gd|is\.gd|buff\.ly|ow\.ly|lnkd\.in|qr\.paps\.jp|qrco\.de|"
    r"q-r\.to|me-qr\.com|forms\.gle|docs\.google\.com|maps\.google\.[a-z.]+|g\.page|8card\.net|linktr\.ee|lit\.link|"
    r"apps\.apple\.com|play\.google\.com|u\.wechat\.com|weixin\.qq\.com|qr\.alipay\.com|calendly\.com|"
    r"eight\.sansan\.com|meet\.google\.com|zoom\.us|youtu\.be)$",
)
"""Shorteners, forms, maps, shops for apps and services for adding someone: never a firm's own site."""

_MISREAD = 2
"""Characters of a host that may be misread and it still is the code's: engines lose or swap one or two at the worst."""
_SHORTEST_HOST = 8
"""Characters of a host below which two differing ones are two hosts."""

Effect = Literal["none", "confirmed", "corrected", "filled", "profile"]


@dataclass(frozen=True, slots=True)
class LinkJoined:
    """A contact after a link was held against it."""

    contact: Contact
    effect: Effect
    """``none``: the link leads elsewhere; ``profile``: it is someone's page on a service, now among ``socials``."""
    url: str = ""
    """Which of the contact's web addresses was confirmed, corrected or filled."""


def join_link(contact: Contact, link: str, *, bare: bool) -> LinkJoined:
    """A link to the printed site confirms it or puts its host right; where no site is printed it is the card's.

    A printed address stays as printed. A link that leads elsewhere is no site of the contact: to another host than the
    printed one, or, where it stands ``bare`` in its code and in no contact, than that of a firm's own printed e-mail.
    """
    host, path = _host_and_path(link)
    if not public_suffix(host):
        return LinkJoined(contact, "none")
    for place, url in enumerate(contact.urls):
        printed_host, printed_path = _host_and_path(url)
        if _same_site(printed_host, host):
            return LinkJoined(contact, "confirmed" if path.startswith(printed_path) else "none", url)
        if _misread(printed_host, host):
            www = "www." if printed_host.startswith("www.") else ""
            mended = f"{url.partition('://')[0]}://{www}{_bare(host)}{url[_host_end(url) :]}"
            urls = (*contact.urls[:place], mended, *contact.urls[place + 1 :])
            return LinkJoined(replace(contact, urls=tuple(dict.fromkeys(urls))), "corrected", mended)
    if _bare(host) in SITES:
        return _profile(contact, link, SITES[_bare(host)])
    if contact.urls or _FOREIGN_HOSTS.search(host) or (bare and _elsewhere(contact, host)):
        return LinkJoined(contact, "none")
    url = link if "://" in link else f"https://{link}"
    end = _host_end(url)
    url = url[:end].lower() + url[end:]  # codes hold capitals in less room
    return LinkJoined(replace(contact, urls=(url,)), "filled", url)


def _elsewhere(contact: Contact, host: str) -> bool:
    """Whether the printed e-mail addresses are all those of another firm; mail providers have no say."""
    hosts = [mail.rpartition("@")[2].lower() for mail in contact.emails]
    own = [mail_host for mail_host in hosts if _label(mail_host) not in word_list("shared_domain_labels")]
    return bool(own) and not any(_same_site(mail_host, host) or _label(mail_host) == _label(host) for mail_host in own)


def _label(host: str) -> str:
    """The label that was registered: ``example`` of ``mail.example.co.jp``."""
    return host.removesuffix(f".{public_suffix(host)}").rpartition(".")[2]


def _profile(contact: Contact, link: str, service: str) -> LinkJoined:
    if any(service.lower() in known.lower() or link in known for known in contact.socials):
        return LinkJoined(contact, "none")
    return LinkJoined(replace(contact, socials=(*contact.socials, link)), "profile")


def _host_and_path(url: str) -> tuple[str, str]:
    rest = re.sub(r"^https?://", "", url, flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    return re.sub(r"[:?#].*", "", host).lower(), (slash + path).rstrip("/")


def _host_end(url: str) -> int:
    start = url.index("://") + 3 if "://" in url else 0
    end = re.compile(r"[/?#]").search(url, start)
    return end.start() if end else len(url)


def _same_site(one: str, other: str) -> bool:
    first, second = _bare(one), _bare(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _misread(printed: str, host: str) -> bool:
    one, other = _bare(printed), _bare(host)
    return min(len(one), len(other)) >= _SHORTEST_HOST and Levenshtein.distance(one, other) <= _MISREAD


def _bare(host: str) -> str:
    return host.removeprefix("www.")
