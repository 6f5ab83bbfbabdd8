"""One form for everything a searcher takes for the same: width, case, kana, old characters, hyphens and spaces.

``search_fold`` is applied to what is indexed and to what is asked, never to what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from cardscan.orthography.variants import fold_variants

_CLUSTER = re.compile(r"[(（][株有名資同][)）]|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
"""What is folded as one: an abbreviated legal form, or a character with the accents or voicing marks that follow it
(half-width ｶﾞ is two characters and one sound)."""

_ACCENTS = re.compile(r"[\u0300-\u036f]+")

_LEGAL_FORMS = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(名)": "合名会社",
    "(資)": "合資会社",
    "(同)": "合同会社",
}
"""The abbreviations in daily use for the companies of the Companies Act; ㈱, ㈲, ㈴ and ㈾ decompose to them."""

_KE_BETWEEN_KANJI = re.compile(r"ヶ|(?<=[\u3400-\u9fff々])[ケｹ](?=[\u3400-\u9fff々])")
"""霞ヶ関, 霞ケ関 and 霞が関 are one place; between kanji the sign is read が."""

_SMALL_TO_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかが")
"""キャノン is registered as キヤノン, フィルム as フイルム, and small kana are often read as large ones."""

_LONG_VOWEL = "ー"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Folded text that still knows where each of its characters came from."""

    text: str
    starts: tuple[int, ...]
    """For each character of ``text``: where in the original it begins."""
    ends: tuple[int, ...]
    """For each character of ``text``: where in the original it ends (exclusive)."""

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original behind ``text[start:end]``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


def search_fold(text: str) -> str:
    """Fold ``text`` for searching; what remains is only letters and digits.

    NFKC, case-folded, katakana → hiragana, small kana → large, 齋 → 斎, é → e, ㈱ → 株式会社; long-vowel marks,
    hyphens, spaces and all other signs are dropped. Folding twice changes nothing.

    >>> search_fold("ｻｲﾄｰ　Ｙｕｋｉｏ"), search_fold("齋藤 幸生"), search_fold("03-1234-5678"), search_fold("㈱見本")
    ('さいとyukio', '斎藤幸生', '0312345678', '株式会社見本')
    """
    return "".join(map(_fold_cluster, _CLUSTER.findall(_KE_BETWEEN_KANJI.sub("が", text))))


def fold_with_positions(text: str) -> FoldedText:
    """The same as ``search_fold``, with the way back to the original, for marking what matched."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(_KE_BETWEEN_KANJI.sub("が", text)):
        piece = _fold_cluster(cluster.group())
        folded.append(piece)
        starts.extend([cluster.start()] * len(piece))
        ends.extend([cluster.end()] * len(piece))
    return FoldedText("".join(folded), tuple(starts), tuple(ends))


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """Fold one character with its marks."""
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", cluster)))
    spelled_out = _LEGAL_FORMS.get(plain, plain)
    kana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in spelled_out.casefold())
    return "".join(c for c in fold_variants(kana.translate(_SMALL_TO_LARGE)) if c.isalnum() and c != _LONG_VOWEL)
