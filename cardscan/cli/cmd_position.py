"""``cardscan position``: where somebody works and worked."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import click

from cardscan.cli.field_changes import parse_assignments
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.labels import SEVERAL, SINGLE
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, show, tell
from cardscan.cli.references import person_argument
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.store.records import Person, Position


@click.command(
    short_help="See or change where somebody works and worked.",
    cls=ExampleCommand,
    examples="""
        cardscan position p12                            # all positions, numbered
        cardscan position p12 2 --until 2024-03          # the second one ended in March
        cardscan position p12 見本商事 --current          # still there as well (兼務)
        cardscan position p12 1 --past                   # left, and nobody knows where to
        cardscan position p12 --add company=大和建設 --add title=部長 --since 2026-04
        cardscan position p12 2 --until unknown          # as the cards say again
    """,
)
@person_argument
@click.argument("which", required=False, metavar="[POSITION]")
@click.option(
    "--since", metavar="DAY", help="From when: 2024-04-01, 2024-04, 2024, 去年の4月; “unknown” takes it back."
)
@click.option("--until", metavar="DAY", help="Until when; “unknown” takes it back.")
@click.option("--current/--past", default=None, help="Whether it is a position of today.")
@click.option(
    "--add", "added", multiple=True, metavar="FIELD=VALUE", help="Another position, of which there is no card."
)
@click.option("--beside", is_flag=True, help="With --add: what is current stays current (兼務).")
@json_option
@pass_invocation
def position(
    invocation: Invocation,
    ref: str,
    which: str | None,
    since: str | None,
    until: str | None,
    current: bool | None,
    added: tuple[str, ...],
    beside: bool,
    as_json: bool,
) -> None:
    """See where PERSON works and worked, or say from when to when and whether it is still so.

    POSITION is its number in the list, one of its cards, or a part of the company's name. Days come from the cards: by
    the day on which a card was received somebody had that position, by the day of the next one no longer. What you say
    stands above that.
    """
    changed = (since, until, current) != (None, None, None)
    if added and (which is not None or current is not None):
        raise click.UsageError("--add makes a position of its own; leave out POSITION, --current and --past.")
    if which is not None and not changed:
        raise click.UsageError("Say what of the position: --since, --until, --current or --past.")
    with invocation.store() as store:
        person = store.person(ref)
        if added:
            empty: dict[str, list[str]] = {field: [] for field in SINGLE + SEVERAL}
            person = store.add_position(
                person.id,
                parse_assignments(added, empty),
                since=_day(since, last=False),
                until=_day(until, last=True),
                beside=beside,
            )
        elif changed:
            unknown = [name for name, said in (("since", since), ("until", until)) if said == _UNKNOWN]
            person = store.change_position(
                person.id,
                _meant(person, which).holder,
                since=_day(since, last=False),
                until=_day(until, last=True),
                current=current,
                unknown=unknown,
            )
    if as_json:
        from cardscan.export.to_json import position_to_json

        for one in person.positions:
            print_json(position_to_json(one))
    elif person.positions:
        from cardscan.cli.position_view import positions_table

        show(positions_table(person.positions))
        if any(name not in one.by_hand for one in person.positions for name in ("since", "until")):
            tell("≤ by then, as the cards tell")
    else:
        tell(f"Nothing is known of a position of {person.id}.")


_UNKNOWN = "unknown"


def _meant(person: Person, which: str | None) -> Position:
    """The position that is meant; where there is only one, nothing has to be said.

    Raises:
        InvalidInput: Several can be meant.
        NotFound: None is.
    """
    from cardscan.orthography.fold import search_fold

    if which is None:
        found = list(person.positions)
    else:
        plain = unicodedata.normalize("NFKC", which).strip().lower()
        wanted = search_fold(which)
        if plain.isdecimal():
            found = list(person.positions[int(plain) - 1 : int(plain)]) if int(plain) else []
        else:
            found = [one for one in person.positions if plain in one.cards]
            found = found or [one for one in person.positions if wanted and wanted in search_fold(_words(one))]
    if len(found) > 1:
        raise InvalidInput(
            f"{len(found)} positions of {person.id} can be meant; say its number: cardscan position {person.id}"
        )
    if not found:
        raise NotFound(f"{person.id} has no such position; cardscan position {person.id} lists them")
    return found[0]


def _words(one: Position) -> str:
    return " ".join(filter(None, (one.organization, one.organization_en, one.department, *one.titles)))


def _day(said: str | None, *, last: bool) -> date | None:
    """The first day, or the last one, of a time as people write it.

    Raises:
        InvalidInput: It is no time, or not one of a single year.
    """
    if said is None or said == _UNKNOWN:
        return None
    from cardscan.dates.past_days import past_days

    plain = unicodedata.normalize("NFKC", said).strip()
    found = past_days(f"{plain}年" if re.fullmatch(r"\d{4}", plain) else plain, date.today())
    if len(found) != 1:
        raise InvalidInput(f"“{said}” is no day; write it like 2024-04-01, 2024-04 or 2024")
    return found[0].last if last else found[0].first
