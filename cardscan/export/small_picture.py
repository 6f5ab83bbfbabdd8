"""A picture of the data folder, made small for a file that leaves it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cardscan.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def small_jpeg(path: Path, longest: int) -> bytes:
    """A JPEG without any metadata, its longer side at most ``longest`` px.

    Raises:
        StoreError: The picture cannot be read.
    """
    from PIL import Image

    try:
        with Image.open(path) as opened:
            image = opened.convert("RGB")
    except OSError as error:
        raise StoreError(
            f"the picture {path.name} cannot be read: {error}; without pictures it works: --no-photos"
        ) from error
    image.thumbnail((longest, longest))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80, optimize=True)
    return buffer.getvalue()
