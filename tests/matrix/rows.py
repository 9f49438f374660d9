"""What a line of the matrix is: an operation, with how it is called for a record and how one knows that it was done."""

from collections.abc import Callable
from typing import Any

import httpx2
from msgspec import Struct

from tests.matrix.roles import TABLE


class Cell(Struct, kw_only=True, frozen=True):
    """One record of the table with what hangs on it; `target` is something that everybody may link to."""

    id: int = 0
    owner: int
    uid: str = ""
    note: int = 0
    target: int = 0
    catalog: int = 0
    target_catalog: int = 0
    lead: int = 0
    file: str = ""
    purchase: int = 0
    phone: str = ""
    account: int = 0
    bot: int = 0
    tag: int = 0


Send = Callable[[Cell], Any]


def nothing(_: Cell) -> Any:
    return None


def own_id(cell: Cell) -> Any:
    return {"id": cell.id}


def by_id(cell: Cell) -> tuple[str, int | str]:
    return ("id", cell.id)


class Row(Struct, kw_only=True, frozen=True):
    """How an operation is called with a record.

    column: of the table. about: what records are made for it, see desk.py. listed, known: where in an answer the record
    is looked for, and by which key. apart: it names records of several kinds, so one that may not be seen is only said
    not to be there. once: what is done to a record cannot be done again. unsorted: the table's stage is the one of
    requests. is_foreign: it names something of the account. shown, done: whether the answer, or an administrator
    who looks afterwards, says that it was done.
    """

    column: str
    about: str
    path: Send = nothing
    query: Send = nothing
    body: Send = nothing
    listed: str = ""
    known: Callable[[Cell], tuple[str, int | str]] = by_id
    apart: bool = False
    once: bool = False
    unsorted: bool = False
    is_foreign: bool = True
    shown: Callable[[Cell, Any], bool] | None = None
    done: Callable[[httpx2.Client, Cell], bool] | None = None

    def expected(self) -> dict[str, str]:
        column = TABLE[self.column]
        if not self.apart:
            return column
        reads, seat = TABLE[self.column.replace("changes", "reads")], TABLE["seat"]
        unseen = {role for role, said in reads.items() if said == "---" and seat[role] != "---"}
        return {role: said.replace("-", "." if role in unseen else "-") for role, said in column.items()}
