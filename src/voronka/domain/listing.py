"""What is asked of a list: which records, in which order, which page. One shape for every entity."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from msgspec import Struct, structs

from voronka.base.page import Key, Page, Place
from voronka.domain.errors import Invalid, Problem, Rule
from voronka.domain.fields.filtering import FieldFilter

T = TypeVar("T")

Order = tuple[str, Literal["asc", "desc"]]


class Range(Struct, frozen=True):
    """Both ends belong to it; None is open."""

    from_: float | None = None
    to: float | None = None


class ListQuery(Place, kw_only=True):
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


def slice_of(
    rows: Sequence[T], place: Place, key: Callable[[T], Key] | None = None, *, descending: bool = False
) -> Page[T]:
    """A page of what is in memory anyway, in the order of `key`. Rows that never change need none."""
    rest = rows
    if place.after and key and rows:
        check_after(place.after, [type(part) for part in key(rows[0])])
        rest = [row for row in rows if (key(row) < place.after if descending else key(row) > place.after)]
    found = Page.cut(rest[place.skipped : place.skipped + place.limit + 1], place.limit, key)
    return structs.replace(found, total=len(rows))


def check_after(after: Key, types: Sequence[type]) -> None:
    """Of another order's row nobody could say what comes after it here."""
    if [type(part) for part in after] != list(types):
        raise Invalid([Problem(0, "after", Rule.FORMAT, "what the link to the next page says")])
