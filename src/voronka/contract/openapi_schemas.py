"""The wire types as JSON schemas: what an answer always has, and what it may leave out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import NODEFAULT, inspect

from voronka.contract.operation import Operation

Json = dict[str, Any]

BYTES: Json = {"type": "string", "format": "binary"}
REF = "#/components/schemas/{name}"


class Schemas:
    """The wire types as components, and how to point at one."""

    def __init__(self, operations: Sequence[Operation], error: Any) -> None:
        answers = _types(operation.answer for operation in operations)
        types = _types([error, *(part for each in operations for part in (each.body, each.answer, each.error))])
        types = [type_ for type_ in types if type_ is not bytes]
        refs, self.components = msgspec.json.schema_components(types, ref_template=REF)
        self._refs = dict(zip(types, refs, strict=True))
        for struct in _structs(answers):
            self._always_sent(struct)
        _say_of_what(self.components)

    def of(self, type_: Any) -> Json:
        return BYTES if type_ is bytes else self._refs[type_]

    def _always_sent(self, struct: inspect.StructType) -> None:
        """In answers only what may be UNSET may be absent; the other defaults help to read other servers."""
        (ref,), _ = msgspec.json.schema_components([struct.cls], ref_template=REF)
        component = self.components[ref["$ref"].rpartition("/")[2]]
        always = [field.encode_name for field in struct.fields if not _may_be_unset(field)]
        if always:
            component["required"] = always
        for schema in component["properties"].values():
            schema.pop("default", None)


def _say_of_what(schema: Any) -> None:
    """Generators of clients stumble over an array that does not say of what it is."""
    if isinstance(schema, list):
        for below in schema:
            _say_of_what(below)
    elif isinstance(schema, dict):
        for below in schema.values():
            _say_of_what(below)
        if schema.get("type") == "array" and "prefixItems" not in schema:
            schema.setdefault("items", {})


def _types(found: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(type_ for type_ in found if type_ is not None))


def _may_be_unset(field: inspect.Field) -> bool:
    return not field.required and field.default is NODEFAULT and field.default_factory is NODEFAULT


def _structs(types: Iterable[Any]) -> list[inspect.StructType]:
    found: dict[Any, inspect.StructType] = {}
    waiting: list[Any] = list(inspect.multi_type_info(types))
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, inspect.StructType) and type_.cls not in found:
            found[type_.cls] = type_
            waiting += [field.type for field in type_.fields]
        waiting += _inside(type_)
    return list(found.values())


def _inside(type_: Any) -> Iterator[Any]:
    if isinstance(type_, inspect.Metadata):
        yield type_.type
    elif isinstance(type_, inspect.UnionType):
        yield from type_.types
    elif isinstance(type_, inspect.ListType):
        yield type_.item_type
    elif isinstance(type_, inspect.DictType):
        yield type_.value_type
