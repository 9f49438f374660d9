"""What an operation is. Each vendor's folder lists its own; nothing else in the house knows a URL."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

MOST = 250  # items in one body, where an operation does not take fewer
ROOM = 10 * 1024 * 1024  # bytes of one body, the same


class Right(StrEnum):
    """Who may call: checked once at the door. What of the records he may see is the services' business."""

    NOBODY = "nobody"  # no token needed
    USER = "user"  # any active user of the account
    ADMIN = "admin"  # an administrator of the account


class Operation(Struct, frozen=True):
    """One line of the table.

    name: `{resource}.{verb}`, unique in the vendor's folder: handlers, client methods and documents use it.
    path: literal, with `{id}` for parts that vary; each is an integer unless `texts` names it.
    query, body, answer: wire types, or None where there is none; `list[...]` where a bare array travels, `bytes` where
        it is no JSON but the contents of a file.
    key, root: the name of the array in the answer, and where in it the array stands.
    status: the code of success.
    media: content type of the answer. error: the type of errors where it is not the vendor's usual one.
    most: how many items one body may have. room: how many bytes.
    changes: a GET that leaves something behind all the same.
    dated: a list that knows If-Modified-Since, and answers 304 when nothing changed.
    form: the body may also come as application/x-www-form-urlencoded.
    anywhere: what is sent tells the account, so any host of ours will do, also one that is no account's any more.
    is_key: whoever has the whole address may use it, so it is not logged.
    bare: the body may be left out; PHP writes an empty one as `[]`.
    summary: what it does, where the verb in the name does not say it.
    """

    name: str
    method: str
    path: str
    query: Any = None
    body: Any = None
    answer: Any = None
    key: str = ""
    root: str = "_embedded"
    status: int = 200
    media: str = "application/hal+json"
    error: Any = None
    right: Right = Right.USER
    most: int = MOST
    changes: bool = False
    dated: bool = False
    room: int = ROOM
    form: bool = False
    bare: bool = False
    texts: tuple[str, ...] = ()
    anywhere: bool = False
    is_key: bool = False
    summary: str = ""

    @property
    def writes(self) -> bool:
        return self.changes or self.method != "GET"
