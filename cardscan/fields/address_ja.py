"""Japanese addresses: which lines make one, where it begins and ends, and how surely it is one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cardscan.fields.address_ja_parts import BUILDING, FLOOR, JapaneseAddress, street_of, take_apart
from cardscan.fields.address_repair import (
    official_characters,
    opens_as_code_says,
    repaired_by_code,
    repaired_code,
    repaired_prefecture,
    repaired_strokes,
)
from cardscan.fields.distractor import distractors
from cardscan.fields.labels import label_before, whole_label, without_label
from cardscan.fields.layout import after_in_row, before_in_row, below, heading_of, overlapping, same_row
from cardscan.fields.phone_number import find_numbers
from cardscan.fields.postal_code import PostalCode, damaged_code, japanese_codes
from cardscan.lexicon.postal import postal_data
from cardscan.orthography.width import normalise, normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind, Source

_PLACE = re.compile(r"[都道府県市区町村郡〒〶]|\d{3}-\d{4}|丁目|番地|\d-\d|[一二三四五六七八九〇][ー―－\-｜]")
_STOP = re.compile(
    r"[\s/・|｜(（【]*(?:(?:T[EＥ][LＬ]|Tel|tel|FAX|Fax|fax|電話|直通|携帯|代表|℡|☎|✆|📞|Phone|Mobile|Ph"
    r"|E-?[Mm]ail|MAIL|Mail"
    r"|mail|URL|HP|http|www|メール)"
    r"[\s.:：/(（]*|(?<![A-Za-z0-9])[TFMPE][\s.:：]+(?=[(+\d])|(?<=\s)(?=\(?0\d{1,4}[-)(]\d{1,4}[-)(]\d{3,4})|\s\S+@"
    r"|(?:定休|営業時間|最寄|JR|※|［地図|\[地図)|[〒〶])",
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿]")
_NO_ADDRESS = re.compile(
    r"知事|公安委員会|大臣|会所属|士会|弁護士|登録|免許|許可|株式会社|有限会社|合同会社|合資会社|社団法人"
    r"|財団法人|\([株有同]\)|大学|病院|銀行|役所|役場|庁|協会"
    r"|連合会|組合|警察|学校|クリニック|医院|研究所|取締役|社長|部長|課長|室長|主任|係長"
)
_OFFICE_END = re.compile(r"(?:支店|支社|支部|営業所|出張所|事業所|事務所|本社|本店|工場|店|局|署|館|所)\W*$")
_OTHER_LINE = re.compile(
    r"株式会社|有限会社|合同会社|\([株有同]\)|法人|取締役|社長|部長|課長|室長|主任|係長|代表|マネージャー|担当"
    r"|営業部|[一-鿿][部課]$|(?<!号)室$|^[■□●◆◇▼▲【［\[〈<]|オフィス$|駅(?!前[^\d])|徒歩|出口|@|www|http"
    r"|\d{2,4}[-)]\d{2,4}[-(]\d{3,4}|^[〇零][一二三四五六七八九〇零－ー\-―]{9,}$|(?:支店|支社|営業所|出張所|本社|本店|工場)\W*$|事務所|創業|設立|営業時間|定休"
)
"""What a following line holds that is no part of an address."""

_KATAKANA_NAME = re.compile(r"(?=.*[ァ-ヶA-Z])[ァ-ヶー A-Z0-9]{3,20}$")
"""Many buildings have nothing but a name: ハーバービュー; right under a street it is hardly ever anything else."""
_LONGEST_LINE = 40
_FLOOR_APART = re.compile(r"(?<=\d)\s(?=(?:F|階|号室)(?![A-Za-z]))")
"""A space that an engine sees before F or 階 and that nobody sets there."""
_LABEL_MISREAD = re.compile(r"[A-Za-z\W]{1,3}")
"""Letters before a telephone number that make no known label, as in Ta03-1234-5678."""

_MOST_LINES = 4
_SURELY_A_NUMBER = 0.7
_LEAST = 0.2
_CODE_REACH = 6.0

_WEIGHTS = {
    "none": -3.0,
    "prefecture": 2.5,
    "city": 2.5,
    "town": 2.0,
    "block": 2.2,
    "code": 2.0,
    "code agrees": 2.5,
    "code contradicts": -0.5,
    "label": 1.5,
    "no address": -3.5,
    "office": -1.5,
    "unfinished": -1.6,
}
"""Evidence that a text is an address at all, in log-odds: judged by what else on cards names a place, firms and schools
(東京都民銀行, 横浜市立大学) and the licences of estate agents (東京都知事)."""

_MOST_EVIDENCE = 4.6
"""Log-odds of 99 %: further evidence that a text is an address says nothing on which lines it takes."""

_REPAIRED = 0.9
"""What remains of the belief in an address or a code that was put right by the other."""

_CONTRADICTED = 0.2
"""What remains of the belief in what was read there: it is kept to be shown beside the other."""

_BELONGS = {"broken off": 0.97, "street": 0.96, "building": 0.95, "name": 0.85, "doubtful": 0.12, "other": 0.01}
"""The chance that the next line goes on with the address, by what it looks like."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """Lines taken for one address."""

    lines: tuple[int, ...]
    first_start: int
    """Where the address (or its postal code) begins in the first line."""
    last_end: int
    """Where it ends in the last line."""
    text: str
    code: PostalCode | None
    labelled: bool
    chance: float = 1.0
    """That the address takes these lines and no more, if it is one."""
    followed: int = 0
    """How many lines were taken after the one it begins in."""


def recognise_japanese(card: CardText) -> list[Candidate]:
    """Every way in which the lines of a card may make Japanese addresses, with how likely each is."""
    candidates = []
    for chain in _chains(card):
        candidate = _candidate(card, chain)
        if candidate is None:
            continue
        candidates.append(candidate)
        if candidate.source is Source.POSTAL_CODE:
            printed = _candidate(card, chain, repair=False)
            candidates += [replace(printed, belief=printed.belief * _CONTRADICTED)] if printed is not None else []
    return candidates


def _chains(card: CardText) -> Iterator[_Chain]:
    for line in card.lines:
        text = _plain(line.text)
        if not _JAPANESE.search(text) or not _PLACE.search(text):
            continue
        codes = japanese_codes(text)
        code = next((each for each in codes if _JAPANESE.search(text[each.end :])), None)
        lead: tuple[int, ...] = ()
        outer, labelled = None, False
        if code is None:
            lead, outer = _code_before(card, line.index)
            labelled = _label_beside(card, lead[0] if lead else line.index)
        begin = code.end if code else 0
        begin += without_label(text[begin:], "address")
        stop = _stop(text, begin)
        known = code is not None or outer is not None
        known_code = code or outer
        opens = known_code is not None and opens_as_code_says(text[begin:stop], known_code.code)
        start = begin if opens else _start(text[:stop], begin, known=known)
        if start is None:
            continue
        first = code.start if code else start
        labelled = labelled or begin > (code.end if code else 0)
        chain = _Chain(
            (*lead, line.index), 0 if lead else first, stop, text[start:stop].strip(), code or outer, labelled
        )
        yield from _grow(card, chain, whole_line=stop == len(text))


def _grow(card: CardText, chain: _Chain, *, whole_line: bool) -> Iterator[_Chain]:
    """The chain as it is and with the following lines, one more each time; the chances of all add up to the chain's."""
    followers = _followers(card, chain.lines) if whole_line and chain.followed < _MOST_LINES - 1 else ()
    left = chain.chance
    for follower in followers:
        text = _plain(card.lines[follower].text)
        stop = _stop(text, 0)
        more = text[:stop].strip()
        if not more or whole_label(more) or (stop < len(text) and _LABEL_MISREAD.fullmatch(more)):
            continue
        chance = left * _belongs(more, chain.text)
        left -= chance
        joined = chain.text + _joint(chain.text, more) + more
        lines = (*chain.lines, follower)
        grown = replace(chain, lines=lines, last_end=stop, text=joined, chance=chance, followed=chain.followed + 1)
        if chance >= _LEAST / 4:
            yield from _grow(card, grown, whole_line=stop == len(text))
    yield replace(chain, chance=left)


def _belongs(line: str, text: str) -> float:
    """The chance that a line goes on with the address that a text began."""
    if _OTHER_LINE.search(line) or japanese_codes(line) or not re.search(r"\w", line) or len(line) > _LONGEST_LINE:
        return _BELONGS["other"]
    if text[-1:] in "-ー―" or line[:1] in "-ー―":
        return _BELONGS["broken off"]
    found = take_apart(text)
    if found is None or not found.has_block:
        numbers = re.search(r"\d|[一二三四五六七八九]", line)
        return (
            _BELONGS["street"] if numbers else _BELONGS["building"] if BUILDING.search(line) else _BELONGS["doubtful"]
        )
    again = take_apart(line)
    if again is not None and again.region:
        return _BELONGS["other"]
    if BUILDING.search(line) or FLOOR.search(line):
        return _BELONGS["building"]
    return _BELONGS["name"] if _KATAKANA_NAME.match(line) and not found.building else _BELONGS["doubtful"]


def _followers(card: CardText, lines: tuple[int, ...]) -> tuple[int, ...]:
    last = lines[-1]
    after = after_in_row(card, last, 3.0)
    places = [*(() if after is None else (after,)), *below(card, last)[:1]]
    if len(lines) > 1 and same_row(card.lines[lines[0]], card.lines[last]):  # the next line may begin under the 〒
        places += below(card, lines[0])[:1]
    under = (place for place in overlapping(card, last, above=False) if place not in places)
    places += [place for place in under if BUILDING.search(_plain(card.lines[place].text))][:1]
    return tuple(place for place in dict.fromkeys(places) if place not in lines)


def _joint(text: str, more: str) -> str:
    """Nothing where a line breaks within the street, a space before a building."""
    found = take_apart(text)
    if text[-1:] in "-ー―" or more[:1] in "-ー―":
        return ""
    if found is not None and not found.has_block:
        return ""
    if re.search(r"(?:丁目|番地?|条|の)$", text) and re.match(r"\d", more):
        return ""
    return " "


def _start(text: str, begin: int, *, known: bool) -> int | None:
    found = take_apart(text[begin:], 0 if known else None)
    if found is None:
        return None
    if known and found.located is None and not found.has_block:
        return None
    return begin + found.start


def _stop(text: str, begin: int) -> int:
    """Where something else begins in the line: a telephone number, a mail address, another address."""
    match = _STOP.search(text, begin)
    end = match.start() if match else len(text)
    for number in find_numbers(text, ("JP",), distractors(text)):
        if number.belief >= _SURELY_A_NUMBER and number.start >= begin:
            label = label_before(text, begin, number.start)
            return len(text[: min(end, label.start if label else number.start)].rstrip(" (（/・"))
    return end


def _code_before(card: CardText, index: int) -> tuple[tuple[int, ...], PostalCode | None]:
    """The line before or above that holds nothing but the postal code."""
    beside = (before_in_row(card, index, _CODE_REACH), heading_of(card, index), _above(card, index))
    for place in (*beside, *_up_to_a_place(card, overlapping(card, index, above=True))):
        if place is None:
            continue
        text = _plain(card.lines[place].text)
        codes = japanese_codes(text)
        damaged = damaged_code(text.strip()) if not codes else ""
        if damaged:
            return (place,), PostalCode(damaged, "JP", 0, len(text), False)
        if (
            codes
            and not re.sub(r"[\s()（）:：]", "", text[codes[-1].end :])
            and len(text[: codes[-1].start].strip()) <= 8
        ):
            mark = _mark_before(card, place) if not codes[-1].marked else None
            return ((place,) if mark is None else (mark, place)), codes[-1]
    return (), None


def _up_to_a_place(card: CardText, above: tuple[int, ...]) -> Iterator[int]:
    """The lines above, nearest first, until one names a place: the code above that one is its own."""
    for place in above:
        text = _plain(card.lines[place].text)
        if not japanese_codes(text) and take_apart(text) is not None:
            return
        yield place


def _above(card: CardText, index: int) -> int | None:
    return next((line.index for line in card.lines if index in below(card, line.index)[:1]), None)


def _mark_before(card: CardText, index: int) -> int | None:
    before = before_in_row(card, index, 2.0)
    return before if before is not None and card.lines[before].text.strip() in ("〒", "〶") else None


def _label_beside(card: CardText, index: int) -> bool:
    for place in (before_in_row(card, index, 8.0), heading_of(card, index)):
        if place is not None:
            text = normalise_in_place(card.lines[place].text).strip()
            if text and without_label(f"{text} ", "address") >= len(text):
                return True
    return False


def _candidate(card: CardText, chain: _Chain, *, repair: bool = True) -> Candidate | None:
    code = chain.code
    printed = repaired_by_code(chain.text, code.code) if code is not None and repair else chain.text
    address = take_apart(printed, 0 if code else None)
    if address is None:
        return None
    repaired = official_characters(address)
    sure = _REPAIRED if printed != chain.text else 1.0
    source = Source.POSTAL_CODE if printed != chain.text else Source.PRINTED
    places = postal_data().places(code.code.replace("-", "")) if code else ()
    agrees = _agrees(address, code)
    evidence = _evidence(chain, address, agrees=agrees, known_code=bool(places))
    belief = sure / (1 + math.exp(-min(evidence, _MOST_EVIDENCE) - math.log(chain.chance)))
    if belief < _LEAST:
        return None
    value = _FLOOR_APART.sub("", re.sub(r"\s+", " ", normalise(repaired))).strip(" ,、")
    postal = code.code if code and "-" in code.code else ""
    if code and repair and not _names_town(address, code):
        better = repaired_code(code.code, address)
        if better is not None:
            postal, belief, source = better, belief * _REPAIRED, Source.POSTAL_CODE
    parts = {
        "postal_code": postal,
        "region": address.region,
        "locality": address.locality,
        "street": street_of(address),
        "building": address.building,
        "country": "JP",
    }
    whole = len(chain.lines) > 1 and chain.first_start == 0
    first = len(card.lines[chain.lines[0]].text) if len(chain.lines) > 1 else chain.last_end
    last = len(card.lines[chain.lines[-1]].text)
    return Candidate(
        kind=FieldKind.ADDRESS,
        lines=chain.lines,
        value=value,
        text=value,
        belief=min(belief, 0.99),
        span=None if whole else (chain.first_start, first),
        last_span=(0, chain.last_end) if len(chain.lines) > 1 and chain.last_end < last else None,
        validated=agrees or (address.located is not None and bool(address.located.town)),
        parts={name: part for name, part in parts.items() if part},
        source=source,
    )


def _evidence(chain: _Chain, address: JapaneseAddress, *, agrees: bool, known_code: bool) -> float:
    """The log-odds that a text is an address."""
    weight = _WEIGHTS
    total = weight["none"]
    if address.located is not None:
        total += weight["prefecture"] if address.region else 0.0
        total += weight["city"] if address.locality else 0.0
        total += weight["town"] if address.located.town else 0.0
    elif agrees:
        total += weight["town"]
    total += weight["block"] if address.has_block else 0.0
    if chain.code is not None:
        total += weight["code"]
        total += weight["code agrees"] if agrees else weight["code contradicts"] if known_code else 0.0
    total += weight["label"] if chain.labelled else 0.0
    head = chain.text.replace(address.building, "") if address.building else chain.text
    if _NO_ADDRESS.search(head):
        total += weight["no address"]
    if not address.has_block:
        total += weight["office"] if _OFFICE_END.search(chain.text) else 0.0
        total += weight["unfinished"]
    return total


def _agrees(address: JapaneseAddress, code: PostalCode | None) -> bool:
    """Whether the printed code is one of the town's, or of a building or large office in its city."""
    if code is None:
        return False
    digits = code.code.replace("-", "")
    if address.located is None:
        towns = [place.town for place in postal_data().places(digits)]
        return any(town and address.text[address.start :].startswith(town) for town in towns)
    if not address.located.city:
        return False
    if digits in address.located.codes:
        return True
    return any(
        place.city.startswith(address.located.city) and address.located.prefecture == place.prefecture
        for place in postal_data().places(digits)
    )


def _names_town(address: JapaneseAddress, code: PostalCode) -> bool:
    """Whether a code is the printed town's, or may be right beside it: a building's, an office's, a whole city's."""
    located, digits = address.located, code.code.replace("-", "")
    if located is None or not located.town or digits in located.codes:
        return True
    return any(place.town.startswith(located.town[:2]) or not place.town for place in postal_data().places(digits))


def _plain(text: str) -> str:
    return repaired_prefecture(repaired_strokes(unify_dashes(normalise_in_place(text))))
