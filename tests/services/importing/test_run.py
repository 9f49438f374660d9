"""A whole run: rehearsed, quiet or told to webhooks, at a cost that does not grow with the number of rows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import func, select

from tests.services.importing.shop import CLIENTS, DEALS, Shop
from voronka.domain.kinds import Kind
from voronka.services.subscriptions import Subscription, subscribe
from voronka.services.work import Work
from voronka.store.tables import journal

HEADER = "id,title,sum,stage,tags,client"


def test_a_rehearsal_tells_everything_and_keeps_nothing(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,c1", "d2,Маки,1,Won,,c2")

    assert shop.bring(CLIENTS, DEALS, dry=True) == [(1, 0, 0, 0), (1, 0, 0, 1)]
    assert shop.cards(Kind.LEAD) == shop.cards(Kind.COMPANY) == {}
    assert shop.reasons == {3: "there is nothing in companies for «c2»"}
    assert shop.bring(CLIENTS, DEALS) == [(1, 0, 0, 0), (1, 0, 0, 1)]


def pending(work: Work) -> list[bool]:
    rows = select(journal.c.pending).where(journal.c.account_id == work.account_id)
    return list(work.connection.execute(rows).scalars())


def test_webhooks_are_told_unless_the_mapping_is_quiet(shop: Shop):
    shop.world.do(subscribe, Subscription(destination="http://127.0.0.1:9/crm", settings=["add_lead", "add_company"]))
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,")

    shop.bring(DEALS)
    told = shop.world.do(pending)
    shop.bring(CLIENTS, head='source = "shop"\nquiet = true\n')

    assert told == [True]
    assert sorted(shop.world.do(pending)) == [False, True]


def test_every_change_has_its_row_in_the_journal(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,c1")

    shop.bring(CLIENTS, DEALS)

    def actions(work: Work) -> dict[tuple[int, str], int]:
        counted = select(journal.c.entity_type, journal.c.action, func.count()).group_by(
            journal.c.entity_type, journal.c.action
        )
        rows = work.connection.execute(counted.where(journal.c.account_id == work.account_id))
        return {(row[0], row[1]): row[2] for row in rows}

    assert shop.world.do(actions) == {
        (Kind.COMPANY, "add"): 1,
        (Kind.LEAD, "add"): 1,
        (Kind.LEAD, "link"): 1,
        (Kind.COMPANY, "link"): 1,
    }


def test_the_number_of_statements_does_not_grow_with_the_rows(
    shop: Shop, statements: Callable[[], AbstractContextManager[list[str]]]
):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,Тверь")

    def cost(*rows: str) -> int:
        shop.write("deals.csv", HEADER, *rows)
        with statements() as seen:
            shop.bring(CLIENTS, DEALS)
        return len(seen)

    cost("first,Розы,1,Переговоры,опт,c1")  # makes what there is not yet
    one = cost("one,Розы,1,Переговоры,опт,c1")
    many = cost(*(f"{number},Розы,{number},Переговоры,опт,c{number % 2 + 1}" for number in range(400)))
    again = cost(*(f"{number},Пионы,{number},Won,,c{number % 2 + 1}" for number in range(400)))

    assert one == many
    assert again <= one + 10


def test_progress_is_told_batch_by_batch(shop: Shop):
    shop.write("clients.csv", "id,name,city", *(f"c{number},Клиент {number},Тверь" for number in range(4500)))
    seen: list[tuple[int, bool]] = []
    work = shop.prepared(CLIENTS)
    work.progress = lambda report: seen.append((report.rows, report.finished))

    reports: list[Any] = shop.portal.call(work.run, *shop.where)

    assert seen == [(0, False), (2000, False), (4000, False), (4500, False), (4500, True)]
    assert reports[0].done == reports[0].size
