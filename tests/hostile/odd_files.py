"""A folder of everything that is called a photo and is none, or is one under an odd name."""

from __future__ import annotations

import io
import os
import socket
import stat
import unicodedata
import zipfile
from pathlib import Path

from PIL import Image

from tests.hostile.bombs import encoded

HEIC = Path(__file__).parents[1] / "photo" / "pictures" / "phone.heic"
NAMES = (
    unicodedata.normalize("NFD", "ガ.png").encode(), b"two\nlines.png", "\u202egnp.exe.png".encode(),
    b"x" * 251 + b".png", b"-rf.png", "👨‍👩‍👧.png".encode(), b"\xff\xfe\x83.png", b"a\x1b[31mb.png",
    b"$(id).png", b"a\tb\rc.png", b"[link=x][x].png", b"\x7f\xc2\x9b31m.png", b" .png", b"=1+1.png",
)  # fmt: skip
"""Bytes of file names under which sound pictures stand."""

NO_PHOTOS = {
    "empty.jpg": b"", "one byte.jpg": b"\xff", "text.jpg": b"hello\n", "page.png": b"<!DOCTYPE html><script>1</script>",
    "drawing.jpg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "paper.jpg": b"%PDF-1.7\n%\xe2\xe3\n",
    "program.jpg": b"\x7fELF" + bytes(100), "zeros.heic": bytes(10_000), "gif.jpg": b"GIF89a" + bytes(40),
    "script.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/tmp/ran) (w) file closefile\n",
}  # fmt: skip
"""Name → content."""


def small(colour: int = 0) -> Image.Image:
    return Image.effect_noise((96, 64), 80).convert("RGB").point(lambda value: (value + colour) % 256)


def damaged() -> dict[str, bytes]:
    """Pictures cut short and with bits turned over, in each format."""
    sound = {f"p.{form.lower()}": encoded(small(), form) for form in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")}
    sound["p.heic"] = HEIC.read_bytes()
    made = {}
    for name, data in sound.items():
        made[f"cut {name}"] = data[: len(data) // 2]
        flipped = bytearray(data)
        for place in range(40, len(data), 37):
            flipped[place] ^= 0x55
        made[f"flipped {name}"] = bytes(flipped)
    return made


def archive() -> bytes:
    """A zip with a picture in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("../../a.jpg", encoded(small(), "JPEG"))
    return buffer.getvalue()


def make_odd_folder(folder: Path) -> tuple[set[bytes], set[bytes]]:
    """Fill a new folder; gives the names of what can be read, and of what must be refused."""
    folder.mkdir()
    refused = dict(NO_PHOTOS) | {name: data for name, data in damaged().items() if name.startswith("cut")}
    refused["archive.jpg"] = archive()
    for name, data in (refused | damaged()).items():
        (folder / name).write_bytes(data)
    for number, raw in enumerate(NAMES):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + raw)).write_bytes(encoded(small(number), "PNG"))
    (folder / "loop a.jpg").symlink_to("loop b.jpg")
    (folder / "loop b.jpg").symlink_to("loop a.jpg")
    (folder / "nowhere.jpg").symlink_to("not there.jpg")
    (folder / "endless.jpg").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as plug:
        os.chdir(folder)  # the path of a socket may have 107 bytes
        plug.bind("socket.jpg")
    special = {"loop a.jpg", "loop b.jpg", "nowhere.jpg", "endless.jpg", "pipe.jpg", "socket.jpg"}
    if os.geteuid() == 0:
        try:
            os.mknod(folder / "device.jpg", stat.S_IFCHR | 0o600, os.makedev(1, 5))  # like /dev/zero
            special.add("device.jpg")
        except PermissionError:  # root without that capability
            pass
    (folder / "album.jpg").mkdir()
    (folder / "album.jpg" / "inside.png").write_bytes(encoded(small(99), "PNG"))
    (folder / "album.jpg" / "back").symlink_to("..", target_is_directory=True)
    return {*NAMES, b"inside.png"}, {name.encode() for name in (*refused, *special)}
