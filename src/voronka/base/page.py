"""One page of anything. Whether there is a next one is known by asking for one row more, never by counting."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
U = TypeVar("U")

Key = tuple[Any, ...]  # what one row has of that by which its list is ordered: numbers and texts


class Place(Struct, kw_only=True):
    """Which page is asked for. `after`: the key of the row with which the page before ended, where the asker knows it:
    then nothing that others add or delete meanwhile moves a row from one page to another. `offset`: how many rows to
    skip, where it is told so."""

    page: int = 1
    limit: int = 50
    after: Key = ()
    offset: int | None = None

    @property
    def skipped(self) -> int:
        if self.offset is not None:
            return self.offset
        return 0 if self.after else (self.page - 1) * self.limit


class Page(Struct, Generic[T], frozen=True):
    items: Sequence[T]
    has_more: bool = False
    total: int | None = None  # only where everything is in memory anyway
    last: Key = ()  # the key of the last row, where another page follows

    @classmethod
    def cut(cls, rows: Sequence[T], limit: int, key: Callable[[T], Key] | None = None) -> "Page[T]":
        has_more = len(rows) > limit
        return cls(rows[:limit], has_more, last=key(rows[limit - 1]) if has_more and key else ())

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        return self.with_items([change(item) for item in self.items])

    def with_items(self, items: Sequence[U]) -> "Page[U]":
        """The same page, each row seen otherwise."""
        return Page(items, self.has_more, self.total, self.last)
