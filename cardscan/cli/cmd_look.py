"""``cardscan look``: what somebody looked like, for all whose face was not photographed."""

from __future__ import annotations

from cardscan.cli.memory_command import memory_command
from cardscan.store.ids import IdKind

look = memory_command(
    IdKind.LOOK,
    short_help="Write down what somebody looked like.",
    help="""Write down what a person looked like: hair, glasses, voice, where they stood, whom they resemble.

    A look is found by search at once and is a hint in a review. Without TEXT the editor in $VISUAL or $EDITOR opens.
    It belongs to the event at which you last met, unless --event or --at says otherwise.
    """,
    examples="""
        cardscan look p12 "丸い眼鏡、低い声、窓際。俳優の誰かに似ている"
        cardscan look 齋藤 "grey beard, stood at the bar" --event e3
        cardscan look p12 --list
        cardscan look --edit l7 "四角い眼鏡"
        cardscan look --delete l7
    """,
)
