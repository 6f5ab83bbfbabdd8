"""Whether two firms' names, one of them perhaps misread or with its branch, are one firm."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from cardscan.orthography.fold import search_fold

_LEGAL_FORMS = re.compile(
    r"(?:一般|公益|特定非営利活動|医療|学校|宗教|社会福祉)?(?:社団|財団)?法人"
    r"|(?:株式|有限|合同|合資|合名)会社|(?<=.)(?:coltd|corporation|inc|ltd|llc|gmbh|kk)$"
)
"""What says nothing about which firm it is; left in, it makes any two firms alike."""

_MISREAD_FROM = 5
"""Characters from which on one misread character leaves a firm recognisable; ミナト and ミナミ are two."""

_ONE_IN = 6
"""At most one misread character in so many: engines misread one in twenty to one in a hundred on cards."""

_SHORTEST_WITH_BRANCH = 3
"""Characters of a name behind which a branch may follow: 見本商事 and 見本商事大阪支店."""


@lru_cache(maxsize=65536)
def firm_core(name: str) -> str:
    """A firm's name folded and without its legal form, for comparing.

    >>> firm_core("㈱見本商事"), firm_core("見本商事株式会社"), firm_core("Sample Co., Ltd.")
    ('見本商事', '見本商事', 'sample')
    """
    folded = search_fold(name)
    return _LEGAL_FORMS.sub("", folded) or folded


def same_firm(one: str, other: str) -> bool:
    """Whether two names are one firm's, but for legal form, width, variants, a branch, or one misread character."""
    a, b = sorted((firm_core(one), firm_core(other)), key=len)
    if a == b:
        return True
    if len(a) >= _SHORTEST_WITH_BRANCH and b.startswith(a):
        return True
    return len(a) >= _MISREAD_FROM and Levenshtein.distance(a, b) <= len(b) // _ONE_IN
