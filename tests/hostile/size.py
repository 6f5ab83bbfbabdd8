"""Whether tests run in the size that fits into ``make test`` or in full."""

from __future__ import annotations

import os

TORTURE = os.environ.get("CARDSCAN_TORTURE") == "full"
