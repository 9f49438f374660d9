"""When a customer is to buy again, and where he stands until then. Only accounts that work by periodicity have it.

Before the day of the next purchase he stays where he was put; on the day it is expected; after it he did not buy. A
purchase, or a new date, begins it anew. Who is closed stays closed until he buys. (unconfirmed) the vendor says what
its statuses are called, not when they change.
"""

from collections.abc import Iterable
from datetime import timedelta

from voronka.base.clock import local_time
from voronka.domain.customer_statuses import CLOSED, EXPECTED, MISSED, CustomerStatus
from voronka.domain.saving import Moment


def status_at(
    current: CustomerStatus, next_date: int | None, statuses: dict[int, CustomerStatus], moment: Moment
) -> int:
    """The id of the status in which the moment finds a customer of `current`."""
    if next_date is None or current.type == CLOSED:
        return current.id
    today, day = (local_time(at, moment.settings.timezone).date() for at in (moment.now, next_date))
    if day < today:
        return of_type(statuses.values(), MISSED).id
    if day == today:
        return of_type(statuses.values(), EXPECTED).id
    return first(statuses.values()).id if current.type in (EXPECTED, MISSED) else current.id


def today(now: int, timezone: str) -> tuple[int, int]:
    """When the account's day began, and when the next one does."""
    begin = local_time(now, timezone).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(begin.timestamp()), int((begin + timedelta(days=1)).timestamp())


def of_type(statuses: Iterable[CustomerStatus], type: int) -> CustomerStatus:
    return next(status for status in statuses if status.type == type)


def first(statuses: Iterable[CustomerStatus]) -> CustomerStatus:
    return next(status for status in statuses if status.is_default)
