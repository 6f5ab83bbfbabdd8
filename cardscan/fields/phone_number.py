"""Telephone numbers by their shape: which digits of a line make one number, and how much they look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from cardscan.fields.labels import mask_labels

Nature = Literal["mobile", "tollfree", "other"]

_RUN = re.compile(r"(?:\+ ?)?\(?\+?\d[\d\-.() /·,・_~+]*")
_PART_OF_WORD = re.compile(r"[A-Za-z@_](?!x?[a-z]{0,8}\.?\s?\d)", re.I)
_GROUP = re.compile(r"\d+")
_LETTER_WITHIN = re.compile(
    r"(?<=[\d\-(). ])[OoQlISBZ](?=[\d\-)])|(?<=\d)[OoQlISBZ](?=[\d\-)]|$)(?<!\d\d\d\d\d[OoQlISBZ])"
)
_ZERO_FIRST = re.compile(r"(?<![A-Za-z\d])[OoQD](?=\d{1,4}[-() ]|[O0o]\d|[789][O0o])|(?<=[(])[OoQ](?=\d)")
_JAPANESE_WHOLE = (
    r"0(?:\d-\d{4}-\d{4}|\d\d-\d{3}-\d{4}|\d{3}-\d\d-\d{4}|[5789]0-\d{4}-\d{4}|120-\d{3}-\d{3}|800-\d{3}-\d{4})"
    r"(?![\d-])"
)
_SIGN_AS_FIGURE = re.compile(rf"(?<![\w+(.-])\d(?={_JAPANESE_WHOLE})")
"""An icon read as one more figure: 0080-1234-5678 is no number, 080-1234-5678 is."""

_NOTE_AS_FIGURES = re.compile(
    r"(?<![\d-])(?P<whole>0(?:\d-\d{4}|\d\d-\d{3}|\d{3}-\d\d|[5789]0-\d{4})-\d{4})(?P<note>\d\d)(?![\d-])"
)
"""A note such as (代) close after a number, read as two more figures."""

_SIGN_AS_LETTERS = re.compile(rf"^\W*[A-Za-z]{{1,3}}(?={_JAPANESE_WHOLE})")
"""A label or icon read as a few letters that make no label: Ta03-1234-5678."""

_AREA_IN_LETTERS = re.compile(r"(?<![A-Za-z\d+])[OQ0][Il]{1,2}(?=\d{0,2}[-() .]{1,3}\d{1,4}[-() .]{1,3}\d{3,4}(?!\d))")
"""An area code of which most figures were read as letters: OII-270-5812."""

_AMERICAN_IN_LETTERS = re.compile(
    r"(?<![A-Za-z\d])[\dOoQlISsBZz]{3}([.-])[\dOoQlISsBZz]{3}\1[\dOoQlISsBZz]{4}(?![A-Za-z\d])"
)
"""802.555.o12o: old-style figures are as low as small letters."""
_MOSTLY_FIGURES = 6

_LOOKS_LIKE = str.maketrans("OoQDlISsBZz", "00001155822")
_JOINS = re.compile(r"\s?[-.·・_/,]{0,2}\s?\(?|\s?\(\s?|\)\s?[-.·]?\s?\(?|\s{0,2}")
_JAPAN = re.compile(r"0\d{1,4}[-() .]{1,2}\d{1,4}[-() .]{1,2}\d{3,4}$")
_AMERICA = re.compile(r"(?:1[-. ]{1,2})?\(?[2-9]\d{2}(?:\)\s?|[-. ]{1,3}|\)[-. /]|/)\d{3}[-. ]{1,3}\d{4}$")
_POSTAL = re.compile(r"\d{3}-\d{4}$|\d{5}-\d{4}$")
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}$")
_MOST_GROUPS = 7
_LEAST = 0.1
_LEFT_OVER = 0.12
"""What a group of digits beside a number costs when it belongs to none: a number is rarely followed by loose digits."""

_TWO_NUMBERS = 18
"""Digits that two numbers have at least; no single one has as many."""

_LAST_GROUP = 2
"""Digits of a number's last group, at least."""

_GROUPED = 0.85
"""What a number in groups that the numbering plan knows is believed, at least; one of two is such ..."""

_POSSIBLE = 0.7
"""... and the other at least a possible one."""

_AROUND = " .,/-·・"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """Digits of a line that look like one telephone number."""

    start: int
    end: int
    printed: str
    """As printed, with letters that stand for digits put right."""
    e164: str
    """Empty where it cannot be told."""
    belief: float
    """By the shape alone, 0–1."""
    valid: bool
    """The numbering plan of its country knows such a number."""
    nature: Nature | None


def find_numbers(text: str, regions: Sequence[str], blocked: Sequence[tuple[int, int]] = ()) -> tuple[PhoneNumber, ...]:
    """The best division of a line's digits into telephone numbers, in printed order.

    Args:
        text: A line that has passed ``orthography.width`` (narrow digits, one hyphen).
        regions: Countries whose numbers are expected, likeliest first (ISO 3166-1).
        blocked: Stretches that are something else.
    """
    masked = list(mask_labels(text))
    for start, end in blocked:
        masked[start:end] = "\1" * (end - start)
    digits = repair_digits("".join(masked))
    if "JP" in regions:
        for sign in (_SIGN_AS_FIGURE, _SIGN_AS_LETTERS):
            digits = sign.sub(lambda match: "\1" * len(match[0]), digits)
        digits = _NOTE_AS_FIGURES.sub(lambda match: match["whole"] + "\1" * len(match["note"]), digits)
    return _find(digits, tuple(regions))


def rate(piece: str, regions: Sequence[str]) -> PhoneNumber:
    """How much a whole string looks like one telephone number."""
    e164, belief, valid, nature = _rate(piece, tuple(regions))
    return PhoneNumber(0, len(piece), piece, e164, belief, valid, nature)


def _find(digits: str, regions: tuple[str, ...]) -> tuple[PhoneNumber, ...]:
    found: list[PhoneNumber] = []
    for run in _RUN.finditer(digits):
        glued_before = re.search(r"[A-Za-z]{2}$|[@_]$", digits[: run.start()]) is not None
        if glued_before or (run[0][-1].isdigit() and _PART_OF_WORD.match(digits, run.end())):
            continue
        start = run.start()
        for piece in _unglued(run[0], regions):
            found += _divide(piece, start, regions)
            start += len(piece)
    return tuple(found)


def _unglued(run: str, regions: tuple[str, ...]) -> tuple[str, ...]:
    """A run of digits, parted where one whole number ends and another begins without a space between them.

    >>> _unglued("0263-72-38890263-72-3890", ("JP",)), _unglued("01782 960 14507700 900 512", ("GB",))
    (('0263-72-3889', '0263-72-3890'), ('01782 960 145', '07700 900 512'))
    """
    if sum(map(str.isdigit, run)) < _TWO_NUMBERS:
        return (run,)
    parted = []
    for group in _GROUP.finditer(run):
        for place in range(group.start() + _LAST_GROUP, group.end() - 1):
            if run[place] == "0" and group.start() > 0 and group.end() < len(run):
                beliefs = [_believed(piece.strip(_AROUND), regions) for piece in (run[:place], run[place:])]
                if min(beliefs) >= _POSSIBLE and max(beliefs) >= _GROUPED:
                    parted.append((sum(beliefs), place))
    if not parted:
        return (run,)
    place = max(parted)[1]
    return run[:place], run[place:]


def _believed(piece: str, regions: tuple[str, ...]) -> float:
    """How much digits look like one number that can be called; 0 where they cannot."""
    e164, belief, _, _ = _rate(piece, regions)
    return belief if e164 else 0.0


def repair_digits(text: str) -> str:
    """Letters that stand where only a digit can stand → that digit; the length stays.

    >>> repair_digits("O3-l234-S678"), repair_digits("ISO 9001"), repair_digits("770.55s.o186·")
    ('03-1234-5678', 'ISO 9001', '770.555.0186·')
    """
    text = _AREA_IN_LETTERS.sub(lambda match: match[0].translate(_LOOKS_LIKE), text)
    for _ in range(2):
        text = _ZERO_FIRST.sub(lambda match: match[0].translate(_LOOKS_LIKE), text)
        text = _LETTER_WITHIN.sub(lambda match: match[0].translate(_LOOKS_LIKE), text)
    return _AMERICAN_IN_LETTERS.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    is_number = sum(map(str.isdigit, match[0])) >= _MOSTLY_FIGURES
    return match[0].translate(_LOOKS_LIKE) if is_number else match[0]


def _divide(run: str, offset: int, regions: tuple[str, ...]) -> Iterator[PhoneNumber]:
    """Choose the non-overlapping groups of digits that together look most like telephone numbers."""
    groups = list(_GROUP.finditer(run))
    best: list[tuple[float, PhoneNumber | None, int]] = [(0.0, None, 0)] * (len(groups) + 1)
    for last in range(1, len(groups) + 1):
        best[last] = (best[last - 1][0] - _LEFT_OVER, None, last - 1)
        for first in range(max(0, last - _MOST_GROUPS), last):
            if first < last - 1 and not _joined(run, groups[last - 2].end(), groups[last - 1].start()):
                break
            if not all(_joined(run, groups[i].end(), groups[i + 1].start()) for i in range(first, last - 1)):
                continue
            number = _number(run, groups[first].start(), groups[last - 1].end(), offset, regions)
            if number.belief >= _LEAST and best[first][0] + number.belief - 0.05 > best[last][0]:
                best[last] = (best[first][0] + number.belief - 0.05, number, first)
    chosen, place = [], len(groups)
    while place > 0:
        _, taken, before = best[place]
        if taken is not None:
            chosen.append(taken)
        place = before
    yield from reversed(chosen)


def _joined(run: str, start: int, end: int) -> bool:
    return _JOINS.fullmatch(run, start, end) is not None


def _number(run: str, start: int, end: int, offset: int, regions: tuple[str, ...]) -> PhoneNumber:
    opening = re.search(r"\+?\s?\(?\+?$", run[:start])
    if opening:
        start = opening.start()
    while run[start:end].count("(") > run[start:end].count(")"):
        if end < len(run) and run[end] == ")":
            end += 1
        elif run[start] == "(":
            start += 1
        else:
            break
    piece = run[start:end]
    lead = len(piece) - len(piece.lstrip())
    e164, belief, valid, nature = _rate(piece.strip(), regions)
    return PhoneNumber(offset + start + lead, offset + end, piece.strip(), e164, belief, valid, nature)


@lru_cache(maxsize=4096)
def _rate(piece: str, regions: tuple[str, ...]) -> tuple[str, float, bool, Nature | None]:
    """E.164, belief by shape, validity and nature of one stretch of digits."""
    digits = re.sub(r"\D", "", piece)
    if not 6 <= len(digits) <= 16 or _DATE.match(piece) or len(set(digits)) == 1:
        return "", 0.0, False, None
    if piece.lstrip("( ").startswith("+"):
        return _rate_international(piece, digits)
    if _POSTAL.match(piece):
        return "", 0.02, False, None
    best: tuple[str, float, bool, Nature | None] = ("", _bare_belief(piece, digits), False, None)
    tried = (*regions[:3], "US") if _AMERICA.match(piece) else (*regions[:3], *(() if regions else ("US", "JP", "GB")))
    for rank, region in enumerate(dict.fromkeys(tried)):
        parsed = _parse(piece, region)
        if parsed is not None:
            rated = _rate_national(piece, digits, region, parsed)
            if rated[1] - 0.04 * rank > best[1]:
                best = (rated[0], rated[1] - 0.04 * rank, rated[2], rated[3])
    if best[1] < 0.5 and len(digits) >= 10 and digits[0] != "0":
        lost_plus = _parse("+" + digits, None)
        if lost_plus is not None and _valid(lost_plus) and _country(lost_plus) in regions:
            best = (_e164(lost_plus), 0.55, True, _nature(lost_plus))
    return best


def _rate_international(piece: str, digits: str) -> tuple[str, float, bool, Nature | None]:
    parsed = _parse("+" + re.sub(r"\(0\)|[^\d]", "", piece), None)
    if parsed is None:
        return "", 0.3 if len(digits) > 7 else 0.1, False, None
    if _valid(parsed):
        return _e164(parsed), 0.97, True, _nature(parsed)
    if _possible(parsed):
        return _e164(parsed), 0.9 if len(digits) >= 9 else 0.2, False, _nature(parsed)
    return "", 0.4 if 8 <= len(digits) <= 15 else 0.1, False, None


def _rate_national(piece: str, digits: str, region: str, parsed: Any) -> tuple[str, float, bool, Nature | None]:
    groups = _GROUP.findall(piece)
    nature = _nature(parsed)
    if _valid(parsed):
        standard = _GROUP.findall(_national(parsed))
        agrees = groups in (standard, ["1", *standard])
        belief = 0.95 if agrees and len(groups) > 1 else 0.9 if len(groups) > 1 else 0.72
        if not agrees and (len(groups) > 4 or (len(groups) > 2 and max(map(len, groups)) <= 2)):
            belief = 0.7
        if region == "JP" and digits[0] != "0":
            belief = 0.15
        elif digits[0] != "0" and _has_trunk_zero(region):
            belief = min(belief, 0.45)  # a local number without its area, or the rest of a longer number
        return _e164(parsed), belief, True, nature
    if region == "JP":
        full = len(digits) == 10 or (len(digits) == 11 and re.match(r"0[25789]0|0800", digits) is not None)
        if digits[0] == "0" and full:
            return _e164(parsed), 0.9 if _JAPAN.match(piece) else 0.5, False, nature
        return "", 0.45 if _JAPAN.match(piece) and len(digits) in (9, 11) else _bare_belief(piece, digits), False, None
    if region in ("US", "CA") and _AMERICA.match(piece):
        return _e164(parsed), 0.93, False, nature
    if _possible(parsed) and len(groups) > 1 and len(digits) >= 8:
        return _e164(parsed), 0.75 if digits[0] == "0" else 0.5, False, nature
    return "", _bare_belief(piece, digits), False, None


def _bare_belief(piece: str, digits: str) -> float:
    """For digits that no numbering plan explains: some belief, in case a label stands before them."""
    if re.fullmatch(r"\d{2,4}[-. ]\d{4}", piece):
        return 0.15
    return 0.2 if 7 <= len(digits) <= 12 and len(_GROUP.findall(piece)) > 1 else 0.1 if len(digits) >= 7 else 0.0


@cache
def _has_trunk_zero(region: str) -> bool:
    """Whether a country's numbers begin with 0 when dialled from within."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    return metadata is not None and metadata.national_prefix == "0"


def _parse(piece: str, region: str | None) -> Any | None:
    import phonenumbers

    try:
        return phonenumbers.parse(piece, region)
    except phonenumbers.NumberParseException:
        return None


def is_valid_number(number: str) -> bool:
    """Whether the numbering plan of its country knows an E.164 number; an empty one it does not."""
    parsed = _parse(number, None) if number else None
    return parsed is not None and _valid(parsed)


def may_be_mobile(number: str) -> bool:
    """Whether an E.164 number's plan lets it be a mobile one; True where there is no number to ask about.

    >>> may_be_mobile("+14155550123"), may_be_mobile("+81312345678"), may_be_mobile("+819012345678")
    (True, False, True)
    """
    import phonenumbers

    parsed = _parse(number, None) if number else None
    if parsed is None:
        return True
    kinds = phonenumbers.PhoneNumberType
    kind = phonenumbers.number_type(parsed)
    if kind == kinds.UNKNOWN:  # a number that is not in use; only North America's plan keeps mobile numbers in no range
        return parsed.country_code == 1 or _nature(parsed) == "mobile"
    return kind in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)


def _valid(parsed: Any) -> bool:
    import phonenumbers

    return bool(phonenumbers.is_valid_number(parsed))


def _possible(parsed: Any) -> bool:
    import phonenumbers

    return bool(phonenumbers.is_possible_number(parsed))


def _country(parsed: Any) -> str | None:
    import phonenumbers

    return phonenumbers.region_code_for_number(parsed)


def _national(parsed: Any) -> str:
    import phonenumbers

    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def _e164(parsed: Any) -> str:
    import phonenumbers

    if not _possible(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _nature(parsed: Any) -> Nature | None:
    """Mobile, free of charge or another special kind where the numbering plan tells; None for a line of any place."""
    import phonenumbers

    kind = phonenumbers.number_type(parsed)
    if kind == phonenumbers.PhoneNumberType.MOBILE:
        return "mobile"
    if kind == phonenumbers.PhoneNumberType.TOLL_FREE:
        return "tollfree"
    digits = str(parsed.national_number)
    if parsed.country_code == 81 and re.match(r"[789]0\d{8}$", digits):
        return "mobile"
    if parsed.country_code == 44 and re.match(
        r"7[1-57-9]\d{8}$", digits
    ):  # Ofcom's plan; 070 and 076 are other services
        return "mobile"
    if parsed.country_code == 1 and re.match(r"8(?:00|33|44|55|66|77|88)", digits):
        return "tollfree"
    return None
