from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.errors import UnreadablePhoto
from cardscan.photo.files import natural_key, photo_files
from cardscan.photo.load import load_photo


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def found(*paths: Path, below: Path) -> list[str]:
    return [str(path.relative_to(below)) for path in photo_files(paths)]


def test_folders_in_natural_order_and_their_subfolders_last(tmp_path: Path) -> None:
    touch(tmp_path, "IMG_10.jpg", "IMG_2.jpg", "img_1.HEIC", "a/IMG_3.png", "IMG_2/x.webp", "b/c/y.tiff")
    assert found(tmp_path, below=tmp_path) == [
        "img_1.HEIC",
        "IMG_2.jpg",
        "IMG_10.jpg",
        "a/IMG_3.png",
        "b/c/y.tiff",
        "IMG_2/x.webp",
    ]


def test_hidden_files_and_other_suffixes_are_left_out_of_folders(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg", "._a.jpg", ".hidden.jpg", ".thumbs/b.jpg", "notes.txt", "a.xmp", "movie.mov", "noext")
    assert found(tmp_path, below=tmp_path) == ["a.jpg"]


def test_a_named_file_is_taken_whatever_its_suffix_and_in_the_order_given(tmp_path: Path) -> None:
    touch(tmp_path, "z.scan", ".b.jpg", "folder/a.jpg")
    named = [tmp_path / "z.scan", tmp_path / "folder", tmp_path / ".b.jpg", tmp_path / "missing.jpg"]
    assert found(*named, below=tmp_path) == ["z.scan", "folder/a.jpg", ".b.jpg", "missing.jpg"]


def test_a_folder_named_like_a_photo_is_a_folder(tmp_path: Path) -> None:
    touch(tmp_path, "album.jpg/a.jpg")
    assert found(tmp_path, below=tmp_path) == ["album.jpg/a.jpg"]


def test_links_are_followed_but_no_folder_is_entered_twice(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.jpg", "out/b.jpg")
    (tmp_path / "in" / "loop").symlink_to("..", target_is_directory=True)
    (tmp_path / "in" / "more").symlink_to("../out", target_is_directory=True)
    (tmp_path / "in" / "c.jpg").symlink_to("../out/b.jpg")
    assert sorted(path.name for path in photo_files([tmp_path / "in"])) == ["a.jpg", "b.jpg", "c.jpg"]


def test_names_of_any_bytes_and_forms_are_found(tmp_path: Path) -> None:
    names = [b"\xff\xfe2.jpg", "ガ10.jpg".encode(), unicodedata.normalize("NFD", "ガ9.jpg").encode()]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    order = [os.fsencode(path.name) for path in photo_files([tmp_path])]
    assert sorted(order) == sorted(names)
    assert order.index(names[2]) < order.index(names[1])


def test_a_folder_that_cannot_be_listed_is_reported_when_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "locked/a.jpg", "b.jpg")
    listed = Path.iterdir

    def iterdir(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert found(tmp_path, below=tmp_path) == ["b.jpg", "locked"]
    with pytest.raises(UnreadablePhoto, match="cannot be listed"):
        load_photo(tmp_path / "locked")


def test_a_folder_is_read_as_it_is_walked(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg", "sub/b.jpg")
    walk = photo_files([tmp_path])
    assert next(walk).name == "a.jpg"
    touch(tmp_path, "sub/c.jpg")
    assert [path.name for path in walk] == ["b.jpg", "c.jpg"]


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_names_have_an_order(one: str, other: str) -> None:
    assert (natural_key(one) == natural_key(other)) == (one == other)
    assert (natural_key(one) < natural_key(other)) != (natural_key(other) <= natural_key(one))


@given(st.text("abIMG_-", max_size=5), st.integers(0, 10**6), st.integers(0, 10**6))
def test_numbers_sort_by_value(prefix: str, one: int, other: int) -> None:
    assert (natural_key(f"{prefix}{one}.jpg") < natural_key(f"{prefix}{other}.jpg")) == (one < other)
