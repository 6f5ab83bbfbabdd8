"""Two fields set in one word without a space: 代表取締役山田太郎, 税理士山田太郎, 総務部次長, 見本大学工学部."""

from __future__ import annotations

import re
from functools import lru_cache

from cardscan.fields.department_grammar import is_unit, japanese_department_belief
from cardscan.fields.firm_grammar import firm_look, legal_form_at
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.word_lists import ending_in, word_list

_DEPARTMENT = 0.7
"""Belief from which what stands before a title is a department: 大阪支店次長."""
_UNIT, _BRANCH = 0.9, 0.7
_BRANCHES = ("支店", "支社", "営業所", "出張所")
_FIRM = 0.85
"""Beliefs from which a firm, and a department or branch set behind it without a gap, are taken apart."""
_DEPARTMENT_INSIDE = re.compile(r".{2,}(?:[^本]部|課|室|局).")
"""産業経済部商工: no firm, but two departments of a chain."""
_RANK = re.compile(
    r"(?:特任|特命|特別|特定|客員|専任|名誉|代表|上席|上級|主席|首席|主任|主幹|統括|総括|担当|専門|第一|第二|副|准|助|シニア|チーフ|リード"
    r"|アシスタント|エグゼクティブ)+"
)
"""What stands before a title and belongs to it: 特任准教授, 担当課長."""
_HEAD_OF_A_GROUP = re.compile(
    r"(?:グループ|チーム|ユニット|ライン|センター|セクション)(?:長|リーダー|マネージャー|マネジャー)$"
)


@lru_cache(maxsize=2048)
def rank_and_name(word: str) -> int | None:
    """After how many characters a title or licence ends and a person's name begins; None where neither does."""
    if firm_look(word).has_legal_form:
        return None
    best: tuple[float, int] | None = None
    for cut in range(2, len(word) - 1):
        rank = max(title_belief(word[:cut]), qualification_belief(word[:cut]))
        if rank < 0.85:
            continue
        name = japanese_name(word[cut:])
        if name is not None and name.weight > 0.5 and (best is None or (name.weight, cut) > best):
            best = name.weight, cut
    return best[1] if best else None


@lru_cache(maxsize=2048)
def department_and_title(word: str) -> int | None:
    """After how many characters a department ends and a title begins: 総務部|次長, but not in 営業部長."""
    if word in word_list("titles_ja"):
        return None
    head = _HEAD_OF_A_GROUP.search(word)
    for cut in range(2, head.start() + 1 if head is not None else len(word) - 1):
        left, right = word[:cut], word[cut:]
        if (
            _is_whole_title(right)
            and ending_in(left, "department_endings_ja")
            and japanese_department_belief(left) >= _DEPARTMENT
        ):
            return cut
    return None


@lru_cache(maxsize=2048)
def firm_and_unit(word: str) -> int | None:
    """After how many characters a firm or institution ends and its branch or department begins: 見本銀行|本店営業部."""
    if " " in word:
        return None
    best: tuple[float, int] | None = None
    for cut in range(4, len(word) - 1):
        left, right = word[:cut], word[cut:]
        chance = japanese_department_belief(right)
        if legal_form_at(left) is None and _DEPARTMENT_INSIDE.match(left):
            break
        if (
            chance >= (_BRANCH if right.endswith(_BRANCHES) else _UNIT)
            and is_unit(right)
            and right not in word_list("firm_endings_ja")  # 山田工務店
            and firm_look(right).belief < _FIRM  # 鈴木自動車整備工場 is one name
            and firm_look(left).belief >= _FIRM
            and not firm_look(left).is_only_legal_form
        ):
            best = max(best or (chance, -cut), (chance, -cut))
    return -best[1] if best else None


def _is_whole_title(text: str) -> bool:
    """Whether ``text`` is a title that needs nothing before it: 次長, 特任准教授, グループ長, but not 長代理."""
    without_rank = _RANK.sub("", text, count=1) if _RANK.match(text) else text
    titles = word_list("titles_ja")
    return text in titles or without_rank in titles or _HEAD_OF_A_GROUP.fullmatch(text) is not None
