"""Everything in which SQLite and PostgreSQL differ, behind one name."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from sqlalchemy import ColumnElement, Connection, Select, Table

Row = dict[str, Any]
OnConflict = Literal["fail", "ignore"]

SHORTEST_WORD = 3  # what a trigram index can look up
LAST_ID = (1 << 39) - 1  # SQLite keeps account, kind and id of a searched record in one number


class Dialect(Protocol):
    name: str
    finds_words_in_order: bool  # of ids, as many as are wanted; otherwise the planner knows which words are frequent

    def any_of(self, column: Any, values: Sequence[int] | Sequence[str]) -> ColumnElement[bool]:
        """`column` is one of `values`; the whole list is one parameter, so the statement text never changes."""
        ...

    def among(self, column: Any, name: str) -> ColumnElement[bool]:
        """`any_of` in a statement that is built once; it runs with `{name: dialect.listed(values)}`."""
        ...

    def listed(self, values: Sequence[int] | Sequence[str]) -> Any: ...

    def holds(self, column: Any, path: Sequence[str], values: Sequence[str]) -> ColumnElement[bool]:
        """`column` is a JSON array of objects, and one of them has at `path` one of `values`, compared as texts."""
        ...

    def insert_many(
        self, connection: Connection, table: Table, rows: Sequence[Row], on_conflict: OnConflict = "fail"
    ) -> int:
        """All rows in one statement; every row has the same keys. How many were stored."""
        ...

    def update_many(self, connection: Connection, table: Table, rows: Sequence[Row], keys: Sequence[str]) -> None:
        """Each row finds its target by `keys` (account_id among them) and sets the rest."""
        ...

    def delete_many(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        """Deletes what each row's keys find, account_id among them."""
        ...

    def locked(self, statement: Select[Any]) -> Select[Any]:
        """The rows read here are ours until the transaction ends."""
        ...

    def kept(self, statement: Select[Any]) -> Select[Any]:
        """The rows read here can be changed, but not deleted, until the transaction ends."""
        ...

    def claimed(self, statement: Select[Any]) -> Select[Any]:
        """As `locked`, but rows another worker holds are passed over."""
        ...

    def by_index(self, statement: Select[Any], table: Table, index: str) -> Select[Any]:
        """The rows are found by this index, should the planner not know that it is the best one."""
        ...

    def begin_bulk(self, connection: Connection) -> None:
        """This transaction and those after it write thousands of rows each."""
        ...

    def save_search_texts(
        self, connection: Connection, account_id: int, kind: int, texts: dict[int, str], *, new: bool
    ) -> None:
        """The folded text of each record, replacing what was there (`new`: nothing was)."""
        ...

    def search_texts(self, connection: Connection, account_id: int, kind: int, after: int, last: int) -> dict[int, str]:
        """The texts that are held, by record: of ids above `after`, up to `last`."""
        ...

    def delete_search_texts(self, connection: Connection, account_id: int, kind: int, ids: Sequence[int]) -> None: ...

    def matches(self, account_id: int, kind: int, words: Sequence[str]) -> tuple[Select[Any], Any]:
        """Ids of the records whose text holds every word (three letters and longer) somewhere, and their column."""
        ...

    def contains(self, account_id: int, kind: int, column: Any, words: Sequence[str]) -> ColumnElement[bool]:
        """The text of the record that `column` names holds every word."""
        ...
