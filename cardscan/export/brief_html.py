"""A briefing as one page to print: nothing is loaded from anywhere, every text is escaped, every picture is inside."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.briefing.brief import headline
from cardscan.export.printable import printable
from cardscan.export.small_picture import small_jpeg

if TYPE_CHECKING:
    from pathlib import Path

    from cardscan.briefing.brief import BriefedPerson, Briefing

_CARD_LONGEST, _FACE_LONGEST = 600, 240
"""Px: a card 55 mm wide on paper is then printed at 270 dpi, a face of 20 mm at 300."""

_STYLE = """
@page { size: A4; margin: 12mm 13mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 184mm; padding: 6mm 4mm; color: #1c1c1c; background: #fff;
  font: 10pt/1.45 "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif; }
header { border-bottom: 1.2pt solid #1c1c1c; margin-bottom: 4mm; padding-bottom: 1.5mm; }
h1 { font-size: 16pt; margin: 0; line-height: 1.25; }
header p, footer { color: #666; margin: .5mm 0 0; font-size: 9pt; }
article { display: grid; grid-template-columns: 55mm 1fr; gap: 0 5mm; padding: 3mm 0;
  border-bottom: .5pt solid #ccc; break-inside: avoid; }
figure { margin: 0; display: flex; flex-wrap: wrap; gap: 2mm; align-items: flex-start; }
figure img { display: block; border: .4pt solid #bbb; }
img.card { max-width: 55mm; max-height: 36mm; }
img.face { width: 20mm; height: 20mm; object-fit: cover; }
h2 { font-size: 13pt; margin: 0; line-height: 1.3; }
h2 small { font-weight: normal; font-size: 9pt; color: #555; margin-left: 2mm; }
p { margin: 0; }
.firm { color: #333; }
.recall { float: right; font-size: 9pt; padding: .3mm 2mm; border-radius: 2mm; border: .6pt solid #999;
  margin-left: 3mm; }
.low { border-color: #b3261e; color: #b3261e; }
dl { display: grid; grid-template-columns: 15mm 1fr; gap: .4mm 2mm; margin: 1.2mm 0 0; }
dt { color: #777; font-size: 9pt; }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.late { color: #b3261e; font-weight: bold; }
ul { columns: 3; padding-left: 5mm; margin: 1mm 0 0; }
section h2 { margin-top: 5mm; font-size: 11pt; }
@media print { body { max-width: none; padding: 0; } }
"""


def briefing_to_html(briefing: Briefing, *, today: date, pictures: bool = True) -> str:
    """One page in HTML.

    Args:
        briefing: Who, in the order of the page.
        today: Against which what is overdue is told.
        pictures: Whether to show cards and faces.

    Raises:
        StoreError: A picture cannot be read.
    """
    return "\n".join(_page(briefing, today, pictures)) + "\n"


def _page(briefing: Briefing, today: date, pictures: bool) -> Iterator[str]:
    event = briefing.event
    title = _text(briefing.title or "Who will be there")
    yield '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">'
    yield '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:;'
    yield " style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<header><h1>{title}</h1>"
    when = (
        [f"{event.start:%a %Y-%m-%d}" if event.start else "", _hours(event.starts_at, event.ends_at)] if event else []
    )
    about = [*when, event.place or "" if event else "", headline(briefing.people)]
    yield f"<p>{' · '.join(_text(part) for part in about if part)}</p></header>"
    for one in briefing.people:
        yield from _person(one, today, pictures)
    if briefing.unknown:
        yield "<section><h2>Nobody you know is called</h2><ul>"
        yield from (f"<li>{_text(name)}</li>" for name in briefing.unknown)
        yield "</ul></section>"
    yield f"<footer><p>{today:%Y-%m-%d}</p></footer>\n</body>\n</html>"


def _person(one: BriefedPerson, today: date, pictures: bool) -> Iterator[str]:
    contact = one.person.contact
    name = contact.full_name or contact.romanized_name or contact.organization or one.person.id
    spoken = [text for text in (contact.phonetic_name, contact.romanized_name) if text and text != name]
    post = " ".join(filter(None, (contact.department, "・".join(contact.titles))))
    yield "<article><figure>"
    if pictures and one.card is not None:
        yield _picture(one.card, _CARD_LONGEST, "card")
    if pictures and one.face is not None:
        yield _picture(one.face, _FACE_LONGEST, "face")
    yield f"</figure>\n<div>{_recall(one.recall)}"
    yield f"<h2>{_text(name)}<small>{_text(' / '.join(spoken))}</small></h2>"
    firm = contact.organization or contact.organization_en or ""
    yield f'<p class="firm">{_text("　".join(filter(None, (firm if firm != name else "", post))))}</p>'
    yield "<dl>"
    for label, text in _remembered(one):
        yield f"<dt>{label}</dt><dd>{_text(text)}</dd>"
    for promise in one.promises:
        late = promise.due is not None and promise.due < today
        due = f'<span class="{"late" if late else "due"}">by {promise.due:%a %Y-%m-%d}</span> ' if promise.due else ""
        yield f"<dt>promised</dt><dd>{due}{_text(promise.text)}</dd>"
    yield "</dl></div></article>"


def _remembered(one: BriefedPerson) -> Iterator[tuple[str, str]]:
    if one.said is not None and not one.sure:
        yield "perhaps", f"the list says: {one.said}"
    met = one.last_met
    if met is not None:
        parts = [f"{met.met_at:%Y-%m-%d}" if met.met_at else "", met.event.name if met.event else ""]
        times = f"({len(one.at)} times at these)" if len(one.at) > 1 else ""
        yield "met", " ".join(filter(None, [*dict.fromkeys(parts), times]))
    if one.look is not None:
        yield "look", one.look.text
    if one.talk is not None:
        yield "talked", one.talk.text


def _recall(chance: float | None) -> str:
    if chance is None:
        return '<span class="recall">never reviewed</span>'
    low = " low" if chance < 0.5 else ""
    return f'<span class="recall{low}">{chance:.0%} still known</span>'


def _hours(begin: datetime | None, end: datetime | None) -> str:
    return f"{begin:%H:%M}–{end:%H:%M}" if begin and end else ""


def _picture(path: Path, longest: int, kind: str) -> str:
    data = base64.b64encode(small_jpeg(path, longest)).decode("ascii")
    return f'<img class="{kind}" alt="{kind}" src="data:image/jpeg;base64,{data}">'


def _text(text: str) -> str:
    return html.escape(printable(text))
