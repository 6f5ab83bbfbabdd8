"""The command class and the options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

ENGINES = ("auto", "rapidocr", "openvino", "tesseract", "null")
DEFAULT_TIMEOUT = 120.0
"""Seconds a photo may take, as in ``batch``, which is too heavy to import for a help text."""


class _Examples:
    """Examples below the options of a command's help."""

    def __init__(self, *args: Any, examples: str, **kwargs: Any) -> None:
        """Keep ``examples``: one command line a line, ``# why`` behind it if need be."""
        super().__init__(*args, **kwargs)
        self.examples = [line.strip() for line in examples.strip().splitlines()]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, as they are."""
        with formatter.section("Examples"):
            for line in self.examples:
                formatter.write(f"  {line}\n")


class ExampleCommand(_Examples, click.Command):
    """A command whose help ends with examples; a command without them cannot be made."""


class ExampleGroup(_Examples, click.Group):
    """A group of commands whose help ends with examples."""


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, one object a line where there can be many."
)
engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="auto",
    show_default=True,
    help="What reads the text; auto is rapidocr, which comes with cardscan; openvino is the same run by OpenVINO; null "
    "reads nothing.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read at the same time. Default: one a processor.",
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Give up on a photo after this long and go on with the next.",
)
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Print at most N.")
photos_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PHOTO_OR_FOLDER...", type=click.Path(path_type=Path)
)
yes_option = click.option("--yes", "-y", is_flag=True, help="Do not ask.")
