"""Two fields set in one word without a space: 代表取締役山田太郎, 税理士山田太郎, 総務部次長."""

from __future__ import annotations

from functools import lru_cache

from cardscan.fields.department_grammar import japanese_department_belief
from cardscan.fields.firm_grammar import firm_look
from cardscan.fields.japanese_name import japanese_name
from cardscan.fields.qualification_grammar import qualification_belief
from cardscan.fields.title_grammar import title_belief
from cardscan.lexicon.word_lists import word_list

_UNIT_ENDINGS = (
    "部",
    "課",
    "室",
    "係",
    "局",
    "科",
    "本部",
    "グループ",
    "チーム",
    "センター",
    "支店",
    "支社",
    "営業所",
    "部門",
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
    for cut in range(len(word) - 2, 1, -1):
        left, right = word[:cut], word[cut:]
        if (
            left.endswith(_UNIT_ENDINGS)
            and right in word_list("titles_ja")
            and japanese_department_belief(left) >= 0.75
        ):
            return cut
    return None
