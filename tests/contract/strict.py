"""Bodies and answers held against the wire types strictly: nothing missing, nothing that the type does not name."""

import copy
from functools import cache
from typing import Any

import httpx2
from jsonschema import Draft202012Validator

from voronka.contract import amocrm_v2, amocrm_v4
from voronka.contract.amocrm_v2.described import V2
from voronka.contract.openapi import document
from voronka.contract.operation import Operation

Json = dict[str, Any]


def described(operation: Operation | None = None) -> Json:
    """Our OpenAPI, but with closed types: clients must bear new keys, our own answers must have none."""
    return _closed(operation is not None and operation.name.startswith(("v2.", "private.")))


@cache
def _closed(is_v2: bool) -> Json:
    told: Any = {"title": "Voronka", "version": "1", "server": "/"}
    made = document(amocrm_v2.OPERATIONS, **told, wire=V2) if is_v2 else document(amocrm_v4.OPERATIONS, **told)
    whole = copy.deepcopy(made)
    for schema in whole["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return whole


def misfits(operation: Operation, answer: httpx2.Response) -> list[str]:
    """Where the answer is not what the operation's type says."""
    known = _known(operation)["responses"].get(str(answer.status_code))
    if known is None:
        return [f"{answer.status_code} is not among the operation's answers"]
    content = _resolved(operation, known).get("content")
    if content is None or not answer.content:
        return (
            []
            if bool(content) == bool(answer.content)
            else [f"{answer.status_code}: a body, or none, against the type"]
        )
    media = answer.headers["content-type"]
    if media.startswith("text/html") and "text/html" in content:
        return []
    if media not in content:
        return [f"content type {media} instead of {', '.join(content)}"]
    if "json" not in media:
        return []
    return _faults(operation, _only_its_key(content[media]["schema"], operation), answer.json())


def misfits_of_body(operation: Operation, body: Any) -> list[str]:
    """Keys of an example that the operation does not know, or values that it does not take."""
    request = _known(operation).get("requestBody")
    if request is None:
        return ["a body is sent where there is none"]
    return [
        f"in the body: {fault}" for fault in _faults(operation, request["content"]["application/json"]["schema"], body)
    ]


def _known(operation: Operation) -> Json:
    return described(operation)["paths"][operation.path][operation.method.lower()]


def _resolved(operation: Operation, answer: Json) -> Json:
    if "$ref" in answer:
        return described(operation)["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return answer


def _only_its_key(schema: Json, operation: Operation) -> Json:
    if "allOf" not in schema:
        return schema
    names = [operation.key, *(["server_time"] if operation.root == "response" else [])]
    only = {"properties": {operation.root: {"propertyNames": {"enum": names}}}}
    return {"allOf": [*schema["allOf"], only]}


def _faults(operation: Operation, schema: Json, value: Any) -> list[str]:
    validator = Draft202012Validator({**schema, "components": described(operation)["components"]})
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]
