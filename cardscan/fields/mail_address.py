"""E-mail addresses, with an engine's damage undone, and joined where they are broken over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cardscan.fields.domain import public_suffix, repair_host, small_l, small_l_in_host
from cardscan.fields.labels import whole_label
from cardscan.fields.layout import after_in_row, below
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

_AT = re.compile(
    r"@|\s?[(（\[]\s?(?:at|a|@)\s?[)）\]]\s?|[©®Ⓐⓐ]|(?<=[a-z0-9])Q(?=[a-z0-9-]+[.,][a-z]{2})|(?<=\w)\s(?:at"
    r"|AT)\s(?=\w+\s?[.,])"
)
"""The sign itself, the words against spam for it, and the round signs engines take it for."""

_LOCAL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-,]"
    r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-,]|(?<=[._\-])\s(?=[A-Za-z0-9_+\-])|\s(?=[._\-]\s?[A-Za-z0-9_+\-]))*\s?$"
)
"""A space stands beside a point, a hyphen or an underscore only. Each character can be taken in one way, or a rule of
underscores would take for ever."""
_HOST = re.compile(
    r"\s?[A-Za-z0-9\-_]+(?:(?:\s?[.,]\s?|-\s|\s(?=(?:co|or|ne|ac|go|lg|com|net|org|jp|example)(?![\w@-])))[A-Za-z0-9\-_]+)*"
)
_LABEL = re.compile(
    r"^(?:e[-‐_ ]?ma[il1]{2}|mail(?:to)?|address|メール)(?:\s?address)?[.:：;/|\-_=~]+|^(?:e|m)[:：;|/=]+"
    r"|^[|/:;,.'`=~*\-]+",
    re.I,
)
_GLUED_LABEL = re.compile(
    r"^(?:[Ee]-[Mm]ai[l1]|E-?[Mm]ai[l1]|E-?MAI[L1]|Mai[l1](?=[a-z]{3,})|e-?mail(?=[a-z]{3}))(?=[A-Za-z0-9])"
)
_LETTER_LABEL = re.compile(r"^[EM]\.\s?(?=[a-z])")
"""``E.oiwa@…``: initials in an address are printed in its own case, so a capital before small letters is a label."""

GLUED_NUMBER = re.compile(
    r"(?:\+\d{1,3}-?\d{1,3}|0\d{1,4}|\(0\d{1,4}\))-?\d{1,4}-\d{3,4}(?=[A-Za-z])"
    r"|0\d{1,4}\(\d{1,4}\)\d{3,4}(?=[A-Za-z])"
    r"|(?:\+?1[-.])?\(?[2-9]\d\d\)?[-.]?\d{3}[-.]\d{4}(?=[A-Za-z])"
)
"""A whole telephone number that an engine set close before an address: ``070-1234-5678taro@…``."""

_GLUED_BEFORE = re.compile(rf"^(?:{GLUED_NUMBER.pattern})")

_LABEL_WITHIN = re.compile(r".*(?<![A-Za-z])(?:e-?)?mail\s?[.:：]\s?(?=[a-z0-9])", re.I)
"""``080-1234-5678Mail. taro@…``: what an engine set close before the label."""

_END_OF_A_NUMBER = re.compile(r"\d{3,4}(?=[A-Za-z])")
"""``090(1234)5678taro@…``: its last group, behind the bracket."""

_GLUED_LETTER = {True: re.compile(r"^E(?=[a-z0-9])"), False: re.compile(r"^e(?=[a-z0-9])")}
_LETTER_LABELS = {
    True: re.compile(r"^(?:[TFMPDO]\.?\s?(?=[+(\d])|W\.?\s?(?=https?:|www\.))"),
    False: re.compile(r"^(?:[tfmpdo]\.?\s?(?=[+(\d])|w\.?\s?(?=https?:|www\.))"),
}
"""``T 03-…``, ``Wwww.…`` elsewhere on the card: then the E of ``Etaro@…`` is such a label too, if it is a capital as
they are (True)."""

_DOTTED_LABELS = re.compile(r"^(?:[tfmpdo]\.\s?(?=[+(\d])|w\.\s?(?=https?:|www\.))")
_DOTTED_LETTER = re.compile(r"^e\.")
"""``m. 415-…`` elsewhere on the card: then the ``e.`` before an address is such a label."""

_WORD_LABELS = re.compile(r"^(?:phone|tel|fax|mobile|mob|cell)[\s.:]*(?=[(+\d])|^(?:web|url)[\s.:]*(?=www|http)")
_GLUED_WORD = re.compile(r"^mail(?!ing|order|box|room|service|center|man)(?=[a-z]{3})")
"""``fax 03-…``, ``webwww.…`` elsewhere on the card: then the ``mail`` of ``mailtaro@…`` is such a label."""

_BAR_LABELS = re.compile(r"^\W*(?:[A-Za-z][A-Za-z-]{2,9}|[一-鿿ァ-ヶー]{2,6})\s?[|｜]")
_GLUED_BAR = re.compile(r"^[Il1](?=[a-z0-9])")
"""``Fax| +61 …`` elsewhere on the card: then the I of ``E-mailItaro@…`` is such a bar."""

_LOST_SIGN = re.compile(
    r"\W*(?:e-?mail|mail|メール)\s?[.:：/"
    r"|]?\s*(?P<name>[a-z0-9][a-z0-9._+\-]+)\s+(?P<host>[a-z0-9\-]+(?:\.[a-z0-9\-]+)+)$",
    re.I,
)
"""After a label, a name and a host with nothing but a space between: the sign was not read."""

_GLUED_BEHIND = re.compile(r"[a-z0-9.\- ]+\.[a-z]{2,}(?=[A-Z])")
"""``example.comKSビル4F``: what stands in the column beside an address, set close behind it."""

_WEB_BEHIND = re.compile(r"(?<=[a-z])www\.")
"""``taro@mihon.co.jpwww.mihon.co.jp``: a web address that an engine set close behind."""

_SERVICE = re.compile(
    r"(?:instagram|insta|line|twitter|facebook|x|tiktok|youtube|threads|linkedin)\s$"
    r"|(?:Instagram|Twitter|Facebook|TikTok|YouTube|Threads|LinkedIn)$",
    re.I,
)
"""``Instagram @mihon.studio`` is an account, with its space lost as well."""

_REST = re.compile(r"[@.]?[A-Za-z0-9.\-_]+(?:@|$)")
_GOES_ON = re.compile(r"@[\w.\-]*$|[._\-]$")
_WHOLE = re.compile(r"@.*[.,]\w{2,4}$")


@dataclass(frozen=True, slots=True)
class Mail:
    """One address in a line; ``start`` and ``end`` in the line's text."""

    address: str
    start: int
    end: int
    repaired: bool
    valid: bool


def recognise(card: CardText) -> list[Candidate]:
    """Every e-mail address of a card; ``value`` has its domain in lower case."""
    candidates: list[Candidate] = []
    styles = _label_styles(card)
    for line in card.lines:
        text = _plain(line.text)
        mails = find_mails(text)
        mails = tuple(_without_sign(mail, text, styles) for mail in mails)
        candidates += [_candidate(mail, (line.index,), (mail.start, mail.end)) for mail in mails]
        candidates += _broken(card, line.index, text, mails)
    return candidates


def find_mails(text: str) -> tuple[Mail, ...]:
    """The e-mail addresses in one line of narrow text, in printed order.

    >>> [mail.address for mail in find_mails("E-mail:taro @example,co.jp  H.P. www.example.co.jp")]
    ['taro@example.co.jp']
    """
    found: list[Mail] = []
    floor = 0
    for at in _AT.finditer(text):
        local = _LOCAL.search(text[floor : at.start()])
        host = _HOST.match(text, at.end())
        if local is None or host is None or at.start() < floor or _SERVICE.match(local[0]):
            continue
        start = floor + local.start()
        number = _END_OF_A_NUMBER.match(text, start) if text[start - 1 : start] == ")" else None
        rest = number.end() - start if number else 0
        mail = _mail(local[0][rest:], host[0], start + rest, at)
        if mail is not None:
            found.append(mail)
            floor = mail.end
    if not found:
        lost = _LOST_SIGN.match(text)
        chosen = repair_host(lost["host"]) if lost else None
        if lost is not None and chosen is not None and not lost["name"].startswith(("http", "www")):
            address = f"{lost['name']}@{chosen[0]}"
            found.append(Mail(address, lost.start("name"), lost.end(), True, _valid(address)))
    return tuple(found)


def _mail(local: str, host: str, start: int, at: re.Match[str]) -> Mail | None:
    kept = local
    for pattern in (_LABEL_WITHIN, _GLUED_BEFORE, _LABEL, _GLUED_LABEL, _LETTER_LABEL):
        shorter = pattern.sub("", kept)
        if shorter.strip():
            kept = shorter
    start += len(local) - len(kept)
    name = small_l(re.sub(r"\s", "", kept).replace(",", ".").strip("."))
    chosen = _host(small_l_in_host(host))
    if not name or chosen is None:
        return None
    domain, repaired, length = chosen
    address = f"{name}@{domain}"
    damaged = (
        repaired
        or small_l(kept) + small_l_in_host(host) != kept + host
        or "," in kept
        or " " in kept.strip()
        or at[0] != "@"
    )
    end = at.end() + length
    return Mail(address, start, end, damaged, _valid(address))


def _label_styles(card: CardText) -> tuple[re.Pattern[str], ...]:
    """What may stand glued before an address on this card, by how its other lines are labelled."""
    texts = [_plain(line.text) for line in card.lines]
    styles = [_GLUED_LETTER[capital] for capital in _GLUED_LETTER if any(map(_LETTER_LABELS[capital].match, texts))]
    styles += [_GLUED_WORD] if any(map(_WORD_LABELS.match, texts)) else []
    styles += [_DOTTED_LETTER] if any(map(_DOTTED_LABELS.match, texts)) else []
    return (*styles, *([_GLUED_BAR] if any(map(_BAR_LABELS.match, texts)) else []))


def _without_sign(mail: Mail, text: str, styles: Sequence[re.Pattern[str]]) -> Mail:
    """A mail without the label's letter or bar that an engine set close to it."""
    for style in styles:
        opens = whole_label(text[: mail.start]) if style is _GLUED_BAR else mail.start == 0
        sign = style.match(mail.address)
        if opens and sign:
            return replace(mail, address=mail.address[sign.end() :], start=mail.start + sign.end())
    return mail


def _host(text: str) -> tuple[str, bool, int] | None:
    """The domain that a text begins with; of ``example.co.jp TEL`` or ``example.com.Tokyo`` only what is a domain."""
    text = _WEB_BEHIND.split(text)[0]
    pieces = list(re.finditer(r"[.,]?\s?[^\s.,]+", text))
    for count in range(len(pieces), 0, -1):
        length = pieces[count - 1].end()
        found = repair_host(text[:length].strip())
        if found is not None:
            return *found, length
        glued = _GLUED_BEHIND.match(text[:length])
        if glued is not None and public_suffix(glued[0].strip()) is not None:
            return glued[0].strip(), True, glued.end()
    return None


def _valid(address: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # costs time to import

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _broken(card: CardText, index: int, text: str, whole: tuple[Mail, ...]) -> list[Candidate]:
    """Addresses that go on in the next line or box: ``taro@`` / ``example.co.jp``, ``…@example.`` / ``co.jp``."""
    head = text.rstrip()
    candidates = []
    after = after_in_row(card, index, 1.5)
    for other in (*below(card, index)[:1], *(() if after is None else (after,))):
        rest = _plain(card.lines[other].text).strip()
        if not _REST.match(rest) or whole_label(rest):
            continue
        if not (_GOES_ON.search(head) or rest[0] in "@.") or (_WHOLE.search(head) and rest[0] != "."):
            continue
        for mail in find_mails(head + rest):
            reaches_over = mail.start < len(head) < mail.end == len(head + rest)
            if reaches_over and mail.valid and mail.address not in {each.address for each in whole}:
                made = _candidate(mail, (index, other), (mail.start, len(card.lines[index].text)))
                candidates.append(replace(made, belief=made.belief * 0.95))
    return candidates


def _candidate(mail: Mail, lines: tuple[int, ...], span: tuple[int, int]) -> Candidate:
    belief = 0.99 if mail.valid else 0.8
    return Candidate(
        kind=FieldKind.EMAIL,
        lines=lines,
        value=mail.address,
        text=mail.address,
        belief=belief * 0.9 if mail.repaired else belief,
        span=span,
        validated=mail.valid and not mail.repaired,
    )


def _plain(text: str) -> str:
    return unify_dashes(normalise_in_place(text))
