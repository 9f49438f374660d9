"""Days go by, and customers come to the status that fits."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests import invariants
from tests.conftest import Statements
from tests.world import World
from voronka.domain.access import SYSTEM
from voronka.domain.accounts import DISABLED, PERIODICITY
from voronka.domain.customer_statuses import CLOSED, EXPECTED, MISSED, NORMAL, RECENT, CustomerStatusWrite
from voronka.domain.customers import CustomerChange
from voronka.services import accounts, customer_moves, customer_statuses, customers
from voronka.services.work import Work
from voronka.store.tables import journal

DAY = 86_400
NOON = 1_800_003_600  # by the clock of Moscow
Passes = Callable[..., bool]


@pytest.fixture(autouse=True)
def _by_periodicity(world: World) -> None:
    mode(world, PERIODICITY)


def mode(world: World, mode: str) -> None:
    world.do(accounts.adjust, {"customers_mode": mode})


def pass_(world: World, days: int) -> bool:
    """The worker looks, so many days later."""

    def look(work: Work) -> bool:
        later = Work(work.database, work.connection, work.account, SYSTEM, NOON + days * DAY)
        return customer_moves.follow_dates(later)

    return world.do(look)


def add(world: World, type: int = RECENT, count: int = 1, next_date: int = NOON + 2 * DAY) -> int:
    """The last of them."""
    status_id = of_type(world, type)
    drafts = [CustomerChange(name="Кафе", next_date=next_date, status_id=status_id) for _ in range(count)]
    return world.do_as(world.anna, customers.add, drafts)[-1].id


def of_type(world: World, type: int) -> int:
    return next(id for id, status in world.facts.customer_statuses.items() if status.type == type)


def status_of(world: World, id: int) -> int:
    return world.do(customers.get, id).record.status_id


def standing(world: World, id: int) -> int:
    return world.facts.customer_statuses[status_of(world, id)].type


def test_on_the_day_he_is_expected_and_after_it_he_did_not_buy(world: World) -> None:
    ann = add(world)
    seen = []
    for days in (0, 1, 2, 3, 4):
        assert pass_(world, days) is False
        seen.append(standing(world, ann))
    assert seen == [RECENT, RECENT, EXPECTED, MISSED, MISSED]
    invariants.check(world)


def test_a_status_of_ones_own_is_left_too_and_closed_is_not(world: World) -> None:
    [own] = world.do(customer_statuses.add, [CustomerStatusWrite(name="Готовим", sort=20)])
    busy, closed = add(world, NORMAL), add(world, CLOSED)
    assert own.type == NORMAL
    pass_(world, 5)
    assert (standing(world, busy), standing(world, closed)) == (MISSED, CLOSED)


def test_own_statuses_come_when_no_more_than_their_days_are_left(world: World) -> None:
    week, month = periods(world, 7, 30)
    ann = add(world, next_date=NOON + 40 * DAY)
    seen = []
    for days in (0, 9, 10, 32, 33, 39, 40, 41):
        pass_(world, days)
        seen.append(status_of(world, ann))
    recent, expected, missed = (of_type(world, type) for type in (RECENT, EXPECTED, MISSED))
    assert seen == [recent, recent, month, month, week, week, expected, missed]
    assert pass_(world, 41) is False
    invariants.check(world)


def test_who_was_put_nearer_to_the_purchase_stays_there(world: World) -> None:
    week, month = periods(world, 7, 30)
    [own] = world.do(customer_statuses.add, [CustomerStatusWrite(name="Готовим", sort=20)])
    far = NOON + 40 * DAY
    near, undated = (put(world, add(world, next_date=far), status_id) for status_id in (week, own.id))
    for days in (5, 15, 35):
        pass_(world, days)
        assert (status_of(world, near), status_of(world, undated)) == (week, own.id)
    pass_(world, 40)
    assert standing(world, near) == standing(world, undated) == EXPECTED
    assert month


def test_a_new_date_leads_to_the_period_that_fits(world: World) -> None:
    week, month = periods(world, 7, 30)
    [ann] = world.do_as(world.anna, customers.add, [CustomerChange(name="Кафе", next_date=noon() + 5 * DAY)])
    assert ann.status_id == week
    for days, expected in ((7, week), (8, month), (30, month), (31, of_type(world, RECENT)), (0, None), (20, month)):
        [changed] = world.do(customers.update, [CustomerChange(id=ann.id, next_date=noon() + days * DAY)])
        assert changed.status_id == (expected or of_type(world, EXPECTED))


def noon() -> int:
    """Of today, in Moscow."""
    return (int(time.time()) + 3 * 3600) // DAY * DAY + 9 * 3600


def periods(world: World, *days: int) -> list[int]:
    writes = [CustomerStatusWrite(name=f"{each} дней", period=each, sort=20) for each in days]
    return [status.id for status in world.do(customer_statuses.add, writes)]


def put(world: World, id: int, status_id: int) -> int:
    world.do(customers.update, [CustomerChange(id=id, status_id=status_id)])
    return id


def test_the_day_ends_at_midnight_of_the_account(world: World) -> None:
    last_second = 1_800_046_799  # 23:59:59 in Moscow
    ann = add(world, next_date=last_second)
    bob = add(world, next_date=last_second + 1)
    pass_(world, 0)
    assert (standing(world, ann), standing(world, bob)) == (EXPECTED, RECENT)


def test_nobody_moves_where_nothing_is_awaited(world: World) -> None:
    ann = add(world)
    mode(world, DISABLED)
    pass_(world, 5)
    assert standing(world, ann) == RECENT


def test_a_robot_did_it_and_says_so(world: World) -> None:
    ann = add(world)
    pass_(world, 2)

    def told(work: Work) -> list[tuple[int, str]]:
        ours = journal.c.account_id == work.account_id, journal.c.entity_id == ann, journal.c.action == "update"
        return [(row.actor_id, row.action) for row in work.connection.execute(select(journal).where(*ours))]

    assert world.do(told) == [(0, "update")]


def test_many_are_moved_in_parts_at_no_higher_cost(
    world: World, statements: Statements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_moves, "AT_ONCE", 3)
    last = add(world, count=7)
    pass_(world, 0)
    costs = []
    for more in (True, True, False):
        with statements() as seen:
            assert pass_(world, 3) is more
        costs.append(len(seen))
    assert standing(world, last) == MISSED
    assert len(set(costs)) == 1
