"""Reads tolerantly: a key that the vendor adds tomorrow breaks nobody, nor does one that he drops or sends otherwise.

What fits the type is read as the type says. Only where it does not, and only in that branch: keys that are missing
get the type's default, or None where it has none; values of another type stay what they are.
"""

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Struct, structs


def decode(content: bytes, type_: Any) -> Any:
    """Raises msgspec.DecodeError when the content is no JSON at all."""
    try:
        return _decoder(type_).decode(content)
    except msgspec.ValidationError:
        return read(msgspec.json.decode(content), type_)


@cache
def _decoder(type_: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type_)


def read(value: Any, type_: Any) -> Any:
    """Plain JSON as `type_`, as far as it goes."""
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError:
        return _piecewise(value, type_)


def _piecewise(value: Any, type_: Any) -> Any:
    origin, members = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return _piecewise(value, members[0])
    if origin in (Union, types.UnionType):
        fitting = [member for member in members if _is_container(value, member)]
        return _piecewise(value, fitting[0]) if fitting else value
    if origin is list and isinstance(value, list):
        return [read(item, members[0]) for item in value]
    if origin is dict and isinstance(value, dict):
        return {key: read(item, members[1]) for key, item in value.items()}
    return _object(value, type_) if _is_struct(type_) and _is_object(value) else value


def _object(value: Any, type_: Any) -> Any:
    given = value or {}  # PHP writes an empty object as an empty array
    return (get_origin(type_) or type_)(**{field.name: _field(given, field) for field in structs.fields(type_)})


def _field(given: dict[str, Any], field: structs.FieldInfo) -> Any:
    if field.encode_name in given:
        return read(given[field.encode_name], field.type)
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return None if field.default is NODEFAULT else field.default


def _is_container(value: Any, type_: Any) -> bool:
    if isinstance(value, list) and value:
        return get_origin(type_) is list
    return _is_object(value) and (_is_struct(type_) or get_origin(type_) is dict)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) or value == []


def _is_struct(type_: Any) -> bool:
    of = get_origin(type_) or type_
    return isinstance(of, type) and issubclass(of, Struct)
