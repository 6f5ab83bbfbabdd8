"""Kana, kanji and signs of Japanese words that an engine takes for their twins: センタ一 for センター."""

from __future__ import annotations

import re

from cardscan.lexicon.morphology import morphemes
from cardscan.lexicon.word_lists import ending_in, word_list

_TWINS = str.maketrans("二八口工力夕卜才千儿了匕", "ニハロエカタトオチルアヒ")
"""Kanji that are drawn as a katakana is. Between two katakana they are never meant."""

_TWIN = re.compile(r"(?<=[ァ-ヺー])(?:[二八口工力夕卜才千了匕](?=[ァ-ヺー一])|儿)|了(?=ー)")
"""儿 stands in no Japanese word, and no kanji is drawn out by ー."""

_LONG_MARK = re.compile(r"(?<=[ァ-ヺ])[一―—–−－](?=[ァ-ヺ])")
"""Between two katakana any bar is the long vowel mark."""

_LAST_LONG_MARK = re.compile(
    r"(?<=[ァ-ヺー][ァ-ヺ])[一―—](?![ァ-ヺ級階丁番号条地線月日年〇一二三四五六七八九十百千・-])"
)
"""At the end of a katakana word too, unless it begins a number: ビル一階, タワー一〇一, アルプス一番地."""


_KANJI_TWINS = str.maketrans("ニハチエロ", "二八千工口")
_TWIN_AMONG_KANJI = re.compile(r"(?<=[一-鿿])[ニハチエロ](?=[一-鿿])|(?<![ァ-ヺー・一-鿿])ハ(?=[一-鿿])")
"""Between two kanji a single katakana is one of these kanji: 八チ代, 木エ所; at the beginning only 八 is common."""

_FIRST_CLASS = re.compile(r"ー(?=級)")
"""アクティブー級建築士事務所: what stands before 級 is its number."""

_FIRST_OF_ITS_KIND = re.compile(r"(?<=第)[ー―—–－‐-](?=[一-鿿ァ-ヺ])")
"""第ー制作室: behind 第 stands a number."""

_HEAD_OF_A_WORD = re.compile(r"(?<![ァ-ヺー])[二八口工力夕卜才千](?=([ァ-ヺー]{2,}))")
_BEFORE_A_WORD = re.compile(r"(?<=[一-鿿々])[ニハロエカタトオチ](?=([ァ-ヺー]{3,}))")
"""A twin that may be the first character of a katakana word, or the last kanji before one; the dictionary tells."""

_KANJI_OF = {"ニ": "二", "ハ": "八", "ロ": "口", "エ": "工", "カ": "力", "タ": "夕", "ト": "卜", "オ": "才", "チ": "千"}

_ONE = re.compile(r"(?<![ぁ-んァ-ヺー])ー(?=[一-鿿])")
"""ー心: a vowel is drawn out behind kana only."""

_STOREY = re.compile(r"(?:ナ(?=[一二三四五六七八九ニハ])|(?<=ナ)[ニハ]|(?<=十)[ニハ])+(?=.?階)|[ニハ](?=階)")
"""アーバンコートナニ階: before 階 stands a number."""

_NUMERALS = str.maketrans("ナニハ", "十二八")

_WORK = re.compile(r"エ(?=[場業事房務芸学作具員程])")
"""イラストエ房: in front of these stands 工."""

_SLASH = re.compile(r"(\S{2,})ノ(\S{2,})$")
"""採用グループノ主査: a slash between a unit or title and a title."""

_POINT = re.compile(r"(?<=[ぁ-んァ-ヺー一-鿿々])[·•∙](?=[ぁ-んァ-ヺ一-鿿])")
"""広報·宣伝課: between Japanese words the point is that of Japanese type."""

_RI_AMONG_HIRAGANA = re.compile(r"(?<=[ぁ-ん])リ(?![ァ-ヺー])")
"""まちづくリ: リ and り are one shape in many faces."""


def mend_katakana(text: str) -> str:
    """``text`` with the twins inside its katakana words put right; the length never changes.

    >>> mend_katakana("産業振興センタ一3階")
    '産業振興センター3階'
    >>> mend_katakana("有限会社ハ一モ二一交通")
    '有限会社ハーモニー交通'
    >>> mend_katakana("了ーバンコート第二松葉ビ儿")
    'アーバンコート第二松葉ビル'
    >>> mend_katakana("ウエストビル一階")
    'ウエストビル一階'
    >>> mend_katakana("第-制作室")
    '第一制作室'
    >>> mend_katakana("坂ロリフォーム"), mend_katakana("新宿ロボット"), mend_katakana("三和口ジスティクス")
    ('坂口リフォーム', '新宿ロボット', '三和ロジスティクス')
    >>> mend_katakana("ー心アドバイザリー")
    '一心アドバイザリー'
    >>> mend_katakana("広報·宣伝課"), mend_katakana("採用グループノ主査")
    ('広報・宣伝課', '採用グループ/主査')
    """
    text = _LONG_MARK.sub("ー", _POINT.sub("・", text))
    text = _TWIN.sub(lambda match: match[0].translate(_TWINS), text)
    text = _TWIN_AMONG_KANJI.sub(lambda match: match[0].translate(_KANJI_TWINS), text)
    text = _HEAD_OF_A_WORD.sub(_as_katakana, text)
    text = _BEFORE_A_WORD.sub(_as_kanji, text)
    text = _RI_AMONG_HIRAGANA.sub("り", _FIRST_CLASS.sub("一", _ONE.sub("一", text)))
    text = _WORK.sub("工", text)
    text = _STOREY.sub(lambda match: match[0].translate(_NUMERALS), text)
    text = _SLASH.sub(_as_slash, text)
    text = _FIRST_OF_ITS_KIND.sub("一", text)
    return _LAST_LONG_MARK.sub("ー", text)


def _as_katakana(match: re.Match[str]) -> str:
    """The katakana twin where only with it the dictionary knows the word: 力フェ; behind no kanji where it does."""
    twin = match[0].translate(_TWINS)
    is_behind_kanji = re.match("[一-鿿々]", match.string[match.start() - 1 : match.start()]) is not None
    return twin if _is_word(twin + match[1]) and not (is_behind_kanji and _is_word(match[1])) else match[0]


def _as_kanji(match: re.Match[str]) -> str:
    """The kanji twin where only without it the dictionary knows the word: 坂ロリフォーム."""
    return _KANJI_OF[match[0]] if _is_word(match[1]) and not _is_word(match[0] + match[1]) else match[0]


def _as_slash(match: re.Match[str]) -> str:
    """A slash where a unit or a title stands before it, and a title or a licence behind it."""
    before = ending_in(match[1], "department_endings_ja") or ending_in(match[1], "titles_ja")
    behind = match[2] in word_list("titles_ja") | word_list("qualifications_ja")
    behind = behind or match[2].strip("®").casefold() in word_list("qualifications_en")
    return f"{match[1]}/{match[2]}" if before and behind else match[0]


def _is_word(text: str) -> bool:
    words = morphemes(text)
    return len(words) == 1 and words[0].is_known
