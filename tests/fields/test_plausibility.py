from __future__ import annotations

import pytest

from cardscan.fields.plausibility import reads_like_card
from cardscan.fields.read import read_fields
from tests.fields.card_text import card_text


@pytest.mark.parametrize(
    "lines",
    [
        ["株式会社見本製作所", "山田 太郎", "TEL 03-1234-5678"],
        ["Contoso", "Chris Smith", "Senior Researcher", "Cloud Department", "making things", "since 1990"],
        ["見本酒造"],
    ],
)
def test_cards_and_their_backs(lines: list[str]) -> None:
    assert reads_like_card(read_fields(card_text(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ["Q"],
        ["合計", "お預り", "お釣り", "¥10730", "¥11230", "¥500"],
        [
            "市内の商店街が十年ぶりに",
            "駅前の再開発は二十日、来春",
            "公園に新しい遊具",
            "話し合いが続いている",
            "という",
        ],
    ],
)
def test_other_papers(lines: list[str]) -> None:
    assert not reads_like_card(read_fields(card_text(lines)))
