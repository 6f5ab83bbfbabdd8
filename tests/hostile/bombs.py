"""Small files that want to become huge: pictures, and what is carried along in them; all made here."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

MOST_PACKED = 50_000_000
"""Bytes behind a claim: 400 megapixels of one bit; packing more costs the test seconds and the head is the same."""
SIDE = 20_000
"""Px: 400 megapixels, 1.2 GB in colour."""


def chunk(kind: bytes, content: bytes) -> bytes:
    """A PNG chunk (PNG specification, 5.3)."""
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def png(width: int, height: int, *, palette: bool = True, extra: bytes = b"") -> bytes:
    """A PNG of one colour; one bit a pixel, which packs 20,000 × 20,000 of them into 49 kB."""
    row = bytes(1 + (width + 7) // 8 if palette else 1 + 4 * width)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1 if palette else 8, 3 if palette else 6, 0, 0, 0)
    colours = chunk(b"PLTE", b"\xff\xff\xff\0\0\0") if palette else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + colours + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def small_png(extra: bytes = b"") -> bytes:
    """A sound picture of 64 × 48 px that carries ``extra`` chunks."""
    return png(64, 48, extra=extra)


def packed(size: int) -> bytes:
    """``size`` zeros, deflated."""
    packer = zlib.compressobj(9)
    million = bytes(1_000_000)
    return b"".join(packer.compress(million) for _ in range(size // len(million))) + packer.flush()


def tiff(width: int, height: int, *, bits: int = 1, floats: bool = False, pages: int = 1, extra: int = 0) -> bytes:
    """A TIFF (TIFF 6.0, section 2) of zeros, deflated in one strip, with ``extra`` bytes in a tag of text."""
    strip = packed(min(height * ((width * bits + 7) // 8), MOST_PACKED) + 1_000_000)
    out = bytearray(struct.pack("<2sHI", b"II", 42, 8 + len(strip)) + strip)
    for page in range(pages):
        begin = len(out)
        tags = [
            (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, bits), (259, 3, 1, 8), (262, 3, 1, 1),
            *([(270, 2, extra, begin + 2 + 12 * 10 + 4)] if extra else []),
            (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, len(strip)),
            (339, 3, 1, 3 if floats else 1),
        ]  # fmt: skip
        end = begin + 2 + 12 * len(tags) + 4
        following = end if page < pages - 1 else 0
        out += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
        out += struct.pack("<I", following)
        out += b"A" * extra
    return bytes(out)


def tiff_in_a_ring() -> bytes:
    """A TIFF whose only directory names itself as the next."""
    sound = bytearray(tiff(64, 48))
    (begin,) = struct.unpack_from("<I", sound, 4)
    sound[-4:] = struct.pack("<I", begin)
    return bytes(sound)


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    """A picture as a file."""
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def webp(width: int, height: int) -> bytes:
    """A lossless WebP of one colour."""
    return encoded(Image.new("L", (width, height)).convert("RGB"), "WEBP", lossless=True, method=0, quality=0)


LARGEST_WEBP = "524946461a000000574542505650384c0e0000002ffebfff0f071011fd0f4444ff03"
"""``webp(16_383, 16_383)``: 268 megapixels in 34 bytes; making it takes 10 s and 2.5 GB."""


def huge_webp() -> bytes:
    """A WebP whose head (RIFF container, VP8X) says 16,777,216 × 256 px before a sound small picture."""
    small = webp(64, 48)
    canvas = (
        b"VP8X" + struct.pack("<I", 10) + bytes(4) + (2**24 - 1).to_bytes(3, "little") + (255).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", len(small) - 8 + len(canvas)) + b"WEBP" + canvas + small[12:]


def jpeg(*, segments: bytes = b"") -> bytes:
    """A small sound JPEG with further segments."""
    sound = encoded(Image.new("RGB", (64, 48), "red"), "JPEG")
    return sound[:2] + segments + sound[2:]


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG (ITU-T T.81, B.1.1.4)."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def icc_profile() -> bytes:
    """255 pieces of a colour profile, 16 MB (ICC.1, B.4)."""
    return b"".join(segment(0xE2, b"ICC_PROFILE\0" + bytes((n, 255)) + bytes(65_000)) for n in range(1, 256))


def exif_in_a_ring() -> bytes:
    """Exif whose directory leads to itself as Exif, GPS and next directory, and claims 4 GB of text."""
    tags = [(0x010E, 2, 0xFFFFFFF0, 8), (0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0xA005, 4, 1, 8), (0x9003, 2, 20, 0)]
    ring = struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return segment(0xE1, b"Exif\0\0" + ring + struct.pack("<I", 8))


def frames(form: str, count: int) -> bytes:
    """An animation."""
    pictures = [Image.new("RGB", (64, 48), (n % 256, n // 256, 0)) for n in range(count)]
    return encoded(pictures[0], form, save_all=True, append_images=pictures[1:])


TOO_LARGE: Mapping[str, Callable[[], bytes]] = {
    "bits.png": lambda: png(SIDE, SIDE),
    "claimed.png": lambda: (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b""))
    ),
    "bits.tif": lambda: tiff(SIDE, SIDE),
    "deep.tif": lambda: tiff(SIDE, SIDE, bits=32, floats=True),
    "pages.tif": lambda: tiff(SIDE, SIDE, pages=50),
    "lossless.webp": lambda: bytes.fromhex(LARGEST_WEBP),
}
"""Refused because of their size."""

ODD: Mapping[str, Callable[[], bytes]] = {
    "text.png": lambda: small_png(chunk(b"zTXt", b"Comment\0\0" + packed(100_000_000))),
    "many_texts.png": lambda: small_png(chunk(b"zTXt", b"Comment\0\0" + packed(1_000_000)) * 100),
    "itxt.png": lambda: small_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed(100_000_000))),
    "profile.png": lambda: small_png(chunk(b"iCCP", b"x\0\0" + packed(100_000_000))),
    "exif.png": lambda: small_png(chunk(b"eXIf", b"II*\0\xff\xff\xff\xff" + bytes(1_000_000))),
    "animated.png": lambda: frames("PNG", 300),
    "claimed.webp": huge_webp,
    "animated.webp": lambda: frames("WEBP", 300),
    "ring.tif": tiff_in_a_ring,
    "pages_of_nothing.tif": lambda: tiff(64, 48, pages=5_000),
    "text.tif": lambda: tiff(64, 48, extra=20_000_000),
    "profile.jpg": lambda: jpeg(segments=icc_profile()),
    "exif.jpg": lambda: jpeg(segments=exif_in_a_ring()),
    "exifs.jpg": lambda: jpeg(segments=segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + b"\xff" * 60_000) * 300),
    "xmp.jpg": lambda: jpeg(
        segments=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta tiff:Orientation='" + b"9" * 60_000 + b"'>")
    ),
    "comments.jpg": lambda: jpeg(segments=segment(0xFE, b"A\x1b[31m" * 9_000) * 300),
    "frames.mpo": lambda: frames("MPO", 200),
    "animated.avif": lambda: frames("AVIF", 20),
}
"""Read or refused, but never at length."""
