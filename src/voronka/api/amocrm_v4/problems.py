"""The one translator: what the domain refuses → application/problem+json in amoCRM's words."""

from http import HTTPStatus
from typing import Any

from voronka.api import problem_codes
from voronka.api.amocrm_v4.envelope import request_ids
from voronka.api.amocrm_v4.oauth import token_problem
from voronka.api.errors import BadBody, BadRequest, NotProcessable, TooLarge, TooManyItems
from voronka.api.http import Call, Reply
from voronka.contract.operation import MOST
from voronka.domain.errors import Conflict, Forbidden, Invalid, NotFound, Refused, TooMany, Unauthorized

UNAUTHORIZED = "Invalid user name or password"
INVALID = "Request validation failed"

STATUSES: dict[type[Exception], HTTPStatus] = {
    BadRequest: HTTPStatus.BAD_REQUEST,
    TooManyItems: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotProcessable: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
}


def translate(error: Exception, call: Call | None) -> Reply | None:
    """The answer to a refusal; None for an error that is our own fault."""
    if call is not None and call.operation.name == "oauth.token" and isinstance(error, Refused):
        return token_problem(error)
    if isinstance(error, Invalid):
        return _invalid(error, call)
    if isinstance(error, Unauthorized):
        return problem(HTTPStatus.UNAUTHORIZED, UNAUTHORIZED)
    if isinstance(error, TooManyItems) and call is not None and call.operation.most < MOST:
        # documented is the 422 of more than 250; for an operation that takes fewer the contract has 400 (unconfirmed)
        return problem(HTTPStatus.BAD_REQUEST, error.detail)
    for refused, status in STATUSES.items():
        if isinstance(error, refused):
            return problem(status, str(getattr(error, "detail", error)))
    return problem(HTTPStatus.BAD_REQUEST, error.detail) if isinstance(error, Refused) else None


def broken(trace_id: str) -> Reply:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, problem_codes.BROKEN, trace_id=trace_id)


def no_such_path(method: str, target: str) -> Reply:
    return problem(HTTPStatus.NOT_FOUND, f"Cannot {method} {target}")


def no_such_method(method: str, target: str) -> Reply:
    return problem(HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is not allowed at {target}")


def problem(status: HTTPStatus, detail: str, **more: Any) -> Reply:
    body = {
        **more,
        "title": _title(status),
        "type": f"{problem_codes.TYPES}{status.value}",
        "status": status.value,
        "detail": detail,
    }
    # No charset: a client compares the header to the letter.
    return Reply(status=status.value, body=body, content_type="application/problem+json")


def _title(status: HTTPStatus) -> str:
    return "Unprocessable Entity" if status == HTTPStatus.UNPROCESSABLE_ENTITY else status.phrase


def _invalid(error: Invalid, call: Call | None) -> Reply:
    items = problem_codes.by_item(error.problems, _marks(error, call))
    return problem(HTTPStatus.BAD_REQUEST, INVALID, **{"validation-errors": items})


def _marks(error: Invalid, call: Call | None) -> list[str]:
    """The request_id of each item; a faulty query has no items."""
    if isinstance(error, BadBody):
        return error.request_ids
    return request_ids(call) if call is not None and call.body is not None else []
