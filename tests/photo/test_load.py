from __future__ import annotations

import hashlib
import os
import time
import zlib
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from cardscan.errors import ExitCode, UnreadablePhoto
from cardscan.photo.load import load_photo, load_photo_bytes
from cardscan.records import Photo

PHONE = Path(__file__).parent / "pictures" / "phone.heic"
RED_BGR, BLUE_BGR = (0, 0, 255), (255, 0, 0)


def picture(width: int = 64, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red with a blue top left quarter, so that every turn and flip looks different."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, 0, width // 2, height // 2))
    return image.convert(mode)


def encoded(image: Image.Image, format_name: str, **options: Any) -> bytes:
    data = BytesIO()
    image.save(data, format_name, **options)
    return data.getvalue()


def pixel(photo: Photo, y: int, x: int) -> list[int]:
    return [int(value) for value in photo.pixels[y, x]]


def refusal(data: bytes) -> UnreadablePhoto:
    with pytest.raises(UnreadablePhoto) as refused:
        load_photo_bytes(data, Path("photo"))
    assert len(str(refused.value)) > 20
    return refused.value


@pytest.mark.parametrize(
    ("format_name", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
    ],
)
def test_decodes_each_format_to_bgr(tmp_path: Path, format_name: str, media_type: str) -> None:
    file = tmp_path / "photo.anything"
    file.write_bytes(encoded(picture(), format_name))
    photo = load_photo(file)
    assert photo.info.media_type == media_type
    assert photo.info.path == file
    assert photo.info.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert photo.pixels.shape == (photo.info.height, photo.info.width, 3) == (40, 64, 3)
    assert photo.pixels.dtype == np.uint8
    assert photo.pixels.flags.c_contiguous
    assert pixel(photo, 5, 5) == pytest.approx(BLUE_BGR, abs=12)
    assert pixel(photo, 35, 60) == pytest.approx(RED_BGR, abs=12)


def test_decodes_heic_with_its_time_and_place_and_turns_it_once() -> None:
    photo = load_photo(PHONE)
    assert photo.info.media_type == "image/heif"
    assert (photo.info.width, photo.info.height) == (214, 330)
    assert photo.info.taken_at == datetime(2026, 11, 20, 19, 31, tzinfo=timezone(timedelta(hours=9)))
    assert photo.info.place is not None
    assert (photo.info.place.latitude, photo.info.place.longitude) == pytest.approx((35.6586, 139.7453), abs=1e-4)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_exif_orientation_is_made_upright(format_name: str, orientation: int) -> None:
    upright = np.asarray(picture())
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 95} if format_name in ("JPEG", "WEBP") else {}
    data = encoded(Image.fromarray(np.ascontiguousarray(stored)), format_name, exif=exif.tobytes(), **options)
    photo = load_photo_bytes(data, Path("photo"))
    assert (photo.info.width, photo.info.height) == (64, 40)
    assert pixel(photo, 5, 5) == pytest.approx(BLUE_BGR, abs=20)
    for y, x in ((5, 60), (35, 5), (35, 60)):
        assert pixel(photo, y, x) == pytest.approx(RED_BGR, abs=20)


@pytest.mark.parametrize(
    ("mode", "format_name"), [("L", "PNG"), ("1", "PNG"), ("P", "PNG"), ("CMYK", "JPEG"), ("YCbCr", "JPEG")]
)
def test_decodes_other_colour_modes(mode: str, format_name: str) -> None:
    photo = load_photo_bytes(encoded(picture(mode=mode), format_name), Path("photo"))
    assert photo.pixels.shape == (40, 64, 3)
    if mode in ("P", "CMYK", "YCbCr"):
        assert pixel(photo, 35, 60) == pytest.approx(RED_BGR, abs=12)


def test_decodes_a_lab_scan() -> None:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    scan = ImageCms.applyTransform(picture(), ImageCms.buildTransform(srgb, lab, "RGB", "LAB"))
    assert scan is not None
    photo = load_photo_bytes(encoded(scan, "TIFF"), Path("scan.tif"))
    assert pixel(photo, 35, 60) == pytest.approx(RED_BGR, abs=12)


@pytest.mark.parametrize("depth", [np.uint16, np.int32, np.float32])
def test_deep_gray_keeps_black_and_white(depth: type) -> None:
    values: npt.NDArray[Any] = np.zeros((10, 20), dtype=depth)
    values[:, 10:] = 1 if depth is np.float32 else 65535
    photo = load_photo_bytes(encoded(Image.fromarray(values), "TIFF"), Path("scan.tif"))
    assert pixel(photo, 5, 2) == [0, 0, 0]
    assert pixel(photo, 5, 15) == [255, 255, 255]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_shows_white(mode: str) -> None:
    layer = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    layer.paste((0, 0, 0, 255), (0, 0, 10, 20))
    image = layer.convert("P").convert("PA") if mode == "PA" else layer.convert(mode)
    if mode == "PA":
        image.putalpha(layer.getchannel("A"))
    photo = load_photo_bytes(encoded(image, "TIFF" if mode == "PA" else "PNG"), Path("scan.png"))
    assert pixel(photo, 10, 15) == [255, 255, 255]
    assert pixel(photo, 10, 5) == [0, 0, 0]


def test_the_first_picture_of_an_animation_is_taken() -> None:
    frames = [picture(), Image.new("RGB", (64, 40), "green")]
    data = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    assert pixel(load_photo_bytes(data, Path("photo")), 35, 60) == pytest.approx(RED_BGR, abs=5)


def test_a_jpeg_with_a_second_picture_is_a_jpeg() -> None:
    data = encoded(picture(), "MPO", save_all=True, append_images=[picture()])
    assert load_photo_bytes(data, Path("photo")).info.media_type == "image/jpeg"


def noise(width: int = 300, height: int = 200) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8))


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_cut_off_file_is_truncated(format_name: str, share: float) -> None:
    data = encoded(noise(), format_name)
    assert refusal(data[: round(len(data) * share)]).code == "truncated"


def test_a_cut_off_jpeg_with_a_whole_thumbnail_is_truncated() -> None:
    thumbnail = encoded(noise(64, 48), "JPEG")
    exif = Image.Exif()
    exif.get_ifd(1)[0x0201] = 0
    data = encoded(noise(), "JPEG", exif=b"Exif\0\0" + exif.tobytes()[6:] + thumbnail)
    assert b"\xff\xd9" in data[:4000]
    assert refusal(data[:6000]).code == "truncated"


def test_a_cut_off_heic_is_truncated() -> None:
    assert refusal(PHONE.read_bytes()[:4000]).code == "truncated"


@pytest.mark.parametrize(
    "data", [b"hello", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"GIF89a" + bytes(40), b"<svg></svg>", bytes(1000)]
)
def test_what_is_no_photo_is_not_a_picture(data: bytes) -> None:
    refused = refusal(data)
    assert refused.code == "not_a_picture"
    assert "HEIC" in str(refused)
    assert refused.exit_code == ExitCode.NOTHING_READ


def test_postscript_named_jpg_is_not_run(tmp_path: Path) -> None:
    file = tmp_path / "card.jpg"
    file.write_bytes(encoded(picture(), "EPS"))
    with pytest.raises(UnreadablePhoto, match="not a picture"):
        load_photo(file)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "card.jpg"
    file.touch()
    with pytest.raises(UnreadablePhoto) as refused:
        load_photo(file)
    assert refused.value.code == "empty"


def png_of_zeros(width: int, height: int) -> bytes:
    """A gray PNG that is small on disk and huge in memory."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [10_001, 20_000, 1_000_000])
def test_a_huge_picture_is_refused_before_decoding(side: int) -> None:
    started = time.monotonic()
    assert refusal(png_of_zeros(side, side)).code == "too_large"
    assert time.monotonic() - started < 1


def test_a_damaged_picture_is_unreadable() -> None:
    data = bytearray(encoded(noise(), "PNG"))
    data[200:400] = bytes(200)
    assert refusal(bytes(data)).code == "unreadable"


def test_damaged_exif_does_not_spoil_the_picture() -> None:
    data = encoded(picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + bytes(20))
    photo = load_photo_bytes(data, Path("photo"))
    assert photo.info.taken_at is None
    assert pixel(photo, 35, 60) == pytest.approx(RED_BGR, abs=12)


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "card.jpg"
    os.mkfifo(pipe)
    with pytest.raises(UnreadablePhoto, match="not a regular file") as refused:
        load_photo(pipe)
    assert refused.value.code == "unreadable"


@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/nowhere/card.jpg"), Path(__file__).parent])
def test_a_device_a_missing_file_and_a_folder_are_unreadable(path: Path) -> None:
    with pytest.raises(UnreadablePhoto) as refused:
        load_photo(path)
    assert refused.value.code == "unreadable"


def test_a_symbolic_link_to_a_photo_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(encoded(picture(), "PNG"))
    link = tmp_path / "link.png"
    link.symlink_to("real.png")
    assert load_photo(link).info.path == link


def test_a_name_that_is_not_unicode_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe\x83.png"
    Path(os.fsdecode(name)).write_bytes(encoded(picture(), "PNG"))
    assert load_photo(Path(os.fsdecode(name))).info.width == 64


SEEDS = [encoded(picture(), name) for name in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")] + [PHONE.read_bytes()]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12), st.floats(0.01, 1)
)
def test_damaged_bytes_give_a_photo_or_a_reason(seed: bytes, changes: list[tuple[float, int]], share: float) -> None:
    data = bytearray(seed)
    for place, value in changes:
        # mostly in the headers, where damage does most
        data[min(len(data) - 1, int(place**3 * len(data)))] = value
    try:
        photo = load_photo_bytes(bytes(data[: max(1, round(len(data) * share))]), Path("photo"))
    except UnreadablePhoto as refused:
        assert refused.code in ("not_a_picture", "truncated", "too_large", "unreadable")
    else:
        assert photo.pixels.shape == (photo.info.height, photo.info.width, 3)


@pytest.mark.parametrize("tag", [1, 3, 6])
def test_a_large_jpeg_is_decoded_smaller_where_that_is_enough(tag: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = tag
    data = encoded(picture(803, 602), "JPEG", exif=exif)
    whole = load_photo_bytes(data, Path("photo"))
    half = load_photo_bytes(data, Path("photo"), enough=400)
    assert half.info == whole.info
    assert whole.scale == 1
    assert half.scale == pytest.approx(0.5, rel=0.01)
    assert max(half.pixels.shape) == 402
    height, width = half.pixels.shape[:2]
    for y, x in ((20, 20), (20, width - 20), (height - 20, 20), (height - 20, width - 20)):
        assert pixel(half, y, x) == pytest.approx(pixel(whole, 2 * y, 2 * x), abs=12)


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_decoded_below_what_is_enough(format_name: str) -> None:
    data = encoded(picture(700, 500), format_name)
    assert load_photo_bytes(data, Path("photo"), enough=400).pixels.shape == (500, 700, 3)


def test_a_jpeg_cut_short_is_noticed_when_decoded_smaller() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (600, 800, 3), dtype=np.uint8)
    data = encoded(Image.fromarray(noise), "JPEG")
    with pytest.raises(UnreadablePhoto) as refused:
        load_photo_bytes(data[: len(data) // 2], Path("photo"), enough=300)
    assert refused.value.code == "truncated"


@pytest.mark.parametrize("size", [(1, 4000), (4000, 1)])
def test_a_picture_one_px_wide_is_decoded_smaller(size: tuple[int, int]) -> None:
    photo = load_photo_bytes(encoded(Image.new("RGB", size, "red"), "JPEG"), Path("photo"), enough=64)
    assert (photo.info.width, photo.info.height) == size and min(photo.pixels.shape[:2]) == 1


def test_exif_beyond_its_standard_is_refused_without_putting_it_together() -> None:
    segment = b"\xff\xe1\xfd\xe8Exif\0\0" + bytes(65_000 - 8)
    data = encoded(picture(), "JPEG")
    assert refusal(data[:2] + segment * 300 + data[2:]).code == "unreadable"
    assert load_photo_bytes(data[:2] + segment * 2 + data[2:], Path("photo")).info.width == 64
