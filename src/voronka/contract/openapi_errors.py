"""What an operation answers when it refuses: statuses, what they mean, and how the body looks."""

from collections.abc import Iterator
from typing import Any

from voronka.contract.described import Described
from voronka.contract.operation import Operation

Json = dict[str, Any]

HTML = "text/html"

# 402 is missing: nobody pays here.
ERRORS = {
    400: ("Bad Request", "The request is wrong; `validation-errors` names every fault, and nothing was saved."),
    401: ("Unauthorized", "No token, or a dead one."),
    403: ("Forbidden", "The user's rights do not allow it; or, as a page instead of JSON, too many requests before."),
    404: ("Not Found", "No such record, or a part of the path that cannot be an id."),
    405: ("Method Not Allowed", "The path has no such method."),
    413: ("Request Entity Too Large", "The body is larger than 10 MB, or a part of a file than 512 KB."),
    422: (
        "Unprocessable Entity",
        "Understood, but it cannot be done: too many items, a limit reached, a state that forbids it.",
    ),
    429: ("Too Many Requests", "Too many requests per second. A page instead of JSON; Retry-After tells the seconds."),
    500: ("Internal Server Error", "An error of the server; its log has the story under X-Request-Id."),
}
DETAILS = {
    400: "Request validation failed",
    401: "Invalid user name or password",
    404: "Cannot GET /api/v4/nonsense",
    413: "The body is larger than 10 MB. Send fewer records at a time.",
    422: "At most 250 items per page: ask for a smaller limit.",
}
FAULT = {
    "request_id": "0",
    "errors": [
        {
            "code": "NotSupportedChoice",
            "path": "custom_fields_values.0.field_id",
            "detail": "The value you selected is not a valid choice.",
        }
    ],
}


def statuses(operation: Operation) -> Iterator[int]:
    yield from (400, 401, 403, 404, 405)
    if operation.body is not None:
        yield 413
    yield from (422, 429, 500)


def error(status: int, schema: Json, wire: Described, *, own: bool = False) -> Json:
    """`own`: the operation has errors of its own type, of which there is no example here."""
    _, text = ERRORS[status]
    told: Json = {"schema": schema} if own or not wire.has_examples else {"schema": schema, "example": example(status)}
    content: Json = dict.fromkeys(wire.problems, told)
    page = {HTML: {"schema": {"type": "string"}}}
    if status in {403, 429}:
        content = page if status == 429 else content | page
    return {"description": text, "headers": headers(status), "content": content}


def headers(status: int) -> Json:
    found = {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}}
    return found | {"Retry-After": {"$ref": "#/components/headers/Retry-After"}} if status == 429 else found


def example(status: int) -> Json:
    title, text = ERRORS[status]
    detail = DETAILS.get(status, text)
    body = {"title": title, "type": f"https://httpstatus.es/{status}", "status": status, "detail": detail}
    return {"validation-errors": [FAULT], **body} if status == 400 else body
