"""``cardscan merge``: two people are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say
from cardscan.cli.references import complete_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardscan.store.records import Person, SamePerson


@click.command(
    short_help="Say that two people are one.",
    cls=ExampleCommand,
    examples="""
        cardscan merge p12 p57               # p57 becomes part of p12
        cardscan merge 齋藤 c31              # by name, by card
        cardscan split p12 p57               # and two again
    """,
)
@click.argument("ref", metavar="PERSON", shell_complete=complete_person)
@click.argument("other", metavar="OTHER", shell_complete=complete_person)
@json_option
@pass_invocation
def merge(invocation: Invocation, ref: str, other: str, as_json: bool) -> None:
    """Make OTHER part of PERSON, who keeps id, notes and memory; OTHER's id leads there from now on.

    The newer card's work counts from now on, the older one becomes a former position; mobile numbers, private mail and
    qualifications of both stay. What was typed or confirmed stays. Nothing is lost: `cardscan split` parts them again.
    """
    with invocation.store() as store:
        merged = store.merge(ref, other)
        person = store.person(merged.person_id)
    if as_json:
        from cardscan.export.to_json import same_person_to_json

        print_json(same_person_to_json(merged))
        return
    name = person.contact.full_name or person.contact.romanized_name or person.contact.organization or "no name"
    say(f"{merged.other_id} is part of {merged.person_id} {name} now.")
    for line in _told(merged, person):
        say(f"  {line}")


def _told(merged: SamePerson, person: Person) -> Iterator[str]:
    """What became of values that no longer stand in the contact."""
    from cardscan.cli.labels import FIELD_LABELS

    kept = {
        text: "a position beside it" if position.current else "a former position"
        for position in reversed(person.positions)
        for text in _texts(position.contact)
    }
    for value in merged.replaced:
        if value.field not in FIELD_LABELS:
            continue
        now = [one.value for one in person.fields if one.field == value.field]
        where = f"in {kept.get(value.value, 'the history')}"
        single = now[0] if len(now) == 1 else None
        yield f"{FIELD_LABELS[value.field]} {value.value}: {f'now {single}, ' if single else ''}kept {where}"


def _texts(contact: object) -> Iterator[str]:
    from dataclasses import asdict, is_dataclass

    if is_dataclass(contact) and not isinstance(contact, type):
        for value in asdict(contact).values():
            for item in value if isinstance(value, tuple | list) else (value,):
                if isinstance(item, dict):
                    yield item["text"]
                elif isinstance(item, str):
                    yield item
