"""What speaks for a name beside its words: its size, and the card's e-mail address."""

from __future__ import annotations

from cardscan.fields.placement import relative_size
from cardscan.lexicon.names import readings_of_given_name, readings_of_surname
from cardscan.orthography.romaji import fold_romaji, kana_to_romaji
from cardscan.records import CardText, TextLine

_SIZE_SLOPE = 2.5
_LARGEST = 0.8
"""On most cards the name is the largest text or the largest after the firm's logotype."""
_MAIL_HAS_FAMILY = 2.0
_MAIL_HAS_GIVEN = 1.0


def prominence(card: CardText, line: TextLine) -> float:
    """Log-odds for being the name by size alone."""
    largest = max(other.size for other in card.lines)
    weight = max(-1.5, min(2.0, _SIZE_SLOPE * relative_size(card, line)))
    return weight + (_LARGEST if len(card.lines) > 2 and weight > 0.3 and line.size >= 0.98 * largest else 0.0)


def mail_weight(family: str, given: str, local: tuple[str, ...]) -> float:
    """Log-odds for the reading of a Japanese name standing in an e-mail address of the card.

    Args:
        family: As printed; may be empty.
        given: As printed; may be empty.
        local: What stands before the @ of the card's addresses.
    """
    keys = [fold_romaji(part) for part in local]
    has_family = any(_spelled(reading, keys) for reading in readings_of_surname(family)) if family else False
    has_given = any(_spelled(reading, keys) for reading in readings_of_given_name(given)) if given else False
    return _MAIL_HAS_FAMILY * has_family + _MAIL_HAS_GIVEN * has_given


def _spelled(reading: str, keys: list[str]) -> bool:
    romaji = fold_romaji(kana_to_romaji(reading))
    return len(romaji) > 2 and any(romaji in key for key in keys)
