"""What is asked of a list: which records, in which order, which page. One shape for every entity."""

from typing import Literal

from msgspec import Struct

from voronka.domain.fields.filtering import FieldFilter

Order = tuple[str, Literal["asc", "desc"]]


class Range(Struct, frozen=True):
    """Both ends belong to it; None is open."""

    from_: float | None = None
    to: float | None = None


class ListQuery(Struct, kw_only=True):
    page: int = 1
    limit: int = 50
    offset: int | None = None  # how many records to skip, where that is not told by the page
    order: Order = ("id", "asc")
    text: str | None = None
    names: list[str] | None = None
    equal: dict[str, list[int]] = {}  # column → any of these
    ranges: dict[str, Range] = {}  # column → between
    stages: list[tuple[int | None, int]] | None = None  # (pipeline or any, status)
    fields: list[FieldFilter] = []
    empty: tuple[str, ...] = ()  # columns that hold nothing
    only_deleted: bool = False
    if_modified_since: int | None = None

    @property
    def skipped(self) -> int:
        return (self.page - 1) * self.limit if self.offset is None else self.offset
