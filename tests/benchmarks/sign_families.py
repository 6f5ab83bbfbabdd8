"""Which drawings of Iconify's collection are a handset, a mobile telephone, a fax machine, and which something else.

The collection is not part of this project: ``npm pack @iconify/json@2`` and ``tar xf`` give the folder ``package`` that
:func:`drawings` reads. Each family has its own licence, named there; only what was learned from all of them is kept.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import resvg_py

OTHERS = 24
"""Drawings of anything else that are taken from a family, beside those that cards show as well."""

_STYLE = (
    r"(?:-(?:solid|outlined?|fill|filled|line|linear|bold|duotone|light|thin|sharp|round|rounded|regular|two-?tone"
    r"|broken|flat|remix|alt|stroke|small|large|simple|\d{1,3}|sm|lg|o|s|baseline|black|dark|one|two))*"
)
_NAMES = {
    "handset": r"(?:tele)?phone|call|phone-call|phone-handset|(?:tele)?phone-receiver|telephone-(?:handset|call)"
    r"|handset|(?:phone|call|telephone)-(?:circle|square|ring|ringing|volume|in-talk|talk|calling|classic|retro|flip"
    r"|rotary|desk|office)|circle-phone|square-phone|desk-?phone|landline|(?:local|old|rotary)-phone|voice-call",
    "mobile": r"mobile(?:-phone|-device|-button|-screen|-screen-button|-retro|-vertical)?|smart-?phone|cell-?phone"
    r"|device-mobile|device-phone-mobile|device-phone|phone-(?:portrait|iphone|android|mobile|smart)|iphone|handphone",
    "fax": r"fax|fax-machine|print|printer|printing|local-printshop|printer-fax|fax-phone|facsimile"
    r"|printer-minimalistic|hardware-printer|device-printer",
}
_NAMED = {kind: re.compile(f"(?:{names}){_STYLE}") for kind, names in _NAMES.items()}

_PHONE_IS_MOBILE = re.compile(
    r"icon-park[a-z-]*:phone|(?:bi|et|fluent|fluent-color|gridicons|iconmind|jam|lineicons|nrk|oi|picon|proicons|quill"
    rf"|roentgen|topcoat):phone{_STYLE}"
)
"""Families that call a mobile telephone "phone"."""

_MISNAMED = re.compile(
    r"(?:streamline.*|grommet-icons|guidance|bi):(?:phone-ringing-2.*|ui-phone|phone-call.*|phone-flip)"
    r"|(?:arcticons|lucide-lab|token.*|cryptocurrency.*):.*"
)
"""Names that mean something else in these families; all drawings of the three kinds were looked at."""

_CARD_NAMES = re.compile(
    r"(?:mail|envelope|email|letter|inbox|at|globe|web|world|earth|global|language|map-pin|map-marker|location|pin|marker"
    r"|location-dot|location-pin|place|home|house|building|office|user|person|link|clock|calendar|whatsapp|instagram"
    rf"|facebook|linkedin|twitter|x|line|skype|id-card|briefcase|calculator|camera|file|clipboard){_STYLE}"
)
_NEAR = re.compile(
    r"phone|call|mobile|fax|print|tele|cell|device|handset|receiver|dial|whatsapp|viber|tablet|ipad|android|kindle"
)
"""Drawings left out of what is taken at random, as they may show one of the three."""

_ALLIED = {
    "fa": "fa fa-solid fa-regular fa6-solid fa6-regular fa7-solid fa7-regular la fa6-brands fa7-brands",
    "google": "ic material-symbols material-symbols-light mdi mdi-light",
    "feather": "feather lucide lucide-lab tabler iconoir",
    "fluent": "fluent fluent-color fluent-mdl2",
    "ion": "ion famicons f7",
    "oi": "oi iconic",
    "bx": "bx bxs bxl",
    "heroicons": "heroicons heroicons-outline heroicons-solid",
    "icons8": "icons8 wpf",
    "uil": "uil uis uim",
}
"""Families that share drawings count as one, so that none of them is seen while another is held out."""
_FAMILY_OF = {member: family for family, members in _ALLIED.items() for member in members.split()}

HELD_OUT = frozenset(
    ("ph", "carbon", "bi", "uil", "ion", "solar", "mingcute", "typcn", "entypo", "emojione", "octicon", "hugeicons")
)
"""Families on which ``fit_signs`` tests what it learned from the others."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One icon of one family."""

    kind: str
    """handset, mobile, fax or other."""
    family: str
    name: str
    svg: str
    """With ``currentColor`` where the family leaves the colour open."""


def drawings(folder: Path) -> list[Drawing]:
    """All that is learned from, the three kinds of every family and a choice of other things."""
    found: list[Drawing] = []
    for file in sorted((folder / "json").glob("*.json")):
        found += _of_family(file.stem, json.loads(file.read_text(encoding="utf-8")))
    return found


def kind_of(family: str, name: str) -> str | None:
    """The kind a drawing's name tells; None for what is nothing or cannot be told."""
    if _PHONE_IS_MOBILE.fullmatch(f"{family}:{name}"):
        return "mobile"
    kind = next((kind for kind, pattern in _NAMED.items() if pattern.fullmatch(name)), None)
    if kind is not None:
        return None if _MISNAMED.fullmatch(f"{family}:{name}") else kind
    return "other" if _CARD_NAMES.fullmatch(name) else None


def _of_family(stem: str, data: dict[str, Any]) -> Iterator[Drawing]:
    family = _FAMILY_OF.get(stem) or re.sub(
        r"^(streamline-(?:plump|cyber|kameleon)|streamline|icon-park|noto|emojione"
        r"|fluent-emoji|token|devicon|cryptocurrency|iconmind).*",
        r"\1",
        stem,
    )
    rest = []
    for name, icon in data["icons"].items():
        kind = kind_of(stem, name)
        drawn = Drawing(kind or "other", family, f"{stem}:{name}", _svg(icon, data))
        if kind is not None:
            yield drawn
        elif not _NEAR.search(name):
            rest.append(drawn)
    yield from random.Random(stem).sample(rest, min(OTHERS, len(rest)))


def _svg(icon: dict[str, Any], data: dict[str, Any]) -> str:
    left, top, width, height = (
        icon.get(key, data.get(key, default))
        for key, default in (("left", 0), ("top", 0), ("width", 16), ("height", 16))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{left} {top} {width} {height}" width="{width}" height="{height}">{icon["body"]}</svg>'
    )


def rendered(drawing: Drawing, height: int, colour: str) -> npt.NDArray[np.uint8]:
    """A drawing as BGRA at a height in px; ``colour`` (CSS) is what the family leaves open.

    Raises:
        ValueError: The drawing cannot be drawn, or nothing is to be seen of it.
    """
    svg = drawing.svg.replace("<svg ", f'<svg color="{colour}" ', 1)
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, height=height, skip_system_fonts=True))
    picture = np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED), dtype=np.uint8)
    if picture.ndim != 3 or picture.shape[2] != 4 or picture[..., 3].max() < 128:
        raise ValueError(f"nothing to be seen of {drawing.name}")
    rows, columns = np.nonzero(picture[..., 3] > 32)
    return picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
