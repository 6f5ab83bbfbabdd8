"""Figures in words of capital letters that an engine takes for their twins: 0RBIT for ORBIT, CE0 for CEO, 1T for IT."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(?<![A-Za-z0-9@._/#&-])[A-Z0]{3,}(?![A-Za-z0-9@_/&-]|\.[A-Za-z0-9])")
"""Capitals and noughts by themselves: nothing of an address on the net, a number or a code with other figures."""

_RANKS = frozenset({"CE0", "C00", "CF0", "CT0", "CI0", "CM0", "CS0", "CD0", "CP0", "CX0", "CIS0", "CHR0"})
"""The only words of fewer than four capitals that are mended: 0AA may be the end of a British postcode."""

_FEWEST_LETTERS = 3

_IT = re.compile(r"(?<![A-Za-z0-9.,/-])[1l]T(?=[ァ-ヺ㐀-鿿])")
"""Before a Japanese word."""


def mend_capitals(text: str) -> str:
    """``text`` with each nought among capital letters read as O, and IT as such; the length never changes.

    >>> mend_capitals("0RBIT合同会社"), mend_capitals("代表取締役社長兼CE0"), mend_capitals("LONDON SW1A 0AA")
    ('ORBIT合同会社', '代表取締役社長兼CEO', 'LONDON SW1A 0AA')
    >>> mend_capitals("1Tストラテジスト"), mend_capitals("登録番号1T")
    ('ITストラテジスト', '登録番号1T')
    """
    return _IT.sub("IT", _TOKEN.sub(_mended, text))


def _mended(match: re.Match[str]) -> str:
    word = match[0]
    letters = len(word) - word.count("0")
    is_word = letters >= _FEWEST_LETTERS and len(word) > _FEWEST_LETTERS
    return word.replace("0", "O") if is_word or word in _RANKS else word
