"""Text of a mapping file → Mapping; every fault is told by line and key."""

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

import msgspec
from msgspec import Struct

from voronka.domain.errors import Refused
from voronka.domain.importing import mapping as language
from voronka.domain.importing.checking import Fault, faults_of
from voronka.domain.importing.lines import Path, line_of
from voronka.domain.importing.mapping import Mapping

_WHERE = re.compile(r" - at `(?:key in )?\$?([^`]*)`$")
_PART = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")

CHOICES = {
    "into": ("leads", "contacts", "companies", "elements", "users"),
    "to": ("leads", "contacts", "companies", "elements"),
    "type": get_args(language.FieldType),
    "missing": get_args(language.Missing),
    "by": ("key", "name"),
    "decimal": (".", ","),
}


class MappingFault(Refused):
    """The mapping cannot be used; a line of text per fault."""


class MappingFile(Struct, frozen=True):
    """A mapping and the text it was read from, to tell the line of what turns out wrong later."""

    name: str
    text: str
    mapping: Mapping

    def check(self, faults: Iterable[Fault]) -> None:
        told = [_told(self.name, self.text, *fault) for fault in faults]
        if told:
            raise MappingFault("\n".join(told))


def read_mapping(text: str, name: str) -> MappingFile:
    try:
        file = MappingFile(name, text, msgspec.convert(tomllib.loads(text), Mapping))
    except tomllib.TOMLDecodeError as error:
        raise MappingFault(f"{name} is not valid TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise MappingFault(_told(name, text, *_understood(str(error)))) from error
    file.check(faults_of(file.mapping))
    return file


def _told(name: str, text: str, path: Path, what: str) -> str:
    return f"{name}, line {line_of(text, path)}: {spelled(path)}: {what}"


def spelled(path: Path) -> str:
    """`tables[1].set.name`, counted from 1 as people count."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".") or "the file"


def _understood(message: str) -> Fault:
    """msgspec's message taken apart: where, and what is wrong there."""
    where = _WHERE.search(message)
    path: Path = tuple(key or int(place) for key, place in _PART.findall(where[1])) if where else ()
    unknown = _UNKNOWN.match(message)
    if unknown:
        return (*path, unknown[1]), f"there is no such key here.{_advice(path, unknown[1])}"
    bare = _WHERE.sub("", message).replace("Object missing required field", "missing").replace("`", "")
    return path, f"{bare.replace('object', 'table').replace(' | null', '')}.{_choices(path)}"


def _choices(path: Path) -> str:
    possible = CHOICES.get(str(path[-1])) if path else None
    return f" Possible: {', '.join(possible)}." if possible else ""


def _advice(path: Path, wrong: str) -> str:
    near = get_close_matches(wrong, _keys_near(path), 1)
    return f" Did you mean {near[0]}?" if near else ""


def _keys_near(path: Path) -> list[str]:
    """Which keys there are around here; what kind of table or cell was meant cannot be known."""
    inner = [part for part in path if isinstance(part, str)][1:2]
    found: dict[str, tuple[type[Struct], ...]] = {
        "set": (language.LeadSet, language.ContactSet, language.UserSet, language.TimeCell, language.NameCell),
        "fields": (language.FieldCell,),
        "links": (language.LinkCell,),
    }
    table = (language.Leads, language.Elements)
    structs = found.get(str(inner[0]), table) if inner else table if path else (Mapping,)
    return [key for struct in structs for key in struct.__struct_fields__]
