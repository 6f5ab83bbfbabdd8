from __future__ import annotations

from dataclasses import replace

from cardscan.fields.read import read_fields
from cardscan.records import CardFields, CardText, PrintedForm
from tests.fields.card_text import Box, card_text

Seen = dict[str, float]


def seen(text: str, *forms: Seen) -> tuple[str, tuple[PrintedForm, ...]]:
    """A line's text and the forms seen of its characters, each given as form → log-likelihood."""
    found, start = [], 0
    for form in forms:
        place = min(text.find(character, start) for character in form if text.find(character, start) >= 0)
        found.append(PrintedForm(text[place], tuple(form.items())))
        start = place + 1
    return text, tuple(found)


def card(*lines: tuple[str, tuple[PrintedForm, ...]], large: int = 1) -> CardText:
    """A card of lines one below the other; the one with index ``large`` is set in the largest type."""
    placed: list[tuple[str, Box, float]] = []
    for index, (text, _) in enumerate(lines):
        size = 50.0 if index == large else 24.0
        placed.append((text, (40.0, 40.0 + 70 * index, 40.0 + size * len(text), 40.0 + 70 * index + size), size))
    made = card_text(placed)
    return replace(
        made, lines=tuple(replace(line, forms=forms) for line, (_, forms) in zip(made.lines, lines, strict=True))
    )


def read(*lines: tuple[str, tuple[PrintedForm, ...]]) -> CardFields:
    return read_fields(card(*lines))


def test_the_firm_follows_the_name() -> None:
    fields = read(
        seen("高橋税理士事務所", {"高": 0.0, "髙": -1.0}),
        seen("高橋　健一", {"高": -6.0, "髙": 0.0}),
        seen("税理士"),
    )
    assert fields.contact.full_name == "髙橋 健一"
    assert fields.contact.family_name == "髙橋"
    assert fields.contact.organization == "髙橋税理士事務所"
    assert [line.text for line in fields.lines][:2] == ["髙橋税理士事務所", "髙橋　健一"]


def test_many_everyday_occurrences_outweigh_one_doubtful_form() -> None:
    fields = read(
        seen("高橋建設株式会社", {"高": 0.0, "髙": -5.0}),
        seen("髙橋　健一", {"高": -3.0, "髙": 0.0}),
    )
    assert fields.contact.full_name == "高橋 健一"
    assert fields.contact.organization == "高橋建設株式会社"


def test_a_form_beyond_the_basic_plane_is_written_in_the_name() -> None:
    fields = read(seen("株式会社サンプル"), seen("吉田　太郎", {"吉": -9.0, "𠮷": 0.0}))
    assert fields.contact.full_name == "𠮷田 太郎"
    assert fields.contact.family_name == "𠮷田"
    assert fields.contact.given_name == "太郎"


def test_places_keep_everyday_forms() -> None:
    fields = read(
        seen("株式会社サンプル"),
        seen("山崎　太郎", {"崎": -8.0, "﨑": 0.0}),
        seen("〒210-0006 神奈川県川﨑市川﨑区砂子1-2-3", {"崎": -4.0, "﨑": 0.0}, {"崎": -4.0, "﨑": 0.0}),
    )
    assert fields.contact.full_name == "山﨑 太郎"
    assert fields.contact.addresses[0].text.startswith("神奈川県川崎市川崎区砂子")
    assert fields.contact.addresses[0].locality == "川崎市川崎区"


def test_family_and_given_name_are_decided_apart() -> None:
    fields = read(
        seen("株式会社サンプル"),
        seen("高橋　高志", {"高": -8.0, "髙": 0.0}, {"高": 0.0, "髙": -8.0}),
    )
    assert fields.contact.full_name == "髙橋 高志"


def test_without_forms_nothing_changes() -> None:
    fields = read(seen("株式会社サンプル"), seen("髙橋　健一"))
    assert fields.contact.full_name == "髙橋 健一"


def test_a_doubtful_form_makes_the_name_less_sure_than_a_clear_one() -> None:
    from cardscan.fields.printed_forms import form_doubt, settle_forms
    from cardscan.fields.read import choose

    def doubt(likelihood: float) -> float:
        made = card(seen("株式会社サンプル"), seen("高橋　健一", {"高": 0.0, "髙": likelihood}))
        settled, choices = settle_forms(made, choose(made))
        return max(form_doubt(settled, choice.candidate) for choice in choices)

    assert doubt(-12.0) < 0.01 < 0.3 < doubt(1.0) <= 1.0
