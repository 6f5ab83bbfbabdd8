"""``cardscan sides``: which cards are front and back of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import joined, print_json, say, show, styled, tell
from cardscan.cli.references import complete_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from cardscan.store.records import CardPair
    from cardscan.store.store import Store

_SIGNS = {
    "email": "same e-mail address",
    "own_phone": "same mobile number",
    "name": "name in Latin letters",
    "part_of_name": "part of the name",
    "office_email": "same office e-mail",
    "phone": "same phone",
    "domain": "same domain",
    "company": "same company",
    "postal_code": "same postal code",
    "same_photo": "same photo",
    "next_photo": "one photo after the other",
    "alternating": "front and back in turn",
    "same_place": "turned over in its place",
}
"""What speaks for two cards being one (``person.side_signs.Sign``) → how it is said."""


@click.command(
    short_help="See, join or part the two sides of cards.",
    cls=ExampleCommand,
    examples="""
        cardscan sides                       # what was joined, and what may belong together
        cardscan sides c12 c13               # they are front and back of one card
        cardscan sides c12 c13 --apart       # they are two cards, whatever they look like
        cardscan sides --json | jq -r 'select(.state == "suggested")'
    """,
)
@click.argument("refs", nargs=-1, metavar="[CARD [CARD]]", shell_complete=complete_person)
@click.option("--apart", is_flag=True, help="They are not two sides of one card; part them if they were joined.")
@json_option
@pass_invocation
def sides(invocation: Invocation, refs: tuple[str, ...], apart: bool, as_json: bool) -> None:
    """See which cards are front and back of one card, join two, or part them again.

    CARD is a card's id (c12), or a person (p12 or a name), which means that person's card. An import joins what is
    sure: the same e-mail address, a name in both scripts, a back right after its front. What you say here is never
    overruled by a later import. Joining and parting lose nothing: notes, tags and what was typed stay.
    """
    if len(refs) > 2 or (refs and not apart and len(refs) == 1) or (apart and not refs):
        raise click.UsageError("Name two cards to join, or one or two with --apart; none to list them.")
    with invocation.store() as store:
        if not refs:
            changed = store.sides()
        elif apart:
            changed = store.part_sides(*refs)
        else:
            changed = [store.join_sides(*refs)]
        if as_json:
            from cardscan.export.to_json import pair_to_json

            for pair in changed:
                print_json(pair_to_json(pair))
        elif refs:
            for pair in changed:
                say(_said(pair))
        else:
            _list(store, changed)


def _said(pair: CardPair) -> str:
    if pair.state == "apart":
        return f"{pair.front_id} ({pair.front_person}) and {pair.back_id} ({pair.back_person}) are two cards"
    return f"{pair.front_id} is the front and {pair.back_id} the back of {pair.front_person}'s card"


def _list(store: Store, pairs: Sequence[CardPair]) -> None:
    """The joined ones, the suggested ones with what to type, and those parted by hand."""
    headings = (("joined", "joined"), ("suggested", "perhaps two sides of one card"), ("apart", "said to be two cards"))
    for state, heading in headings:
        some = [pair for pair in pairs if pair.state == state]
        if some:
            show(styled(heading, "bold"), _table(store, some), "")
    suggested = next((pair for pair in pairs if pair.state == "suggested"), None)
    if suggested is not None:
        tell(f"  cardscan sides {suggested.front_id} {suggested.back_id}            joins them")
        tell(f"  cardscan sides {suggested.front_id} {suggested.back_id} --apart    says that they are two cards")
    if not pairs:
        tell("No card with two sides yet.")


def _table(store: Store, pairs: Sequence[CardPair]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column()
    for pair in pairs:
        why = ["by hand"] if pair.by_hand else [_SIGNS[sign] for sign in pair.signs]
        front = _card(store, pair.front_id, pair.front_person)
        back = styled(pair.back_id, "cyan")
        if pair.state != "joined":
            back = _card(store, pair.back_id, pair.back_person)
        grid.add_row(joined(styled("  "), front), back, styled(", ".join(why), "dim"))
    return grid


def _card(store: Store, card_id: str, person_id: str) -> Text:
    contact = store.person(person_id).contact
    name = contact.full_name or contact.romanized_name or contact.organization or "no name"
    return joined(styled(card_id, "cyan"), styled(f" {name} "), styled(person_id, "dim"))
