"""The typefaces that the cards are set in: Debian packages, files, licences and styles, and what each file can draw."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

FONT_ROOTS = (Path("/usr/share/fonts"), Path("/usr/share/texmf/fonts"))
"""Where Debian's font packages put their files (Debian policy for fonts; ``texmf`` for the TeX Gyre family)."""


class FontMissingError(RuntimeError):
    """A font file that the cards are set in is not installed; the message names the ``apt-get`` command."""


class NoTypefaceError(Exception):
    """No typeface of the wanted styles has every character of a text."""


@dataclass(frozen=True)
class Typeface:
    """A family of font files from one Debian package.

    Attributes:
        package: Debian package that holds the files.
        licence: Licence of the font as Debian's copyright file names it.
        style: ``gothic``, ``mincho``, ``rounded``, ``brush``, ``pen``, ``display``, ``latin-sans``, ``latin-serif``,
            ``latin-display`` or ``script``.
        regular: Path below a font root.
        bold: The same for the bold weight, "" where there is none.
        light: The same for a light weight, "" where there is none.
    """

    package: str
    licence: str
    style: str
    regular: str
    bold: str = ""
    light: str = ""


_OFL, _IPA, _APACHE, _GPL_FE = "OFL-1.1", "IPA Font License 1.0", "Apache-2.0", "AGPL-3 with font exception"
_MIG, _BIZ = "truetype/migmix/", "truetype/bizud-"

TYPEFACES: tuple[Typeface, ...] = (
    Typeface(
        "fonts-noto-cjk", _OFL, "gothic", "opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc"
    ),
    Typeface(
        "fonts-noto-cjk",
        _OFL,
        "mincho",
        "opentype/noto/NotoSerifCJK-Regular.ttc",
        "opentype/noto/NotoSerifCJK-Bold.ttc",
    ),
    Typeface("fonts-ipafont-gothic", _IPA, "gothic", "opentype/ipafont-gothic/ipag.ttf"),
    Typeface("fonts-ipafont-gothic", _IPA, "gothic", "opentype/ipafont-gothic/ipagp.ttf"),
    Typeface("fonts-ipafont-mincho", _IPA, "mincho", "opentype/ipafont-mincho/ipam.ttf"),
    Typeface("fonts-ipafont-mincho", _IPA, "mincho", "opentype/ipafont-mincho/ipamp.ttf"),
    Typeface("fonts-ipaexfont-gothic", _IPA, "gothic", "opentype/ipaexfont-gothic/ipaexg.ttf"),
    Typeface("fonts-ipaexfont-mincho", _IPA, "mincho", "opentype/ipaexfont-mincho/ipaexm.ttf"),
    Typeface("fonts-ipamj-mincho", _IPA, "mincho", "truetype/ipamj/ipamjm.ttf"),
    Typeface(
        "fonts-vlgothic",
        "M+ Fonts, Sazanami Font and BSD-3-Clause",
        "gothic",
        "truetype/vlgothic/VL-PGothic-Regular.ttf",
    ),
    Typeface(
        "fonts-mplus",
        _OFL,
        "gothic",
        "opentype/mplus/Mplus1-Regular.otf",
        "opentype/mplus/Mplus1-Bold.otf",
        "opentype/mplus/Mplus1-Light.otf",
    ),
    Typeface(
        "fonts-mplus",
        _OFL,
        "gothic",
        "opentype/mplus/Mplus2-Regular.otf",
        "opentype/mplus/Mplus2-Bold.otf",
        "opentype/mplus/Mplus2-Thin.otf",
    ),
    Typeface(
        "fonts-morisawa-bizud-gothic",
        _OFL,
        "gothic",
        _BIZ + "gothic/BIZUDPGothic-Regular.ttf",
        _BIZ + "gothic/BIZUDPGothic-Bold.ttf",
    ),
    Typeface(
        "fonts-morisawa-bizud-gothic",
        _OFL,
        "gothic",
        _BIZ + "gothic/BIZUDGothic-Regular.ttf",
        _BIZ + "gothic/BIZUDGothic-Bold.ttf",
    ),
    Typeface("fonts-morisawa-bizud-mincho", _OFL, "mincho", _BIZ + "mincho/BIZUDPMincho-Regular.ttf"),
    Typeface("fonts-sawarabi-gothic", "CC-BY-3.0", "gothic", "truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf"),
    Typeface("fonts-sawarabi-mincho", _OFL, "mincho", "truetype/sawarabi-mincho/sawarabi-mincho-medium.ttf"),
    Typeface("fonts-migmix", _IPA, "gothic", _MIG + "migmix-1p-regular.ttf", _MIG + "migmix-1p-bold.ttf"),
    Typeface("fonts-migmix", _IPA, "gothic", _MIG + "migu-1c-regular.ttf", _MIG + "migu-1c-bold.ttf"),
    Typeface("fonts-motoya-l-cedar", _APACHE, "gothic", "truetype/motoya-l-cedar/MTLc3m.ttf"),
    Typeface("fonts-motoya-l-maruberi", _APACHE, "rounded", "truetype/motoya-l-maruberi/MTLmr3m.ttf"),
    Typeface("fonts-klee", _OFL, "pen", "truetype/klee/KleeOne-Regular.ttf", "truetype/klee/KleeOne-SemiBold.ttf"),
    Typeface("fonts-yusei-magic", _OFL, "pen", "truetype/yusei-magic/YuseiMagic-Regular.ttf"),
    Typeface("fonts-kouzan-mouhitsu", "public domain", "brush", "truetype/kouzan-mouhitsu/kouzan-mouhitsu.ttf"),
    Typeface("fonts-aoyagi-kouzan-t", "public domain", "brush", "truetype/aoyagi-kouzan-t/AoyagiKouzanT.ttf"),
    Typeface("fonts-reggae", _OFL, "display", "truetype/reggae/ReggaeOne-Regular.ttf"),
    Typeface("fonts-rocknroll", _OFL, "display", "truetype/rocknroll/RocknRollOne-Regular.ttf"),
    Typeface("fonts-stick", _OFL, "display", "truetype/stick/Stick-Regular.ttf"),
    Typeface(
        "fonts-lato",
        _OFL,
        "latin-sans",
        "truetype/lato/Lato-Regular.ttf",
        "truetype/lato/Lato-Bold.ttf",
        "truetype/lato/Lato-Light.ttf",
    ),
    Typeface(
        "fonts-open-sans",
        _APACHE,
        "latin-sans",
        "truetype/open-sans/OpenSans-Regular.ttf",
        "truetype/open-sans/OpenSans-Bold.ttf",
        "truetype/open-sans/OpenSans-Light.ttf",
    ),
    Typeface(
        "fonts-roboto-unhinted",
        _APACHE,
        "latin-sans",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Light.ttf",
    ),
    Typeface(
        "fonts-roboto-unhinted",
        _APACHE,
        "latin-sans",
        "truetype/roboto/unhinted/RobotoCondensed-Regular.ttf",
        "truetype/roboto/unhinted/RobotoCondensed-Bold.ttf",
        "truetype/roboto/unhinted/RobotoCondensed-Light.ttf",
    ),
    Typeface(
        "fonts-inter",
        _OFL,
        "latin-sans",
        "opentype/inter/Inter-Regular.otf",
        "opentype/inter/Inter-Bold.otf",
        "opentype/inter/Inter-Light.otf",
    ),
    Typeface(
        "fonts-crosextra-carlito",
        _OFL,
        "latin-sans",
        "truetype/crosextra/Carlito-Regular.ttf",
        "truetype/crosextra/Carlito-Bold.ttf",
    ),
    Typeface(
        "fonts-liberation",
        _OFL,
        "latin-sans",
        "truetype/liberation/LiberationSans-Regular.ttf",
        "truetype/liberation/LiberationSans-Bold.ttf",
    ),
    Typeface(
        "fonts-urw-base35",
        _GPL_FE,
        "latin-sans",
        "opentype/urw-base35/URWGothic-Book.otf",
        "opentype/urw-base35/URWGothic-Demi.otf",
    ),
    Typeface(
        "fonts-quicksand",
        _OFL,
        "latin-sans",
        "truetype/quicksand/Quicksand-Regular.ttf",
        "truetype/quicksand/Quicksand-Bold.ttf",
        "truetype/quicksand/Quicksand-Light.ttf",
    ),
    Typeface(
        "fonts-manrope",
        _OFL,
        "latin-sans",
        "truetype/manrope/Manrope-Regular.ttf",
        "truetype/manrope/Manrope-Bold.ttf",
        "truetype/manrope/Manrope-Light.ttf",
    ),
    Typeface(
        "fonts-ebgaramond",
        _OFL,
        "latin-serif",
        "opentype/ebgaramond/EBGaramond12-Regular.otf",
        "opentype/ebgaramond/EBGaramond12-Bold.otf",
    ),
    Typeface(
        "fonts-vollkorn",
        _OFL,
        "latin-serif",
        "truetype/vollkorn/Vollkorn-Regular.ttf",
        "truetype/vollkorn/Vollkorn-Bold.ttf",
    ),
    Typeface("fonts-gfs-didot", _OFL, "latin-serif", "opentype/didot/GFSDidot.otf", "opentype/didot/GFSDidotBold.otf"),
    Typeface(
        "fonts-liberation",
        _OFL,
        "latin-serif",
        "truetype/liberation/LiberationSerif-Regular.ttf",
        "truetype/liberation/LiberationSerif-Bold.ttf",
    ),
    Typeface(
        "fonts-urw-base35",
        _GPL_FE,
        "latin-serif",
        "opentype/urw-base35/P052-Roman.otf",
        "opentype/urw-base35/P052-Bold.otf",
    ),
    Typeface(
        "fonts-roboto-slab",
        _APACHE,
        "latin-serif",
        "opentype/roboto/slab/RobotoSlab-Regular.otf",
        "opentype/roboto/slab/RobotoSlab-Bold.otf",
    ),
    Typeface(
        "fonts-crosextra-caladea",
        _APACHE,
        "latin-serif",
        "truetype/crosextra/Caladea-Regular.ttf",
        "truetype/crosextra/Caladea-Bold.ttf",
    ),
    Typeface(
        "fonts-bebas-neue",
        _OFL,
        "latin-display",
        "opentype/bebas-neue/BebasNeue-Regular.otf",
        "opentype/bebas-neue/BebasNeue-Bold.otf",
    ),
    Typeface(
        "fonts-league-spartan",
        _OFL,
        "latin-display",
        "opentype/league-spartan/LeagueSpartan-Regular.otf",
        "opentype/league-spartan/LeagueSpartan-Bold.otf",
    ),
    Typeface(
        "fonts-comfortaa",
        _OFL,
        "latin-display",
        "truetype/comfortaa/Comfortaa-Regular.ttf",
        "truetype/comfortaa/Comfortaa-Bold.ttf",
    ),
    Typeface(
        "fonts-yanone-kaffeesatz",
        _OFL,
        "latin-display",
        "opentype/yanone-kaffeesatz/YanoneKaffeesatz-Regular.otf",
        "opentype/yanone-kaffeesatz/YanoneKaffeesatz-Bold.otf",
    ),
    Typeface(
        "fonts-dancingscript",
        _OFL,
        "script",
        "opentype/dancingscript/DancingScript-Regular.otf",
        "opentype/dancingscript/DancingScript-Bold.otf",
    ),
    Typeface(
        "fonts-lobstertwo",
        _OFL,
        "script",
        "opentype/lobstertwo/LobsterTwo-Regular.otf",
        "opentype/lobstertwo/LobsterTwo-Bold.otf",
    ),
    Typeface("fonts-kaushanscript", _OFL, "script", "opentype/kaushanscript/KaushanScript-Regular.otf"),
)


def apt_packages() -> list[str]:
    """The Debian packages that all typefaces need, sorted."""
    return sorted({face.package for face in TYPEFACES})


@cache
def locate(file: str) -> Path:
    """Finds a font file below the font roots.

    Raises:
        FontMissingError: The file is not installed; the message names the command that installs all fonts.
    """
    for root in FONT_ROOTS:
        if (root / file).is_file():
            return root / file
    package = next(face.package for face in TYPEFACES if file in (face.regular, face.bold, face.light))
    raise FontMissingError(
        f"The font file {file} of the Debian package {package} is not installed. To install every "
        f"font of the sample cards: apt-get install -y --no-install-recommends {' '.join(apt_packages())}"
    )


@cache
def _cmap(file: str) -> frozenset[int]:
    with TTFont(locate(file), fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def sets_vertically(file: str) -> bool:
    """Whether the font sets Japanese from top to bottom: one em a character, the long marks ー and ― upright."""
    probe = 100
    font = _load(file, probe)
    full_em = all(round(font.getlength(ch, direction="ttb")) == probe for ch in "（、ーッ・")
    boxes = [font.getbbox(ch, direction="ttb") for ch in "ー―"]
    return full_em and all(bottom - top > right - left for left, top, right, bottom in boxes)


@lru_cache(maxsize=256)
def _load(file: str, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(locate(file), px, index=0, layout_engine=ImageFont.Layout.RAQM)


@dataclass(frozen=True)
class Face:
    """One font file, chosen for a role on a card."""

    file: str
    style: str

    @property
    def file_name(self) -> str:
        """Name of the font file without its folder."""
        return Path(self.file).name

    def sized(self, px: int) -> ImageFont.FreeTypeFont:
        """The font at ``px`` pixels to the em."""
        return _load(self.file, px)

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for each character of ``text``."""
        glyphs = _cmap(self.file)
        return all(ord(ch) in glyphs for ch in text if not ch.isspace())


def _file(typeface: Typeface, weight: str) -> str:
    return {"bold": typeface.bold, "light": typeface.light}.get(weight, "") or typeface.regular


def choose_face(
    rng: random.Random,
    text: str,
    styles: Sequence[str],
    *,
    weight: str = "regular",
    vertical: bool = False,
    fallback: Iterable[str] = ("gothic", "mincho"),
) -> Face:
    """A face of one of ``styles`` that can draw every character of ``text``.

    Args:
        rng: Source of chance.
        text: Everything that is to be set in the face.
        styles: Wanted styles of typeface.
        weight: ``regular``, ``bold`` or ``light``; a family without that weight gives its regular.
        vertical: Whether the face is to be used from top to bottom, which needs vertical forms.
        fallback: Styles to turn to when none of the wanted faces has all the glyphs.

    Raises:
        FontMissingError: A font is not installed.
        NoTypefaceError: No face at all can draw the text.
    """
    for group in (tuple(styles), tuple(fallback)):
        fitting = [t for t in TYPEFACES if t.style in group]
        rng.shuffle(fitting)
        for typeface in fitting:
            face = Face(_file(typeface, weight), typeface.style)
            if face.covers(text) and (not vertical or sets_vertically(face.file)):
                return face
    raise NoTypefaceError(f"no typeface of {styles} or {fallback} has every character of {text!r}")
