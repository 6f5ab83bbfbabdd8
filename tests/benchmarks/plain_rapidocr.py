"""A plain RapidOCR call on the whole photo, then the same regexes. One JSON object a photo."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from pi_heif import register_heif_opener
from PIL import Image, ImageOps
from rapidocr import RapidOCR

from tests.benchmarks.naive_fields import contact


def read(engine: RapidOCR, path: Path) -> str:
    """The text of a photo, a line a box, in the engine's order."""
    with Image.open(path) as opened:
        pixels = np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))[..., ::-1]
    result = engine(np.ascontiguousarray(pixels))
    return "\n".join(getattr(result, "txts", None) or ())  # without text the result is of another type


def main(paths: list[str]) -> None:
    """Read each photo and print it as the contract says; a photo without any text has no card."""
    register_heif_opener()
    engine = RapidOCR(params={"Global.log_level": "critical"})
    for path in paths:
        text = read(engine, Path(path))
        cards = [{"contact": contact(text)}] if text else []
        print(json.dumps({"file": path, "error": None, "cards": cards}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
