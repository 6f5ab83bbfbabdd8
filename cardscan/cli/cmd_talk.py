"""``cardscan talk``: what was talked about with somebody."""

from __future__ import annotations

from cardscan.cli.memory_command import memory_command
from cardscan.store.ids import IdKind

talk = memory_command(
    IdKind.TALK,
    short_help="Write down what you talked about.",
    help="""Write down what you talked about with a person.

    It is found by search at once, also by its time (相続税 6月). Without TEXT the editor in $VISUAL or $EDITOR opens.
    It belongs to the event at which you last met, unless --event or --at says otherwise.
    """,
    examples="""
        cardscan talk p12 "相続税。お父様が入院中"
        cardscan talk p12 "new office in spring" --at yesterday
        cardscan talk p12 --list
        cardscan talk --edit t7 "贈与税"
        cardscan talk --delete t7
    """,
)
