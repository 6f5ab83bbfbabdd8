"""Two fields set in one word without a space: 代表取締役山田太郎, 税理士山田太郎, 総務部次長, 見本大学工学部."""

from __future__ import annotations

import re
from functools import lru_cache

from cardscan.fields.department_grammar import is_unit, japanese_department_belief
from cardscan.fields.firm_grammar import firm_look, legal_form_at
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.names import is_surname
from cardscan.lexicon.word_lists import ending_in, word_list
from cardscan.orthography.kana import is_kana

_DEPARTMENT = 0.7
"""Belief from which what stands before a title is a department: 大阪支店次長."""
_UNIT, _BRANCH = 0.9, 0.7
_BRANCHES = ("支店", "支社", "営業所", "出張所")
_FIRM = 0.85
"""Beliefs from which a firm, and a department or branch set behind it without a gap, are taken apart."""
_DEPARTMENT_INSIDE = re.compile(r".{2,}(?:[^本]部|課|室|局).")
"""産業経済部商工: no firm, but two departments of a chain."""
_TITLE = 0.7
_SHORTEST_POST, _POST_BELIEF = 3, 0.9
"""Characters of a title before a licence, and the belief in it, at least."""
_RANK_BELIEF = 0.85
"""Belief in a title or licence before a name, at least."""
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_RANK = re.compile(
    r"(?:特任|特命|特別|特定|客員|専任|名誉|代表|上席|上級|主席|首席|主任|主幹|統括|総括|担当|専門|第一|第二|副|准|助|シニア|チーフ|リード"
    r"|アシスタント|エグゼクティブ)+"
)
"""What stands before a title and belongs to it: 特任准教授, 担当課長."""
_BOARD = re.compile(
    r"(?:代表|常務|専務|上席|上級|常任|常勤|社外)*(?:取締役|執行役員?|理事|監査役|監事|参与|顧問|相談役)(?:兼)?(?=.{2})"
)
"""A seat on the board, behind which a post may be set without a gap: 取締役営業本部長."""
_LOOSE_UNIT = re.compile(r".{2,}(?:センター|グループ|チーム|ユニット|教室|講座|専攻|分野|領域)")
"""Units whose endings firms share: before a whole title they are departments."""
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
        if rank < _RANK_BELIEF:
            continue
        name = japanese_name(word[cut:])
        if name is not None and name.weight > 0.5 and (best is None or (name.weight, cut) > best):
            best = name.weight, cut
    return best[1] if best else None


@lru_cache(maxsize=2048)
def title_and_surname(word: str) -> int | None:
    """After how many characters a title ends and a family name begins, whose given name follows: マネージャー|小林."""
    cuts = (cut for cut in range(2, len(word)) if is_surname(word[cut:]) and title_belief(word[:cut]) >= _RANK_BELIEF)
    return next(cuts, None)


@lru_cache(maxsize=2048)
def department_and_title(word: str) -> int | None:
    """After how many characters a department ends and a title begins: 総務部|次長, but not in 営業部長."""
    if word in word_list("titles_ja"):
        return None
    head = _HEAD_OF_A_GROUP.search(word)
    for cut in range(2, head.start() + 1 if head is not None else len(word) - 1):
        left, right = word[:cut], word[cut:]
        if (
            (_is_whole_title(right) or _is_seat_and_post(right))
            and ending_in(left, "department_endings_ja")
            and (japanese_department_belief(left) >= _DEPARTMENT or _LOOSE_UNIT.fullmatch(left))
        ):
            return cut
    return None


@lru_cache(maxsize=2048)
def two_titles(text: str) -> int | None:
    """After how many characters the second of two titles begins: チームリーダー営業担当, ディレクターノプロデューサー.

    A slash between two katakana titles is read as ノ; then the second begins behind it.
    """
    if " " in text or text in word_list("titles_ja"):
        return None
    titles = word_list("titles_ja")
    for cut in range(3, len(text) - 1):
        left, right = text[:cut], text[cut:]
        if not _KATAKANA.fullmatch(left) or title_belief(left) < _TITLE:
            continue
        if right[0] == "ノ" and len(right) > 3 and title_belief(right[1:]) >= _TITLE:
            return cut + 1
        if left in titles and right in titles and not is_kana(right[0]) and right not in word_list("title_suffixes_ja"):
            return cut
    return None


@lru_cache(maxsize=2048)
def title_and_licence(word: str) -> int | None:
    """After how many characters a title ends and a licence begins: 営業主任|宅地建物取引士, 総務部次長|通関士.

    A rank of two characters belongs to the licence: 代表税理士, 主任介護支援専門員.
    """
    if word in word_list("titles_ja") or word in word_list("qualifications_ja"):
        return None
    for cut in range(_SHORTEST_POST, len(word) - 2):
        if word[cut:] in word_list("qualifications_ja") and (
            title_belief(word[:cut]) >= _POST_BELIEF or department_and_title(word[:cut]) is not None
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
            and not _is_studio(left, right)
        ):
            best = max(best or (chance, -cut), (chance, -cut))
    return -best[1] if best else None


def _is_studio(firm: str, unit: str) -> bool:
    """Whether the room is the end of the firm's name: (株)北斗編集室, but not 株式会社見本製作所設計室."""
    form = legal_form_at(firm)
    return unit.endswith("室") and form is not None and form[0] == 0 and not ending_in(firm, "firm_endings_ja")


def _is_seat_and_post(text: str) -> bool:
    """Whether ``text`` is a seat on the board with a post behind it: 常務執行役員管理本部長."""
    return _BOARD.match(text) is not None and title_belief(text) >= _TITLE


def _is_whole_title(text: str) -> bool:
    """Whether ``text`` is a title that needs nothing before it: 次長, 特任准教授, グループ長, but not 長代理."""
    without_rank = _RANK.sub("", text, count=1) if _RANK.match(text) else text
    titles = word_list("titles_ja")
    return text in titles or without_rank in titles or _HEAD_OF_A_GROUP.fullmatch(text) is not None
