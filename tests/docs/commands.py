"""The command line as it is: each command with its options."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from voronka.cli.main import COMMANDS

SHARED = {"--data-dir", "--database-url"}


def commands() -> Iterator[tuple[str, set[str]]]:
    """`account create` and its options, but those that nearly every command has."""
    for name, (module, _) in COMMANDS.items():
        found: Any = import_module(module).command
        if isinstance(found, typer.Typer):
            group: Any = get_command(found)
            yield from ((f"{name} {verb}", _options(command)) for verb, command in group.commands.items())
        else:
            alone = typer.Typer(add_completion=False)
            alone.command()(found)
            yield name, _options(get_command(alone))


def _options(command: Any) -> set[str]:
    named = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return {option for option in named if option.startswith("--")} - SHARED
