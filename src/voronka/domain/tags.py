"""The directory of tags: which colours there are, and what a request says of a tag."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.base.page import Place
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.naming import checked_name
from voronka.domain.records import Tag

# fmt: off
COLORS = frozenset({
    "EBEBEB", "D0D0D0", "F2DDF7", "D1A4DC", "FF8F92", "FFC8C8", "C7DB8C", "DDEBB5", "8699DA", "AABDFF", "FFCE5A",
    "FFE193", "90CDB0", "C6F4DE", "A9A5D7", "D8D5FF", "86C0FC", "832161", "6A0F49", "0C7C59", "10599D", "9D2B32",
    "247BA0",
})
# fmt: on


class TagQuery(Place, kw_only=True):
    text: str | None = None
    names: list[str] | None = None
    ids: list[int] | None = None


class TagChange(Struct, kw_only=True):
    """`id` is 0 for a new tag. No colour is a colour too: None takes it off."""

    id: int = 0
    name: str | Absent = ABSENT
    color: str | Absent | None = ABSENT


def checked_color(kind: Kind, change: TagChange, item: int, problems: Problems) -> str | None:
    """Only tags of leads have colours, and only these: clients refuse to read any other."""
    color = or_else(change.color, None)
    if color is not None and kind != Kind.LEAD:
        problems.add(item, "color", Rule.UNEXPECTED)
    elif color is not None and color not in COLORS:
        problems.add(item, "color", Rule.UNKNOWN_CHOICE)
    return color


def apply(before: Tag, change: TagChange, kind: Kind, item: int, problems: Problems) -> Tag:
    name = checked_name(change.name, before.name, problems, item)
    color = checked_color(kind, change, item, problems)
    return structs.replace(before, name=name, color=before.color if change.color is ABSENT else color)
