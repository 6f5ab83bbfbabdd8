from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.ocr.latin_words import mend_capitals


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("0RBIT合同会社", "ORBIT合同会社"),
        ("代表取締役社長兼CE0", "代表取締役社長兼CEO"),
        ("C00", "COO"),
        ("M0UNTAIN C0AST", "MOUNTAIN COAST"),
        ("LONDON SW1A 0AA", "LONDON SW1A 0AA"),
        ("TORONTO H0H 0H0", "TORONTO H0H 0H0"),
        ("INFO@0RBIT.EXAMPLE", "INFO@0RBIT.EXAMPLE"),
        ("www.0RBIT.example", "www.0RBIT.example"),
        ("MODEL X200", "MODEL X200"),
        ("0120-123-456", "0120-123-456"),
        ("1T企画室", "IT企画室"),
        ("生成Al事業部", "生成AI事業部"),
        ("Tsuzuri Al", "Tsuzuri AI"),
        ("Al Futtaim Group", "Al Futtaim Group"),
        ("Al", "Al"),
        ("1oTソリューション部", "IoTソリューション部"),
        ("PILOT", "PILOT"),
        ("服部 i 正人", "服部   正人"),
        ("本社 1 階", "本社 1 階"),
        ("東京都港区芝1-1Tビル", "東京都港区芝1-1Tビル"),
    ],
)
def test_noughts_in_words(read: str, printed: str) -> None:
    assert mend_capitals(read) == printed


@given(st.text())
def test_only_figures_in_words_change(text: str) -> None:
    mended = mend_capitals(text)
    assert len(mended) == len(text)
    assert all(
        one == other or (one, other) in (("0", "O"), ("1", "I"), ("l", "I"))
        for one, other in zip(text, mended, strict=True)
    )
