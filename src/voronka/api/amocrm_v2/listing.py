"""`limit_rows`, `limit_offset`, `id`, `query` and the filters that all records share → the domain's one ListQuery."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from voronka.api.http import Call
from voronka.api.modified import modified_since
from voronka.base.absent import ABSENT, or_else
from voronka.contract.amocrm_v2.envelope import MOST
from voronka.domain.errors import Problems, Rule
from voronka.domain.listing import ListQuery, Range
from voronka.services.work import Work

T = TypeVar("T")

LONG_AGO = -(2**53)
WITHOUT_TASKS, WITH_TASKS = 1, 2


def rows_of(query: Any) -> dict[str, Any]:
    """More than 500 rows are 500, and so is nothing (unconfirmed): who asks for all gets what a page holds, and goes on
    from there. An offset counts only beside a limit."""
    asked = or_else(query.limit_rows, 0)
    return {"limit": min(asked or MOST, MOST), "offset": or_else(query.limit_offset, 0) if asked else 0}


def records_query(call: Call) -> ListQuery:
    """Where ids are given, everything else is ignored."""
    query = call.query
    found = ListQuery(**rows_of(query))
    if query.id is not ABSENT:
        found.equal = {"id": query.id}
        return found
    found.text = or_else(query.query, None)
    if query.responsible_user_id is not ABSENT:
        found.equal = {"responsible_user_id": query.responsible_user_id}
    found.if_modified_since = modified_since(call.headers)
    return found


def with_tasks(query: ListQuery, asked: Sequence[int]) -> None:
    """Both, or neither, is no filter."""
    if list(asked) == [WITHOUT_TASKS]:
        query.empty += ("closest_task_at",)
    elif list(asked) == [WITH_TASKS]:
        query.ranges["closest_task_at"] = Range(from_=LONG_AGO)


def dated(work: Work, query: ListQuery, asked: Any) -> None:
    for name, column in (("date_create", "created_at"), ("date_modify", "updated_at")):
        ranges = getattr(asked, name)
        if ranges is not ABSENT:
            query.ranges[column] = between(work, ranges, f"filter.{name}")


def between(work: Work, asked: Iterable[Any], path: str) -> Range:
    """Of several ranges the narrowest; moments are read in the account's time zone."""
    problems = Problems()
    zone = ZoneInfo(work.account.settings.timezone)
    froms = [_moment(each.from_, zone, f"{path}.from", problems) for each in asked if each.from_ is not ABSENT]
    tos = [_moment(each.to, zone, f"{path}.to", problems) for each in asked if each.to is not ABSENT]
    problems.check()
    return Range(max(froms, default=None), min(tos, default=None))


def _moment(text: str, zone: ZoneInfo, path: str, problems: Problems) -> int:
    if text.isdecimal() and len(text) < 16:
        return int(text)
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())
    except (ValueError, OverflowError):
        problems.add(0, path, Rule.FORMAT, "YYYY-MM-DD HH:MM:SS")
        return 0
