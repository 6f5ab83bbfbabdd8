"""Recognises the firm or institution of the card, and its Latin name beside a Japanese one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from cardscan.fields.department_grammar import department_belief, is_practice
from cardscan.fields.evidence import belief, log_odds
from cardscan.fields.firm_grammar import FirmLook, firm_look, legal_form_at, with_whole_mark
from cardscan.fields.fused import firm_and_unit
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.latin_name import latin_name
from cardscan.fields.person_name import latin_names
from cardscan.fields.placement import domains, follows, is_japanese, near, relative_size
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.remainder import explained, rest_weight
from cardscan.fields.segments import Segment, segments
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.names import latin_key
from cardscan.lexicon.regions import COUNTRIES
from cardscan.lexicon.word_lists import ending_in, word_list
from cardscan.orthography.kana import is_kana
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.orthography.width import normalise_in_place
from cardscan.records import Candidate, CardText, FieldKind, TextLine

_DOMAIN_IS_NAME = 2.2
_DOMAIN_BEGINS_LIKE_NAME = 1.2
_OTHER_FIELD = -3.0
_INSTITUTION = re.compile(
    r"(?:(?:社会|特定)?医療法人(?:社団|財団)?|学校法人|社会福祉法人|宗教法人).{2,}|.{1,8}[都道府県市区町村]立$"
)
"""Who runs a clinic, a school or a home, a corporation or a town: the house's own name follows on the next line."""
_FORM_BELOW = 1.0
"""Log-odds for a legal form alone below a Latin name: Bright Lighting / Co., Ltd."""
_LOGOTYPE_BELOW = 1.5
"""Log-odds for a line in another size close below a logotype that only says what or where the firm is."""
_SAME_SETTING = 0.8
"""Least ratio of the character heights of two lines of one logotype; ascenders and descenders differ by so much."""
_PROMINENT = 0.15
"""Natural logarithm of a logotype's size over the card's usual one, at least."""
_LOGOTYPE = 2.0
"""Log-odds for lines set alike and larger than the rest being one logotype: Greenleaf / Biosciences."""
_NOISE = re.compile(r"[^\u3005-\u30ff\u3400-\u9fff\s]{1,2}\s+")
"""One or two signs before a Japanese name: a logo that the engine took for letters."""
_CREASE = re.compile(r"[1Il|]\s+")
"""A stroke before a Latin name: the edge of a logo or a crease."""
_ROLE = re.compile(
    r"(?:経営|運営|管理|設置|発行|販売|企画|製造)(?:者|元|会社|主体|母体|法人)?[:/ ]?"
    r"(?=株式会社|有限会社|合同会社|合資会社|[一公]般?[財社益]|社会福祉|医療法人|学校法人|\()"
)
"""What a firm is to the house named above it: 経営合同会社マルヨシ."""
_ONLY_A_ROLE = 1.0
"""Log-odds to take off such a firm: the house that bears the card stands above it."""
_SURE_FIRM = 0.85
_TRADE_AND_NAME = 0.7
_BESIDE_NOISE = 2.6
"""Log-odds that make good most of what a firm beside unexplained text loses."""
_PART_OF_A_LINE = 1.5
"""Log-odds to take off a firm without a legal form that shares its line: nearly all such firms stand alone."""


def recognise(card: CardText) -> list[Candidate]:
    """Every stretch of one to three lines that may be the firm's name (COMPANY) or its Latin form (COMPANY_EN)."""
    shared = word_list("shared_domain_labels")
    hosts = tuple(label for host in domains(card) for label in host.split(".") if label not in shared)
    found = [*_on_one_line(card, hosts), *_on_several_lines(card, hosts)]
    surest = max((claim.belief for claim in found if is_japanese(claim.value)), default=0.0)
    if surest < 0.5:
        return found
    latin = [claim for claim in found if not is_japanese(claim.value)]
    return [
        *(claim for claim in found if is_japanese(claim.value)),
        *(replace(claim, belief=belief(log_odds(claim.belief) - log_odds(surest) - 1.0)) for claim in latin),
        *(replace(claim, kind=FieldKind.COMPANY_EN, belief=belief(log_odds(claim.belief) + 0.3)) for claim in latin),
    ]


def _on_one_line(card: CardText, hosts: tuple[str, ...]) -> Iterator[Candidate]:
    for line in card.lines:
        for segment in segments(line.text):
            yield from _before_its_unit(line, segment, hosts)
            yield from _behind_its_role(line, segment, hosts)
            yield from _before_a_romanised_name(card, line, segment, hosts)
            look = _trade_and_name(segment) or firm_look(segment.text)
            if look.is_only_legal_form or look.belief <= 0.02:
                continue
            agreement = _domain_weight(segment.text, hosts)
            weight = log_odds(look.belief) + agreement + _rest_weight(segment, look) + _other_look(segment, look)
            weight += max(-0.4, min(0.8, relative_size(card, line)))
            yield Candidate(
                kind=FieldKind.COMPANY,
                lines=(line.index,),
                value=_tidy(segment.text),
                text=line.text[segment.start : segment.end],
                belief=belief(weight),
                span=None if (segment.start, segment.end) == (0, len(line.text)) else (segment.start, segment.end),
                validated=agreement > 1,
            )


def _trade_and_name(segment: Segment) -> FirmLook | None:
    """文具 富士見, エステティックサロン プロスパー: a trade, a gap and a name; None for anything else."""
    trade, _, name = segment.text.partition(" ")
    known = trade in word_list("firm_endings_ja") or trade in word_list("firm_beginnings_ja")
    ending = ending_in(trade, "firm_endings_ja")
    known = known or (len(ending) > 2 and firm_look(trade).belief >= _SURE_FIRM) or (len(ending) > 1 and is_kana(name))
    free = 2 <= len(name.replace(" ", "")) <= 10 and is_japanese(name) and not _is_other_field(name)
    if not (segment.is_whole and known and free) or department_belief(name) >= 0.25 or firm_look(name).has_legal_form:
        return None
    return FirmLook(_TRADE_AND_NAME, False) if firm_look(segment.text).belief < _TRADE_AND_NAME else None


def _before_its_unit(line: TextLine, segment: Segment, hosts: tuple[str, ...]) -> Iterator[Candidate]:
    """The firm in 見本銀行本店営業部 and in 見本大学工学部."""
    cut = firm_and_unit(segment.text)
    if cut is not None:
        yield _part(line, segment, slice(0, cut), hosts, rest_weight(segment))


def _behind_its_role(line: TextLine, segment: Segment, hosts: tuple[str, ...]) -> Iterator[Candidate]:
    """The firm in 経営合同会社マルヨシ."""
    role = _ROLE.match(segment.text)
    if role is not None and not segment.before.strip():
        yield _part(line, segment, slice(role.end(), len(segment.text)), hosts, -_ONLY_A_ROLE)


def _before_a_romanised_name(
    card: CardText, line: TextLine, segment: Segment, hosts: tuple[str, ...]
) -> Iterator[Candidate]:
    """The firm in 見本株式会社Yumiko Ijuin."""
    names = [part for part, other, _ in latin_names(card) if other.index == line.index and part.end == segment.end]
    cut = min((part.start for part in names), default=segment.end) - segment.start
    if segment.is_whole and 0 < cut < len(segment.text) and is_japanese(segment.text[cut - 1]):
        yield _part(line, segment, slice(0, cut), hosts, 0.0)


def _part(line: TextLine, segment: Segment, part: slice, hosts: tuple[str, ...], weight: float) -> Candidate:
    """A claim on some characters of a segment, with log-odds beside those of its words and of the card's domains."""
    text = segment.text[part]
    start, end = segment.start + part.start, segment.start + part.stop
    agreement = _domain_weight(text, hosts)
    return Candidate(
        kind=FieldKind.COMPANY,
        lines=(line.index,),
        value=_tidy(text),
        text=line.text[start:end],
        belief=belief(log_odds(firm_look(text).belief) + agreement + weight),
        span=(start, end),
        validated=agreement > 1,
    )


def _rest_weight(segment: Segment, look: FirmLook) -> float:
    """Log-odds to take off for what shares the line: a title, department or name may, more of a firm's name may not."""
    weight = rest_weight(segment)
    noise = _NOISE.fullmatch(segment.before) if is_japanese(segment.text[:1]) else _CREASE.fullmatch(segment.before)
    if noise is not None and look.belief >= _SURE_FIRM:
        return weight + _BESIDE_NOISE
    if (_NOISE.match(segment.text) and is_japanese(segment.text)) or _CREASE.match(segment.text):
        weight -= _PART_OF_A_LINE
    cut_at_and = segment.after.lstrip().startswith("&") or segment.before.rstrip().endswith("&")
    if cut_at_and or segment.text.startswith("&") or segment.text.endswith("&"):
        weight -= 2 * _PART_OF_A_LINE
    if any(firm_look(rest).is_only_legal_form for rest in segment.rest):
        weight -= _PART_OF_A_LINE
    if not segment.is_whole and not look.has_legal_form:
        weight -= _PART_OF_A_LINE if is_japanese(segment.text) else 2 * _PART_OF_A_LINE
    return weight - sum(2.0 for rest in segment.rest if firm_look(rest).belief >= 0.4 and not _is_other_field(rest))


def _other_look(segment: Segment, look: FirmLook) -> float:
    """Log-odds to take off: the text is rather another field, or ends in one that stands for itself."""
    text = segment.text
    weight = 0.0
    if not look.has_legal_form:
        others = max(title_belief(text), qualification_belief(text), department_belief(text) - 0.1)
        weight += _OTHER_FIELD * max(0.0, others - look.belief)
        if not is_japanese(text):
            weight -= (
                2.0 * is_practice(text)
                + 1.5 * (department_belief(text) >= 0.55)
                + 1.5 * (department_belief(text) >= 0.7)
                + 2.0 * (title_belief(text) >= 0.7)
            )
        japanese, latin = japanese_name(text), latin_name(text)
        surest = max(japanese.weight if japanese else -5.0, latin.weight if latin else -5.0)
        weight -= max(0.0, min(3.0, surest)) * (0.7 if look.belief < 0.6 else 0.2)
    words = text.split()
    for cut in range(1, len(words)):
        front, back = " ".join(words[:cut]), " ".join(words[cut:])
        if (
            any(_is_other_field(part) for part in (front, back))
            and max(firm_look(front).belief, firm_look(back).belief) > 0.2
        ):
            return weight + _OTHER_FIELD
    return weight


def _is_other_field(text: str) -> bool:
    if firm_look(text).is_only_legal_form or text in word_list("firm_beginnings_ja"):
        return False
    person = japanese_name(text)
    sure = person is not None and person.is_known and person.weight > 2 and firm_look(text).belief < 0.3
    return sure or (
        is_japanese(text)
        and max(title_belief(text), department_belief(text), qualification_belief(text)) >= 0.7
        and firm_look(text).belief < 0.7
    )


def _on_several_lines(card: CardText, hosts: tuple[str, ...]) -> Iterator[Candidate]:
    for count in (2, 3, 4):
        for start in range(len(card.lines) - count + 1):
            lines = card.lines[start : start + count]
            weight = _continuation(card, lines, hosts)
            if weight is None:
                continue
            value = _tidy(_join([line.text.strip() for line in lines]))
            look = firm_look(value)
            if look.is_only_legal_form or (look.belief < 0.3 and weight < 1.0):
                continue
            agreement = _domain_weight(value, hosts)
            yield Candidate(
                kind=FieldKind.COMPANY,
                lines=tuple(line.index for line in lines),
                value=value,
                text=" ".join(line.text for line in lines),
                belief=belief(log_odds(look.belief) + weight + agreement),
                validated=agreement > 1,
            )


def _continuation(card: CardText, lines: tuple[TextLine, ...], hosts: tuple[str, ...]) -> float | None:
    """Log-odds for these lines being one name: a legal form on its own line is sure to go with its neighbour."""
    if not any(is_japanese(line.text) for line in lines):
        return _stacked_logotype(card, lines, hosts)
    if len(lines) > 3:
        return None
    weight = 0.0
    for first, second in itertools.pairwise(lines):
        one, two = normalise_in_place(first.text.strip()), normalise_in_place(second.text.strip())
        if _ROLE.match(two):
            return None
        institution = _INSTITUTION.match(one) is not None or one in word_list("firm_beginnings_ja")
        alone = firm_look(one).is_only_legal_form or firm_look(two).is_only_legal_form
        if not (
            follows(first, second) or ((alone or institution) and near(first, second, 2.5 if institution else 1.5))
        ):
            return None
        if alone:
            other = two if firm_look(one).is_only_legal_form else one
            if (
                len(other) < 2  # a letter of a logo
                or (_complete(other) and not other.endswith("組合"))
                or _is_other_field(other)
                or re.search(r"\d{3}|@", other)
            ):
                return None
            weight += 0.5
            continue
        if _complete(one) and _complete(two):
            return None
        if (
            institution
            and (firm_look(two).belief >= 0.3 or not _INSTITUTION.match(one))
            and department_belief(two) < 0.7
        ):
            weight += 0.8
            continue
        begins = legal_form_at(one) is not None and legal_form_at(two) is None
        ends = firm_look(two).belief >= 0.4 and not firm_look(one).has_legal_form
        if not (begins or ends):
            return None
        weight += -3.5 if explained(two if begins else one) else -2.2 if begins and _complete(one) else -1.0
    return weight


def _stacked_logotype(card: CardText, lines: tuple[TextLine, ...], hosts: tuple[str, ...]) -> float | None:
    """Log-odds for a Latin name set one to three words a line; None where a line is something else."""
    texts = [normalise_in_place(line.text.strip()) for line in lines]
    *front, last = texts
    if any(len(text.split()) > 3 or re.search(r"\d|@|\w\.\w{2}|:", text) or _complete(text) for text in front):
        return None
    if any(map(_is_latin_field, front)):
        return None
    form = firm_look(last).is_only_legal_form
    if len(lines) == 2 and form and near(*lines, 1.5):
        return _FORM_BELOW
    large = relative_size(card, lines[0]) > _PROMINENT or _SAME_SETTING * lines[0].size >= lines[-1].size
    if len(lines) == 2 and _is_second_line(last) and near(*lines, 0.7) and large:
        return _LOGOTYPE_BELOW
    if not all(follows(one, two) for one, two in itertools.pairwise(lines)):
        return None
    if len(last.split()) > 3 or re.search(r"\d|@|\w\.\w{2}|:", last) or _complete(last) or _is_latin_field(last):
        return None
    name = latin_name(" ".join(texts))
    if name is not None and name.is_known and _domain_weight(" ".join(texts), hosts) < _DOMAIN_BEGINS_LIKE_NAME:
        return None
    sizes = [line.size for line in lines]
    one_setting = min(sizes) >= _SAME_SETTING * max(sizes) and relative_size(card, lines[0]) > _PROMINENT
    return -0.5 + 0.6 * (len(lines) - 2) + (_LOGOTYPE if one_setting else 0.0) + (_FORM_BELOW if form else 0.0)


def _is_second_line(text: str) -> bool:
    """Whether a line of a logotype only says what the firm is or where: REALTY, HOTELS & RESORTS, DEUTSCHLAND."""
    words = [word for word in text.casefold().split() if word not in ("&", "and", "of", "the", "creative")]
    trade = 1 <= len(words) <= 2 and all(word in word_list("firm_words_en") for word in words)
    return text.casefold() in COUNTRIES or (trade and not _is_latin_field(text))


def _is_latin_field(text: str) -> bool:
    name = latin_name(text)
    return (
        title_belief(text) >= 0.6
        or ((department_belief(text) >= 0.7 or is_practice(text)) and len(text.split()) > 1)
        or (name is not None and (name.is_known or name.weight > 1.0))
    )


def _complete(text: str) -> bool:
    """Whether a line is a firm's name by itself."""
    look = firm_look(text)
    return look.has_legal_form and not look.is_only_legal_form and look.belief > 0.9


def _join(texts: list[str]) -> str:
    joined = texts[0]
    for text in texts[1:]:
        touching = joined[-1:] + text[:1]
        joined += text if any(is_japanese(character) for character in touching) else f" {text}"
    return joined


def _tidy(text: str) -> str:
    return with_whole_mark(" ".join(normalise_in_place(text).split()).strip(" ,;:|"))


@lru_cache(maxsize=4096)
def _domain_weight(text: str, hosts: tuple[str, ...]) -> float:
    """Log-odds for a label of the card's domains spelling the name, as printed or as it is read."""
    keys = _spellings(text)
    best = 0.0
    for host in hosts:
        label = re.sub(r"[^a-z0-9]", "", host)
        for key in keys:
            if len(key) < 2 or len(label) < 2:
                continue
            if key == label:
                best = max(best, _DOMAIN_IS_NAME)
            elif min(len(key), len(label)) >= 4 and (key.startswith(label) or label.startswith(key)):
                best = max(best, _DOMAIN_BEGINS_LIKE_NAME)
    return best


def _spellings(text: str) -> frozenset[str]:
    """How the name, with and without its legal form, may be spelled in a domain: glfreight for Great Lakes Freight."""
    compact = re.sub(r"\s+", "", normalise_in_place(text))
    form = legal_form_at(compact)
    name = compact[: form[0]] + compact[form[1] :] if form else compact
    if is_japanese(name):
        words = [fold_romaji(kana_to_romaji(word.reading)) for word in morphemes(name)]
        latin = re.sub(r"[^a-z0-9]", "", name.casefold())
        return _runs(words) | ({latin} - {""})
    words_latin = [re.sub(r"[^a-z0-9]", "", word.casefold()) for word in text.split()]
    initials = "".join(word[0] for word in words_latin if word)
    shortened = {initials[:cut] + run for cut in range(2, len(words_latin)) for run in _runs(words_latin[cut:])}
    return _runs(words_latin) | shortened | {latin_key(text)} | ({initials} if len(initials) > 2 else set()) - {""}


def _runs(words: list[str]) -> frozenset[str]:
    """Every run of neighbouring words, joined."""
    count = range(len(words))
    return frozenset("".join(words[i : j + 1]) for i in count for j in count if i <= j) - {""}
