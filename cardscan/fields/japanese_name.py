"""What a person's name in kanji or kana looks like by its characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cardscan.fields.department_grammar import japanese_department_belief
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.name_split import LONGEST_NAME, name_score, split_name
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.names import given_names, is_given_name, is_surname
from cardscan.lexicon.word_lists import ending_in, word_list
from cardscan.orthography.kana import is_kana
from cardscan.orthography.variants import fold_variants

_NAME_CHARACTERS = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff々〆ヶケノヵ\u3041-\u3096\u30a1-\u30faー\U00020000-\U0002ffff]+"
)
_FOREIGN = re.compile(r"[ァ-ヺー]{1,12}(?:[・=＝\s\u3000]+(?:[ァ-ヺー]{1,14}|[A-ZＡ-Ｚ]\.?)){1,4}")
_FOREIGN_FIRM = re.compile(
    r"ジャパン|ショップ|オフィス|システム|サービス|デザイン|クリニック|ビル|センター|スタジオ|グループ|カフェ|ホテル"
)
_ADDRESS_OR_LABEL = re.compile(
    r"^(?:本社|支店|電話|携帯|住所|所在地|直通|代表|自宅|登録|名刺|裏面|日本|東京|大阪|京都|北海道)$|[都道府県]$|番地|丁目|階$"
)

_STROKE = re.compile(r"(?<=[\u3041-\u9fff])[ \u3000]+[1Il|]\s+(?=[\u3041-\u9fff])")
"""A crease between family and given name, read as a figure or a letter."""
_PARTICLE = re.compile(r"[をがはにへも]|^の|の$|でき|する")
_PARTED_KNOWN = 0.8
"""Log-odds for two known names with a gap between, however short: 金 茂, 林 健, 李 明."""
_PARTED_HALF_KNOWN = -0.4
"""The same for a known name with an unknown one of usual length: rare family names (大豆生田 実), new given names."""
_PARTED_UNKNOWN = -2.0
"""The same for two unknown parts."""

_BACKGROUND = 7.6
"""Natural logarithm of 2,000: about so many kanji and kana are in use, so any text has a chance of 2,000 to the power
of minus its length; a name must do better than that."""
_SLOPE = 0.35
_START = -1.2
"""Log-odds = start + slope × (log chance as a name + background × length). By these the split names of the dataset lie
above 0.9 and nine in ten titles, departments and trade words of the lists below 0.4."""


@dataclass(frozen=True, slots=True)
class JapaneseName:
    """A person's name as it would be read."""

    family: str
    given: str
    """Empty for a single name."""
    weight: float
    """Log-odds by its characters alone."""
    is_known: bool
    """Dictionaries know both parts."""

    foreign: str = ""
    """A foreign name in katakana as printed, which keeps its own order."""

    @property
    def value(self) -> str:
        """Family and given name with one space between; a foreign name as it stands."""
        return self.foreign or f"{self.family} {self.given}".strip()


def japanese_name(text: str) -> JapaneseName | None:
    """Read ``text`` as one person's name; None where its characters or length forbid it."""
    text = _STROKE.sub("　", text.strip(" \t\u3000"))
    if _FOREIGN.fullmatch(text):
        return _foreign(text)
    pieces = text.split()
    joined = "".join(pieces)
    if not 2 <= len(joined) <= LONGEST_NAME + 2 or not _NAME_CHARACTERS.fullmatch(joined):
        return None
    cut = _printed_cut(text, pieces)
    if cut is None:
        found = split_name(joined)
        if found is None:
            return None
        family, given, spaced = found.family, found.given, 0.2 if len(pieces) > 2 else 0.0
    else:
        family, given, spaced = joined[:cut], joined[cut:], 0.8
    if is_kana(family) and family in word_list("titles_ja"):
        return None  # ママ 明美
    if len(family) > 5 or len(given) > 6 or (_PARTICLE.search(given) and not is_given_name(given)):
        return None
    known = _is_known(family, given)
    weight = _weight(family, given)
    if cut is not None and (known or _is_continental(family, given)) and not _forbidden(joined):
        weight = max(weight, _PARTED_KNOWN)
    elif cut is not None and _is_half_known(family, given):
        weight = max(weight, _PARTED_HALF_KNOWN)
    elif cut is not None and _may_be_unknown(family, given):
        weight = max(weight, _PARTED_UNKNOWN)
    return JapaneseName(family, given, weight + spaced + (1.0 if known else 0.0), known)


def _is_continental(family: str, given: str) -> bool:
    """Whether it may be a Chinese or Korean name: 李 明, 朴 志勲, 欧陽 明."""
    return (
        fold_variants(family) in word_list("chinese_korean_surnames")
        and re.fullmatch(r"[\u3400-\u9fff]{1,2}", given) is not None
    )


def _is_half_known(family: str, given: str) -> bool:
    """Whether one part is known and the other has the length of a name, and nothing else explains the characters."""
    usual = (is_given_name(given) and (len(family) <= 4 or is_kana(family))) or (
        is_surname(family) and 1 <= len(given) <= 3
    )
    return usual and not _forbidden(family + given) and not _forbidden(given) and _other_look(family, given) < 0.5


def _may_be_unknown(family: str, given: str) -> bool:
    """Whether it is all kanji of usual lengths that nothing else explains: 長曽我部 高輝."""
    return (
        re.fullmatch(r"[\u3400-\u9fff々ヶケノ]{2,4} [\u3400-\u9fff々]{1,3}", f"{family} {given}") is not None
        and not _forbidden(family + given)
        and _other_look(family, given) < 0.5
    )


def _is_known(family: str, given: str) -> bool:
    """Whether dictionaries know both parts, by themselves or side by side."""
    if is_surname(family) and is_given_name(given):
        return True
    words = morphemes(fold_variants(family + given))
    return len(words) == 2 and words[0].is_surname and words[1].is_given_name and len(words[0].surface) == len(family)


def single_name(text: str) -> JapaneseName | None:
    """Read ``text`` as a family name, a given name or an artist's name that stands alone."""
    text = text.strip(" \t\u3000")
    if not 1 < len(text) <= 8 or not _NAME_CHARACTERS.fullmatch(text) or _forbidden(text):
        return None
    if is_surname(text):
        return JapaneseName(text, "", -1.0, False)
    return JapaneseName("", text, -1.5, False) if is_given_name(text) else None


@lru_cache(maxsize=4096)
def _weight(family: str, given: str) -> float:
    joined = family + given
    score = name_score(family, given) + _BACKGROUND * len(joined)
    weight = _START + _SLOPE * score
    words = morphemes(fold_variants(joined))
    if len(words) == 2 and words[0].is_surname and words[1].is_given_name:
        weight += 1.5
    if is_kana(joined):
        weight -= 1.0 if is_surname(family) or is_given_name(given) else 2.5
    if len(words) == 1 and words[0].is_known and not words[0].is_person:
        weight -= 2.5
    return max(-5.0, min(4.0, weight)) - (4.0 if _forbidden(joined) else _other_look(family, given))


def _other_look(family: str, given: str) -> float:
    """Log-odds to take off because the same characters are a title, a department, a licence or a firm."""
    joined = family + given
    others = (
        title_belief(joined),
        qualification_belief(joined),
        japanese_department_belief(joined),
        firm_look(joined).belief if not is_given_name(given) else 0.0,
    )
    ending = ending_in(joined, "firm_endings_ja")
    trade = 4.0 if len(ending) > 1 and ending == given and given not in _GIVEN_TOO else 0.0
    if not is_surname(family) and (family in word_list("departments_ja") or family in word_list("title_prefixes_ja")):
        trade = 4.0
    if family in word_list("firm_beginnings_ja") or (
        japanese_department_belief(family) >= 0.6 and not is_surname(family)
    ):
        trade = 4.0
    if given in word_list("titles_ja") and given not in given_names():
        trade = 4.0
    return max(trade, 5.0 * max(0.0, max(others) - 0.3))


_GIVEN_TOO = frozenset({"生命", "ホーム", "堂", "園"})


def _forbidden(text: str) -> bool:
    return (
        _ADDRESS_OR_LABEL.search(text) is not None
        or text in word_list("titles_ja")
        or text in word_list("departments_ja")
        or text in word_list("qualifications_ja")
    )


def _printed_cut(text: str, pieces: list[str]) -> int | None:
    """After how many characters the printed gap between family and given name stands; None where no gap tells it."""
    if len(pieces) == 2:
        return len(pieces[0])
    if len(pieces) < 3:
        return None
    gaps = [len(gap.replace("\u3000", "  ")) for gap in _gaps(text)]
    widest = max(gaps)
    if gaps.count(widest) == 1 and widest > min(gaps):
        return sum(map(len, pieces[: gaps.index(widest) + 1]))
    return None


def _gaps(text: str) -> list[str]:
    return re.findall(r"[\s\u3000]+", text.strip())


@lru_cache(maxsize=1024)
def _foreign(text: str) -> JapaneseName | None:
    words = [word for word in re.split(r"[・=＝\s\u3000]+", text) if word]
    if _FOREIGN_FIRM.search(text) or title_belief(text) > 0.5 or qualification_belief(text) > 0.5:
        return None
    persons = sum(all(part.is_person for part in morphemes(word)) for word in words)
    japanese = len(words) == 2 and is_surname(words[0]) and is_given_name(words[1])
    weight = -0.4 + 2.5 * persons / len(words) + (0.4 if "・" in text else 0.0)
    if re.search(r"[・=＝]", text):
        given = text[: text.rfind(words[-1])].rstrip("・=＝ \u3000")
        return JapaneseName(words[-1], given, weight, persons == len(words), " ".join(text.split()))
    return JapaneseName(words[0], " ".join(words[1:]), weight + 0.5 * japanese, persons == len(words))
