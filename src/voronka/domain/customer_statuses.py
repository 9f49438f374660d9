"""Where a customer stands between two purchases. Four statuses are the system's, others the account's."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import checked_name
from voronka.domain.statuses import COLORS, DEFAULT_COLOR

STATUSES_AT_MOST = 30  # the system's among them
PERIOD_AT_MOST = 36_500  # days

NORMAL = 0
EXPECTED = 1
MISSED = 2
CLOSED = 3
RECENT = 4


class CustomerStatus(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int
    color: str
    type: int
    is_default: bool
    period: int  # days until the purchase; API v2 knows statuses by it

    @property
    def is_system(self) -> bool:
        return self.type != NORMAL


class CustomerStatusWrite(Struct, kw_only=True, frozen=True):
    """`id`: which one, where several are written together; 0 is a new one."""

    id: int = 0
    name: str | Absent = ABSENT
    sort: int | Absent = ABSENT
    color: str | Absent = ABSENT
    period: int | Absent = ABSENT


class First(Struct, frozen=True):
    """A status that every account has from its beginning."""

    name: str
    sort: int
    color: str
    type: int


# The first is where customers come to and return to; the other three close the line.
FIRST = (
    First("Недавно купили", 10, "#ccc8f9", RECENT),
    First("Ожидается покупка", 10_000, "#fffeb2", EXPECTED),
    First("Не купили", 11_000, "#ffc8c8", MISSED),
    First("Закрытые", 12_000, "#e6e8ea", CLOSED),
)


def of_first(first: First, id: int) -> CustomerStatus:
    return CustomerStatus(
        id=id,
        name=first.name,
        sort=first.sort,
        color=first.color,
        type=first.type,
        is_default=first.type == RECENT,
        period=0,
    )


def make(write: CustomerStatusWrite, id: int, item: int, problems: Problems) -> CustomerStatus:
    return CustomerStatus(
        id=id,
        name=checked_name(write.name, None, problems, item),
        sort=or_else(write.sort, FIRST[0].sort),
        color=_color(write, DEFAULT_COLOR, item, problems),
        type=NORMAL,
        is_default=False,
        period=_period(write, 0, item, problems),
    )


def apply(before: CustomerStatus, write: CustomerStatusWrite, item: int, problems: Problems) -> CustomerStatus:
    """A system status keeps its place; clients that send the whole of it back are not refused for that."""
    return structs.replace(
        before,
        name=checked_name(write.name, before.name, problems, item),
        sort=before.sort if before.is_system else or_else(write.sort, before.sort),
        color=_color(write, before.color, item, problems),
        period=_period(write, before.period, item, problems),
    )


def _color(write: CustomerStatusWrite, before: str, item: int, problems: Problems) -> str:
    color = or_else(write.color, before)
    if color != before and color.lower() not in COLORS:
        problems.add(item, "color", Rule.UNKNOWN_CHOICE)
    return color.lower()


def _period(write: CustomerStatusWrite, before: int, item: int, problems: Problems) -> int:
    days = or_else(write.period, before)
    if not 0 <= days <= PERIOD_AT_MOST:
        rule, bound = (Rule.TOO_LOW, 0) if days < 0 else (Rule.TOO_HIGH, PERIOD_AT_MOST)
        problems.add(item, "period", rule, str(bound))
    return days
