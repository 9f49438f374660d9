"""The options of a field as they are after a write: kept by id, new ones numbered, what is left out is gone.

(unconfirmed) The last one is how clients take an option away: they know no other way.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.definition import Enum

AT_MOST = 1000
VALUE_AT_MOST = 255
SORT_STEP = 10


class OptionWrite(Struct, kw_only=True):
    """`parent_id`, `request_id`, `parent_request_id` only in a category's tree: new parents are named by their mark."""

    value: str | None = None
    sort: int | None = None
    code: str | None = None
    id: int | None = None
    parent_id: int | None = None
    request_id: str | None = None
    parent_request_id: str | None = None


class Desk(Struct, kw_only=True):
    """What checking one item of a batch needs: its place, the faults found so far, numbers for new options."""

    item: int
    problems: Problems
    new_ids: Iterator[int]

    def refuse(self, path: str, rule: Rule, expected: str = "") -> None:
        self.problems.add(self.item, path, rule, expected)


def take_enums(before: Sequence[Enum], writes: Sequence[OptionWrite], desk: Desk) -> tuple[Enum, ...]:
    return _ordered(_take("enums", before, writes, desk))


def take_tree(before: Sequence[Enum], writes: Sequence[OptionWrite], desk: Desk) -> tuple[Enum, ...]:
    taken = _take("nested", before, writes, desk)
    ids = {option.id for option in taken}
    by_mark = {write.request_id: option.id for write, option in zip(writes, taken, strict=True) if write.request_id}
    tree: list[Enum] = []
    for place, (write, option) in enumerate(zip(writes, taken, strict=True)):
        tree.append(_planted(option, write, place, ids, by_mark, desk))
    _refuse_circles(tree, desk)
    return _ordered(tree)


def _take(key: str, before: Sequence[Enum], writes: Sequence[OptionWrite], desk: Desk) -> list[Enum]:
    if len(writes) > AT_MOST:
        desk.refuse(key, Rule.TOO_MANY, str(AT_MOST))
        return []
    held = {option.id: option for option in before}
    named = {write.id for write in writes if write.id}
    # A client that sends the texts alone means the options it sees: their ids stay, and with them the records' values.
    by_value = {option.value: option for option in reversed(before) if option.id not in named}
    taken: list[Enum] = []
    for place, write in enumerate(writes):
        known = held.pop(write.id, None) if write.id else by_value.pop(write.value or "", None)
        if write.id and known is None:
            desk.refuse(f"{key}.{place}.id", Rule.UNKNOWN_CHOICE)
        taken.append(_option(f"{key}.{place}", place, known, write, desk))
    return taken


def _option(path: str, place: int, known: Enum | None, write: OptionWrite, desk: Desk) -> Enum:
    value = (write.value or "").strip() or (known.value if known and write.value is None else "")
    if not value:
        desk.refuse(f"{path}.value", Rule.BLANK if write.value is not None else Rule.MISSING)
    if len(value) > VALUE_AT_MOST:
        desk.refuse(f"{path}.value", Rule.TOO_LONG, str(VALUE_AT_MOST))
    if known:
        sort = known.sort if write.sort is None else write.sort
        return Enum(id=known.id, value=value, sort=sort, code=write.code or known.code)
    sort = (place + 1) * SORT_STEP if write.sort is None else write.sort
    return Enum(id=next(desk.new_ids), value=value, sort=sort, code=write.code or None)


def _planted(option: Enum, write: OptionWrite, place: int, ids: set[int], by_mark: dict[str, int], desk: Desk) -> Enum:
    parent_id = write.parent_id or None
    if write.parent_request_id:
        parent_id = by_mark.get(write.parent_request_id)
        if parent_id is None:
            desk.refuse(f"nested.{place}.parent_request_id", Rule.UNKNOWN_CHOICE)
    elif parent_id is not None and parent_id not in ids:
        desk.refuse(f"nested.{place}.parent_id", Rule.UNKNOWN_CHOICE)
    return Enum(id=option.id, value=option.value, sort=option.sort, code=option.code, parent_id=parent_id)


def _refuse_circles(tree: Sequence[Enum], desk: Desk) -> None:
    parents = {option.id: option.parent_id for option in tree}
    rooted: set[int | None] = {None}
    for place, option in enumerate(tree):
        way: list[int] = []
        above: int | None = option.id
        while above not in rooted and above not in way and above in parents:
            way.append(above)
            above = parents[above]
        if above in way:
            desk.refuse(f"nested.{place}.parent_id", Rule.UNKNOWN_CHOICE)
        rooted.update(way)


def _ordered(options: Sequence[Enum]) -> tuple[Enum, ...]:
    return tuple(sorted(options, key=lambda option: option.sort))
