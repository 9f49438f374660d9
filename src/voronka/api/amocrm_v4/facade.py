"""API v4 as the server sees it."""

from typing import Any

from voronka.api import bearer
from voronka.api.amocrm_v4 import problems
from voronka.api.amocrm_v4.routes import BEFORE, HANDLERS
from voronka.api.decoding import decode_body, decode_form
from voronka.api.http import Call, Facade
from voronka.contract.amocrm_v4 import OPERATIONS

FORM = "application/x-www-form-urlencoded"
SPACES = b" \t\r\n"


def read(call: Call, raw: bytes) -> Any:
    operation = call.operation
    if operation.bare and raw.translate(None, SPACES) in (b"", b"[]"):
        raw = b"{}"
    is_form = operation.form and call.headers.get("content-type", "").startswith(FORM)
    return (decode_form if is_form else decode_body)(raw, operation.body, most=operation.most)


FACADE = Facade(
    operations=OPERATIONS,
    handlers=HANDLERS,
    before=BEFORE,
    paths=("/",),
    read=read,
    actor=bearer.actor,
    refusal=problems.translate,
    broken=problems.broken,
    no_such_path=problems.no_such_path,
    no_such_method=problems.no_such_method,
)
