"""The translator: what the domain refuses → `response.error_code`, and in API v2 a problem beside it.

Some clients look for the one form, some for the other; both in one body serve all of them (unconfirmed).
"""

import time
from http import HTTPStatus
from typing import Any

from voronka.api import problem_codes
from voronka.api.amocrm_v2 import codes
from voronka.api.amocrm_v2.envelope import timed
from voronka.api.amocrm_v2.faults import ItemFaults, NothingSent
from voronka.api.errors import BadBody, BadRequest, NotProcessable, TooLarge, TooManyItems
from voronka.api.http import Call, Reply
from voronka.domain.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NoAccount,
    NotFound,
    OtherMode,
    Refused,
    SwitchedOff,
    TooMany,
    Unauthorized,
)

Wire = dict[str, Any]

JSON = 'application/json; charset="utf-8"'
PROBLEM = "application/problem+json"
XML = "text/xml; charset=utf-8"
OLDER = ("/private/", "/ajax/", "/api/unsorted/", "/api/calls/")
INVALID = "Request validation failed"

STATUSES: dict[type[Exception], HTTPStatus] = {
    TooManyItems: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotProcessable: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.UNPROCESSABLE_ENTITY,
}
LOGINS: dict[type[Exception], str] = {
    TooMany: codes.CAPTCHA,
    SwitchedOff: codes.SWITCHED_OFF,
    NoAccount: codes.NO_ACCOUNT,
    Unauthorized: codes.WRONG_LOGIN,
}


def refusal(error: Exception, call: Call) -> Reply | None:
    """The answer to a refusal; None for an error that is our own fault."""
    for refused, code in LOGINS.items():
        if isinstance(error, refused):
            return _unauthorized(code, call)
    own = codes.codes_of(noun_of(call))
    if isinstance(error, Forbidden):
        return answer(call, HTTPStatus.FORBIDDEN, own.forbidden, error.detail)
    if isinstance(error, OtherMode):  # (unconfirmed) status
        return answer(call, HTTPStatus.FORBIDDEN, codes.OTHER_MODE, error.detail)
    if isinstance(error, Invalid):
        return _invalid(error, call, own)
    if isinstance(error, NothingSent):
        number = own.empty_list[error.verb == "update"] if error.verb else own.empty
        return answer(call, HTTPStatus.BAD_REQUEST, number, error.detail)
    if isinstance(error, BadRequest):
        return answer(call, HTTPStatus.BAD_REQUEST, codes.NOT_JSON, error.detail)
    for refused, status in STATUSES.items():
        if isinstance(error, refused):
            return answer(call, status, str(status.value), str(getattr(error, "detail", error)))
    return answer(call, HTTPStatus.BAD_REQUEST, "400", error.detail) if isinstance(error, Refused) else None


def broken(trace_id: str) -> Reply:
    told = {"error": problem_codes.BROKEN, "error_code": "500"}
    return _reply(HTTPStatus.INTERNAL_SERVER_ERROR, told, {"trace_id": trace_id}, private=False)


def no_such_path(method: str, path: str) -> Reply:
    told = {"error": f"Cannot {method} {path}", "error_code": codes.NO_METHOD}
    return timed(_reply(HTTPStatus.NOT_FOUND, told, {}, private=path.startswith(OLDER)))


def no_such_method(method: str, path: str) -> Reply:
    """`path` ends in the noun, or in the noun and the action."""
    own = [codes.CODES[part] for part in path.split("/") if part in codes.CODES]
    told = {"error": f"{method} is not allowed at {path}", "error_code": own[0].method if own else codes.NO_METHOD}
    return timed(_reply(HTTPStatus.METHOD_NOT_ALLOWED, told, {}, private=path.startswith(OLDER)))


def answer(call: Call, status: HTTPStatus, code: str, text: str, faults: list[Wire] | None = None) -> Reply:
    told: Wire = {"error": text, "error_code": code}
    private = is_private(call)
    if faults and private:
        told["errors"] = faults
    more: Wire = {"validation-errors": faults} if faults else {}
    if noun_of(call) == "unsorted":  # where clients look for failures of these
        more["error"] = text
    return _reply(status, told, more, private=private)


def is_private(call: Call) -> bool:
    return call.operation.name.startswith("private.")


def noun_of(call: Call) -> str:
    """`private.leads.set` → `leads`."""
    return call.operation.name.split(".")[1]


def _reply(status: HTTPStatus, told: Wire, more: Wire, *, private: bool) -> Reply:
    body: Wire = {"response": {**told, "server_time": int(time.time())}}
    if not private:
        title = "Unprocessable Entity" if status == HTTPStatus.UNPROCESSABLE_ENTITY else status.phrase
        kind = f"{problem_codes.TYPES}{status.value}"
        body |= {**more, "title": title, "type": kind, "status": status.value, "detail": told["error"]}
    return Reply(status=status.value, body=body, content_type=JSON if private else PROBLEM)


def _unauthorized(code: str, call: Call) -> Reply:
    if noun_of(call) == "auth" and not wants_json(call):
        return Reply(status=401, body="<root><auth>false</auth></root>", content_type=XML)
    domain = call.host
    told = {"auth": False, "error": codes.LOGIN_TEXTS[code], "error_code": code, "ip": call.client_ip, "domain": domain}
    return _reply(HTTPStatus.UNAUTHORIZED, told, {}, private=is_private(call))


def wants_json(call: Call) -> bool:
    return getattr(call.query, "type", None) == "json"


def _invalid(error: Invalid, call: Call, own: codes.Codes) -> Reply:
    marks = error.request_ids if isinstance(error, BadBody) else []
    faults = problem_codes.by_item(error.problems, marks)
    return answer(call, HTTPStatus.BAD_REQUEST, _number(error, call, own), INVALID, faults)


def _number(error: Invalid, call: Call, own: codes.Codes) -> str:
    first = error.problems[0]
    if isinstance(error, ItemFaults):
        return codes.of_fault(own, error.verb, first, error.element_type)
    return codes.TYPE_REQUIRED if (noun_of(call), first.path) == ("notes", "type") else "400"
