"""The table of operations → OpenAPI 3.1, complete: every path, parameter, body, answer and error."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import NODEFAULT, inspect

from voronka.contract.amocrm_v4.envelope import Error
from voronka.contract.operation import Operation, Right
from voronka.contract.query_parameters import parameters
from voronka.contract.wording import description, resource, summary

Json = dict[str, Any]

REF = "#/components/schemas/{name}"
PROBLEM = "application/problem+json"
HTML = "text/html"
FORM = "application/x-www-form-urlencoded"
MAX_ID = 2**63 - 1

ERRORS = {
    400: "The request is wrong; `validation-errors` names every fault, and nothing was saved.",
    401: "No token, or a dead one.",
    403: "The user's rights do not allow it.",
    404: "No such record.",
    405: "The path has no such method.",
    413: "The body is larger than 10 MB.",
    422: "Understood, but it cannot be done: too many items, a limit reached, a state that forbids it.",
    429: "Too many requests per second; the body may be a page instead of JSON.",
}


def document(operations: Sequence[Operation], *, title: str, version: str, server: str) -> Json:
    schemas = _Schemas(operations)
    paths: dict[str, Json] = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": server}],
        "tags": [{"name": name} for name in dict.fromkeys(map(resource, operations))],
        "security": [{"bearer": []}],
        "paths": dict(paths),
        "components": {
            "schemas": schemas.components,
            "responses": {str(status): _error(text, Error, schemas) for status, text in ERRORS.items()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


class _Schemas:
    """The wire types as components, and how to point at one."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        answers = _types(operation.answer for operation in operations)
        types = _types([Error, *(part for each in operations for part in (each.body, each.answer, each.error))])
        refs, self.components = msgspec.json.schema_components(types, ref_template=REF)
        self._refs = dict(zip(types, refs, strict=True))
        for struct in _structs(answers):
            self._always_sent(struct)

    def of(self, type_: Any) -> Json:
        return self._refs[type_]

    def _always_sent(self, struct: inspect.StructType) -> None:
        """In answers only what may be UNSET may be absent; the other defaults help to read other servers."""
        (ref,), _ = msgspec.json.schema_components([struct.cls], ref_template=REF)
        component = self.components[ref["$ref"].rpartition("/")[2]]
        always = [field.encode_name for field in struct.fields if not _may_be_unset(field)]
        if always:
            component["required"] = always
        for schema in component["properties"].values():
            schema.pop("default", None)


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


def _operation(operation: Operation, schemas: _Schemas) -> Json:
    described: Json = {
        "operationId": operation.name,
        "tags": [resource(operation)],
        "summary": summary(operation),
        "description": description(operation),
        "parameters": [*_path_parameters(operation), *parameters(operation.query)],
        "responses": _responses(operation, schemas),
    }
    if operation.body is not None:
        described["requestBody"] = _body(operation, schemas)
    if operation.right is Right.NOBODY:
        described["security"] = []
    return described


def _path_parameters(operation: Operation) -> Iterator[Json]:
    for part in operation.path.split("/"):
        if part.startswith("{"):
            name = part[1:-1]
            whole = {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID}
            schema = {"type": "string"} if name in operation.texts else whole
            yield {"name": name, "in": "path", "required": True, "schema": schema}


def _body(operation: Operation, schemas: _Schemas) -> Json:
    schema = dict(schemas.of(operation.body))
    if schema.get("type") == "array":
        schema |= {"minItems": 1, "maxItems": operation.most}
    media = {"application/json": {"schema": schema}}
    if operation.form:
        media[FORM] = {"schema": schema}
    return {"required": True, "content": media}


def _responses(operation: Operation, schemas: _Schemas) -> Json:
    answers = {str(operation.status): _answer(operation, schemas)}
    if operation.method == "GET" and operation.answer is not None:
        answers["204"] = {"description": "Nothing found; no body."}
    for status in _error_statuses(operation):
        own = operation.error is not None and status in {400, 401}
        shared = {"$ref": f"#/components/responses/{status}"}
        answers[str(status)] = _error(ERRORS[status], operation.error, schemas) if own else shared
    return answers


def _error_statuses(operation: Operation) -> Iterator[int]:
    yield from (400, 401, 403, 404, 405)
    if operation.body is not None:
        yield 413
    yield from (422, 429)


def _answer(operation: Operation, schemas: _Schemas) -> Json:
    if operation.answer is None:
        page = {"content": {operation.media: {"schema": {"type": "string"}}}} if operation.media == HTML else {}
        return {"description": "Done.", **page}
    schema = schemas.of(operation.answer)
    if operation.key:
        named = {"_embedded": {"type": "object", "required": [operation.key]}}
        schema = {"allOf": [schema, {"type": "object", "properties": named}]}
    return {"description": "Done.", "content": {operation.media: {"schema": schema}}}


def _error(text: str, type_: Any, schemas: _Schemas) -> Json:
    return {"description": text, "content": {PROBLEM: {"schema": schemas.of(type_)}}}
