"""`voronka routes`: from a URL to the line that answers it."""

from pathlib import Path
from types import FunctionType
from typing import Any

import msgspec

from voronka.api.amocrm_v2.routes import HANDLERS as V2_HANDLERS
from voronka.api.amocrm_v4.routes import HANDLERS as V4_HANDLERS
from voronka.api.http import Handler
from voronka.cli.common import Json, answer
from voronka.contract import amocrm_v2, amocrm_v4
from voronka.contract.operation import Operation

HANDLERS = V4_HANDLERS | V2_HANDLERS
OPERATIONS = (*amocrm_v4.OPERATIONS, *amocrm_v2.OPERATIONS)


class Line(msgspec.Struct):
    operation: str
    method: str
    path: str
    handler: str
    file: str


def command(as_json: Json = False) -> None:
    """List every operation: name, method, path, handler and where that stands."""
    lines = [_line(operation, HANDLERS[operation.name]) for operation in OPERATIONS if operation.name in HANDLERS]
    shown = [f"{line.operation:32} {line.method:6} {line.path:60} {line.handler:40} {line.file}" for line in lines]
    answer({"routes": msgspec.to_builtins(lines)}, as_json=as_json, plain="\n".join(shown))


def _line(operation: Operation, handler: Handler) -> Line:
    """A handler of a common shape is shown as in routes.py, and its place is that of the function it was given."""
    parts = _given(handler)
    shape = _name(handler).partition(".<locals>")[0]
    shown = f"{shape}({', '.join(map(_name, parts))})" if parts else _name(handler)
    return Line(operation.name, operation.method, operation.path, shown, _place(parts[0] if parts else handler))


def _given(handler: Handler) -> list[FunctionType]:
    cells = [cell.cell_contents for cell in getattr(handler, "__closure__", None) or ()]
    return [cell for cell in cells if isinstance(cell, FunctionType)]


def _name(function: Any) -> str:
    return f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"


def _place(function: Any) -> str:
    code = function.__code__
    file = Path(code.co_filename)
    near = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
    return f"{near}:{code.co_firstlineno}"
