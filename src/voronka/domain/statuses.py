"""Stages as administrators write them: name, place, colour, and the hints (descriptions) for users of each rank."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.beginnings import Stage
from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import checked_name

UNSORTED_TYPE = 1

# fmt: off
COLORS = frozenset({
    "#fffeb2", "#fffd7f", "#fff000", "#ffeab2", "#ffdc7f", "#ffce5a", "#ffdbdb", "#ffc8c8", "#ff8f92", "#d6eaff",
    "#c1e0ff", "#98cbff", "#ebffb1", "#deff81", "#87f2c0", "#f9deff", "#f3beff", "#ccc8f9", "#eb93ff", "#f2f3f4",
    "#e6e8ea",
})
# fmt: on
DEFAULT_COLOR = "#fffeb2"
DESCRIPTIONS_AT_MOST = 3
DESCRIPTION_AT_MOST = 1000


class Status(Struct, kw_only=True, frozen=True):
    id: int
    pipeline_id: int
    name: str
    sort: int
    color: str
    type: int
    is_editable: bool
    descriptions: list[dict[str, Any]]

    @property
    def is_unsorted(self) -> bool:
        return self.type == UNSORTED_TYPE


class DescriptionWrite(Struct, kw_only=True, frozen=True):
    """A hint for users of one rank; `id` names the one it replaces."""

    level: str
    description: str
    id: int | None = None


class StatusWrite(Struct, kw_only=True, frozen=True):
    """`id` only beside a new pipeline: 142 and 143 are there already and can be named."""

    id: int | None = None
    name: str | Absent = ABSENT
    sort: int | Absent = ABSENT
    color: str | Absent = ABSENT
    descriptions: list[DescriptionWrite] | Absent = ABSENT


class Desk(Struct, frozen=True):
    """Where one thing is written: its place in the request, whose hand it is, and ids for new hints."""

    problems: Problems
    item: int
    now: int
    actor_id: int
    new_ids: Iterator[int]
    path: str = ""

    def refuse(self, key: str, rule: Rule, expected: str = "") -> None:
        self.problems.add(self.item, self.path + key, rule, expected)


def of_stage(stage: Stage, id: int, pipeline_id: int, *, type: int = 0, is_editable: bool = False) -> Status:
    """A stage in the vendor's own words and colours."""
    return Status(
        id=id,
        pipeline_id=pipeline_id,
        name=stage.name,
        sort=stage.sort,
        color=stage.color,
        type=type,
        is_editable=is_editable,
        descriptions=[],
    )


def make(write: StatusWrite, id: int, pipeline_id: int, sort: int, desk: Desk) -> Status:
    """`sort` is the place it gets when none is asked for."""
    return Status(
        id=id,
        pipeline_id=pipeline_id,
        name=checked_name(write.name, None, desk.problems, desk.item, f"{desk.path}name"),
        sort=or_else(write.sort, sort),
        color=_color(write, DEFAULT_COLOR, desk),
        type=0,
        is_editable=True,
        descriptions=_descriptions(write, [], desk),
    )


def apply(before: Status, write: StatusWrite, desk: Desk) -> Status:
    """Of a system stage only name and hints change; clients that send the whole stage back are not refused for it."""
    after = structs.replace(
        before,
        name=checked_name(write.name, before.name, desk.problems, desk.item, f"{desk.path}name"),
        descriptions=_descriptions(write, before.descriptions, desk),
    )
    if not before.is_editable:
        return after
    return structs.replace(after, sort=or_else(write.sort, before.sort), color=_color(write, before.color, desk))


def _color(write: StatusWrite, before: str, desk: Desk) -> str:
    """A listed colour, or the one that the stage has: first stages have the vendor's older colours."""
    color = or_else(write.color, before)
    if color == before:
        return before
    if color.lower() not in COLORS:
        desk.refuse("color", Rule.UNKNOWN_CHOICE)
    return color.lower()


def _descriptions(write: StatusWrite, before: list[dict[str, Any]], desk: Desk) -> list[dict[str, Any]]:
    """All hints as they are to be; one per rank."""
    if write.descriptions is ABSENT:
        return before
    if len(write.descriptions) > DESCRIPTIONS_AT_MOST:
        desk.refuse("descriptions", Rule.TOO_MANY, str(DESCRIPTIONS_AT_MOST))
    _check_levels(write.descriptions, desk)
    held = {hint["id"]: hint for hint in before}
    return [_description(hint, held, f"descriptions.{place}", desk) for place, hint in enumerate(write.descriptions)]


def _check_levels(hints: Sequence[DescriptionWrite], desk: Desk) -> None:
    seen: set[str] = set()
    for place, hint in enumerate(hints):
        if hint.level in seen:
            desk.refuse(f"descriptions.{place}.level", Rule.TAKEN)
        seen.add(hint.level)


def _description(hint: DescriptionWrite, held: dict[int, dict[str, Any]], path: str, desk: Desk) -> dict[str, Any]:
    if len(hint.description) > DESCRIPTION_AT_MOST:
        desk.refuse(f"{path}.description", Rule.TOO_LONG, str(DESCRIPTION_AT_MOST))
    if hint.id is not None and hint.id not in held:
        desk.refuse(f"{path}.id", Rule.UNKNOWN_CHOICE)
    before = held.get(hint.id or 0) or next((old for old in held.values() if old["level"] == hint.level), {})
    return {
        "id": before.get("id") or next(desk.new_ids),
        "level": hint.level,
        "description": hint.description,
        "created_at": before.get("created_at", desk.now),
        "updated_at": desk.now,
        "created_by": before.get("created_by", desk.actor_id),
        "updated_by": desk.actor_id,
    }
