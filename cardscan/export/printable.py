"""Characters that act instead of showing: terminal controls, text direction overrides, invisible format characters."""

from __future__ import annotations

import re

ACTING = (
    "\u0000-\u001f\u007f-\u009f"  # C0, DEL, C1
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # soft hyphen, zero width, bidirectional
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufff9-\ufffb"  # other format characters of the BMP
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f"
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff"  # what is left of a file name that is not UTF-8
)
"""Body of a regex class: Unicode 15's categories Cc, Cf, Zl, Zp and Cs.

Variation selectors (category Mn) are not among them: they tell apart the kanji of a name.
"""

_ACTING_BUT_NEWLINE = re.compile(f"(?!\n)[{ACTING}]")


def printable(text: str) -> str:
    r"""Text for a file that another program will show: line ends become ``\n``, tabs blanks, acting characters go.

    | text            | printable |
    |-----------------|-----------|
    | ``a\r\nb``      | ``a\nb``  |
    | ``a\x1b[31mb``  | ``a[31mb``|
    | ``a\u202eb``    | ``ab``    |
    """
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return _ACTING_BUT_NEWLINE.sub("", lines)
