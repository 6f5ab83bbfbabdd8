"""The typefaces in which the forms of a character are drawn: Debian's font packages, and fontsource's npm packages.

What the samples' cards are set in is not enough to learn from: each of these families draws 髙 or 邉 a little
differently. The Debian packages beside those of the samples::

    apt-get install fonts-noto-cjk-extra fonts-hanazono fonts-seto fonts-dejima-mincho fonts-horai-umefont \
        fonts-konatu

and the npm packages (SIL Open Font License), each unpacked into a folder of its own name below one folder::

    npm pack @fontsource/zen-old-mincho

The model that comes with the program was learned with dela-gothic-one, hina-mincho, ibm-plex-sans-jp, kaisei-opti,
kiwi-maru, line-seed-jp, m-plus-rounded-1c, murecho, shippori-antique, shippori-mincho, shippori-mincho-b1, yomogi,
yuji-syuku, zen-antique, zen-antique-soft, zen-kaku-gothic-new, zen-kurenaido, zen-maru-gothic and zen-old-mincho.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from samples.drawing.fonts import FONT_ROOTS, TYPEFACES, FontMissingError
from samples.drawing.fonts import _cmap as characters_of

_STYLES = frozenset({"gothic", "mincho", "rounded", "pen"})

_FURTHER = {
    "fonts-noto-cjk-extra": (
        "opentype/noto/NotoSansCJK-Light.ttc",
        "opentype/noto/NotoSansCJK-Medium.ttc",
        "opentype/noto/NotoSerifCJK-Light.ttc",
        "opentype/noto/NotoSerifCJK-Black.ttc",
    ),
    "fonts-hanazono": ("truetype/hanazono/HanaMinA.ttf", "truetype/hanazono/HanaMinB.ttf"),
    "fonts-seto": ("truetype/seto/setofont.ttf",),
    "fonts-dejima-mincho": ("truetype/dejima-mincho/dejima-mincho-r227.ttf",),
    "fonts-horai-umefont": (
        "truetype/horai-umefont/ume-pgo4.ttf",
        "truetype/horai-umefont/ume-pgo5.ttf",
        "truetype/horai-umefont/ume-pmo3.ttf",
        "truetype/horai-umefont/ume-ugo5.ttf",
    ),
    "fonts-konatu": ("truetype/konatu/Konatu.ttf",),
}
"""Package → files below the font roots."""

_ALIKE = {
    "ipafont-gothic": "ipaexfont-gothic",
    "ipafont-mincho": "ipaexfont-mincho ipamj-mincho",
    "mplus": "migmix vlgothic m-plus-rounded-1c murecho",
    "noto-cjk": "shippori-mincho shippori-mincho-b1 shippori-antique",
    "motoya-l-cedar": "motoya-l-maruberi",
    "zen-old-mincho": "zen-antique zen-antique-soft",
}
"""Families with the same kanji, or derived from them: between two typefaces of both, 42 kanji, drawn to one size, have
a median correlation of 0.95 to 1; between any two others at most 0.94."""

_HAND_OF = {other: family for family, others in _ALIKE.items() for other in others.split()}

_TWINS = frozenset(
    {
        "opentype/ipafont-gothic/ipagp.ttf",
        "opentype/ipafont-mincho/ipamp.ttf",
        "truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
        "truetype/bizud-gothic/BIZUDGothic-Bold.ttf",
        "truetype/migmix/migmix-1p-regular.ttf",
        "truetype/vlgothic/VL-PGothic-Regular.ttf",
        "opentype/mplus/Mplus2-Regular.otf",
        "opentype/mplus/Mplus2-Bold.otf",
    }
)
"""Files whose kanji are those of another."""

_WEIGHTS = (400, 700)
"""Of fontsource's packages."""


@dataclass(frozen=True)
class FontFile:
    """One file, all characters in it."""

    package: str
    """Of Debian."""
    file: str
    """Below a font root."""

    @property
    def family(self) -> str:
        """Files of one family are drawn by one hand: they are learned from or tested on together."""
        package = self.package.removeprefix("fonts-").removesuffix("-extra")
        return _HAND_OF.get(package, package)

    @property
    def name(self) -> str:
        """One of a kind."""
        return Path(self.file).stem

    def font(self, character: str, size: int) -> ImageFont.FreeTypeFont | None:
        """The font at ``size`` px to the em; None where it lacks the character."""
        file = _located(self.file, self.package)
        return _opened(file, size) if ord(character) in characters_of(self.file) else None


@dataclass(frozen=True)
class SlicedFont:
    """One weight of a fontsource package, cut into files of a hundred characters each."""

    folder: Path
    weight: int

    @property
    def family(self) -> str:
        """See :attr:`FontFile.family`."""
        return _HAND_OF.get(self.folder.name, self.folder.name)

    @property
    def name(self) -> str:
        """One of a kind."""
        return f"{self.folder.name}-{self.weight}"

    def font(self, character: str, size: int) -> ImageFont.FreeTypeFont | None:
        """The font at ``size`` px to the em; None where it lacks the character."""
        part = _slices(self.folder).get(ord(character))
        file = self.folder / "files" / f"{self.folder.name}-{part}-{self.weight}-normal.woff2"
        if part is None or not file.is_file():
            return None
        font = _opened(str(file), size)
        return None if _is_missing(font, character) else font


Font = FontFile | SlicedFont


def typefaces(fontsource: Path | None) -> list[Font]:
    """All fonts to draw with; ``fontsource`` is the folder that holds the unpacked npm packages."""
    found: list[Font] = []
    for face in TYPEFACES:
        if face.style in _STYLES:
            found += [FontFile(face.package, file) for file in (face.regular, face.bold) if file and file not in _TWINS]
    for package, files in _FURTHER.items():
        found += [FontFile(package, file) for file in files]
    for folder in sorted(fontsource.iterdir()) if fontsource else ():
        if folder.is_dir():
            found += [SlicedFont(folder, weight) for weight in _WEIGHTS]
    return found


def glyph(font: Font, character: str, size: int) -> Image.Image | None:
    """A character as grey ink (255 where printed) in a square of 1.5 ems, on one baseline with its neighbours."""
    face = font.font(character, size)
    if face is None:
        return None
    picture = Image.new("L", (size + size // 2, size + size // 2))
    left = round((picture.width - face.getlength(character)) / 2)
    ImageDraw.Draw(picture).text((left, round(1.12 * size)), character, font=face, fill=255, anchor="ls")
    return picture


@cache
def _located(file: str, package: str) -> str:
    found = next((root / file for root in FONT_ROOTS if (root / file).is_file()), None)
    if found is None:
        raise FontMissingError(f"The font file {file} is not installed: apt-get install {package}")
    return str(found)


@lru_cache(maxsize=512)
def _opened(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, index=0)


@cache
def _slices(folder: Path) -> dict[int, str]:
    """Code point → number of the file that holds it."""
    ranges: dict[str, str] = json.loads((folder / "unicode.json").read_text(encoding="utf-8"))
    return {code: name.strip("[]") for name, text in ranges.items() for code in _codes(text)}


def _codes(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").removeprefix("u+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@lru_cache(maxsize=4096)
def _is_missing(font: ImageFont.FreeTypeFont, character: str) -> bool:
    """Whether a font draws a character as it draws what no font has."""
    box = font.getbbox(character)
    return box[2] <= box[0] or bytes(font.getmask(character)) == bytes(font.getmask("\U0010fffd"))
