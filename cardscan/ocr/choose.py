"""From an engine's name to the engine; what is not chosen is not imported."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from cardscan.errors import EngineMissing
from cardscan.ocr.engine import OcrEngine

EngineName = Literal["auto", "rapidocr", "openvino", "tesseract", "null"]


def choose_engine(name: EngineName, *, threads: int = 1) -> OcrEngine:
    """Start the engine called ``name`` with so many threads of its own, where it has any.

    ``auto`` is ``rapidocr``, which is installed with this program and reads Japanese and English without anything else.
    ``openvino`` is the same engine, its networks run by OpenVINO instead of ONNX Runtime, with the same answers.

    Raises:
        EngineMissing: The engine or a language that it needs is not installed; the message tells how to install it.
    """
    if name == "tesseract":
        from cardscan.ocr.tesseract_engine import TesseractEngine

        return TesseractEngine()
    if name == "null":
        from cardscan.ocr.null_engine import NullEngine

        return NullEngine()
    from cardscan.ocr.rapid_engine import RapidEngine

    return RapidEngine(threads, "openvino" if name == "openvino" else "onnxruntime")


def check_engine(name: EngineName) -> None:
    """Make sure that the engine called ``name`` can start, without loading its models.

    Raises:
        EngineMissing: As :func:`choose_engine`.
    """
    if name == "tesseract":
        choose_engine(name)
    elif name == "openvino":
        from cardscan.ocr.networks import check_runtime

        check_runtime(name)
    elif name != "null" and any(find_spec(package) is None for package in ("rapidocr", "onnxruntime")):
        raise EngineMissing("RapidOCR is not installed. Install the program again: pip install .")
