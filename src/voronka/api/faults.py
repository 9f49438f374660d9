"""When msgspec refuses a body at its first fault, this walks the type once more and names every fault."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import UNSET, inspect

from voronka.api.errors import BadRequest
from voronka.domain.errors import Problems, Rule

Fault = tuple[str, Rule, str]  # dotted path, rule, name of the expected type

MAX_DEPTH = 32
MAX_INT = 2**63 - 1

TOO_DEEP = f"The body is nested too deep: at most {MAX_DEPTH} levels."

# What JSON can hold → the vendor's name of it.
NAMES: dict[type[inspect.Type], str] = {
    inspect.IntType: "int",
    inspect.FloatType: "int",
    inspect.StrType: "string",
    inspect.BoolType: "bool",
    inspect.ListType: "array",
    inspect.StructType: "object",
    inspect.DictType: "object",
    inspect.LiteralType: "string",
}


def faults(value: Any, type_: inspect.Type, path: str = "") -> Iterator[Fault]:
    """Everything about `value` that its type forbids."""
    type_ = bare(type_)
    if isinstance(type_, inspect.UnionType):
        yield from _of_union(value, type_, path)
    elif not fits(value, type_):
        yield path, Rule.WRONG_TYPE, NAMES.get(type(type_), "string")
    elif below := BELOW.get(type(type_)):
        yield from below(value, type_, path)


def unsound(value: Any, path: str = "", depth: int = 0) -> Iterator[Fault]:
    """What JSON allows and no database takes: whole numbers over 64 bits, the NUL character, bottomless nesting."""
    if depth > MAX_DEPTH:
        raise BadRequest(TOO_DEEP)
    if isinstance(value, dict):
        for key, below in value.items():
            if "\0" in key:
                yield join(path, key.replace("\0", "")), Rule.UNEXPECTED, ""
            yield from unsound(below, join(path, key.replace("\0", "")), depth + 1)
    elif isinstance(value, list):
        for place, below in enumerate(value):
            yield from unsound(below, join(path, place), depth + 1)
    elif isinstance(value, str) and "\0" in value:
        yield path, Rule.FORMAT, "text without NUL characters"
    elif isinstance(value, int) and not -MAX_INT - 1 <= value <= MAX_INT:
        yield path, Rule.WRONG_TYPE, "int"


def bare(type_: inspect.Type) -> inspect.Type:
    return bare(type_.type) if isinstance(type_, inspect.Metadata) else type_


def join(path: str, key: str | int) -> str:
    return f"{path}.{key}" if path else str(key)


def fits(value: Any, type_: inspect.Type) -> bool:
    """Whether the JSON kind is right; what is inside is another question."""
    if isinstance(type_, inspect.AnyType):
        return True
    if value is None:
        return isinstance(type_, inspect.NoneType)
    if isinstance(value, bool):
        return isinstance(type_, inspect.BoolType)
    if isinstance(value, float):
        return isinstance(type_, inspect.FloatType)
    kinds = {
        int: (inspect.IntType, inspect.FloatType),
        str: (inspect.StrType, inspect.LiteralType),
        list: (inspect.ListType,),
        dict: (inspect.StructType, inspect.DictType),
    }
    return isinstance(type_, kinds[type(value)])


def bounded(number: float, type_: inspect.IntType | inspect.FloatType, path: str, problems: Problems) -> Any:
    """A number that came as text, or UNSET when it is told to be out of bounds."""
    low = -MAX_INT - 1 if type_.ge is None else type_.ge
    high = MAX_INT if type_.le is None else type_.le
    if low <= number <= high:
        return number
    rule, bound = (Rule.TOO_LOW, low) if number < low else (Rule.TOO_HIGH, high)
    problems.add(0, path, rule, str(math.trunc(bound)))
    return UNSET


def chosen(text: str, type_: inspect.LiteralType, path: str, problems: Problems) -> Any:
    """One of the choices in any letters, or UNSET when it is told to be none."""
    choice = text.strip().lower()
    if choice in type_.values:
        return choice
    problems.add(0, path, Rule.UNKNOWN_CHOICE)
    return UNSET


def _of_union(value: Any, union: inspect.UnionType, path: str) -> Iterator[Fault]:
    members = [bare(member) for member in union.types]
    nested = [inner for member in members for inner in (member.types if isinstance(member, inspect.UnionType) else ())]
    members += [bare(inner) for inner in nested]
    for member in members:
        if fits(value, member):
            yield from faults(value, member, path)
            return
    names = [NAMES[type(member)] for member in members if type(member) in NAMES]
    yield path, Rule.WRONG_TYPE, "|".join(dict.fromkeys(names))


def _of_list(value: list[Any], type_: inspect.ListType, path: str) -> Iterator[Fault]:
    if type_.max_length is not None and len(value) > type_.max_length:
        yield path, Rule.TOO_MANY, str(type_.max_length)
    for place, item in enumerate(value):
        yield from faults(item, type_.item_type, join(path, place))


def _of_dict(value: dict[str, Any], type_: inspect.DictType, path: str) -> Iterator[Fault]:
    for key, item in value.items():
        yield from faults(item, type_.value_type, join(path, key))


def _of_struct(value: dict[str, Any], type_: inspect.StructType, path: str) -> Iterator[Fault]:
    for field in type_.fields:
        if field.encode_name in value:
            yield from faults(value[field.encode_name], field.type, join(path, field.encode_name))
        elif field.required:
            yield join(path, field.encode_name), Rule.MISSING, ""


def _of_number(value: float, type_: inspect.IntType | inspect.FloatType, path: str) -> Iterator[Fault]:
    if type_.ge is not None and value < type_.ge:
        yield path, Rule.TOO_LOW, str(int(type_.ge))
    if type_.le is not None and value > type_.le:
        yield path, Rule.TOO_HIGH, str(int(type_.le))


def _of_literal(value: str, type_: inspect.LiteralType, path: str) -> Iterator[Fault]:
    if value not in type_.values:
        yield path, Rule.UNKNOWN_CHOICE, ""


BELOW: dict[type[inspect.Type], Callable[[Any, Any, str], Iterator[Fault]]] = {
    inspect.ListType: _of_list,
    inspect.DictType: _of_dict,
    inspect.StructType: _of_struct,
    inspect.LiteralType: _of_literal,
    inspect.IntType: _of_number,
    inspect.FloatType: _of_number,
}
