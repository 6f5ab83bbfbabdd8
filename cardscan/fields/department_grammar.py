"""What a department, a section or a branch looks like by its words, Japanese or Latin."""

from __future__ import annotations

import re
from functools import lru_cache

from cardscan.fields.firm_grammar import PUBLIC_BODY
from cardscan.lexicon.word_lists import ListName, ending_in, longest, word_list

_UNIT = re.compile(
    r"[^部課室係局班]*?(?:事業部|事業本部|営業部|本部|部門|部|課|室|係|局|班|科|グループ|チーム|ユニット|センター|支店|支社|営業所|"
    r"研究科|学部|学科|専攻|講座|教室|分野)"
)
_BRANCH = ("支店", "支社", "支部", "支局", "営業所", "出張所", "事業所", "工場", "本社", "本店", "オフィス", "店")
_MAY_BE_A_FIRM = (
    "センター",
    "グループ",
    "工場",
    "製作所",
    "店",
    "オフィス",
    "教室",
    "カンパニー",
    "コース",
    "ライン",
    "科",
    "外来",
    "デスク",
    "プラザ",
    "領域",
    "エリア",
    "ブロック",
)
_LABEL_ALONE = frozenset(
    {"本社", "本店", "支店", "支社", "本部", "工場", "営業所", "事業所", "オフィス", "店", "窓口", "センター"}
)
_SURE_ALONE = frozenset({"事務局", "医局", "編集局", "総局", "管区", "総本部", "社長室", "秘書室"})

_SURE = 0.75
_CHAIN = 0.85
"""Belief in a chain of which one part is sure and the others have a department's ending: 文学部 史学科."""
_ONLY_ITS_WORDS = 0.9
_TRADE = 0.3
_UNSURE = 0.25
"""Belief from which a text with a department's ending may be a part of such a chain."""
_SENTENCE = re.compile(r"[をにがはでへも。!?！？]|ます|です")
_KANA_WORDS = re.compile(r"こども|子ども|まちづくり|くらし|はたらき|ひと|もの")
"""Words with a kana that is else a particle."""
_PUBLIC_HOUSE = re.compile(r".{0,4}[国都道府県市区町村]立|.*医療センター$")
"""県立東部医療センター is a hospital."""
_OWN_LABORATORY = re.compile(r"(?:中央|総合|基礎|応用|先端|技術|開発|第[一二三1-3])+(?:開発)?研究所")
"""中央研究所 is a part of a firm; other laboratories are firms or institutes."""
_NUMBER = re.compile(r"[0-9]+|[A-Z]")


def is_only_subjects(text: str) -> bool:
    """Whether a Latin text is two to four words of what people work on, without a rank: Global Supply Chain."""
    words = [word.strip(".,").casefold() for word in text.split()]
    content = [word for word in words if word not in ("&", "and", "of")]
    if words[:1] != content[:1]:
        return False  # and Public Engagement goes on with the line before
    subjects, heads = word_list("title_words_en"), word_list("title_heads_en")
    return 2 <= len(content) <= 4 and all(word in subjects and word not in heads for word in content)


def is_whole_subject(text: str) -> bool:
    """Whether a Latin text of several words, of subjects or known as a whole, may name a unit: Capital Markets."""
    known = " ".join(text.split()).casefold() in word_list("department_subjects_en")
    return is_only_subjects(text) or (known and " " in text.strip())


def is_practice(text: str) -> bool:
    """Whether a Latin text is two to four words of a field of practice: Adult Social Care.

    A text of subjects that are set apart by bars or points is a list of services.
    """
    if re.match(r"\W*(?:and|of)\b", text) or not re.fullmatch(r"[A-Za-z'’&,\- ]+", text) or text.count(",") > 1:
        return False
    content = [
        word for word in re.findall(r"[a-z'’\-]+", text.casefold().replace("’", "'")) if word not in ("and", "of")
    ]
    return 2 <= len(content) <= 4 and all(word in word_list("practice_words_en") for word in content)


def department_belief(text: str) -> float:
    """0 to 1: how much the words of ``text`` by themselves look like a department, a branch or a chain of them."""
    if re.search(r"[\u3041-\u30fa\u3400-\u9fff]", text):
        parts = [part for part in re.split(r"[\s\u3000/]+", text) if part]
        beliefs = [japanese_department_belief(part) for part in parts]
        if len(parts) > 1 and max(beliefs) >= _SURE and all(map(is_unit, parts)):
            return max(_CHAIN, min(beliefs))
        return min(beliefs, default=0.0)
    return _latin(text)


def is_unit(text: str) -> bool:
    """Whether a Japanese text without spaces ends like a department or a branch and is more than a label: 史学科."""
    ending = ending_in(text, "department_endings_ja")
    if PUBLIC_BODY.fullmatch(text):
        return False
    trade = ending_in(text, "firm_endings_ja")
    if japanese_department_belief(text) >= _ONLY_ITS_WORDS:
        return True
    if len(trade) > len(ending) and trade not in word_list("firm_endings_ambiguous_ja"):
        return text in word_list("departments_ja")  # 松風薬局 ends in 局, 商店 in 店
    return bool(ending) and japanese_department_belief(text) >= _UNSURE


@lru_cache(maxsize=4096)
def japanese_department_belief(text: str) -> float:
    """The same for a Japanese text without spaces."""
    if (
        not 2 <= len(text) <= 30
        or re.search(r"\d{3}|[0-9]-[0-9]|〒", text)
        or _SENTENCE.search(_KANA_WORDS.sub("", text))
    ):
        return 0.01
    if text in _LABEL_ALONE:
        return 0.25
    if _OWN_LABORATORY.fullmatch(text):
        return 0.75
    if text in _SURE_ALONE:
        return 0.85
    if text in word_list("departments_ja"):
        return 0.8 if text.endswith(("科", "部", "室")) else 0.4
    ending = ending_in(text, "department_endings_ja")
    if not ending:
        return 0.05
    if ending == text:
        return 0.8 if len(text) > 3 and text not in _MAY_BE_A_FIRM else 0.3
    stem = text[: -len(ending)]
    if _only_department_words(text):
        return 0.95 if len(text) > 2 else 0.6
    trade = ending_in(text, "firm_endings_ja")
    if len(trade) > len(ending) and trade not in word_list("firm_endings_ambiguous_ja"):
        return _TRADE  # 郵便局, 松風薬局
    units = _UNIT.findall(text)
    if len("".join(units)) == len(text) and len(units) > 1 and units[0].endswith(("部", "課", "室", "局")):
        return 0.9
    if ending in _BRANCH:
        return 0.7 if ending in ("支店", "支社", "営業所", "出張所", "支局", "支部") else 0.35
    if (
        ending == "センター"
        and not _PUBLIC_HOUSE.match(text)
        and (ending_in(stem, "departments_ja") or ending_in(stem, "department_words_ja"))
    ):
        return 0.6
    if ending in _MAY_BE_A_FIRM:
        return 0.4
    if ending in ("事業部", "本部", "事業本部", "部門", "統括部") and len(stem) <= 16:
        return 0.85
    if len(stem) == 1:
        return 0.25
    return 0.8 if len(stem) <= 10 else 0.5


def _only_department_words(text: str) -> bool:
    """Whether ``text`` is a chain of subjects, numbers and organisation words."""
    names: tuple[ListName, ...] = ("departments_ja", "department_endings_ja", "department_words_ja")
    lists = [word_list(name) for name in names]
    most = max(map(longest, names))
    reach = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - most), end):
            piece = text[start:end]
            if reach[start] and (any(piece in words for words in lists) or _NUMBER.fullmatch(piece)):
                reach[end] = True
                break
    return reach[-1]


@lru_cache(maxsize=4096)
def _latin(text: str) -> float:
    if re.search(r"\d{3}|@|www\.", text):
        return 0.01
    words = [word.strip(".,").casefold() for word in re.findall(r"[A-Za-zÀ-ÿ&][A-Za-zÀ-ÿ&.'’\-]*", text)]
    if not words or len(words) > 9:
        return 0.01
    joined = " ".join(words)
    if re.search(r"[|·•∙/]", text) or re.match(r"\s*(?:[-–—&]|(?:and|of)\b|\d+[- ]?hours?\b)", text, re.IGNORECASE):
        return 0.03
    if joined in word_list("department_subjects_en"):
        return 0.7
    subjects = word_list("title_words_en")
    known = sum(word in subjects or word in ("of", "and", "&") for word in words[:-1]) / max(1, len(words) - 1)
    known = 0.0 if words[0] == "the" else known
    sure = word_list("departments_sure_en")
    if len(words) > 1 and (words[-1] in sure or (words[0] in sure and words[1] in ("of", "for"))):
        return 0.93
    if re.match(r"(?:lehrstuhl|institut) für |chaire? de |cátedra de ", joined):
        return 0.75
    if re.match(r"(?:office|center|centre|school|faculty|college|institute|graduate school) (?:of|for) ", joined):
        return 0.75
    if len(words) > 1 and words[-1] in word_list("departments_en"):
        return 0.75 if known == 1.0 else 0.55 if known >= 0.5 else 0.3
    if known == 1.0 and len(words) > 1 and words[-1] in word_list("department_last_words_en"):
        return 0.6
    if known == 1.0 and len(words) == 2 and words[-1] in subjects and words[-1] not in word_list("title_heads_en"):
        return 0.42
    return 0.03
