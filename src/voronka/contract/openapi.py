"""The table of operations → OpenAPI 3.1, complete: every path, parameter, body, answer and error."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from voronka.contract.described import V4, Described
from voronka.contract.examples import Example
from voronka.contract.openapi_errors import ERRORS, error, headers, statuses
from voronka.contract.openapi_schemas import Schemas
from voronka.contract.operation import Operation, Right
from voronka.contract.query_parameters import parameters
from voronka.contract.wording import description, resource, summary

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
RAW = "application/octet-stream"
MAX_ID = 2**63 - 1

HEADERS = {
    "X-Request-Id": {"description": "The request's name in the server's log.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
}
MODIFIED_SINCE = {
    "name": "If-Modified-Since",
    "in": "header",
    "description": "Only what changed after this moment (RFC 1123, or Unix seconds); 304 when nothing did.",
    "schema": {"type": "string"},
    "example": "Mon, 21 Sep 2026 13:33:20 GMT",
}


def document(
    operations: Sequence[Operation],
    *,
    title: str,
    version: str,
    server: str,
    examples: Mapping[str, Example] | None = None,
    wire: Described = V4,
) -> Json:
    schemas = Schemas(operations, wire.error)
    paths: dict[str, Json] = defaultdict(dict)
    for operation in operations:
        paths[operation.path][operation.method.lower()] = _operation(operation, schemas, examples or {}, wire)
    licence = {"name": "MIT", "identifier": "MIT"}
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": wire.introduction, "license": licence},
        "servers": [{"url": server}],
        "tags": [{"name": name} for name in dict.fromkeys(map(resource, operations))],
        "security": [{name: []} for name in wire.security],
        "paths": dict(paths),
        "components": {
            "schemas": schemas.components,
            "responses": {str(status): error(status, schemas.of(wire.error), wire) for status in ERRORS},
            "headers": HEADERS,
            "securitySchemes": wire.security,
        },
    }


def _operation(operation: Operation, schemas: Schemas, examples: Mapping[str, Example], wire: Described) -> Json:
    shown = examples.get(operation.name)
    described: Json = {
        "operationId": operation.name,
        "tags": [resource(operation)],
        "summary": summary(operation),
        "description": description(operation),
        "parameters": _parameters(operation, shown),
        "responses": _responses(operation, schemas, shown, wire),
    }
    if operation.body is not None:
        described["requestBody"] = _body(operation, schemas, shown)
    if operation.right is Right.NOBODY:
        described["security"] = []
    return described


def _parameters(operation: Operation, shown: Example | None) -> list[Json]:
    found = [*_path_parameters(operation, shown), *parameters(operation.query)]
    if shown is not None:
        found = [each | _example(each, shown.query) for each in found]
    return [*found, MODIFIED_SINCE] if operation.dated else found


def _example(parameter: Json, query: Mapping[str, Any]) -> Json:
    """A comma list is an array that travels as one text."""
    value = query.get(parameter["name"])
    if value is None:
        return {}
    is_comma = parameter.get("explode") is False and isinstance(value, str)
    return {"example": value.split(",") if is_comma else value}


def _path_parameters(operation: Operation, shown: Example | None) -> Iterator[Json]:
    values = shown.path.split("/") if shown else []
    for place, part in enumerate(operation.path.split("/")):
        if part.startswith("{"):
            name = part[1:-1]
            whole = {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID}
            is_text = name in operation.texts
            example = {"example": values[place] if is_text else int(values[place])} if values else {}
            yield {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "string"} if is_text else whole,
            } | example


def _body(operation: Operation, schemas: Schemas, shown: Example | None) -> Json:
    schema = dict(schemas.of(operation.body))
    if schema.get("type") == "array":
        schema |= {"minItems": 1, "maxItems": operation.most}
    content: Json = {"schema": schema}
    if shown is not None and shown.body is not UNSET:
        content["example"] = shown.body
    media = {RAW if operation.body is bytes else "application/json": content}
    if operation.form:
        media[FORM] = content
    return {"required": not operation.bare, "content": media}


def _responses(operation: Operation, schemas: Schemas, shown: Example | None, wire: Described) -> Json:
    answers = {str(operation.status): _answer(operation, schemas, shown)}
    if operation.method == "GET" and operation.answer is not None:
        answers["204"] = {"description": "Nothing found; no body.", "headers": headers(204)}
    if operation.dated:
        answers["304"] = {"description": "Nothing has changed since; no body.", "headers": headers(304)}
    for status in statuses(operation):
        own = operation.error is not None and status in {400, 401}
        shared = {"$ref": f"#/components/responses/{status}"}
        answers[str(status)] = error(status, schemas.of(operation.error), wire, own=True) if own else shared
    return answers


def _answer(operation: Operation, schemas: Schemas, shown: Example | None) -> Json:
    done: Json = {"description": "Done.", "headers": headers(operation.status)}
    if operation.answer is None:
        return done | (
            {"content": {operation.media: {"schema": {"type": "string"}}}}
            if operation.media.startswith("text/")
            else {}
        )
    schema = schemas.of(operation.answer)
    if operation.key:
        schema = _with_key(schema, operation, schemas)
    content: Json = {"schema": schema}
    if shown is not None and shown.answer is not UNSET:
        content["example"] = shown.answer
    return done | {"content": {operation.media: content}}


def _with_key(schema: Json, operation: Operation, schemas: Schemas) -> Json:
    """The wire's type says that `_embedded` (or its own word for it) has arrays; here its one array is named."""
    root, key = operation.root, operation.key
    whole = schemas.components[schema["$ref"].rpartition("/")[2]]
    array = whole["properties"][root]["additionalProperties"]
    embedded = {"type": "object", "properties": {key: array}, "required": [key]}
    named = {"type": "object", "properties": {root: embedded}, "required": [root]}
    return {"allOf": [schema, named]}
