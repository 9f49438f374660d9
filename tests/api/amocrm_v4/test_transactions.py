"""What regular customers of «Ромашка» buy, and the points that they get for it."""

import time
from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests import invariants
from tests.answers import embedded, marked_faults
from tests.api.amocrm_v4.happenings import change, events, new, notices
from tests.api.amocrm_v4.test_customers import read
from tests.conftest import ClientOf, Statements
from tests.world import EVERYTHING, World
from voronka.domain.errors import Forbidden, NotFound
from voronka.domain.listing import ListQuery
from voronka.domain.transactions import TransactionDraft
from voronka.services import customers, transactions

ALL = "/api/v4/customers/transactions"
DAY = 86_400
NOW = int(time.time())


@pytest.fixture
def cafe(client: httpx2.Client) -> int:
    return new(client, "customers", name="Кафе «Ветер»")


def of(customer: int) -> str:
    return f"/api/v4/customers/{customer}/transactions"


def buy(client: httpx2.Client, customer: int, *sent: dict[str, Any], query: str = "") -> list[int]:
    answer = client.post(f"{of(customer)}{query}", json=list(sent))
    assert answer.status_code == 200, answer.text
    return [purchase["id"] for purchase in answer.json()["_embedded"]["transactions"]]


def listed(client: httpx2.Client, path: str) -> list[int]:
    return [each["id"] for each in embedded(client.get(path))]


def sums(client: httpx2.Client, customer: int) -> tuple[int, int, int]:
    card = read(client, customer)
    return card["ltv"], card["purchases_count"], card["average_check"]


def balance(client: httpx2.Client, customer: int) -> int:
    return client.post(f"/api/v4/customers/{customer}/bonus_points", json={"earn": 0}).json()["bonus_points"]


def by_periodicity(client: httpx2.Client) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})


def status_type(client: httpx2.Client, customer: int) -> int:
    status_id = read(client, customer)["status_id"]
    return client.get(f"/api/v4/customers/statuses/{status_id}").json()["type"]


def test_a_purchase_is_answered_shortly_and_read_whole(client: httpx2.Client, world: World, cafe: int) -> None:
    sent = {"price": 4500, "comment": "Заказ 118", "completed_at": 1750000400, "request_id": "a"}
    answer = client.post(of(cafe), json=[sent]).json()
    home = f"https://romashka.voronka.test{of(cafe)}"
    [ref] = answer["_embedded"]["transactions"]
    links = {"self": {"href": f"{home}/{ref['id']}"}}
    assert answer["_links"] == {"self": {"href": home}}
    told = {"id": ref["id"], "customer_id": cafe, "price": 4500, "comment": "Заказ 118"}
    assert list(ref.items()) == list({**told, "request_id": "a", "_links": links}.items())
    read_whole = client.get(f"{ALL}/{ref['id']}").json()
    assert read_whole == {
        "id": ref["id"],
        "price": 4500,
        "comment": "Заказ 118",
        "completed_at": 1750000400,
        "customer_id": cafe,
        "created_by": world.irina.id,
        "updated_by": world.irina.id,
        "created_at": read_whole["created_at"],
        "updated_at": read_whole["created_at"],
        "is_deleted": False,
        "account_id": world.romashka.id,
        "_links": links,
        "_embedded": {
            "customer": {
                "id": cafe,
                "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/customers/{cafe}"}},
            }
        },
    }
    assert client.get(f"{of(cafe)}/{ref['id']}").json() == read_whole


def test_purchases_of_all_and_of_one(client: httpx2.Client, cafe: int) -> None:
    bar = new(client, "customers", name="Бар")
    first, second = buy(client, cafe, {"price": 1}, {"price": 2})
    [third] = buy(client, bar, {"price": 3})
    assert listed(client, ALL) == [first, second, third]
    assert listed(client, of(bar)) == [third]
    assert listed(client, f"{ALL}?filter[id][]={third}&filter[id][]={first}") == [first, third]
    assert listed(client, f"{of(cafe)}?filter[id]={third}") == []
    assert listed(client, f"{ALL}?limit=2&page=2") == [third]
    assert client.get(f"{of(bar)}/{first}").status_code == client.get(f"{ALL}/7").status_code == 204
    assert client.get(of(7)).status_code == 204


def test_sums_follow_purchases(client: httpx2.Client, world: World, cafe: int) -> None:
    first, _ = buy(client, cafe, {"price": 1000}, {"price": 500.4})
    assert sums(client, cafe) == (1500, 2, 750)
    buy(client, cafe, {"price": 100})
    assert client.delete(f"{of(cafe)}/{first}").status_code == 204
    assert sums(client, cafe) == (600, 2, 300)
    assert client.get(f"{ALL}/{first}").status_code == 204
    assert client.delete(f"{ALL}/{first}").status_code == 404
    for left in listed(client, ALL):
        assert client.delete(f"{ALL}/{left}").status_code == 204
    assert sums(client, cafe) == (0, 0, 0)
    invariants.check(world)


def test_a_purchase_says_what_is_expected_next(client: httpx2.Client, cafe: int) -> None:
    buy(client, cafe, {"price": 4500, "next_price": 5000, "next_date": NOW + 30 * DAY})
    card = read(client, cafe)
    assert (card["next_price"], card["next_date"]) == (5000, NOW + 30 * DAY)
    buy(client, cafe, {"price": 4500})
    assert read(client, cafe)["next_date"] == NOW + 30 * DAY


def test_where_purchases_are_awaited_the_next_is_a_period_later(client: httpx2.Client) -> None:
    by_periodicity(client)
    late = new(client, "customers", next_date=NOW - 9 * DAY, periodicity=30)
    assert status_type(client, late) == 2
    buy(client, late, {"price": 4500, "completed_at": NOW - DAY})
    assert (read(client, late)["next_date"], status_type(client, late)) == (NOW + 29 * DAY, 4)
    buy(client, late, {"price": 4500, "next_date": NOW})
    assert (read(client, late)["next_date"], status_type(client, late)) == (NOW, 1)


def test_an_older_purchase_that_is_entered_later_leaves_the_next_one_where_it_was(client: httpx2.Client) -> None:
    by_periodicity(client)
    ann = new(client, "customers", next_date=NOW - 9 * DAY, periodicity=30)
    buy(client, ann, {"price": 100, "completed_at": NOW - 5 * DAY})
    buy(client, ann, {"price": 300, "completed_at": NOW - 50 * DAY})
    assert (read(client, ann)["next_date"], status_type(client, ann)) == (NOW + 25 * DAY, 4)
    assert sums(client, ann) == (400, 2, 200)
    buy(client, ann, *({"price": 100, "completed_at": NOW - days * DAY} for days in (2, 1, 40)))
    assert read(client, ann)["next_date"] == NOW + 29 * DAY
    buy(client, ann, {"price": 100, "completed_at": NOW - 60 * DAY, "next_date": NOW + DAY})
    assert read(client, ann)["next_date"] == NOW + DAY, "unless it says so itself"


def test_who_was_closed_and_buys_is_open_again(client: httpx2.Client) -> None:
    by_periodicity(client)
    closed = next(
        each["id"]
        for each in client.get("/api/v4/customers/statuses").json()["_embedded"]["statuses"]
        if each["type"] == 3
    )
    ann = new(client, "customers", next_date=NOW, periodicity=7, status_id=closed)
    buy(client, ann, {"price": 100})
    assert status_type(client, ann) == 4


def test_elements_are_bought(client: httpx2.Client, cafe: int) -> None:
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Цветы"}]).json()["_embedded"]["catalogs"]
    path = f"catalogs/{catalog['id']}/elements"
    peony, rose = (new(client, path, name=name) for name in ("Пион", "Роза"))
    bought = [
        {"id": peony, "metadata": {"catalog_id": catalog["id"], "quantity": 2.5}},
        {"id": rose, "metadata": {"catalog_id": catalog["id"]}},
    ]
    [id] = buy(client, cafe, {"price": 1, "_embedded": {"catalog_elements": bought}})
    assert client.get(f"{ALL}/{id}").json()["_embedded"]["catalog_elements"] == [
        {"id": peony, "metadata": {"quantity": 2.5, "catalog_id": catalog["id"]}},
        {"id": rose, "metadata": {"quantity": 1, "catalog_id": catalog["id"]}},
    ]
    elsewhere = [{"id": peony, "metadata": {"catalog_id": 7}}, {"id": 7, "metadata": {"catalog_id": catalog["id"]}}]
    refused = client.post(of(cafe), json=[{"price": 1, "_embedded": {"catalog_elements": elsewhere}}])
    assert marked_faults(refused) == [
        ("0", "_embedded.catalog_elements.0.metadata.catalog_id", "NotSupportedChoice"),
        ("0", "_embedded.catalog_elements.1.id", "NotSupportedChoice"),
    ]


def test_a_receipt_is_kept(client: httpx2.Client, cafe: int) -> None:
    receipt = {"receipt_link": "https://romashka.example/118", "external_id": "118"}
    [id] = buy(client, cafe, {"price": 1, "metadata": receipt})
    assert client.get(f"{ALL}/{id}").json()["metadata"] == receipt
    [plain] = buy(client, cafe, {"price": 1, "metadata": []})
    assert "metadata" not in client.get(f"{ALL}/{plain}").json()


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({}, "price", "FieldMissing"),
        ({"price": "много"}, "price", "InvalidType"),
        ({"price": 10**14}, "price", "TooHigh"),
        ({"price": -(10**14)}, "price", "TooLow"),
        ({"price": 1, "next_price": 10**14}, "next_price", "TooHigh"),
        ({"price": 1, "next_date": "завтра"}, "next_date", "InvalidType"),
        ({"price": 1, "completed_at": 10**15}, "completed_at", "TooHigh"),
        ({"price": 1, "comment": "я" * 20_001}, "comment", "TooLong"),
        ({"price": 1, "created_by": 7}, "created_by", "NotSupportedChoice"),
        ({"price": 1, "metadata": {"external_id": 7}}, "metadata.external_id", "InvalidType"),
    ],
)
def test_a_wrong_one_is_refused_and_takes_the_good_ones_along(
    client: httpx2.Client, cafe: int, sent: dict[str, Any], path: str, code: str
) -> None:
    assert marked_faults(client.post(of(cafe), json=[{"price": 1}, {**sent, "request_id": "b"}])) == [("b", path, code)]
    assert listed(client, ALL) == []
    assert sums(client, cafe) == (0, 0, 0)


def test_sums_have_an_end(client: httpx2.Client, cafe: int) -> None:
    most = [{"price": 10**13}] * 101
    assert marked_faults(client.post(of(cafe), json=most)) == [("100", "price", "TooHigh")]


def test_an_unknown_customer_buys_nothing(client: httpx2.Client, client_of: ClientOf, world: World, cafe: int) -> None:
    [id] = buy(client, cafe, {"price": 1})
    egor = client_of(world.egor)
    assert client.post(of(7), json=[{"price": 1}]).status_code == 404
    assert egor.post(of(cafe), json=[{"price": 1}]).status_code == 404
    assert egor.post(f"/api/v4/customers/{cafe}/bonus_points", json={"earn": 1}).status_code == 404
    assert egor.delete(f"{ALL}/{id}").status_code == 404
    assert listed(egor, ALL) == listed(egor, of(cafe)) == []


def test_purchases_follow_the_right_on_their_customer(client: httpx2.Client, world: World, cafe: int) -> None:
    hers = new(client, "customers", name="Бар", responsible_user_id=world.anna.id)
    [mine], [foreign] = buy(client, hers, {"price": 1}), buy(client, cafe, {"price": 1})
    anna = structs.replace(world.anna.actor(), rights={"leads": EVERYTHING | {"view": "M"}})
    assert [each.id for each in world.do_as(anna, transactions.page, ListQuery()).items] == [mine]
    with pytest.raises(NotFound):
        world.do_as(anna, transactions.get, foreign)
    with pytest.raises(NotFound):
        world.do_as(anna, transactions.delete, foreign)
    reader = structs.replace(anna, rights={"leads": EVERYTHING | {"edit": "D"}})
    assert world.do_as(reader, transactions.get, foreign).id == foreign
    with pytest.raises(Forbidden):
        world.do_as(reader, transactions.add, [TransactionDraft(customer_id=cafe, price=1)])
    with pytest.raises(Forbidden):
        world.do_as(reader, transactions.delete, foreign)
    with pytest.raises(Forbidden):
        world.do_as(reader, transactions.change_points, cafe, 5, None)


def test_purchases_of_a_deleted_customer_are_gone_with_him(client: httpx2.Client, world: World, cafe: int) -> None:
    [id] = buy(client, cafe, {"price": 1})
    world.do(customers.delete, [cafe])
    assert listed(client, ALL) == []
    assert client.get(f"{ALL}/{id}").status_code == 204
    world.do(customers.restore, [cafe])
    assert listed(client, ALL) == [id]


def test_what_happens_is_told(client: httpx2.Client, world: World, cafe: int) -> None:
    ids: list[int] = []
    [told] = notices(client, world, "update_customer", lambda: ids.extend(buy(client, cafe, {"price": 100})))
    assert (told["customers[update][0][ltv]"], told["customers[update][0][purchases_count]"]) == ("100", "1")
    [added] = events(client, entity="customer", type="transaction_added")
    assert (added["entity_id"], added["value_after"]) == (cafe, [{"transaction": {"id": ids[0]}}])
    [grown] = events(client, type="ltv_field_changed")
    assert grown["value_before"] == [{"ltv_field_value": {"ltv": 0}}]
    assert grown["value_after"] == [{"ltv_field_value": {"ltv": 100}}]
    buy(client, cafe, {"price": 1, "created_by": 0})
    assert events(client, type="transaction_added")[0]["created_by"] == 0


def test_a_purchase_stands_on_the_card_of_its_customer(client: httpx2.Client, world: World, cafe: int) -> None:
    first, second = buy(client, cafe, {"price": 1}, {"price": 2, "created_by": world.anna.id})
    notes = client.get(f"/api/v4/customers/{cafe}/notes").json()["_embedded"]["notes"]
    assert [(note["note_type"], note["params"], note["created_by"]) for note in notes] == [
        ("transaction", {"transaction_id": first}, world.irina.id),
        ("transaction", {"transaction_id": second}, world.anna.id),
    ]
    assert {note["responsible_user_id"] for note in notes} == {world.irina.id}
    client.delete(f"{ALL}/{first}")
    filtered = client.get("/api/v4/customers/notes?filter[note_type]=transaction").json()["_embedded"]["notes"]
    assert filtered == notes
    assert notices(client, world, "note_customer", lambda: buy(client, cafe, {"price": 3})) == []


def test_points_are_earned_and_redeemed_but_not_beyond(client: httpx2.Client, world: World, cafe: int) -> None:
    path = f"/api/v4/customers/{cafe}/bonus_points"
    assert client.post(path, json={"earn": 20}).json() == {"bonus_points": 20}
    assert client.post(path, json={"redeem": 15, "earn": None}).json() == {"bonus_points": 5}
    assert marked_faults(client.post(path, json={"redeem": 6})) == [("0", "redeem", "TooHigh")]
    assert marked_faults(client.post(path, json={"earn": 1, "redeem": 1}))[0][1] == "redeem"
    assert marked_faults(client.post(path, json={})) == [("0", "earn", "FieldMissing")]
    assert marked_faults(client.post(path, json={"earn": -1})) == [("0", "earn", "TooLow")]
    assert marked_faults(client.post(path, json={"earn": 1.5})) == [("0", "earn", "InvalidType")]
    assert balance(client, cafe) == 5
    [told] = notices(client, world, "update_customer", lambda: client.post(path, json={"earn": 1}))
    assert told["customers[update][0][id]"] == str(cafe)


def test_points_are_accrued_by_the_best_of_his_segments(client: httpx2.Client, world: World, cafe: int) -> None:
    rates = (3, 5.5, None)
    ids = [
        client.post(
            "/api/v4/customers/segments", json={"name": f"{rate}", "bonus_points_conversion_rate": rate}
        ).json()["id"]
        for rate in rates
    ]
    change(client, cafe, "customers", _embedded={"segments": [{"id": id} for id in ids]})
    buy(client, cafe, {"price": 1000})
    buy(client, cafe, {"price": 1000}, query="?accrue_bonus=false")
    assert balance(client, cafe) == 0
    [id] = buy(client, cafe, {"price": 1010}, query="?accrue_bonus=true")
    assert balance(client, cafe) == 55
    client.post(f"/api/v4/customers/{cafe}/bonus_points", json={"redeem": 50})
    client.delete(f"{ALL}/{id}")
    assert balance(client, cafe) == 0
    invariants.check(world)
    assert client.post(f"{of(cafe)}?accrue_bonus=perhaps", json=[{"price": 1}]).status_code == 400


def test_fifty_cost_as_many_statements_as_one(client: httpx2.Client, cafe: int, statements: Statements) -> None:
    counts = []
    buy(client, cafe, {"price": 1})
    for count in (1, 50):
        with statements() as writing:
            buy(client, cafe, *[{"price": 1}] * count)
        with statements() as reading:
            client.get(f"{of(cafe)}?limit={count}")
        counts.append((len(writing), len(reading)))
    assert counts[0] == counts[1]
