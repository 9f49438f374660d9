"""An operation and its arguments → one HTTP request. Pure: nothing is sent here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Struct, structs

from voronka.base import php
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation

RAW = "application/octet-stream"
BY_NAME = {operation.name: operation for operation in OPERATIONS}

# Sent twice, these do what they do once. A PATCH is none of them: options and tags without an id would be made twice.
REPEATABLE = frozenset({"GET", "DELETE"})
# A spent refresh token is no worse than a lost pair. A part's address says which part it is.
KNOWN_AGAIN = frozenset({"oauth.token", "files.sessions.upload", "files.sessions.upload_short"})


class Request(Struct, frozen=True, kw_only=True):
    """One request. `path` is a literal address, `query` is encoded; `origin` only where it is not the account's own.

    first: place in the batch of the first item, where items carry no marks of their own.
    """

    operation: Operation
    path: str
    query: str = ""
    content: bytes | None = None
    headers: Mapping[str, str] = {}
    origin: str = ""
    first: int = 0

    @property
    def target(self) -> str:
        return self.origin + self.path + (f"?{self.query}" if self.query else "")

    @property
    def is_repeatable(self) -> bool:
        """After an answer was lost it may be sent again."""
        return self.operation.method in REPEATABLE or self.operation.name in KNOWN_AGAIN


def build(
    operation: Operation,
    path: Sequence[int | str] = (),
    query: Mapping[str, Any] | None = None,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Request:
    """`path`: the values of the operation's placeholders in their order. `query`: by the names of its query type."""
    return Request(
        operation=operation,
        path=_path(operation.path, path),
        query=_query(operation, query or {}),
        content=body if body is None or isinstance(body, bytes) else msgspec.json.encode(body),
        headers={**(headers or {}), **({"Content-Type": RAW} if isinstance(body, bytes) else {})},
        **more,
    )


def plain(method: str, path: str, query: Mapping[str, Any] | None, body: Any) -> Request:
    """A request to an address that is in no table."""
    content = None if body is None else msgspec.json.encode(body)
    operation = Operation(f"{method} {path}", method, path, answer=Any)
    return Request(operation=operation, path=path, query=php.build(_wire(query or {})), content=content)


def _path(pattern: str, values: Sequence[int | str]) -> str:
    left = iter(values)
    parts = (quote(str(next(left)), safe="") if part.startswith("{") else part for part in pattern.split("/"))
    return "/".join(parts)


def _query(operation: Operation, given: Mapping[str, Any]) -> str:
    if operation.query is None:
        return ""
    return php.build(_wire(operation.query(**{name: value for name, value in given.items() if value is not None})))


def _wire(value: Any, type_: Any = None) -> Any:
    """What the query's types mean in plain dicts, by the wire's names; what is not given disappears."""
    if isinstance(value, Struct):
        return {field.encode_name: _wire(getattr(value, field.name), field.type) for field in structs.fields(value)}
    if isinstance(value, Mapping):
        return {key: _wire(below) for key, below in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(map(php.text, value)) or None if _is_comma(type_) else [_wire(below) for below in value]
    return None if value is UNSET else value


def _is_comma(type_: Any) -> bool:
    """The contract marks lists that travel as `a,b,c`; the mark may stand within a union."""
    if get_origin(type_) is Annotated:
        return any((getattr(mark, "extra", None) or {}).get("comma") for mark in type_.__metadata__)
    return any(_is_comma(member) for member in get_args(type_))


# --- batches ------------------------------------------------------------------------------------------------------


class Part(Struct, frozen=True, kw_only=True):
    """So many items as one request may carry.

    start: place of the first one in the whole batch. is_marked: every item says its place in it.
    """

    start: int
    items: list[Any]
    is_marked: bool


def parts(operation: Operation, items: Sequence[Any]) -> Iterator[Part]:
    """Every item goes out with its place in the batch as `request_id`, whatever mark its sender gave it: places are
    unique, so answers and faults find their item.
    """
    for start in range(0, len(items), operation.most):
        chosen = items[start : start + operation.most]
        marked = [_marked(item, start + place) for place, item in enumerate(chosen)]
        yield Part(start=start, items=marked, is_marked=hasattr(marked[0], "request_id"))


def _marked(item: Any, place: int) -> Any:
    return structs.replace(item, request_id=str(place)) if hasattr(item, "request_id") else item


def mark_of(item: Any, place: int) -> str:
    """What the sender calls the item: his own mark, or its place."""
    mark = getattr(item, "request_id", UNSET)
    return str(place) if mark is UNSET or mark is None else str(mark)
