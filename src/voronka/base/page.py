"""One page of anything. Whether there is a next one is known by asking for one row more, never by counting."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
U = TypeVar("U")


class Page(Struct, Generic[T], frozen=True):
    items: Sequence[T]
    has_more: bool = False
    total: int | None = None  # only where everything is in memory anyway

    @classmethod
    def cut(cls, rows: Sequence[T], limit: int) -> "Page[T]":
        return cls(rows[:limit], len(rows) > limit)

    @classmethod
    def slice(cls, rows: Sequence[T], page: int, limit: int) -> "Page[T]":
        """A page of what is in memory anyway."""
        found = cls.cut(rows[(page - 1) * limit : page * limit + 1], limit)
        return cls(found.items, found.has_more, len(rows))

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        return Page([change(item) for item in self.items], self.has_more, self.total)
