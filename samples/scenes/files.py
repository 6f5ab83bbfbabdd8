"""Writes photos as cameras and scanners do: five file formats, EXIF time, place and orientation."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from samples.scenes.shot import Keeping

Corners = list[list[float]]

STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is turned before it is stored under an orientation tag (Exif 2.32, 4.6.4, Orientation)."""

SHOWN = {**STORED, 6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90}
"""How a stored picture is turned before it is shown: the inverse of ``STORED``."""


class EncoderMissingError(RuntimeError):
    """The program that writes HEIC files is not installed; the message says how to install it."""


def shown(picture: Image.Image, keeping: Keeping) -> Image.Image:
    """The picture that programs show: the upright one, unless the camera tagged it wrongly."""
    return picture.transpose(SHOWN[keeping.tag]) if keeping.wrong_tag and keeping.tag != 1 else picture


def shown_corners(corners: Corners, size: tuple[int, int], keeping: Keeping) -> Corners:
    """Corners (px) in the picture that programs show; ``size`` is the upright picture's."""
    if not keeping.wrong_tag or keeping.tag == 1:
        return corners
    w, h = size[0] - 1, size[1] - 1
    turned = {3: lambda x, y: [w - x, h - y], 6: lambda x, y: [h - y, x], 8: lambda x, y: [y, w - x]}
    return [turned[keeping.tag](x, y) for x, y in corners]


def _degrees(value: float) -> tuple[Fraction, Fraction, Fraction]:
    hundredths = round(abs(value) * 3600 * 100)  # of an arc second: 30 cm on the ground
    return Fraction(hundredths // 360_000), Fraction(hundredths // 6000 % 60), Fraction(hundredths % 6000, 100)


def exif(keeping: Keeping) -> Image.Exif:
    """The EXIF block of a photo."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = keeping.tag
    if keeping.taken_at is not None:
        stamp = keeping.taken_at.strftime("%Y:%m:%d %H:%M:%S")
        block[ExifTags.Base.Make] = "Example"
        block[ExifTags.Base.Model] = "Sample Phone 7"
        block[ExifTags.Base.DateTime] = stamp
        details = block.get_ifd(ExifTags.IFD.Exif)
        details[ExifTags.Base.DateTimeOriginal] = stamp
        if keeping.offset:
            details[ExifTags.Base.OffsetTimeOriginal] = keeping.offset
    if keeping.place is not None:
        latitude, longitude = keeping.place
        gps = block.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(latitude)
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(longitude)
    return block


def save(picture: Image.Image, path: Path, keeping: Keeping) -> None:
    """Write an upright picture so that a program that honours its tag shows ``shown(picture, keeping)``.

    Raises:
        EncoderMissingError: A HEIC file is asked for and ``heif-enc`` is not installed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = picture if keeping.tag == 1 or keeping.wrong_tag else picture.transpose(STORED[keeping.tag])
    has_exif = keeping.taken_at is not None or keeping.tag != 1 or keeping.place is not None
    extra: dict[str, Any] = {"exif": exif(keeping)} if has_exif else {}
    match keeping.suffix:
        case ".jpg":
            stored.save(path, quality=keeping.quality, subsampling="4:2:0", optimize=True, **extra)
        case ".webp":
            stored.save(path, quality=keeping.quality, method=4, **extra)
        case ".png":
            stored.save(path, compress_level=6, **extra)
        case ".tif":
            stored.save(path, compression="tiff_lzw", **extra)
        case ".heic":
            _save_heic(stored, path, keeping)
        case _:
            raise ValueError(f"no encoder for {keeping.suffix}")


def _save_heic(stored: Image.Image, path: Path, keeping: Keeping) -> None:
    if keeping.tag != 1:
        raise ValueError(
            "HEIF turns pictures by a box of its own, which heif-enc does not write: only tag 1 is possible"
        )
    program = shutil.which("heif-enc")
    if program is None:
        raise EncoderMissingError(
            f"heif-enc is needed to write {path.name}: no Python package under a free licence encodes HEIC. "
            "Debian and Ubuntu: apt-get install libheif-examples"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "photo.png"
        stored.save(source, exif=exif(keeping))
        subprocess.run(  # noqa: S603 - a fixed program with paths of our own making
            [program, "-q", str(keeping.quality), "-o", str(path), str(source)], check=True, capture_output=True
        )
