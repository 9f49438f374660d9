"""Runs one command and turns what went wrong into a line and an exit status."""

import gc
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
from sqlalchemy.exc import DBAPIError

from voronka.cli.common import Failure
from voronka.domain.errors import Invalid, Problem, Refused
from voronka.server.settings import SettingsError
from voronka.store.schema import NewerSchema

EXPECTED = (Failure, Refused, SettingsError, NewerSchema, DBAPIError, OSError)

ABOUT = "A CRM that you own: it speaks amoCRM's API, keeps its data in one file and starts by `voronka serve`."

Commands = dict[str, tuple[str, str]]  # name: module, what it does


def run_command(arguments: list[str], commands: Commands) -> int:
    """The exit status: 0 done, 1 failed, 2 wrongly called. What nobody foresaw keeps its traceback."""
    try:
        app = _app(commands, called=arguments[0] if arguments else "")
        gc.freeze()  # what has been imported is never looked through again, which requests would have to wait for
        gc.enable()
        app(arguments, prog_name="voronka")
    except SystemExit as exit:
        return exit.code if isinstance(exit.code, int) else int(exit.code is not None)
    except EXPECTED as error:
        print(f"voronka: {_explained(error)}", file=sys.stderr)
        return 1
    return 0


def _app(commands: Commands, called: str) -> typer.Typer:
    """Only the module of the called command is imported; of the others help shows the name and the line."""
    app = typer.Typer(help=ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_nothing)
    for name, (module, about) in commands.items():
        command: typer.Typer | Callable[..., Any] = import_module(module).command if name == called else _nothing
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, help=about)(command)
    return app


def _nothing() -> None:
    pass


def _explained(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        return f"The database answered: {error.orig}. Check --database-url, and see `voronka doctor`."
    if isinstance(error, Invalid):
        return "; ".join(map(_told, error.problems))
    if isinstance(error, ConnectionError):
        return f"{error}. Is the database running where --database-url says?"
    return str(error)


def _told(problem: Problem) -> str:
    return f"{problem.path}: {problem.rule.value}" + (f" ({problem.expected})" if problem.expected else "")
