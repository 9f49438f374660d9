"""Several who do the same at the same moment: nothing is lost, nothing is done twice, nobody gets an error of ours."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest

from tests import invariants
from tests.api.amocrm_v4.drive import opened, send
from tests.api.amocrm_v4.incoming import UNSORTED, add, ends, form
from tests.conftest import ClientOf
from tests.world import PASSWORD, World
from voronka.domain.accounts import PERIODICITY
from voronka.domain.bots import Start
from voronka.domain.chat_templates import TemplateWrite
from voronka.domain.customer_statuses import CustomerStatusWrite
from voronka.domain.customers import Customer, CustomerChange
from voronka.domain.errors import Refused
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.roles import RoleWrite
from voronka.domain.segments import SegmentWrite
from voronka.domain.sources import SourceWrite
from voronka.domain.transactions import TransactionDraft
from voronka.domain.users import UserInvite
from voronka.services import (
    accounts,
    bots,
    chat_templates,
    customer_statuses,
    customers,
    leads,
    roles,
    segments,
    sources,
    transactions,
    users,
)
from voronka.services.work import Work
from voronka.store import bots as store_bots
from voronka.store import tables

MANY = 8

Act = Callable[[], object]


def at_once(*acts: Act) -> list[object]:
    """What became of each: its result, or the refusal that it met. Anything else fails the test."""

    def done(act: Act) -> object:
        try:
            return act()
        except Refused as error:
            return error

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(done, acts))


def refused(results: Sequence[object]) -> list[str]:
    return [type(result).__name__ for result in results if isinstance(result, Refused)]


@pytest.fixture
def cafe(world: World) -> Customer:
    """Of a segment that gives ten points for each hundred."""
    gold = world.do(segments.add, SegmentWrite(name="Золото", bonus_points_conversion_rate=10.0))
    return world.do(customers.add, [CustomerChange(name="Кафе", segments=[gold.segment.id])])[0]


def test_purchases_and_points_of_one_customer_lose_nothing(world: World, cafe: Customer) -> None:
    def buy() -> object:
        return world.do(transactions.add, [TransactionDraft(customer_id=cafe.id, price=100_00)], accrue_bonus=True)

    def earn() -> object:
        return world.do(transactions.change_points, cafe.id, 5, None)

    assert refused(at_once(*[buy, earn] * MANY)) == []
    now: Customer = world.do(customers.get, cafe.id).record
    assert (now.purchases_count, now.ltv) == (MANY, 100_00 * MANY)
    assert now.bonus_points == MANY * (10 + 5)
    invariants.check(world)


def test_a_purchase_is_taken_back_once(world: World, cafe: Customer) -> None:
    first, second = world.do(transactions.add, [TransactionDraft(customer_id=cafe.id, price=100_00)] * 2)
    results = at_once(*[lambda: world.do(transactions.delete, first.id)] * MANY)
    assert refused(results) == ["NotFound"] * (MANY - 1)
    now: Customer = world.do(customers.get, cafe.id).record
    assert (now.purchases_count, now.ltv) == (1, second.price)


def test_points_are_spent_once(world: World, cafe: Customer) -> None:
    world.do(transactions.change_points, cafe.id, 10, None)
    results = at_once(*[lambda: world.do(transactions.change_points, cafe.id, None, 10)] * MANY)
    assert refused(results) == ["Invalid"] * (MANY - 1)
    assert world.do(customers.get, cafe.id).record.bonus_points == 0


@pytest.mark.parametrize("other", ["accept", "decline"])
def test_of_those_who_settle_one_request_one_wins(
    client: httpx2.Client, client_of: ClientOf, world: World, other: str
) -> None:
    (item,) = add(client, "forms", form())
    verbs = ["accept", other] * (MANY // 2)
    hands = [client_of(world.irina) for _ in verbs]

    def settle(hand: httpx2.Client, verb: str) -> int:
        method = "POST" if verb == "accept" else "DELETE"
        return hand.request(method, f"{UNSORTED}/{item['uid']}/{verb}", json={}).status_code

    with ThreadPoolExecutor(MANY) as pool:
        statuses = Counter(pool.map(settle, hands, verbs))
    assert statuses[200] == 1, statuses
    assert all(400 <= status < 500 for status in statuses if status != 200), statuses
    lead = client.get(f"/api/v4/leads/{ends(item)['leads']}")
    shown = client.get(f"/api/v4/contacts/{ends(item)['contacts']}")
    assert (lead.status_code == 200) == (shown.status_code == 200)
    invariants.check(world)


def test_a_status_of_customers_goes_while_they_come(world: World) -> None:
    world.do(accounts.set_customers_mode, PERIODICITY, is_enabled=True)
    (status,) = world.do(customer_statuses.add, [CustomerStatusWrite(name="Летом", sort=25)])

    def come() -> object:
        return world.do(customers.add, [CustomerChange(name="Кафе", next_date=1_900_000_000, status_id=status.id)])

    results = at_once(come, come, lambda: world.do(customer_statuses.delete, status.id), *[come] * (MANY - 2))
    assert set(refused(results)) <= {"Invalid"}
    known = {status.id for status in world.do(customer_statuses.all_of)}
    assert status.id not in known
    assert set(column(world, tables.customers, "status_id")) <= known
    invariants.check(world)


def test_a_segment_goes_while_customers_join(world: World) -> None:
    segment = world.do(segments.add, SegmentWrite(name="Лето")).segment

    def join() -> object:
        return world.do(customers.add, [CustomerChange(name="Кафе", segments=[segment.id])])

    results = at_once(join, join, lambda: world.do(segments.delete, segment.id), *[join] * (MANY - 2))
    assert set(refused(results)) <= {"Invalid"}
    assert column(world, tables.customer_segments, "segment_id") == []
    assert [ids for ids in column(world, tables.customers, "segments") if ids] == []


def test_a_role_goes_while_users_get_it(world: World) -> None:
    (role,) = world.do(roles.add, [RoleWrite(name="Юг")])

    def hire(number: int) -> Act:
        login = f"nina{number}@romashka.example"
        invite = UserInvite(name="Нина", email=login, password=PASSWORD, role_id=role.id)
        return lambda: world.do(users.invite, [invite])

    hires = [hire(number) for number in range(MANY)]
    results = at_once(*hires[:2], lambda: world.do(roles.delete, role.id), *hires[2:])
    assert set(refused(results)) <= {"Invalid"}
    assert role.id not in world.facts.roles
    assert {id for id in column(world, tables.users, "role_id") if id} == set()


def test_a_source_goes_while_leads_come_from_it(world: World) -> None:
    (source,) = world.do(sources.add, [SourceWrite(name="Лендинг", external_id="l")])

    def come() -> object:
        return world.do(leads.add, [LeadChange(source="l")])

    results = at_once(come, come, lambda: world.do(sources.delete, [source.id]), *[come] * (MANY - 2))
    assert set(refused(results)) <= {"Invalid"}
    assert set(column(world, tables.leads, "source_id")) <= {source.id}


def test_one_part_sent_by_many_is_one_part(client_of: ClientOf, world: World) -> None:
    hands = [client_of(world.irina) for _ in range(MANY)]
    url = opened(hands[0], "роза.txt", 4)["upload_url"]
    with ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(lambda hand: send(hand, url, b"ro"), hands))
        assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
        (following,) = {answer.json()["next_url"] for answer in answers}
        answers = list(pool.map(lambda hand: send(hand, following, b"za"), hands))
        answers.append(send(hands[0], following, b"za"))  # as those who met another one at work are told to
    made = [answer.json()["uuid"] for answer in answers if answer.status_code == 200]
    assert len(set(made)) == 1
    assert answers[-1].status_code == 200
    assert {answer.status_code for answer in answers} <= {200, 422}, [answer.text for answer in answers]
    assert len(column(world, tables.files, "uuid")) == 1
    assert len(column(world, tables.file_versions, "uuid")) == 1


def test_what_two_tell_a_bot_is_all_kept(world: World) -> None:
    hello = world.do(bots.create, name="Привет", type="regular")
    (lead,) = world.do(leads.add, [LeadChange()])
    (run,) = world.do(bots.run, [Start(hello.id, Kind.LEAD, lead.id)])

    def tell(number: int) -> Act:
        return lambda: world.do(bots.resume, hello.id, run.id, {f"key{number}": number}, [], marketing=False)

    assert refused(at_once(*map(tell, range(MANY)))) == []
    now = world.do(store_bots.get_run, run.id)
    assert now
    assert now.data == {f"key{number}": number for number in range(MANY)}


def test_a_bot_that_many_start_for_one_lead_runs_once(world: World) -> None:
    hello = world.do(bots.create, name="Привет", type="regular")
    (lead,) = world.do(leads.add, [LeadChange()])
    start = Start(hello.id, Kind.LEAD, lead.id)
    assert refused(at_once(*[lambda: world.do(bots.run, [start])] * MANY)) == []
    assert len(world.do(store_bots.waiting, [hello.id], [lead.id])) == 1


def test_a_template_that_many_send_to_review_is_reviewed_once(world: World) -> None:
    waba: list[Any] = [{"type": "whatsapp", "params": {"waba": True}, "pages": []}]
    world.do(sources.add, [SourceWrite(name="wa", external_id="wa", services=waba)])
    (offer,) = world.do(chat_templates.add, [TemplateWrite(name="Акция", content="Пионы", type="waba")])
    assert refused(at_once(*[lambda: world.do(chat_templates.send_to_review, offer.id)] * MANY)) == []
    (review,) = world.do(chat_templates.get, offer.id, reviewed=True).reviews

    def judge(status: str) -> Act:
        return lambda: world.do(
            chat_templates.set_review, offer.id, review.id, status, "Нет" if status == "rejected" else None
        )

    assert refused(at_once(*[judge("approved"), judge("rejected")] * (MANY // 2))) == []
    (after,) = world.do(chat_templates.get, offer.id, reviewed=True).reviews
    assert (after.status, after.reject_reason) in [("approved", None), ("rejected", "Нет")]


def test_a_template_goes_with_the_reviews_that_are_just_being_sent(world: World) -> None:
    waba: list[Any] = [{"type": "whatsapp", "params": {"waba": True}, "pages": []}]
    world.do(sources.add, [SourceWrite(name="wa", external_id="wa", services=waba)])
    (offer,) = world.do(chat_templates.add, [TemplateWrite(name="Акция", content="Пионы", type="waba")])

    def send_it() -> object:
        return world.do(chat_templates.send_to_review, offer.id)

    results = at_once(send_it, lambda: world.do(chat_templates.delete, [offer.id]), *[send_it] * (MANY - 1))
    assert set(refused(results)) <= {"NotFound"}
    assert column(world, tables.chat_template_reviews, "template_id") == []


def column(world: World, table: Any, name: str) -> list[Any]:
    def read(work: Work) -> list[Any]:
        ours = table.select().where(table.c.account_id == work.account_id)
        return [getattr(row, name) for row in work.connection.execute(ours)]

    return world.do(read)
