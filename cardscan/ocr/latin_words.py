"""Signs in words of capital letters that an engine takes for their twins: 0RBIT for ORBIT, CE0 for CEO, Al for AI."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(?<![A-Za-z0-9@._/#&-])[A-Z0]{3,}(?![A-Za-z0-9@_/&-]|\.[A-Za-z0-9])")
"""Capitals and noughts by themselves: nothing of an address on the net, a number or a code with other figures."""

_RANKS = frozenset({"CE0", "C00", "CF0", "CT0", "CI0", "CM0", "CS0", "CD0", "CP0", "CX0", "CIS0", "CHR0"})
"""The only words of fewer than four capitals that are mended: 0AA may be the end of a British postcode."""

_FEWEST_LETTERS = 3

_IT = re.compile(r"(?<![A-Za-z0-9.,/-])[1l]T(?=[ァ-ヺ㐀-鿿])")
"""Before a Japanese word."""

_AI = re.compile(r"(?<![A-Za-z0-9.,/-])Al(?=[ァ-ヺ㐀-鿿])|(?<=[ァ-ヺ㐀-鿿])Al(?![a-z])|(?<=[A-Za-z] )Al(?=$|[)）])")
"""Beside a Japanese word, or the last word of a line: AI推進室, Tsuzuri AI. Al begins names only: Al Futtaim."""

_IN_A_GAP = re.compile(r"(?<=[ぁ-んァ-ヺ㐀-鿿]\s)[ilI|.,'’`_~-](?=\s[ぁ-んァ-ヺ㐀-鿿])")
"""服部 i 正人: what an engine sees in the wide gap of a name."""

_IOT = re.compile(r"(?<![A-Za-z])[l1]oT(?![a-z])")


def mend_capitals(text: str) -> str:
    """``text`` with each nought among capital letters read as O, and IT as such; the length never changes.

    >>> mend_capitals("0RBIT合同会社"), mend_capitals("代表取締役社長兼CE0"), mend_capitals("LONDON SW1A 0AA")
    ('ORBIT合同会社', '代表取締役社長兼CEO', 'LONDON SW1A 0AA')
    >>> mend_capitals("1Tストラテジスト"), mend_capitals("登録番号1T")
    ('ITストラテジスト', '登録番号1T')
    >>> mend_capitals("Al推進室"), mend_capitals("株式会社 Tsuzuri Al"), mend_capitals("loT事業部")
    ('AI推進室', '株式会社 Tsuzuri AI', 'IoT事業部')
    >>> mend_capitals("服部 i 正人")
    '服部   正人'
    """
    text = _IN_A_GAP.sub(" ", text)
    return _IOT.sub("IoT", _AI.sub("AI", _IT.sub("IT", _TOKEN.sub(_mended, text))))


def _mended(match: re.Match[str]) -> str:
    word = match[0]
    letters = len(word) - word.count("0")
    is_word = letters >= _FEWEST_LETTERS and len(word) > _FEWEST_LETTERS
    return word.replace("0", "O") if is_word or word in _RANKS else word
