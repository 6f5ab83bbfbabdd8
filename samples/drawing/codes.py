"""What the QR codes of cards hold: the firm's site, a contact as vCard, MECARD or BIZCARD, a link to add someone.

A code's content is drawn from its own source of chance, seeded by the person, so that it moves nothing else on a card.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import jaconv

from samples.drawing.identity import Identity
from samples.drawing.sheet import Says
from samples.drawing.western import WesternIdentity


@dataclass(frozen=True)
class CodeContent:
    """What one code says.

    Attributes:
        text: The payload.
        encoding: In which its characters are stored: ``utf-8``, or ``cp932`` as Japanese phones before 2012 wrote.
        error: Error correction, ``l`` (7 %) for long contents, else ``m`` (15 %).
        says: Field values of the contact or site it holds; they count where the card does not print the field.
    """

    text: str
    encoding: str = "utf-8"
    error: str = "m"
    says: Says = ()

    @property
    def data(self) -> bytes:
        """The payload as stored."""
        return self.text.encode(self.encoding)


def japanese_code(who: Identity) -> CodeContent:
    """The code of an invented Japanese card."""
    rng = random.Random(f"code {who.person.full} {who.firm.domain}")
    site = f"https://{who.url or who.firm.domain}"
    kind = rng.choices(
        ("site", "page", "vcard", "mecard", "memory", "line", "tracked", "mailto", "tel"),
        (40, 10, 16, 14, 3, 8, 4, 3, 2),
    )[0]
    stem = who.firm.domain.split(".")[0]
    match kind:
        case "vcard":
            return _vcard(rng, who, site)
        case "mecard":
            return _mecard(rng, who, site)
        case "memory":
            return _memory(who)
        case "line":
            return CodeContent(rng.choice([f"https://lin.ee/{stem[:7]}", f"https://line.me/R/ti/p/@{stem[:8]}"]))
        case "tracked":
            return CodeContent(f"https://qr.example/{rng.randrange(16**6):06x}")
        case "mailto" if who.email:
            return CodeContent(f"mailto:{who.email}", says=(("email", who.email),))
        case "tel":
            number = "".join(who.offices[0].tel)
            return CodeContent(f"tel:{number}", says=(("tel", number),))
        case "page":
            page = f"https://{who.firm.domain}/{rng.choice(['company/', 'access.html', 'staff?id=12', 'contact'])}"
            return CodeContent(page, says=(("url", page),))
    return CodeContent(site, says=(("url", site),))


def western_code(who: WesternIdentity) -> CodeContent:
    """The code of an invented English card."""
    rng = random.Random(f"code {who.name} {who.email}")
    site = f"https://{who.url or 'example.com'}"
    first, _, last = _plain_name(who).rpartition(" ")
    kind = rng.choices(("site", "vcard", "bizcard", "profile"), (45, 35, 8, 12))[0]
    phone = who.tel or who.mobile
    says: Says = (("name", who.name_value), ("company", who.company), ("email", who.email))
    if kind == "vcard":
        lines = [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"N:{last};{first};;;",
            f"FN:{first} {last}",
            f"ORG:{_escaped(who.company)}",
        ]
        lines += [f"TITLE:{_escaped(who.title)}"] if who.title else []
        lines += [f"TEL;TYPE=WORK,VOICE:{who.tel}"] if who.tel else []
        lines += [f"TEL;TYPE=CELL:{who.mobile}"] if who.mobile else []
        lines += [f"EMAIL:{who.email}", *([f"URL:{site}"] if who.url else []), "END:VCARD"]
        return CodeContent("\r\n".join(lines) + "\r\n", error="l", says=says)
    if kind == "bizcard" and phone:
        text = f"BIZCARD:N:{first};X:{last};T:{who.title};C:{who.company};B:{phone};E:{who.email};;"
        return CodeContent(text, error="l", says=says)
    if kind == "profile":
        return CodeContent(f"https://www.linkedin.com/in/{first.split()[0].lower()}-{last.lower()}")
    return CodeContent(site, says=(("url", site),) if who.url else ())


def _plain_name(who: WesternIdentity) -> str:
    return who.name_value if isinstance(who.name_value, str) else who.name_value[0]


def _says(who: Identity, *, kana: bool, url: bool) -> Says:
    person = who.person
    says: list[tuple[str, str]] = [("name", person.full), ("company", "".join(who.firm.lines))]
    says += [("kana", f"{person.family_kana} {person.given_kana}")] if kana and not person.foreign else []
    says += [("mobile", "".join(who.mobile))] if who.mobile else []
    says += [("email", who.email)] if who.email else []
    says += [("url", f"https://{who.url}")] if url and who.url else []
    return (("tel", "".join(who.offices[0].tel)), *says)


def _vcard(rng: random.Random, who: Identity, site: str) -> CodeContent:
    person, office = who.person, who.offices[0]
    kana = not person.foreign and rng.random() < 0.6
    department = ";" + "".join(who.post.departments) if who.post.departments and rng.random() < 0.5 else ""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{person.family};{person.given};;;", f"FN:{person.full}"]
    if kana and rng.random() < 0.5:
        lines += [f"X-PHONETIC-LAST-NAME:{person.family_kana}", f"X-PHONETIC-FIRST-NAME:{person.given_kana}"]
    elif kana:
        lines += [f"SOUND;X-IRMC-N:{jaconv.hira2hkata(person.family_kana)};{jaconv.hira2hkata(person.given_kana)};;;"]
    lines += [f"ORG:{''.join(who.firm.lines)}{department}"]
    lines += [f"TITLE:{'・'.join(who.post.titles)}"] if who.post.titles and rng.random() < 0.7 else []
    lines += [f"TEL;TYPE=WORK,VOICE:{'-'.join(office.tel)}"]
    lines += [f"TEL;TYPE=CELL:{''.join(who.mobile)}"] if who.mobile else []
    lines += [f"EMAIL:{who.email}"] if who.email else []
    lines += [f"URL:{site}"] if who.url else []
    text = "\r\n".join([*lines, "END:VCARD"]) + "\r\n"
    return CodeContent(text, error="l", says=_says(who, kana=kana, url=True))


def _mecard(rng: random.Random, who: Identity, site: str) -> CodeContent:
    person = who.person
    kana = not person.foreign and rng.random() < 0.7
    parts = [f"N:{person.family},{person.given}" if person.given else f"N:{person.family}"]
    if kana:
        sound = jaconv.hira2hkata if rng.random() < 0.6 else jaconv.hira2kata
        parts += [f"SOUND:{sound(person.family_kana)},{sound(person.given_kana)}"]
    parts += [f"TEL:{''.join(who.offices[0].tel)}", *([f"TEL:{''.join(who.mobile)}"] if who.mobile else [])]
    parts += [f"EMAIL:{who.email}"] if who.email else []
    parts += [f"URL:{site}".replace(":", "\\:").replace("URL\\:", "URL:")] if who.url else []
    text = f"MECARD:{';'.join(parts)};;"
    says = tuple(pair for pair in _says(who, kana=kana, url=True) if pair[0] != "company")
    return CodeContent(text, _encoding(rng, text), "l", says)


def _memory(who: Identity) -> CodeContent:
    """The address book entry of au and SoftBank phones."""
    person = who.person
    lines = [f"MEMORY:NAME1:{person.full}"]
    lines += [] if person.foreign else [f"NAME2:{jaconv.hira2hkata(person.family_kana + ' ' + person.given_kana)}"]
    lines += [f"TEL1:{''.join(who.offices[0].tel)}", *([f"MAIL1:{who.email}"] if who.email else [])]
    text = "\r\n".join(lines) + "\r\n"
    keys = ("name", "kana", "tel", "email")
    says = tuple(pair for pair in _says(who, kana=not person.foreign, url=False) if pair[0] in keys)
    return CodeContent(text, _encoding(random.Random(text), text), "l", says)


def _encoding(rng: random.Random, text: str) -> str:
    """Shift_JIS in seven of ten codes whose characters it has."""
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return "utf-8"
    return "cp932" if rng.random() < 0.7 else "utf-8"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
