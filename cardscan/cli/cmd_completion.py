"""``cardscan completion``: teach the shell the commands, options, ids and names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cardscan.cli.options import ExampleCommand


@click.command(
    short_help="Teach your shell the commands and ids.",
    cls=ExampleCommand,
    examples="""
        eval "$(cardscan completion bash)"   # in ~/.bashrc
        eval "$(cardscan completion zsh)"    # in ~/.zshrc
        cardscan completion fish > ~/.config/fish/completions/cardscan.fish
    """,
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes cardscan's commands, options and ids in your shell."""
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - click has all three
    click.echo(made(ctx.find_root().command, {}, "cardscan", "_CARDSCAN_COMPLETE").source())
