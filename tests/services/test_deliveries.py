"""The outbox seen from the database: what is told, claimed, written down, tried again, given up and forgotten."""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import event, select

from tests.renderers import RENDERERS
from tests.world import World
from voronka.domain.deliveries import BAD_AT_MOST, KEPT_FOR, WINDOW, Delivery, NewDelivery, Outcome
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.listing import ListQuery
from voronka.domain.webhooks import Webhook
from voronka.hooks.fanout import fan_out
from voronka.hooks.settings import Renderers
from voronka.services import deliveries, leads, mass_subscriptions, subscriptions
from voronka.services.subscriptions import Subscription
from voronka.store import deliveries as store
from voronka.store import tables
from voronka.store.work import Work

SITE, WAREHOUSE = "http://site.romashka.example/", "http://warehouse.romashka.example/"
LEASE = 15
MINUTE = 60
TOO_MANY = BAD_AT_MOST + 1

Statements = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def site(world: World) -> Webhook:
    return subscribe(world, SITE)


def subscribe(world: World, destination: str) -> Webhook:
    wanted = Subscription(destination=destination, settings=["add_lead"])
    return world.do_as(world.irina, subscriptions.subscribe, wanted)


def add_leads(world: World, count: int) -> None:
    world.do_as(world.anna, leads.add, [LeadChange(name=f"Чай {number}") for number in range(count)])


def tell(world: World, most: int = 1000) -> int:
    return world.do(lambda work: fan_out(work, RENDERERS, most))


def at(work: Work, later: int) -> Work:
    return Work(work.database, work.connection, work.account, work.actor, work.now + later)


def claim(
    world: World, later: int = 0, room: dict[str, int] | None = None, usual_room: int = 1000, most: int = 1000
) -> list[Delivery]:
    return world.do(lambda work: deliveries.claim(at(work, later), room or {}, usual_room, most, LEASE)[0])


def settle(world: World, claimed: Iterable[Delivery], code: int, later: int = 0) -> list[str]:
    def unit(work: Work) -> list[str]:
        then = at(work, later)
        outcomes = [Outcome(delivery=each, at=then.now, code=code, milliseconds=5) for each in claimed]
        return deliveries.settle(then, outcomes)

    return world.do(unit)


def rows(world: World, table: Any, *columns: str) -> list[tuple[Any, ...]]:
    def read(work: Work) -> list[tuple[Any, ...]]:
        wanted = select(*(table.c[name] for name in columns)).where(table.c.account_id == work.account_id)
        return [tuple(row) for row in work.connection.execute(wanted.order_by(table.c.id))]

    return world.do(read)


def states(world: World) -> list[str]:
    return [state for (state,) in rows(world, tables.deliveries, "state")]


def test_a_change_is_told_once(world: World, site: Webhook) -> None:
    add_leads(world, 3)
    assert tell(world) == 3
    assert tell(world) == 0
    assert len(claim(world)) == 3
    assert set(rows(world, tables.journal, "pending", "record")) == {(False, None)}


def test_the_oldest_changes_are_told_first(world: World, site: Webhook) -> None:
    add_leads(world, 5)
    assert tell(world, most=2) == 2
    assert [each.body.count("%D0%A7%D0%B0%D0%B9+0") for each in claim(world)] == [1, 0]


def test_a_change_that_nobody_subscribed_to_is_done_with(world: World, site: Webhook) -> None:
    add_leads(world, 1)
    tell(world)
    id = world.do(leads.page, ListQuery()).items[0].record.id
    world.do_as(world.anna, leads.update, [LeadChange(id=id, name="Кофе")])
    assert tell(world) == 1
    assert len(claim(world)) == 1


def test_what_cannot_be_rendered_does_not_hold_up_the_rest(world: World, site: Webhook) -> None:
    add_leads(world, 2)
    broken = [True, False]

    def render(*args: Any) -> str:
        if broken.pop(0):
            raise KeyError("name")
        return "body"

    assert world.do(lambda work: fan_out(work, Renderers({"add_lead": render}, render), 10)) == 2
    assert [each.body for each in claim(world)] == ["body"]


def test_a_claimed_delivery_is_nobody_else_s_until_its_lease_runs_out(world: World, site: Webhook) -> None:
    add_leads(world, 1)
    tell(world)
    (first,) = claim(world)
    assert claim(world, LEASE - 2) == []
    (second,) = claim(world, LEASE + 1)
    assert second.id == first.id


def test_what_a_late_worker_reports_changes_nothing_under_another_s_lease(world: World, site: Webhook) -> None:
    add_leads(world, 1)
    tell(world)
    late = claim(world)
    current = claim(world, LEASE + 1)
    settle(world, late, 500, LEASE + 1)
    assert states(world) == ["waiting"]
    settle(world, current, 200, LEASE + 2)
    settle(world, late, 500, LEASE + 3)
    assert states(world) == ["done"]
    assert [code for (code,) in rows(world, tables.attempts, "code")] == [500, 200, 500]


def test_a_released_delivery_can_be_claimed_at_once(world: World, site: Webhook) -> None:
    add_leads(world, 2)
    tell(world)
    claimed = claim(world)
    world.do(deliveries.release, claimed[1:])
    assert [each.id for each in claim(world)] == [claimed[1].id]


def test_every_destination_gets_no_more_than_it_has_room_for(world: World, site: Webhook) -> None:
    warehouse = subscribe(world, WAREHOUSE)
    add_leads(world, 5)
    tell(world)
    claimed = claim(world, room={SITE: 0}, usual_room=3)
    assert [each.webhook_id for each in claimed] == [warehouse.id] * 3
    assert [each.destination for each in claim(world, room={WAREHOUSE: 0}, usual_room=2)] == [SITE] * 2


@pytest.mark.parametrize(
    ("code", "pauses"),
    [(500, [5, 15, 15, 60]), (499, [5, 15, 15, 60]), (404, [5, 15]), (302, [5, 15]), (0, [5, 15])],
)
def test_the_schedule_of_attempts(world: World, site: Webhook, code: int, pauses: list[int]) -> None:
    add_leads(world, 1)
    tell(world)
    clock = 0
    for attempt, pause in enumerate(pauses, 1):
        (claimed,) = claim(world, clock)
        assert claimed.attempts == attempt - 1
        settle(world, [claimed], code, clock)
        assert claim(world, clock + pause * MINUTE - 5) == []
        clock += pause * MINUTE + 5
    settle(world, claim(world, clock), code, clock)
    assert states(world) == ["dead"]
    assert claim(world, clock + 24 * 60 * MINUTE) == []


def test_a_good_answer_ends_it_at_any_attempt(world: World, site: Webhook) -> None:
    add_leads(world, 1)
    tell(world)
    settle(world, claim(world), 503)
    settle(world, claim(world, 6 * MINUTE), 204, 6 * MINUTE)
    assert states(world) == ["done"]


def fail(world: World, count: int, later: int = 0) -> list[str]:
    add_leads(world, count)
    tell(world)
    return settle(world, claim(world, later, most=count), 500, later)


def is_disabled(world: World, hook: Webhook) -> bool:
    return next(each.disabled for each in world.facts.webhooks if each.id == hook.id)


def test_more_than_a_hundred_bad_answers_switch_a_webhook_off(world: World, site: Webhook) -> None:
    assert fail(world, BAD_AT_MOST) == []
    assert not is_disabled(world, site)
    assert fail(world, 1) == [SITE]
    assert is_disabled(world, site)
    assert set(states(world)) == {"held"}


def test_what_was_held_goes_on_when_the_address_is_subscribed_among_many(world: World, site: Webhook) -> None:
    fail(world, TOO_MANY)
    assert set(states(world)) == {"held"}
    wanted = [Subscription(destination=SITE, settings=["add_lead"])]
    assert world.do_as(world.irina, mass_subscriptions.subscribe, wanted) == [None]
    assert not is_disabled(world, site)
    assert set(states(world)) == {"waiting"}


def test_not_when_the_last_answer_was_good(world: World, site: Webhook) -> None:
    add_leads(world, TOO_MANY + 1)
    tell(world)
    *bad, good = claim(world)
    outcomes = [Outcome(delivery=each, at=0, code=500, milliseconds=5) for each in bad]
    outcomes.append(Outcome(delivery=good, at=0, code=200, milliseconds=5))
    assert world.do(lambda work: deliveries.settle(work, outcomes)) == []
    assert not is_disabled(world, site)


def test_not_when_they_are_spread_over_more_than_two_hours(world: World, site: Webhook) -> None:
    fail(world, BAD_AT_MOST)
    fail(world, BAD_AT_MOST, WINDOW + 60)
    assert not is_disabled(world, site)


def test_others_are_not_switched_off_with_it(world: World, site: Webhook) -> None:
    warehouse = subscribe(world, WAREHOUSE)
    add_leads(world, TOO_MANY)
    tell(world)
    claimed = claim(world)
    settle(world, [each for each in claimed if each.webhook_id == warehouse.id], 200)
    assert settle(world, [each for each in claimed if each.webhook_id == site.id], 0) == [SITE]
    assert not is_disabled(world, warehouse)


def test_while_it_is_off_nothing_is_prepared_for_it(world: World, site: Webhook) -> None:
    fail(world, TOO_MANY)
    add_leads(world, 1)
    assert tell(world) == 0  # nobody is to be told, so the change was never pending
    assert len(states(world)) == TOO_MANY


def test_subscribing_again_switches_it_on_with_a_clean_sheet_and_what_was_held_goes_on(
    world: World, site: Webhook
) -> None:
    fail(world, TOO_MANY)
    again = subscribe(world, SITE)
    assert (again.id, again.disabled) == (site.id, False)
    assert len(claim(world, 6 * MINUTE)) == TOO_MANY
    assert fail(world, 1) == []
    assert not is_disabled(world, site)


def test_what_comes_of_a_webhook_that_was_deleted_meanwhile_interests_nobody(world: World, site: Webhook) -> None:
    add_leads(world, 1)
    tell(world)
    claimed = claim(world)
    world.do_as(world.irina, subscriptions.unsubscribe, SITE)
    assert settle(world, claimed, 500) == []
    assert states(world) == []


def test_finished_deliveries_and_attempts_are_forgotten_after_three_days(world: World, site: Webhook) -> None:
    add_leads(world, 3)
    tell(world)
    done, given_up, waiting = claim(world)
    settle(world, [done], 200)
    settle(world, [given_up, waiting], 500)
    for pause in (6, 22, 38, 99):
        settle(world, [each for each in claim(world, pause * MINUTE) if each.id == given_up.id], 500, pause * MINUTE)

    def prune(later: int) -> bool:
        return world.do(lambda work: deliveries.prune(at(work, later)))

    prune(KEPT_FOR - 60)
    assert states(world) == ["done", "dead", "waiting"]
    assert prune(KEPT_FOR + 60) is False
    assert states(world) == ["waiting"]
    assert rows(world, tables.attempts, "code") == []


def test_what_was_just_being_prepared_for_a_webhook_that_is_switched_off_is_held_too(
    world: World, site: Webhook
) -> None:
    fail(world, TOO_MANY)

    late = NewDelivery(webhook_id=site.id, kind=Kind.LEAD, entity_id=1, event="add_lead", body="")
    world.do(store.add, [late])
    assert claim(world) == []
    world.do(deliveries.prune)
    assert set(states(world)) == {"held"}


def test_accounts_with_something_to_do_are_found(world: World, site: Webhook) -> None:
    def found(later: int = 0) -> set[int]:
        return world.do(lambda work: deliveries.accounts_with_work(work.connection, work.now + later))

    assert found() == set()
    add_leads(world, 1)
    assert found() == {world.romashka.id}  # a change to be told
    tell(world)
    assert found() == {world.romashka.id}  # a delivery that is due
    claimed = claim(world)
    assert found() == set()  # under way
    assert found(LEASE + 1) == {world.romashka.id}  # left by one who was killed
    settle(world, claimed, 500)
    assert found(LEASE + 1) == set()
    assert found(6 * MINUTE) == {world.romashka.id}  # to be tried again


def test_a_hundred_cost_as_many_statements_as_one(world: World, site: Webhook, statements: Statements) -> None:
    def a_round(count: int) -> list[str]:
        add_leads(world, count)
        with statements() as seen:
            tell(world)
            settle(world, claim(world), 500)
        return seen

    assert len(a_round(1)) == len(a_round(90))


def test_what_is_to_do_is_found_by_the_partial_indexes(world: World, site: Webhook) -> None:
    asked: list[tuple[str, Any]] = []

    def ask(work: Work) -> list[str]:
        event.listen(work.connection, "before_cursor_execute", lambda *seen: asked.append((seen[2], seen[3])))
        deliveries.accounts_with_work(work.connection, work.now)
        fan_out(work, RENDERERS, 10)
        deliveries.claim(work, {}, 10, 10, LEASE)
        store.bad_attempts(work, [site.id])
        return plans(work, [each for each in asked if OUTBOX.match(each[0])])

    used = [" ".join(INDEX.findall(plan)) for plan in world.do(ask)]
    assert used == ["journal_pending", "deliveries_due", "journal_pending", "deliveries_due", "attempts_bad"]


OUTBOX = re.compile(r"SELECT .*\bFROM (journal|deliveries|attempts)\b", re.DOTALL)
INDEX = re.compile(r"\b(journal_\w+|deliveries_\w+|attempts_\w+)\b")


def plans(work: Work, asked: list[tuple[str, Any]]) -> list[str]:
    """How the database would find the rows, if there were many."""
    if work.dialect.name == "sqlite":
        explain = "EXPLAIN QUERY PLAN "
    else:
        explain = "EXPLAIN "
        work.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for table in ("journal", "deliveries", "attempts"):  # as if no test before this one had filled and emptied them
            work.connection.exec_driver_sql(f"REINDEX TABLE {table}")
            work.connection.exec_driver_sql(f"ANALYZE {table}")
            work.connection.exec_driver_sql(f"DELETE FROM pg_statistic WHERE starelid = '{table}'::regclass")
    return [
        "\n".join(str(row) for row in work.connection.exec_driver_sql(explain + statement, parameters))
        for statement, parameters in asked
    ]
