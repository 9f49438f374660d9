"""A query type → OpenAPI parameters, spelled in PHP's brackets as clients send them."""

from collections.abc import Iterator
from typing import Any

from msgspec import NODEFAULT, inspect

Parameter = dict[str, Any]


def parameters(query: Any) -> list[Parameter]:
    if query is None:
        return []
    info = inspect.type_info(query)
    assert isinstance(info, inspect.StructType)
    return [found for field in info.fields for found in _field(field.encode_name, field.type, field.default)]


def _field(name: str, type_: inspect.Type, default: Any = NODEFAULT) -> Iterator[Parameter]:
    said: dict[str, Any] = {}
    comma = False
    while isinstance(type_, inspect.Metadata):
        said = {**(type_.extra_json_schema or {}), **said}
        comma = comma or bool((type_.extra or {}).get("comma"))
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        yield from _union(name, type_)
    elif isinstance(type_, inspect.StructType):
        for field in type_.fields:
            yield from _field(f"{name}[{field.encode_name}]", field.type)
    elif isinstance(type_, inspect.ListType) and isinstance(type_.item_type, inspect.StructType):
        yield from _field(f"{name}[0]", type_.item_type)
    elif isinstance(type_, inspect.ListType):
        yield _list(name, type_, comma) | said
    elif isinstance(type_, inspect.DictType):
        yield _dict(name, type_) | said
    else:
        schema = schema_of(type_) if default is NODEFAULT else {**schema_of(type_), "default": default}
        yield {"name": name, "in": "query", "schema": schema} | said


def _union(name: str, union: inspect.UnionType) -> Iterator[Parameter]:
    """One value under the name itself, or its parts in brackets."""
    plain = [member for member in union.types if not isinstance(member, inspect.StructType)]
    yield from _field(name, plain[-1])
    for member in union.types:
        if isinstance(member, inspect.StructType):
            yield from _field(name, member)


def _list(name: str, type_: inspect.ListType, comma: bool) -> Parameter:
    schema = {"type": "array", "items": schema_of(type_.item_type)}
    if comma:
        return {"name": name, "in": "query", "schema": schema, "style": "form", "explode": False}
    return {"name": f"{name}[]", "in": "query", "schema": schema, "style": "form", "explode": True}


def _dict(name: str, type_: inspect.DictType) -> Parameter:
    value = type_.value_type
    schema = {"type": "object", "additionalProperties": {"type": "string"}}
    if isinstance(value, inspect.LiteralType):
        schema = {"type": "object", "additionalProperties": schema_of(value)}
    return {"name": name, "in": "query", "schema": schema, "style": "deepObject", "explode": True}


def schema_of(type_: inspect.Type) -> dict[str, Any]:
    """Only what a query can hold."""
    if isinstance(type_, inspect.LiteralType):
        return {"type": "string", "enum": [str(value) for value in type_.values]}
    if isinstance(type_, inspect.UnionType):
        return schema_of(type_.types[-1])
    schema: dict[str, Any] = {"type": NAMES[type(type_)]}
    if isinstance(type_, inspect.IntType | inspect.FloatType):
        schema |= {name: bound for name, bound in (("minimum", type_.ge), ("maximum", type_.le)) if bound is not None}
    return schema


NAMES: dict[type[inspect.Type], str] = {
    inspect.IntType: "integer",
    inspect.FloatType: "number",
    inspect.StrType: "string",
    inspect.BoolType: "boolean",
}
