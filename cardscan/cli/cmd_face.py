"""``cardscan face``: faces on your own pictures, and who they are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.cmd_delete import confirmed
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, ExampleGroup, json_option, yes_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_event, complete_person, person_argument
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.face.find import FaceBox
    from cardscan.portraits import Searched
    from cardscan.store.face_records import Face
    from cardscan.store.store import Store

_event_argument = click.argument("event", metavar="[EVENT]", required=False, shell_complete=complete_event)


class _FaceGroup(ExampleGroup):
    """A group that takes a call without a subcommand for the commonest two: naming, and giving a portrait."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """``face``, ``face EVENT`` name faces; ``face PERSON FILE`` gives one."""
        if not {"-h", "--help"} & set(args) and (not args or args[0] not in self.commands):
            words = [word for place, word in enumerate(args) if not word.startswith("-") and not _is_value(args, place)]
            args = ["give" if len(words) > 1 or "--box" in args else "name", *args]
        return super().parse_args(ctx, args)


def _is_value(args: list[str], place: int) -> bool:
    """Whether a word is what an option before it asks for."""
    return place > 0 and args[place - 1] in ("--picture", "--box")


@click.group(
    short_help="Whose face is it on the pictures of an event?",
    cls=_FaceGroup,
    examples="""
        cardscan face find                   # look for faces on the events' pictures
        cardscan face                        # say who they are, one after the other
        cardscan face e3                     # of one event
        cardscan face p12 portrait.jpg --box 420,180,300,360
        cardscan face list
        cardscan face forget h5
    """,
)
def face() -> None:
    """Faces of the people you met, from your own pictures.

    Photos without a card in an imported folder are the event's pictures. `face find` looks for faces on them; nothing
    else ever does. Then `face` shows one after the other, and you say who it is: nobody is recognised, nothing is
    guessed, and no picture leaves this machine. `face PERSON FILE` is short for `face give`.
    """


@face.command(
    cls=ExampleCommand,
    short_help="Look for faces on the events' pictures.",
    examples="cardscan face find\ncardscan face find e3 --json",
)
@_event_argument
@json_option
@pass_invocation
def find(invocation: Invocation, event: str | None, as_json: bool) -> None:
    """Look for faces on the pictures of an event, or of all, that were not searched before."""
    from cardscan.portraits import search_pictures

    found = pictures = 0
    with invocation.store() as store:
        with store.one_change("face") as change:
            for searched in search_pictures(store, event):
                pictures += 1
                found += len(searched.faces)
                change.summary = f"{_count(found, 'face')} found"
                _report(searched, as_json)
        known = len(store.event_photos(event))
    if as_json:
        return
    if pictures:
        say(f"{_count(found, 'face')} on {_count(pictures, 'picture')}.")
    else:
        say(
            "Every picture was searched before."
            if known
            else "No event has a picture. Import a photo without a card with the folder of the event's cards."
        )
    if found:
        tell("\nNext:\n  cardscan face" + (f" {event}" if event else ""))


def _report(searched: Searched, as_json: bool) -> None:
    from cardscan.export.memory_json import face_to_json

    photo, failure = searched.photo, searched.failure
    if as_json:
        print_json(
            {
                "photo": photo.id,
                "file": photo.file_name,
                "event": searched.event_id,
                "faces": [face_to_json(one) for one in searched.faces],
                "error": {"code": failure.code, "message": failure.message} if failure else None,
            }
        )
    elif failure is not None:
        tell(f"{photo.id}  {photo.file_name}: {failure.message}")
    else:
        say(f"{photo.id}  {photo.file_name}: {_count(len(searched.faces), 'face')}")


@face.command(
    cls=ExampleCommand,
    short_help="Say who the found faces are (this is what `cardscan face` does).",
    examples="cardscan face\ncardscan face e3\ncardscan face name e3 --picture blocks",
)
@_event_argument
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw the faces.",
)
@json_option
@pass_invocation
def name(invocation: Invocation, event: str | None, picture: PictureKind | Literal["auto"], as_json: bool) -> None:
    """Go through the faces that nobody has named yet, each beside the people of its event in the order met.

    A number or a name says who it is, Enter skips, x is nobody to remember. Every answer is kept at once.

    With --json, or without a terminal, the faces are listed and nothing is asked.
    """
    from cardscan.store.face_records import FaceStatus

    with invocation.store() as store:
        queue = store.faces(event=event, status=FaceStatus.UNKNOWN)
        if as_json or not sys.stdin.isatty():
            _list(store, queue, as_json=as_json)
            if not as_json and queue:
                tell("There is no terminal to ask on. Show them in one: cardscan face")
        elif queue:
            _ask(store, [one.id for one in queue], picture)
            left = len(store.faces(event=event, status=FaceStatus.UNKNOWN))
            say(f"{_count(left, 'face')} left to name." if left else "Nobody is left to name.")
        else:
            say("No face waits for a name.")
        waiting = sum(one.searched_at is None for one in store.event_photos(event))
    if waiting and not as_json:
        tell(f"{_count(waiting, 'picture')} not searched for faces yet: cardscan face find")


def _ask(store: Store, queue: list[str], picture: PictureKind | Literal["auto"]) -> None:
    """Ask about the faces one by one."""
    from cardscan.cli.face_dialogue import FaceDialogue
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind
    from cardscan.cli.walk_through import walk_through

    dialogue = FaceDialogue(store, queue, terminal_picture_kind(console(stderr=True)) if picture == "auto" else picture)
    walk_through(dialogue)


class _Box(click.ParamType["FaceBox"]):
    """``x,y,w,h`` in px → left, top, right, bottom."""

    name = "X,Y,W,H"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> FaceBox:
        """Four whole numbers, the last two above 0."""
        parts = value.split(",")
        if len(parts) != 4 or not all(part.strip().isdecimal() for part in parts):
            self.fail(f"“{value}” is not like 420,180,300,360: left, top, width, height in px", param, ctx)
        left, top, wide, high = map(int, parts)
        return float(left), float(top), float(left + wide), float(top + high)


@face.command(
    cls=ExampleCommand,
    short_help="Give a portrait by hand.",
    examples="cardscan face p12 portrait.jpg\ncardscan face give 齋藤 group.jpg --box 420,180,300,360",
)
@person_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--box", type=_Box(), help="Only this part of the upright photo: left, top, width, height in px.")
@json_option
@pass_invocation
def give(invocation: Invocation, ref: str, file: Path, box: FaceBox | None, as_json: bool) -> None:
    """Give a person a portrait from a file. Only the cut-out is kept; the file stays as it is."""
    from cardscan.portraits import add_portrait

    with invocation.store() as store:
        added = add_portrait(store, ref, file, box)
        (person,) = store.summaries([added.person_id or ""])
    if as_json:
        from cardscan.export.memory_json import face_to_json

        print_json(face_to_json(added))
    else:
        say(f"{added.id} is {person.name} ({person.id}).")


@face.command(
    "list",
    cls=ExampleCommand,
    short_help="List the faces that are kept.",
    examples="cardscan face list\ncardscan face list p12\ncardscan face list --json | jq -r .crop",
)
@click.argument("ref", metavar="[PERSON_OR_EVENT]", required=False, shell_complete=complete_person)
@json_option
@pass_invocation
def list_faces(invocation: Invocation, ref: str | None, as_json: bool) -> None:
    """List the faces that are kept, in the order in which they came in: all, of a person, or of an event."""
    with invocation.store() as store:
        faces = _faces_of(store, ref) if ref is not None else store.faces()
        _list(store, faces, as_json=as_json)
    if not faces and not as_json:
        tell("No faces yet. Look for them: cardscan face find")


def _faces_of(store: Store, ref: str) -> list[Face]:
    """The faces of a person, or those on the pictures of an event."""
    from cardscan.store.ids import IdKind, parse_id

    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return store.faces(event=ref)
    try:
        return store.faces(person=ref)
    except NotFound as nobody:
        try:
            return store.faces(event=ref)
        except NotFound:
            raise nobody from None


def _list(store: Store, faces: list[Face], *, as_json: bool) -> None:
    if as_json:
        from cardscan.export.memory_json import face_to_json

        for one in faces:
            print_json(face_to_json(one))
    elif faces:
        from cardscan.cli.face_table import faces_table

        people = {one.id: one for one in store.summaries([one.person_id for one in faces if one.person_id])}
        show(faces_table(store, faces, people))


@face.command(
    cls=ExampleCommand,
    short_help="Delete faces for good, also from the kept pictures.",
    examples="cardscan face forget h5\ncardscan face forget h5 h6 --yes\ncardscan face forget p12",
)
@click.argument("refs", nargs=-1, required=True, metavar="FACE|PERSON...", shell_complete=complete_person)
@yes_option
@json_option
@pass_invocation
def forget(invocation: Invocation, refs: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete faces for good: the cut-outs, and the places on the copies of the pictures in the data folder.

    PERSON stands for every face said to be this person's. The copy of a picture becomes gray there. Your own files
    outside the data folder are never touched; they show what they showed.
    """
    from cardscan.portraits import forget as forget_for_good

    with invocation.store() as store:
        faces = {one.id: one for ref in refs for one in _meant(store, ref)}
        if not faces:
            raise NotFound("no face of this person is kept")
        ids = " ".join(faces)
        if not yes and not confirmed(f"Delete {ids} for good, also from the kept pictures?"):
            tell("Nothing was deleted.")
            return
        painted = forget_for_good(store, list(faces.values()))
    if as_json:
        print_json({"deleted": list(faces), "painted": [photo.id for photo in painted]})
        return
    say(f"Deleted {ids}.")
    for photo in painted:
        say(f"The kept copy of {photo.file_name} ({photo.id}) is gray there now.")
    tell("Your own files outside the data folder were not touched.")


def _meant(store: Store, ref: str) -> list[Face]:
    """The face with this id, or all faces of a person."""
    from cardscan.store.ids import IdKind, parse_id

    parsed = parse_id(ref)
    if parsed is None or parsed[0] in (IdKind.PERSON, IdKind.CARD):
        return store.faces(person=ref)
    if parsed[0] is not IdKind.FACE:
        raise InvalidInput(f"{ref} is neither a face (h5) nor a person (p12)")
    return [store.face(ref)]


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
