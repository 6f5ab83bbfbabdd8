"""``cardscan edit``: put right what was read wrong; what a person typed is never overwritten by a machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cardscan.cli.field_changes import current_values, field_name, parse_assignments
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, tell
from cardscan.cli.references import person_argument
from cardscan.errors import CardscanError

if TYPE_CHECKING:
    from cardscan.store.records import Person
    from cardscan.store.store import Store


_HELP = """Change or confirm a person's values; without FIELD=VALUE as YAML in your editor.

\b
Fields with one value:
  name (full_name), family_name, given_name, kana (phonetic_name),
  romaji (romanized_name), company (organization),
  company_en (organization_en), department
Fields with several values:
  title, qualification, phone, email, url, address, registration, social

What you typed or confirmed is never overwritten by a machine.
"""


@click.command(
    help=_HELP,
    short_help="Put right or confirm what was read.",
    cls=ExampleCommand,
    examples="""
        cardscan edit p12 name="齋藤 幸生" kana="さいとう ゆきお"
        cardscan edit p12 phone="03-1234-5678" phone="090-1234-5678"   # all phones, in this order
        cardscan edit p12 email+=y.saito@example.co.jp                 # one more; -= takes one away
        cardscan edit p12 department=                                  # empties it
        cardscan edit p12 --confirm all                                # everything was read right
        cardscan edit p12                                              # all values as YAML in $EDITOR
    """,
)
@person_argument
@click.argument("assignments", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option(
    "--confirm",
    multiple=True,
    metavar="FIELD",
    help="Say that a field was read right; “all” for every field. May be given several times.",
)
@json_option
@pass_invocation
def edit(
    invocation: Invocation, ref: str, assignments: tuple[str, ...], confirm: tuple[str, ...], as_json: bool
) -> None:
    """Run it; ``_HELP`` says what it does."""
    with invocation.store() as store:
        person = store.person(ref)
        with store.one_change("edit"):
            if assignments:
                person = store.edit(person.id, parse_assignments(assignments, current_values(person)))
            elif not confirm:
                person = _edit_in_editor(store, person)
            if confirm:
                fields = dict.fromkeys(value.field for value in person.fields)
                named = fields if "all" in confirm else [field_name(name) for name in confirm]
                person = store.confirm(person.id, list(named))
    if as_json:
        from cardscan.export.to_json import person_to_json

        print_json(person_to_json(person))
    else:
        say(f"Saved. See it: cardscan show {person.id}")


def _edit_in_editor(store: Store, person: Person) -> Person:
    """Let the person edit all values as YAML until it can be saved; a text that cannot be is kept in a file."""
    from cardscan.cli.contact_yaml import changes_from_yaml, contact_to_yaml
    from cardscan.cli.editor import edited_text, kept_aside

    text = contact_to_yaml(person)
    while True:
        edited = edited_text(text, ".yaml")
        try:
            changes = changes_from_yaml(edited, person)
            return store.edit(person.id, changes) if changes else person
        except CardscanError as error:
            if sys.stdin.isatty():
                tell(f"cardscan: {error}")
                if click.confirm("Edit it again?", default=True, err=True):
                    text = edited
                    continue
            file = kept_aside(edited, ".yaml")
            raise type(error)(f"{error}; your text is kept in {file}") from error
