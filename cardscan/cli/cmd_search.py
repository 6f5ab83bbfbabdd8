"""``cardscan search``: find people by whatever is remembered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.labels import SEARCH_LABELS
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import joined, print_json, show, styled, tell
from cardscan.errors import ExitCode

if TYPE_CHECKING:
    from rich.text import Text

    from cardscan.search.marking import Match
    from cardscan.search.search import Hit

_LONGEST = 60
"""Characters of a long value (a note, an address) shown around what matched."""


@click.command(
    short_help="Find people by whatever you remember.",
    cls=ExampleCommand,
    examples="""
        cardscan search 斎藤                  # finds 齋藤, 斉藤 and さいとう too
        cardscan search saito 税理士
        cardscan search 5678                 # part of a phone number
        cardscan search 眼鏡 相続税 6月        # who wore glasses and talked of that in June
        cardscan search company:sample event:交流会 met:2026-11 note:golf tag:vip
    """,
)
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Print at most N."
)
@json_option
@click.pass_context
@pass_invocation
def search(invocation: Invocation, ctx: click.Context, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find people by name, reading, firm, title, address, phone, look, talk, promise, note, event or tag; best first.

    Old and new kanji, kana and romaji, widths, hyphens and spaces do not matter, and one typing error still finds.
    A time such as 6月, 先月, 去年の秋, last month or 2026-06 finds who was met, talked to or promised something then.
    company:, event:, met:, look:, talk:, promise:, note: and tag: narrow the search.
    """
    from cardscan.search.search import search as find

    query = " ".join(words)
    with invocation.store() as store:
        hits = find(store, query, limit)
    if as_json:
        from cardscan.export.to_json import hit_to_json

        for hit in hits:
            print_json(hit_to_json(hit))
    elif hits:
        for hit in hits:
            show(*_shown(hit))
        if any(hit.near for hit in hits):
            tell("~ found only by allowing for a typing error")
        if len(hits) == limit:
            tell(f"The best {limit}; more with --limit {limit * 5}")
    if not hits:
        if not as_json:
            tell(f"Nobody found for “{query}”. A shorter part of the name finds more.")
        ctx.exit(ExitCode.NOT_FOUND)


def _shown(hit: Hit) -> list[Text]:
    from cardscan.cli.table import day

    person, marks = hit.person, {(match.field, match.value): match for match in hit.matches}

    def part(field: str, value: str, style: str = "") -> Text:
        match = marks.pop((field, value), None)
        return _marked(match, style) if match else styled(value, style)

    gap, met = styled("  "), day(person.met_at)
    name_field = "full_name" if ("full_name", person.name) in marks else "romanized_name"
    parts = [styled(person.id, "cyan"), part(name_field, person.name, "bold")]
    parts += [part("phonetic_name", person.kana)] if person.kana else []
    parts += [part("organization", person.organization)] if person.organization else []
    parts += [part("titles", title) for title in person.titles]
    parts += [styled(met, "dim")] if met else []
    parts += [part("event", person.event, "dim")] if person.event and person.event != met else []
    parts += [styled("~", "dim")] if hit.near else []
    shown = [gap.join(parts)]
    indent = " " * (len(person.id) + 2)
    for match in marks.values():
        label = styled(indent + SEARCH_LABELS.get(match.field, match.field), "dim")
        shown.append(joined(label, gap, _marked(match)))
    return shown


def _marked(match: Match, style: str = "") -> Text:
    """The value with what matched set off: by colour on a terminal that has it, between « and » elsewhere."""
    from cardscan.cli.output import console

    screen = console()
    coloured = screen.color_system is not None and not screen.no_color
    value, spans = _around(match)
    parts, at = [], 0
    for start, end in spans:
        parts.append(styled(value[at:start], style))
        found = value[start:end]
        parts.append(styled(found, "bold black on yellow") if coloured else styled(f"«{found}»", style))
        at = end
    return joined(*parts, styled(value[at:], style))


def _around(match: Match) -> tuple[str, list[tuple[int, int]]]:
    """A long value cut to the neighbourhood of its first match, on one line."""
    value = match.value.replace("\n", " ")
    if len(value) <= _LONGEST or not match.spans:
        return value, list(match.spans)
    first = max(0, match.spans[0][0] - _LONGEST // 3)
    last = first + _LONGEST
    head, tail = "…" if first else "", "…" if last < len(value) else ""
    shift = len(head) - first
    spans = [(start + shift, min(end, last) + shift) for start, end in match.spans if start < last]
    return head + value[first:last] + tail, spans
