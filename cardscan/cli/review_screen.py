"""How a review looks on the terminal: the question, one hint after the other, the answer, a person to be learned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled, tell
from cardscan.cli.table import days
from cardscan.recall.question import Cue, HintKind
from cardscan.store.review_records import ReviewDirection

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from cardscan.cli.picture import PictureKind
    from cardscan.recall.question import Question

_ASKED = {
    ReviewDirection.CARD_TO_PERSON: "Who was it? The look, the talk, the face",
    ReviewDirection.LOOK_TO_NAME: "What is the name?",
}
_LABEL = 11
"""Cells of the words before texts, as in the debrief."""
_CARD_COLUMNS, _FACE_COLUMNS = 56, 44
"""Cells of the longer side of a picture: a card is then 17 rows high, and a face of 44 × 44 px can be told."""
_CARD_ASPECT = 91 / 55
"""Japanese cards (JIS S 5507 size 4: 91 × 55 mm)."""
_ROWS_BESIDE = 12
"""Rows of the screen beside pictures: heading, name, some lines of text, keys, prompt."""
_CARD_SHARE = 0.4
"""Of the rows for pictures, where card and face are drawn below each other: the card's text stands there anyway."""
_LEAST_COLUMNS = 20
_PLACES = {"before": "just before", "after": "just after", "same_photo": "same photo"}


def show_question(screen: Console, question: Question, heading: str, before: str, kind: PictureKind) -> None:
    """On an empty screen, draw what is shown and say what is to be recalled; ``before``: what came of the last one."""
    _begin(screen, heading, before)
    if question.cue is Cue.CARD:
        _draw_card(screen, question, kind)
    if question.cue in (Cue.CARD, Cue.NAME):
        screen.print(_name(question, firm=question.cue is Cue.NAME))
    elif question.cue is Cue.FACE:
        _draw_face(screen, question, kind)
    else:
        _print_rows(screen, "look", [look.text for look in question.person.looks])
    screen.print(styled(_ASKED[question.direction], "bold"))


def show_hint(screen: Console, question: Question, hint: HintKind, kind: PictureKind) -> None:
    """Draw one hint."""
    if hint is HintKind.FACE:
        _draw_face(screen, question, kind)
    else:
        for label, texts in _HINTS[hint](question):
            _print_rows(screen, label, texts)


def show_answer(screen: Console, question: Question, shown: Collection[HintKind], kind: PictureKind) -> None:
    """Draw what is known of the person and does not stand above already."""
    face = bool(question.person.faces) and HintKind.FACE not in shown
    if question.cue is Cue.LOOK:
        _draw_card(screen, question, kind, share=_CARD_SHARE if face else 1)
    if face and question.cue is not Cue.FACE:
        _draw_face(screen, question, kind, share=1 - _CARD_SHARE if question.cue is Cue.LOOK else 1)
    screen.print(joined(styled(question.person.id, "cyan"), styled("  "), _name(question)))
    _print_told(screen, question, {*shown, *([HintKind.LOOK] if question.cue is Cue.LOOK else [])})


def show_new_person(screen: Console, question: Question, heading: str, kind: PictureKind) -> None:
    """On an empty screen, draw a person to be learned."""
    _begin(screen, heading, "")
    both = bool(question.person.cards and question.person.faces)
    _draw_card(screen, question, kind, share=_CARD_SHARE if both else 1)
    _draw_face(screen, question, kind, share=1 - _CARD_SHARE if both else 1)
    screen.print(joined(styled(question.person.id, "cyan"), styled("  "), _name(question)))
    _print_told(screen, question, ())


def _begin(screen: Console, heading: str, before: str) -> None:
    """Nothing of the people before may stand there: whoever was met beside them would be given away."""
    screen.clear()
    screen.rule(joined(styled(heading, "bold"), styled(f"   {before}", "dim")), style="dim", align="left")


def _print_told(screen: Console, question: Question, shown: Collection[HintKind]) -> None:
    person = question.person
    for hint in (HintKind.OCCUPATION, HintKind.BESIDE, HintKind.TALK, HintKind.LOOK):
        for label, texts in _HINTS[hint](question) if hint not in shown else ():
            _print_rows(screen, label, texts)
    _print_rows(screen, "promised", [promise.text for promise in person.promises if promise.done_at is None])
    _print_rows(screen, "notes", [note.text for note in person.notes])
    if not (person.looks or person.talks or person.notes or person.faces):
        missing = f"Nothing is written down yet: cardscan look {person.id}, cardscan talk {person.id}"
        screen.print(styled(f"{'':{_LABEL}}  {missing}", "dim"))


def _occupation(question: Question) -> Iterable[tuple[str, list[str]]]:
    contact = question.person.contact
    posts = [*contact.titles, *contact.qualifications]
    yield "title", ["・".join(filter(None, [contact.department, *posts]))] if contact.department or posts else []
    firm = contact.organization or contact.organization_en
    yield "company", [firm] if firm else []


def _talk(question: Question) -> Iterable[tuple[str, list[str]]]:
    yield "talk", [talk.text for talk in question.person.talks]


def _beside(question: Question) -> Iterable[tuple[str, list[str]]]:
    if question.event is not None:
        dated = days(question.event)
        parts = [question.event.name, dated if dated != question.event.name else "", question.event.place or ""]
        yield "met", ["  ".join(filter(None, parts))]
    for place, label in _PLACES.items():
        there = [one.person for one in question.beside if one.place == place]
        yield label, [" ".join(filter(None, (person.name, person.organization))) for person in there]


def _look(question: Question) -> Iterable[tuple[str, list[str]]]:
    yield "look", [look.text for look in question.person.looks]


_HINTS: dict[HintKind, Callable[[Question], Iterable[tuple[str, list[str]]]]] = {
    HintKind.OCCUPATION: _occupation,
    HintKind.TALK: _talk,
    HintKind.BESIDE: _beside,
    HintKind.LOOK: _look,
}


def _name(question: Question, *, firm: bool = False) -> Text:
    from cardscan.cli.contact_view import heading, shown_values

    contact = question.person.contact
    name = heading(shown_values(question.person.fields), "no name was read")
    company = contact.organization or contact.organization_en
    return joined(name, styled(f"   {company}" if firm and company else ""))


def _print_rows(screen: Console, label: str, texts: Iterable[str]) -> None:
    """Texts below each other, the label before the first."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True, min_width=_LABEL)
    grid.add_column()
    for number, text in enumerate(texts):
        grid.add_row(styled("" if number else label, "dim"), styled(text, newlines=True))
    if grid.row_count:
        screen.print(grid)


def _draw_card(screen: Console, question: Question, kind: PictureKind, share: float = 1) -> None:
    cards = question.person.cards
    card = next((card for card in reversed(cards) if card.side == "front"), cards[-1] if cards else None)
    if card is not None:
        room = round(share * (screen.height - _ROWS_BESIDE) * 2 * _CARD_ASPECT)
        _draw(screen, card.picture, f"of {card.id}", kind, min(_CARD_COLUMNS, room))


def _draw_face(screen: Console, question: Question, kind: PictureKind, share: float = 1) -> None:
    if question.person.faces:
        face = question.person.faces[-1]
        _draw(screen, face.crop, face.id, kind, min(_FACE_COLUMNS, round(share * (screen.height - _ROWS_BESIDE) * 2)))


def _draw(screen: Console, path: Path, whose: str, kind: PictureKind, columns: int) -> None:
    from cardscan.cli.picture import print_picture

    try:
        print_picture(screen, path, kind, max(_LEAST_COLUMNS, min(columns, screen.width - 2)))
    except OSError as error:
        tell(f"The picture {whose} cannot be shown: {error}")
