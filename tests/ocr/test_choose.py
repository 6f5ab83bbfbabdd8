from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from cardscan.errors import EngineMissing, ExitCode
from cardscan.ocr import networks
from cardscan.ocr.choose import EngineName, check_engine, choose_engine


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("auto", "rapidocr"),
        ("rapidocr", "rapidocr"),
        ("openvino", "rapidocr"),
        ("tesseract", "tesseract"),
        ("null", "null"),
    ],
)
def test_chooses_by_name(asked: EngineName, answered: str) -> None:
    engine = choose_engine(asked)
    assert engine.name == answered
    assert engine.version[0].isdigit()
    check_engine(asked)


def test_what_is_not_chosen_is_not_imported() -> None:
    code = (
        "import sys; from cardscan.ocr.choose import choose_engine; choose_engine('null'); "
        "print({'rapidocr', 'onnxruntime', 'pytesseract', 'cv2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_openvino_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "find_spec", lambda name: None if name == "openvino" else find_spec(name))
    for start in (choose_engine, check_engine):
        with pytest.raises(EngineMissing, match=r"OpenVINO is not installed.*'cardscan-meishi\[openvino\]'"):
            start("openvino")


def test_a_missing_tesseract_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(
        EngineMissing, match="apt install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert"
    ) as told:
        choose_engine("tesseract")
    assert told.value.exit_code == ExitCode.ENGINE_MISSING


def test_a_missing_language_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    monkeypatch.setattr(pytesseract, "get_languages", lambda: ["eng", "osd", "jpn"])
    with pytest.raises(EngineMissing, match=r"no data for jpn_vert\."):
        choose_engine("tesseract")


@pytest.mark.parametrize(("platform", "advice"), [("darwin", "brew install tesseract"), ("win32", "PATH")])
def test_advice_fits_the_platform(monkeypatch: pytest.MonkeyPatch, platform: str, advice: str) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(EngineMissing, match=advice):
        choose_engine("tesseract")
