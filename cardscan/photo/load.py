"""From a file to an upright colour picture: the only place that decodes photos and applies EXIF orientation."""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pi_heif
from PIL import Image, UnidentifiedImageError

from cardscan.errors import UnreadablePhoto
from cardscan.photo.exif import Tags, place, taken_at
from cardscan.photo.jpeg_segments import exif_size
from cardscan.photo.truncation import is_cut_short
from cardscan.records import Photo, PhotoInfo, Pixels

pi_heif.register_heif_opener()

MAX_PIXELS: Final = 100_000_000
"""Largest picture that is decoded: twice the pixels of today's largest phone pictures, 300 MB in memory."""

MAX_BYTES: Final = 1_000_000_000
"""Largest file that is read: ``MAX_PIXELS`` stored without compression in the deepest format, 16-bit RGBA, and room."""

MAX_EXIF: Final = 1_000_000
"""Bytes of a JPEG's Exif, which has 64 kB by its standard. Pillow puts several segments of it together one by one,
copying all before each: 300 of them take 3 s, and the time grows with the square."""

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with more pictures behind it, as phones write for portraits
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "HEIF": "image/heif",
    "AVIF": "image/avif",
}
"""The formats that are decoded at all, by Pillow's name."""

_DECODERS = tuple(name for name in MEDIA_TYPES if name != "MPO")  # MPO is reached through JPEG
_FORMATS_IN_WORDS = "JPEG, PNG, WebP, TIFF, HEIC or AVIF"

_MAGIC = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WEBP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIF"),
    (4, b"ftyphev", "HEIF"),
    (4, b"ftypmif1", "HEIF"),
    (4, b"ftypmsf1", "HEIF"),
)
"""Offset and first bytes of each format."""

_ORIENTATION = 0x0112
_EXIF_IFD = 0x8769
_GPS_IFD = 0x8825

_BAND = 64
"""Rows copied at a time: less than 1 MB of a photo of 12 megapixels, which a processor's cache holds."""

_LYING = (5, 6, 7, 8)
"""EXIF orientations that swap width and height."""

_TURNED_BY_DECODER = ("TIFF", "HEIF", "AVIF")
"""Formats whose decoder turns the picture itself."""

_DECODING_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    RuntimeError,
    EOFError,
    struct.error,
    IndexError,
    KeyError,
    TypeError,
)
"""What Pillow's and libheif's decoders are known to raise on damaged bytes; each becomes one ``UnreadablePhoto``."""


def load_photo(path: Path, *, enough: int | None = None) -> Photo:
    """Read and decode the photo at ``path``.

    Only regular files (also behind a symbolic link) are opened; a pipe or a device never is.

    Args:
        path: The file.
        enough: Px of the longer side that will do. A JPEG at least twice as large is decoded at a half, a quarter or an
            eighth of its size, the smallest that is not below; that costs half the time or less. None: all px.

    Raises:
        UnreadablePhoto: With the code ``empty``, ``not_a_picture``, ``truncated``, ``too_large`` (over 100 megapixels)
            or ``unreadable``, and what to do about it.
    """
    return load_photo_bytes(file_bytes(path), path, enough=enough)


def load_photo_bytes(data: bytes, path: Path, *, enough: int | None = None) -> Photo:
    """Decode a photo from its file's bytes; ``path`` is only noted down, ``enough`` as for :func:`load_photo`.

    The first picture of an animation and the main one of a HEIC file is taken; transparency shows white.

    Raises:
        UnreadablePhoto: As :func:`load_photo`.
    """
    if not data:
        raise _empty()
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of pictures below our own limit; both are fine here.
        warnings.simplefilter("ignore")
        return _decode(data, path, enough)


def read_info(path: Path) -> PhotoInfo:
    """What is known of the photo at ``path`` without decoding its pixels, which costs a hundredth of the time.

    Raises:
        UnreadablePhoto: As :func:`load_photo`, but damage beyond the header is not noticed.
    """
    data = file_bytes(path)
    if not data:
        raise _empty()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _open(data) as image:
            try:
                main, photo, gps = _exif(image)
            except _DECODING_ERRORS as error:
                raise _undecodable(data, image.format or "") from error
            width, height = image.size[:: -1 if _lies(image.format or "", main) else 1]
            return _info(data, path, image.format or "", (width, height), (main, photo, gps))


def _decode(data: bytes, path: Path, enough: int | None) -> Photo:
    """The photo in ``data``, which is not empty."""
    format_name, size, is_smaller, tags, pixels = _decoded(data, enough)
    try:
        pixels = _upright(pixels, tags[0])
    except MemoryError as error:
        raise _too_large(f"{size[0]} × {size[1]} px") from error
    # As decoded, some formats being turned by their decoder; but of a picture decoded smaller the size in the header.
    height, width = size[:: 1 if _lies(format_name, tags[0]) else -1] if is_smaller else pixels.shape[:2]
    return Photo(info=_info(data, path, format_name, (width, height), tags), pixels=pixels)


def _decoded(data: bytes, enough: int | None) -> tuple[str, tuple[int, int], bool, tuple[Tags, Tags, Tags], Pixels]:
    """The format, the size in the header, whether it was decoded smaller, the EXIF tags, and the px as they are stored.

    Pillow's own picture, a third larger than the px, is gone when this returns.
    """
    with _open(data) as image:
        format_name = image.format or ""
        size = image.size
        try:
            if enough is not None:
                times = max(1, max(size) // enough)
                image.draft(None, (max(1, size[0] // times), max(1, size[1] // times)))
            image.load()
            return format_name, size, image.size != size, _exif(image), _colour(image)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise _too_large(f"{size[0]} × {size[1]} px") from error
        except _DECODING_ERRORS as error:
            raise _undecodable(data, format_name) from error


def _open(data: bytes) -> Image.Image:
    """The picture in ``data`` with its header read, not larger than is allowed."""
    if _format_by_magic(data) == "JPEG" and exif_size(data) > MAX_EXIF:
        raise _undecodable(data, "JPEG")
    try:
        image = Image.open(BytesIO(data), formats=_DECODERS)
    except UnidentifiedImageError as error:
        raise _unidentified(data) from error
    except Image.DecompressionBombError as error:
        raise _too_large("far over 100 megapixels") from error
    except _DECODING_ERRORS as error:
        raise _undecodable(data, _format_by_magic(data) or "") from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise _too_large(f"{image.width} × {image.height} px")
    return image


def _info(data: bytes, path: Path, format_name: str, size: tuple[int, int], tags: tuple[Tags, Tags, Tags]) -> PhotoInfo:
    main, photo, gps = tags
    return PhotoInfo(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES[format_name],
        width=size[0],
        height=size[1],
        taken_at=taken_at(main, photo),
        place=place(gps),
    )


def file_bytes(path: Path) -> bytes:
    """The content of a regular file of sensible size.

    Raises:
        UnreadablePhoto: With the code ``unreadable`` or ``too_large``.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadablePhoto("unreadable", "This is a folder that cannot be listed. Check its permissions.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadablePhoto("unreadable", "This is not a regular file (but a pipe, socket or device).")
        if status.st_size > MAX_BYTES:
            raise _too_large(f"{status.st_size / 1e6:.0f} MB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadablePhoto("unreadable", "There is no such file. Check the name.") from error
    except PermissionError as error:
        raise UnreadablePhoto("unreadable", "No permission to read the file. Change its permissions.") from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "input/output error"
        raise UnreadablePhoto("unreadable", f"The file cannot be read: {reason}.") from error


def _format_by_magic(data: bytes) -> str | None:
    """Which format the first bytes announce, by Pillow's name."""
    return next((name for at, magic, name in _MAGIC if data[at : at + len(magic)] == magic), None)


def _unidentified(data: bytes) -> UnreadablePhoto:
    """The reason why Pillow knows no decoder for ``data``."""
    announced = _format_by_magic(data)
    if announced is not None:
        return _undecodable(data, announced)
    return UnreadablePhoto(
        "not_a_picture", f"The file is not a picture of a known format. Photos are {_FORMATS_IN_WORDS}."
    )


def _undecodable(data: bytes, format_name: str) -> UnreadablePhoto:
    """The reason why a decoder gave up on ``data``."""
    if is_cut_short(data, format_name):
        return UnreadablePhoto("truncated", "The end of the file is missing. Copy the photo again from where it came.")
    return UnreadablePhoto(
        "unreadable", f"The picture is damaged and cannot be decoded. Save it again as {_FORMATS_IN_WORDS}."
    )


def _empty() -> UnreadablePhoto:
    """The reason for a file without a byte."""
    return UnreadablePhoto("empty", "The file is empty. Copy the photo again.")


def _too_large(how_large: str) -> UnreadablePhoto:
    """The reason for not decoding a huge picture."""
    return UnreadablePhoto("too_large", f"The picture is too large ({how_large}). Make it smaller than 100 megapixels.")


def _exif(image: Image.Image) -> tuple[Tags, Tags, Tags]:
    """The main, Exif and GPS directories; empty where they are damaged, as the picture itself may still be fine."""
    try:
        exif = image.getexif()
        return dict(exif), dict(exif.get_ifd(_EXIF_IFD)), dict(exif.get_ifd(_GPS_IFD))
    except _DECODING_ERRORS:
        return {}, {}, {}


def _lies(format_name: str, main: Tags) -> bool:
    """Whether EXIF orientation swaps the width and the height that the header states."""
    return format_name not in _TURNED_BY_DECODER and main.get(_ORIENTATION) in _LYING


def _upright(pixels: Pixels, main: Tags) -> Pixels:
    """The picture turned as its EXIF orientation asks; TIFF and HEIF decoders have done so and dropped the tag."""
    import cv2  # here, as those who only ask for a photo's facts do without it; a third of Pillow's time

    orientation = main.get(_ORIENTATION)
    turned: npt.ArrayLike = pixels
    match orientation if isinstance(orientation, int) else 1:
        case 2:
            turned = cv2.flip(pixels, 1)
        case 3:
            turned = cv2.rotate(pixels, cv2.ROTATE_180)
        case 4:
            turned = cv2.flip(pixels, 0)
        case 5:
            turned = cv2.transpose(pixels)
        case 6:
            turned = cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE)
        case 7:
            turned = cv2.flip(cv2.transpose(pixels), -1)
        case 8:
            turned = cv2.rotate(pixels, cv2.ROTATE_90_COUNTERCLOCKWISE)
    return np.asarray(turned, dtype=np.uint8)


def _colour(image: Image.Image) -> Pixels:
    """Any mode as BGR, 8 bits a channel, on white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        image = _eight_bit_gray(image)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        image.alpha_composite(layer)
    rgb = image if image.mode == "RGB" else image.convert("RGB")
    pixels = np.empty((rgb.height, rgb.width, 3), dtype=np.uint8)
    for top in range(0, rgb.height, _BAND):  # Pillow hands out all at once in two copies
        band = rgb.crop((0, top, rgb.width, min(rgb.height, top + _BAND)))
        pixels[top : top + _BAND] = np.frombuffer(band.tobytes("raw", "BGR"), dtype=np.uint8).reshape(-1, rgb.width, 3)
    return pixels


def _eight_bit_gray(image: Image.Image) -> Image.Image:
    """A deep gray picture (16 or 32 bits, or floating point) with its own range stretched over 0–255."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(values.min()), float(values.max()))
    scaled = (values - low) * (255.0 / max(high - low, 1e-6))
    return Image.fromarray(np.clip(scaled, 0, 255).astype(np.uint8))
