"""A contact in a code outranks reading: field by field, the code's characters win where both mean the same value.

What is printed too stays as it is set, spelled as the code spells it. What was misread is put right, what is not
printed is filled in. Where the two say different things, the read value stands if it was read surely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardscan.code.meaning import meaning_of
from cardscan.code.value import is_japanese
from cardscan.fields.address_ja_parts import street_of, take_apart
from cardscan.fields.firm_grammar import firm_look
from cardscan.orthography.fold import search_fold
from cardscan.orthography.kana import is_kana, to_hiragana
from cardscan.orthography.variants import fold_variants
from cardscan.orthography.width import normalise, unify_dashes
from cardscan.person.agreement import Agreement, address_agreement, agreement, respelled
from cardscan.person.code_joining import AGREED, CODED, CodeJoining
from cardscan.person.code_link import join_link
from cardscan.person.code_phone import PhonesJoined, country_of, join_phones
from cardscan.person.code_titles import join_titles
from cardscan.records import Address, CardCode, CardFields, Contact, Source

ELSEWHERE = 0.8
"""Of a site that only a bare link names, not a contact: it may be a page for one day, or somebody else's."""
_DOUBTFUL = 0.5
"""A read value below this gives way to a code that says something else."""


def with_codes(fields: CardFields, codes: Sequence[CardCode]) -> CardFields:
    """Join what a card's codes say to what was read; every payload is kept as a line of kind ``code``."""
    if not codes:
        return fields
    printed = "\n".join(search_fold(line.text) for line in fields.lines)
    regions = _regions(fields)
    joining = CodeJoining(fields, fields.contact, dict(fields.source), printed, regions)
    meanings = [meaning_of(code.text) for code in codes]
    for meaning in sorted(meanings, key=lambda meaning: meaning.kind != "contact"):
        match meaning.kind:
            case "contact":
                _join_contact(joining, meaning.contact)
            case "email" | "phone":
                _join_single(joining, meaning.contact)
            case "link":
                _join_link(joining, meaning.contact.urls[0], bare=True)
    return joining.joined(codes)


def _regions(fields: CardFields) -> tuple[str, ...]:
    """Countries of the printed numbers, then those that the script suggests (ISO 3166-1)."""
    printed = [country for phone in fields.contact.phones if (country := country_of(phone.number)) is not None]
    japanese = any(is_japanese(line.text) for line in fields.lines)
    return tuple(dict.fromkeys([*printed, *(("JP",) if japanese else ("US", "GB", "JP"))]))


def _join_contact(joining: CodeJoining, coded: Contact) -> None:
    if coded.full_name and not coded.organization and firm_look(normalise(coded.full_name)).has_legal_form:
        coded = replace(coded, full_name=None, family_name=None, given_name=None, organization=coded.full_name)
    _join_name(joining, coded)
    _join_reading(joining, coded.phonetic_name)
    _join_text(joining, "organization", coded.organization)
    _join_text(joining, "department", coded.department)
    titles = join_titles(joining.contact.titles, joining.contact.qualifications, coded.titles)
    joining.set("titles", titles.titles, changed=not titles.coded.issubset(joining.contact.titles))
    for title in titles.coded:
        joining.vouch("titles", title, AGREED if title in joining.fields.contact.titles else CODED)
    _join_phones(joining, coded)
    for mail in coded.emails:
        _join_mail(joining, mail, only_if_none=False)
    for address in coded.addresses:
        _join_address(joining, address)
    for url in coded.urls:
        _join_link(joining, url, bare=False)
    _spell_firm_by_name(joining)


def _join_single(joining: CodeJoining, coded: Contact) -> None:
    """A bare address or number: it puts right what was misread, and counts where the card prints none."""
    for mail in coded.emails:
        _join_mail(joining, mail, only_if_none=True)
    printed = joining.contact.phones
    joined = _phones_with(joining, coded)
    if not printed or len(joined.phones) == len(printed):
        _join_phones(joining, coded)


def _join_name(joining: CodeJoining, coded: Contact) -> None:
    name, read = coded.full_name, joining.contact.full_name
    if name is None:
        return
    if is_kana("".join(name.split())) and read is not None and is_japanese(read) and not is_kana("".join(read.split())):
        _join_reading(joining, to_hiragana(name))
    elif read is None or is_japanese(read) == is_japanese(name):
        _join_own_name(joining, coded, name, read)
    elif is_japanese(read):
        _join_latin(joining, name)
    if coded.romanized_name:
        _join_latin(joining, coded.romanized_name)


def _join_own_name(joining: CodeJoining, coded: Contact, name: str, read: str | None) -> None:
    parts = (coded.family_name, coded.given_name)
    if read is None:
        _take_name(joining, name, parts)
        return
    swapped = f"{coded.given_name} {coded.family_name}" if coded.given_name else name
    verdict = agreement(read, name)
    if verdict is not Agreement.SAME and agreement(read, swapped) is Agreement.SAME:
        name, parts, verdict = swapped, (coded.given_name, coded.family_name), Agreement.SAME
    if not is_japanese(read) and verdict in (Agreement.SAME, Agreement.PART):
        if verdict is Agreement.SAME:  # capitals and credentials as printed
            joining.vouch("full_name", read, AGREED)
    elif verdict is Agreement.SAME:
        joining.spell("full_name", name if parts[1] else respelled(read, name))
        _take_parts(joining, parts)
    elif verdict is Agreement.NEAR and read.isupper():
        joining.take("full_name", name.upper())
    elif (
        verdict is not Agreement.FAR
        or search_fold(name) in joining.printed
        or joining.sure("full_name", read) < _DOUBTFUL
    ):
        _take_name(joining, name, parts)


def _take_name(joining: CodeJoining, name: str, parts: tuple[str | None, str | None]) -> None:
    joining.take("full_name", name)
    _take_parts(joining, parts)


def _take_parts(joining: CodeJoining, parts: tuple[str | None, str | None]) -> None:
    """The code's parts of a Japanese name; those that were read are void where they spell another name."""
    family, given = parts
    contact = joining.contact
    if family and given and is_japanese(contact.full_name or ""):
        joining.contact = replace(contact, family_name=family, given_name=given)
    elif f"{contact.family_name or ''}{contact.given_name or ''}" != "".join((contact.full_name or "").split()):
        joining.contact = replace(contact, family_name=None, given_name=None)


def _join_latin(joining: CodeJoining, name: str) -> None:
    read = joining.contact.romanized_name
    if read is None:
        joining.take("romanized_name", name)
        return
    words = [sorted(search_fold(word) for word in text.replace(",", " ").split()) for text in (read, name)]
    if words[0] == words[1]:
        joining.vouch("romanized_name", read, AGREED)
    elif agreement(read, name) is Agreement.NEAR:
        joining.take("romanized_name", name.upper() if read.isupper() else name)


def _join_reading(joining: CodeJoining, reading: str | None) -> None:
    read = joining.contact.phonetic_name
    if reading is None:
        return
    if read is not None and "".join(read.split()) == "".join(reading.split()):
        joining.spell("phonetic_name", reading if " " in reading else read)
    else:
        joining.take("phonetic_name", reading)


def _join_text(joining: CodeJoining, name: str, coded: str | None) -> None:
    """A field with one value: a firm, a department."""
    read: str | None = getattr(joining.contact, name)
    if coded is None:
        return
    if read is None:
        joining.take(name, coded)
        return
    verdict = agreement(read, coded)
    if verdict is Agreement.SAME:
        joining.spell(name, respelled(read, coded))
    elif verdict is Agreement.NEAR:
        spelled = respelled(read, coded)
        same = agreement(spelled, coded) is Agreement.SAME
        joining.take(name, spelled if same else coded)
    elif verdict is Agreement.FAR and (
        (search_fold(coded) in joining.printed and is_japanese(coded) == is_japanese(read))
        or joining.sure(name, read) < _DOUBTFUL
    ):
        joining.take(name, coded)


def _phones_with(joining: CodeJoining, coded: Contact) -> PhonesJoined:
    printed = joining.contact.phones
    sure = {phone.text: joining.sure("phones", phone.text) for phone in printed}
    return join_phones(printed, coded.phones, joining.regions, sure)


def _join_phones(joining: CodeJoining, coded: Contact) -> None:
    before = {phone.text for phone in joining.contact.phones}
    joined = _phones_with(joining, coded)
    if coded.phones:
        joining.set("phones", joined.phones, changed=joined.changed)
    for phone in joined.coded:
        joining.vouch("phones", phone.text, AGREED if phone.text in before else CODED)


def _join_mail(joining: CodeJoining, mail: str, *, only_if_none: bool) -> None:
    if mail.count("@") != 1:
        return
    mails = joining.contact.emails
    for place, read in enumerate(mails):
        verdict = agreement(read, mail)
        if verdict is Agreement.SAME or (verdict is Agreement.NEAR and _one_box(read, mail)):
            spelled = tuple(dict.fromkeys((*mails[:place], mail, *mails[place + 1 :])))
            as_read = read.casefold() == mail.casefold()
            joining.set("emails", spelled, changed=not as_read)
            joining.vouch("emails", mail, AGREED if as_read else CODED)
            return
    if not mails or not only_if_none:
        joining.set("emails", (*mails, mail), changed=True)
        joining.vouch("emails", mail, CODED)


def _one_box(read: str, coded: str) -> bool:
    """Whether two like addresses are one misread: a misreading seldom touches both the box and the domain."""
    (box, _, domain), (other_box, _, other_domain) = read.casefold().rpartition("@"), coded.casefold().rpartition("@")
    return box == other_box or domain == other_domain


def _join_address(joining: CodeJoining, coded: Address) -> None:
    addresses = joining.contact.addresses
    for place, read in enumerate(addresses):
        verdict = address_agreement(read.text, coded.text)
        same_code = read.postal_code is not None and read.postal_code == coded.postal_code
        if verdict is Agreement.FAR and not same_code:
            continue
        if verdict in (Agreement.SAME, Agreement.NEAR):
            text = respelled(read.text, unify_dashes(normalise(coded.text)))
            if address_agreement(text, coded.text) is Agreement.SAME:
                if text != read.text:
                    spelled = _taken_apart(replace(read, text=text))
                    joining.set("addresses", (*addresses[:place], spelled, *addresses[place + 1 :]), changed=True)
                joining.vouch("addresses", text, AGREED if text == read.text else CODED)
        if same_code and len(addresses) == 1:
            joining.postal = AGREED
        return
    added = _taken_apart(coded)
    joining.set("addresses", (*addresses, added), changed=True)
    joining.vouch("addresses", added.text, CODED)
    if not addresses and coded.postal_code:
        joining.postal = CODED


def _taken_apart(address: Address) -> Address:
    """A Japanese address with its parts, as the printed ones have them."""
    text = unify_dashes(normalise(address.text))
    if not is_japanese(text):
        return address
    found = take_apart(text, 0)
    if found is None:
        return replace(address, text=text)
    return Address(
        text=text,
        postal_code=address.postal_code,
        region=found.region or None,
        locality=found.locality or None,
        street=street_of(found) or None,
        building=found.building or None,
        country="JP",
    )


def _join_link(joining: CodeJoining, link: str, *, bare: bool) -> None:
    joined = join_link(joining.contact, link, bare=bare)
    match joined.effect:
        case "confirmed":
            joining.vouch("urls", joined.url, AGREED)
        case "corrected" | "filled":
            joining.set("urls", joined.contact.urls, changed=True)
            sure = joined.effect == "corrected" or not bare
            joining.vouch("urls", joined.url, CODED if sure else ELSEWHERE)
        case "profile":
            joining.set("socials", joined.contact.socials, changed=True)


def _spell_firm_by_name(joining: CodeJoining) -> None:
    """髙橋's office is 髙橋事務所: the family name's own characters hold for the firm that bears it."""
    family, firm = joining.contact.family_name, joining.contact.organization
    if joining.source.get("full_name") is not Source.QR or not family or not firm or len(family) < 2:
        return
    place = fold_variants(firm).find(fold_variants(family))
    if place >= 0:
        spelled = firm[:place] + family + firm[place + len(family) :]
        joining.set("organization", spelled, changed=spelled != firm)
