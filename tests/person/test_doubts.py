from __future__ import annotations

import pytest

from cardscan.person.doubts import doubt


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("emails", "saito.example.co.jp"),
        ("emails", "saito@@example.co.jp"),
        ("emails", "saito@example"),
        ("urls", "example"),
        ("urls", "https://ex ample/"),
        ("phones", "電話なし"),
        ("phones", "03-1234"),
        ("phones", "03-1234-56789"),
        ("phones", "fax: 0312"),
        ("phonetic_name", "Saito"),
        ("romanized_name", "斎藤"),
        ("full_name", "saito@example.jp"),
        ("registration_numbers", "T1234567890123"),
    ],
)
def test_a_slip_of_the_finger_is_doubted(field: str, text: str) -> None:
    assert doubt(field, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("emails", "saito@example.co.jp"),
        ("emails", "ｓａｉｔｏ＠example.co.jp"),
        ("urls", "https://www.example.co.jp/staff?id=3"),
        ("urls", "example.com"),
        ("phones", "03-1234-5678"),
        ("phones", "mobile: 090-1234-5678"),
        ("phones", "0120-123-456"),
        ("phones", "+1 617 720 6260"),
        ("phones", "(617) 720-6260"),
        ("phonetic_name", "サイトウ ゆきお"),
        ("romanized_name", "José Núñez-O’Brien"),
        ("full_name", "齋藤 幸生"),
        ("registration_numbers", "T7000012050002"),
        ("registration_numbers", "東京都知事(3)第12345号"),
        ("titles", "CEO & Co-Founder 2.0"),
        ("addresses", "東京都港区芝1-2-3"),
    ],
)
def test_what_cards_say_is_not(field: str, text: str) -> None:
    assert doubt(field, text) is None
