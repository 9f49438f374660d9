"""One example of each operation: what was sent, what came back. scripts/print_examples.py keeps what tests tell."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import UNSET, Struct, UnsetType, convert


class Example(Struct, frozen=True):
    """path: filled in. query: as sent, a list where a name is repeated. No answer: an empty one, or a page."""

    path: str
    query: dict[str, Any] = {}
    body: Any | UnsetType = UNSET
    answer: Any | UnsetType = UNSET


@cache
def examples(vendor: str) -> Mapping[str, Example]:
    """By the operation's name. vendor: a folder of this one."""
    folder = files("voronka.contract") / vendor / "examples"
    found: dict[str, Example] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        found |= convert(json.loads(file.read_text(encoding="utf-8")), dict[str, Example])
    return found
