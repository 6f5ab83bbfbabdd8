"""What one writes first, as ``plain_calls rapidocr PHOTO...`` or ``plain_calls tesseract PHOTO...``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def rapidocr() -> Callable[[Path], int]:
    """RapidOCR as it comes, on all processors."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})
    return lambda path: len(getattr(engine(str(path)), "txts", None) or ())


def tesseract() -> Callable[[Path], int]:
    """Tesseract as it comes."""
    import pytesseract
    from PIL import Image

    def read(path: Path) -> int:
        with Image.open(path) as photo:
            found = pytesseract.image_to_data(photo, lang="jpn+eng", output_type=pytesseract.Output.DICT)
        return sum(bool(text.strip()) for text in found["text"])

    return read


def main(arguments: list[str]) -> None:
    """Read each photo, one after the other, and print how many pieces of text there are."""
    read = {"rapidocr": rapidocr, "tesseract": tesseract}[arguments[0]]()
    for path in arguments[1:]:
        print(path, read(Path(path)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
