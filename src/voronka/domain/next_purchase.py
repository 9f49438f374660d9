"""When a customer is to buy again, and where he stands until then. Only accounts that work by periodicity have it.

On the day of the next purchase it is expected; after it he did not buy. Before it he comes to those of the account's
own statuses that have days, to each when no more than so many are left; in one without days he stays until the day. A
purchase, or a new date, begins it anew. Who is closed stays closed until he buys. (unconfirmed) the vendor says what
its statuses are called and that they have days, not when they change; the days until the purchase everybody has.
"""

from collections.abc import Iterable
from datetime import timedelta

from voronka.base.clock import local_time
from voronka.domain.customer_statuses import CLOSED, EXPECTED, MISSED, NORMAL, PERIOD_AT_MOST, CustomerStatus
from voronka.domain.saving import Moment


def status_at(
    current: CustomerStatus, next_date: int | None, statuses: dict[int, CustomerStatus], moment: Moment
) -> int:
    """The id of the status in which the moment finds a customer of `current`."""
    if next_date is None or current.type == CLOSED:
        return current.id
    today, day = (local_time(at, moment.settings.timezone).date() for at in (moment.now, next_date))
    left = (day - today).days
    if left < 0:
        return of_type(statuses.values(), MISSED).id
    if left == 0:
        return of_type(statuses.values(), EXPECTED).id
    if current.type == NORMAL and not current.period:
        return current.id
    near = [status for status in statuses.values() if status.type == NORMAL and status.period >= left]
    return min(near, key=lambda status: status.period, default=first(statuses.values())).id


def status_by_time(
    current: CustomerStatus, next_date: int | None, statuses: dict[int, CustomerStatus], moment: Moment
) -> int:
    """The same when nobody but the time speaks: who was put nearer to the purchase than his date is stays there."""
    found = statuses[status_at(current, next_date, statuses, moment)]
    return found.id if _days(found) < _days(current) else current.id


def _days(status: CustomerStatus) -> int:
    """For how many days before the purchase a status is at most; one of the account's own without days is the last."""
    if status.type == NORMAL:
        return status.period or 1
    return {EXPECTED: 0, MISSED: -1}.get(status.type, PERIOD_AT_MOST + 1)


def outgrown(statuses: Iterable[CustomerStatus], now: int, timezone: str) -> dict[int, int]:
    """By the status: whose next purchase is before that moment belongs to a nearer one by now."""
    held = [status for status in statuses if status.type not in (MISSED, CLOSED)]
    nearer = {-1, 0} | {status.period for status in held if status.type == NORMAL and status.period}
    begin = local_time(now, timezone).replace(hour=0, minute=0, second=0, microsecond=0)
    days = {status.id: max(left for left in nearer if left < _days(status)) for status in held}
    return {id: int((begin + timedelta(days=left + 1)).timestamp()) for id, left in days.items()}


def of_type(statuses: Iterable[CustomerStatus], type: int) -> CustomerStatus:
    return next(status for status in statuses if status.type == type)


def first(statuses: Iterable[CustomerStatus]) -> CustomerStatus:
    return next(status for status in statuses if status.is_default)
