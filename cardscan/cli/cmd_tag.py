"""``cardscan tag``: words by which people are grouped."""

from __future__ import annotations

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say
from cardscan.cli.references import person_argument


@click.command(
    short_help="Put tags on a person, or take them off.",
    cls=ExampleCommand,
    examples="""
        cardscan tag p12 vip ゴルフ
        cardscan tag p12 --remove vip
        cardscan search tag:vip
    """,
)
@person_argument
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("--remove", is_flag=True, help="Take the tags off again.")
@json_option
@pass_invocation
def tag(invocation: Invocation, ref: str, tags: tuple[str, ...], remove: bool, as_json: bool) -> None:
    """Put tags on a person, or take them off."""
    with invocation.store() as store:
        person = store.person(ref)
        (store.untag if remove else store.tag)(person.id, tags)
        left = store.person(person.id).tags
    if as_json:
        print_json({"id": person.id, "tags": list(left)})
    else:
        say(f"{person.id}: " + (" ".join(f"#{one}" for one in left) or "no tags"))
