"""``cardscan note``: what is worth remembering of a person or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardscan.cli.editor import edited_text
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_subject
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import datetime

    from cardscan.store.records import Note
    from cardscan.store.store import Store


@click.command(
    short_help="Write, change, delete or list notes.",
    cls=ExampleCommand,
    examples="""
        cardscan note p12 "ゴルフ好き。12月に見積もりを送る"
        cardscan note p12                    # write in $EDITOR
        cardscan note e3 "会費 5,000 円、次回は2月"
        cardscan note p12 --list
        cardscan note --edit n7 "12月10日までに送る"
        cardscan note --delete n7
    """,
)
@click.argument("words", nargs=-1, metavar="[PERSON_OR_EVENT] [TEXT]...", shell_complete=complete_subject)
@click.option("--edit", "edit_id", metavar="NOTE", help="Change this note; without a text, in $EDITOR.")
@click.option("--delete", "delete_id", metavar="NOTE", help="Delete this note.")
@click.option("--list", "listing", is_flag=True, help="Print the notes of a person or event.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    metavar="WHEN",
    help="The moment the note speaks of, as 2026-11-20 or 2026-11-20T19:30, local time. Default: now.",
)
@json_option
@pass_invocation
def note(
    invocation: Invocation,
    words: tuple[str, ...],
    edit_id: str | None,
    delete_id: str | None,
    listing: bool,
    at: datetime | None,
    as_json: bool,
) -> None:
    """Write a dated note about a person or an event; change, delete or list notes.

    Without TEXT the editor in $VISUAL or $EDITOR opens. A note is found by search at once.
    """
    if sum((edit_id is not None, delete_id is not None, listing)) > 1:
        raise InvalidInput("--edit, --delete and --list do not go together; give one of them")
    if (edit_id or delete_id) and at:
        raise InvalidInput("--at goes with a new note only")
    with invocation.store() as store:
        if delete_id is not None:
            if words:
                raise InvalidInput(f"--delete takes the note's id only: cardscan note --delete {delete_id}")
            store.delete_note(delete_id)
            _report(None, f"Deleted note {delete_id}.", as_json, {"deleted": delete_id})
        elif edit_id is not None:
            changed = store.edit_note(edit_id, _text(words, store.note(edit_id).text))
            _report(changed, f"Changed note {changed.id}.", as_json)
        elif not words:
            raise InvalidInput("say whom or what the note is about: cardscan note p12 TEXT")
        elif listing:
            _print_all(store, words[0], as_json)
        else:
            subject = _subject(store, words[0])
            added = store.add_note(subject, _text(words[1:], ""), at=at.astimezone() if at else None)
            _report(added, f"Noted as {added.id} about {added.subject}.", as_json)


def _subject(store: Store, ref: str) -> str:
    """Look the subject up before the editor opens, so that nothing is written for nobody."""
    return store.event(ref).id if ref[:1] in "eE" and ref[1:].isdecimal() else store.person(ref).id


def _text(words: tuple[str, ...], before: str) -> str:
    text = " ".join(words) if words else edited_text(before, ".txt")
    if not text.strip():
        raise InvalidInput("an empty note is not kept; delete a note with: cardscan note --delete NOTE")
    return text.strip()


def _print_all(store: Store, ref: str, as_json: bool) -> None:
    notes = store.notes(_subject(store, ref))
    if as_json:
        for one in notes:
            _report(one, "", True)
    elif notes:
        from cardscan.cli.table import notes_table

        show(notes_table(notes))
    else:
        tell(f'No notes yet. Write one: cardscan note {ref} "…"')


def _report(changed: Note | None, sentence: str, as_json: bool, otherwise: dict[str, str] | None = None) -> None:
    if not as_json:
        say(sentence)
    elif changed is None:
        print_json(otherwise)
    else:
        from cardscan.export.to_json import note_to_json

        print_json(note_to_json(changed))
