"""Accounts on social networks and messengers: profile links, handles with @, LINE and Skype names."""

from __future__ import annotations

import re

from cardscan.fields.layout import before_in_row
from cardscan.fields.mail_address import find_mails
from cardscan.fields.web_address import find_webs
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

SITES = {
    "linkedin.com": "LinkedIn",
    "twitter.com": "X",
    "x.com": "X",
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "instagram.com": "Instagram",
    "github.com": "GitHub",
    "note.com": "note",
    "youtube.com": "YouTube",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "line.me": "LINE",
    "lin.ee": "LINE",
    "t.me": "Telegram",
    "wa.me": "WhatsApp",
}
"""Host without ``www.`` → the service whose members' pages are there."""
_NAMES = {
    "LINE": r"line(?:\s?公式)?(?:\s?id)?",
    "X": r"twitter|x(?=\s*[:@/])|ツイッター",
    "Facebook": r"facebook|fb|フェイスブック",
    "Instagram": r"instagram|insta|ig|インスタ(?:グラム)?",
    "LinkedIn": r"linked\s?in",
    "Skype": r"skype(?:\s?id)?",
    "WeChat": r"wechat(?:\s?id)?|微信(?:号|號)?",
    "WhatsApp": r"whats\s?app",
    "GitHub": r"git\s?hub",
    "TikTok": r"tik\s?tok",
    "YouTube": r"you\s?tube",
    "note": r"note",
    "Telegram": r"telegram",
}
_LABELS = {
    service: re.compile(rf"^\W*(?:{names})(?:\s*[:：/]\s*|\s+)(?=@?[A-Za-z0-9_])", re.I)
    for service, names in _NAMES.items()
}
_LABEL_ALONE = {service: re.compile(rf"^\W*(?:{names})\W*$", re.I) for service, names in _NAMES.items()}
_HANDLE = re.compile(r"@?[A-Za-z0-9_][A-Za-z0-9_.\-/]{2,39}$")
_AT_HANDLE = re.compile(r"(?<![\w.\-])@\s?[A-Za-z0-9_][A-Za-z0-9_.]{2,29}(?![\w@])")
_REACH = 6.0


def recognise(card: CardText) -> list[Candidate]:
    """Every account; ``value`` is the link as printed, ``Service: handle``, or the bare handle where no service stands.

    A printed link is first of all a web address; here it is claimed with less belief.
    """
    candidates: list[Candidate] = []
    for line in card.lines:
        text = unify_dashes(normalise_in_place(line.text)).strip()
        offset = len(line.text) - len(line.text.lstrip())
        links = _profile_links(line.index, text, offset)
        candidates += links
        if links or find_mails(text):
            continue
        named = _named(card, line.index, text, offset)
        candidates += [named] if named is not None else _bare_handles(line.index, text, offset)
    return candidates


def _profile_links(index: int, text: str, offset: int) -> list[Candidate]:
    found = []
    for web in find_webs(text):
        host, _, path = re.sub(r"^https?://(?:www\.|[a-z]{2}\.)?", "", web.url).partition("/")
        if host in SITES and path:
            span = (web.start + offset, web.end + offset)
            found.append(Candidate(FieldKind.SOCIAL, (index,), web.url, web.url, 0.6, span))
    return found


def _named(card: CardText, index: int, text: str, offset: int) -> Candidate | None:
    for service, label in _LABELS.items():
        match = label.match(text)
        handle = text[match.end() :].strip() if match else ""
        if match and _HANDLE.match(handle) and _tells(match[0], handle):
            value = f"{service}: {handle}"
            return Candidate(FieldKind.SOCIAL, (index,), value, text, 0.9, (offset, offset + len(text)), validated=True)
    before = before_in_row(card, index, _REACH)
    if before is not None and _HANDLE.match(text):
        for service, label in _LABEL_ALONE.items():
            if label.match(normalise_in_place(card.lines[before].text)):
                value = f"{service}: {text}"
                return Candidate(FieldKind.SOCIAL, (index,), value, text, 0.85, validated=True)
    return None


def _tells(label: str, handle: str) -> bool:
    """Whether label and handle cannot be two ordinary words, as in ``Line Manager`` or ``Note Taker``."""
    return bool(re.search(r"[:：/]", label) or re.search(r"\bid\b", label, re.I) or re.search(r"[@_\d]", handle))


def _bare_handles(index: int, text: str, offset: int) -> list[Candidate]:
    found = []
    for match in _AT_HANDLE.finditer(text):
        alone = not any(character.isalnum() for character in text[: match.start()] + text[match.end() :])
        handle = match[0].replace(" ", "")
        span = (match.start() + offset, match.end() + offset)
        found.append(Candidate(FieldKind.SOCIAL, (index,), handle, handle, 0.85 if alone else 0.7, span))
    return found
