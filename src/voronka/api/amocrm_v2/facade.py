"""API v2 and the older calls as the server sees them."""

from typing import Any, get_origin

from msgspec import UNSET

from voronka.api.amocrm_v2 import identity, loose, problems
from voronka.api.amocrm_v2.envelope import finish
from voronka.api.amocrm_v2.faults import of_body, of_items
from voronka.api.amocrm_v2.routes import BEFORE, HANDLERS
from voronka.api.decoding import decode_pairs, decode_plain
from voronka.api.errors import BadRequest, TooManyItems
from voronka.api.http import Call, Facade
from voronka.contract.amocrm_v2 import OPERATIONS
from voronka.domain.errors import Problems

PAIRS_AT_MOST = 25_000  # a batch of 250 records with 100 values each
NOT_OBJECT = "The body must be one JSON object, or a form."
NOT_LIST = "The body must be one JSON array with items, or a form of them."


def read(call: Call, raw: bytes) -> Any:
    """The first letter tells JSON from a form: clients send the wrong Content-Type, or none."""
    start, content_type = raw.lstrip()[:1], call.headers.get("content-type", "")
    plain = {} if not start else decode_plain(raw) if start in b"{[" else decode_pairs(raw, content_type, PAIRS_AT_MOST)
    if get_origin(call.operation.body) is list:
        return _read_items(call, plain)
    if not isinstance(plain, dict):
        raise BadRequest(NOT_OBJECT)
    prefix = _prefix(call)
    found = Problems()
    body = loose.read(plain, call.operation.body, found)
    if found.found:
        raise of_body(found.found, _inside(plain, prefix), prefix)
    count = _count(_inside(plain, prefix))
    if count > call.operation.most:
        raise TooManyItems(f"At most {call.operation.most} items per request: {count} were sent.")
    return body if body is not UNSET else loose.read({}, call.operation.body, found)


def _read_items(call: Call, plain: Any) -> list[Any]:
    """A list that stands alone, in a form `0[bot_id]=…`."""
    items = loose.as_list(plain)
    if not items:
        raise BadRequest(NOT_LIST)
    found = Problems()
    read_items = loose.read(items, call.operation.body, found)
    if found.found:
        raise of_items(found.found, items)
    if len(items) > call.operation.most:
        raise TooManyItems(f"At most {call.operation.most} items per request: {len(items)} were sent.")
    return read_items


def _prefix(call: Call) -> str:
    """What stands before `add` and `update` in the bodies of the older calls."""
    return f"request.{call.operation.key}." if problems.is_private(call) and call.operation.key else ""


def _inside(plain: Any, prefix: str) -> Any:
    for part in prefix.split(".")[:-1]:
        plain = plain.get(part) if isinstance(plain, dict) else None
    return plain


def _count(lists: Any) -> int:
    found = lists.values() if isinstance(lists, dict) else ()
    return sum(len(items) for items in found if isinstance(items, list | dict))


FACADE = Facade(
    operations=OPERATIONS,
    handlers=HANDLERS,
    before=BEFORE,
    paths=("/api/v2", "/private/", "/api/unsorted", "/api/calls", "/ajax/", "/download/"),
    read=read,
    actor=identity.actor,
    refusal=problems.refusal,
    broken=problems.broken,
    no_such_path=problems.no_such_path,
    no_such_method=problems.no_such_method,
    finish=finish,
)
