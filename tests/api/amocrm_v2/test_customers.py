"""Customers through API v2 and the older calls: v4's, with periods for statuses."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import EVERYTHING, World
from voronka.domain.users import UserDraft
from voronka.services import users

LATER = 2_000_000_000
NEXT = 1_900_000_000
MANY = 30
NOTHING = dict.fromkeys(EVERYTHING, "D")  # whose leads one does not see, his customers one does not either
OLDER = "/private/api/v2/json/customers"


def link(path: str) -> dict[str, dict[str, str]]:
    return {"self": {"href": path, "method": "get"}}


def set_older(client: httpx2.Client, **lists: Any) -> dict[str, Any]:
    answer = client.post(f"{OLDER}/set", json={"request": {"customers": lists}})
    assert answer.status_code == 200, answer.text
    return answer.json()["response"]["customers"]


def test_a_customer_is_shown_whole(desk: Desk, world: World, client: httpx2.Client) -> None:
    maria, petr = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    new = {"name": "Постоянный", "next_date": str(NEXT), "next_price": "5000", "periodicity": 30, "tags": "годовой"}
    [id] = desk.add("customers", {**new, "contacts_id": [maria], "main_contact_id": petr, "company_id": lutik})
    client.post(f"/api/v4/customers/{id}/transactions", json=[{"price": 700}, {"price": 300}])
    shown = desk.one("customers", id)
    assert shown.pop("created_at") > 0
    assert shown.pop("updated_at") > 0
    assert shown.pop("period_id") == client.get(f"/api/v4/customers/{id}").json()["status_id"]
    [tag] = shown.pop("tags")
    assert tag["name"] == "годовой"
    assert sorted(shown.pop("contacts")["id"]) == [maria, petr]
    assert shown == {
        "id": id,
        "name": "Постоянный",
        "responsible_user_id": world.irina.id,
        "created_by": world.irina.id,
        "updated_by": world.irina.id,
        "account_id": world.romashka.id,
        "group_id": 0,
        "next_date": NEXT,
        "next_price": 5000,
        "periodicity": 30,
        "is_deleted": False,
        "main_contact": {"id": petr, "_links": link(f"/api/v2/contacts?id={petr}")},
        "company": {"id": lutik, "name": "ООО Лютик", "_links": link(f"/api/v2/companies?id={lutik}")},
        "ltv": 1000,
        "purchases_count": 2,
        "average_check": 500,
        "closest_task_at": 0,
        "custom_fields": [],
        "_links": link(f"/api/v2/customers?id={id}"),
    }
    check(world)


def test_only_what_was_sent_changes(desk: Desk) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})
    [id] = desk.add("customers", {"name": "Постоянный", "next_date": NEXT, "contacts_id": maria})
    gone = {"contacts_id": [maria]}
    [item] = desk.update("customers", {"id": id, "updated_at": LATER, "next_price": 1, "unlink": gone})["items"]
    assert (item["id"], item["updated_at"]) == (id, LATER)
    shown = desk.one("customers", id)
    assert (shown["name"], shown["next_date"], shown["next_price"], shown["contacts"]) == ("Постоянный", NEXT, 1, {})
    told = desk.update("customers", {"id": id, "updated_at": 1}, {"id": 404, "updated_at": LATER})
    assert told["errors"]["update"] == {
        str(id): "Last modified date is older than in database",
        "404": "Element not found",
    }


def test_what_purchases_come_to_is_counted_not_written(desk: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    counted = {"ltv": 900, "purchases_count": 5, "average_check": 180, "closest_task_at": 9}
    [id] = desk.add("customers", {"name": "Постоянный", "company_id": lutik, "is_deleted": True, **counted})
    desk.update("customers", {"id": id, "updated_at": LATER, "unlink": {"company_id": lutik}, **counted})
    shown = desk.one("customers", id, "&with=is_price_modified_by_robot,loss_reason_name,catalog_elements_links")
    assert {key: shown[key] for key in counted} == dict.fromkeys(counted, 0)
    assert (shown["is_deleted"], shown["company"], shown["catalog_elements"]) == (False, {}, {})


def test_what_is_deleted_stands_apart_among_the_items(desk: Desk, client: httpx2.Client) -> None:
    first, second = desk.add("customers", {"name": "Первый"}, {"name": "Второй"})
    told = desk.set("customers", add=[{"name": "Третий"}], delete=f"{first},404")["_embedded"]
    assert [item["id"] for item in told["items"]["deleted"]] == [first]
    third = told["items"]["0"]["id"]
    assert told["errors"] == {"delete": {"404": "Element not found"}}
    assert [each["id"] for each in desk.list("customers")] == [second, third]
    assert "customer_deleted" in {event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]}


def test_the_list_is_filtered(desk: Desk, world: World, client: httpx2.Client) -> None:
    [field] = client.post("/api/v4/customers/custom_fields", json=[{"name": "Скидка", "type": "numeric"}]).json()[
        "_embedded"
    ]["custom_fields"]
    one, two = desk.add(
        "customers",
        {"name": "Мария", "next_date": NEXT, "created_at": 1000, "responsible_user_id": world.anna.id},
        {"name": "Пётр", "next_date": NEXT + 86400, "custom_fields": [{"id": field["id"], "values": [{"value": 7}]}]},
    )
    desk.add("tasks", {"text": "Позвонить", "complete_till": NEXT, "element_id": two, "element_type": 12})

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list("customers", query)]

    assert found(f"filter[main_user][]={world.anna.id}") == [one]
    assert found(f"filter[id]={two}") == [two]
    assert found("filter[date][type]=create&filter[date][to]=2001-01-01 00:00:00") == [one]
    assert found("filter[date][type]=modify&filter[date][to]=2001-01-01 00:00:00") == []
    assert found(f"filter[next_date][from]={NEXT + 1}") == [two]
    assert (found("filter[tasks][]=1"), found("filter[tasks][]=2")) == ([one], [two])
    assert found(f"filter[cf][{field['id']}]=7") == [two]
    assert found(f"filter[cf][{field['id']}][from]=8") == []
    assert found("query=мария") == [one]
    assert found("limit_rows=1&limit_offset=1") == [two]
    assert found(f"id={one}&filter[main_user][]=404") == [one]
    assert desk.list("customers", "id=404") == []
    assert desk.list("customers", **{"IF-MODIFIED-SINCE": "Mon, 01 Aug 2050 07:07:23 UTC"}) == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("filter[date][from]=2001-01-01 00:00:00", "filter.date.type"),
        ("filter[date][type]=delete", "filter.date.type"),
        ("filter[date][type]=create&filter[date][from]=soon", "filter.date.from"),
        ("filter[next_date][to]=soon", "filter.next_date.to"),
        ("filter[cf][404]=1", "filter.cf.404"),
    ],
)
def test_a_filter_that_cannot_be_read(client: httpx2.Client, query: str, path: str) -> None:
    assert paths(client.get(f"/api/v2/customers?{query}")) == [path]


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"name": " "}, "add.0.name"),
        ({"period_id": 404}, "add.0.period_id"),
        ({"next_price": 10**14}, "add.0.next_price"),
        ({"periodicity": -1}, "add.0.periodicity"),
        ({"contacts_id": [404]}, "add.0.contacts_id"),
        ({"custom_fields": [{"id": 404, "values": []}]}, "add.0.custom_fields.0.id"),
        ({"next_date": "soon"}, "add.0.next_date"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, item: Any, path: str) -> None:
    assert paths(client.post("/api/v2/customers", json={"add": [item]})) == [path]
    assert desk.list("customers") == []


def test_where_a_purchase_is_awaited_its_date_is_needed(client: httpx2.Client) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})
    assert paths(client.post("/api/v2/customers", json={"add": [{"name": "Мария"}]})) == ["add.0.next_date"]


def test_the_older_calls_have_names_of_their_own(client: httpx2.Client, desk: Desk, world: World) -> None:
    made = set_older(client, add=[{"name": "Мария", "main_user_id": world.anna.id, "created_by": world.anna.id}])
    assert made["add"]["errors"] == []
    [item] = made["add"]["customers"]
    id = item["id"]
    assert item["request_id"] == 0
    [shown] = client.get(f"{OLDER}/list?id={id}").json()["response"]["customers"]
    assert (shown["main_user_id"], shown["created_by"], shown["deleted"]) == (world.anna.id, world.anna.id, False)
    changed = set_older(client, update=[{"id": id, "date_modify": LATER, "name": "Мария Ким"}])
    assert (changed["update"]["errors"], list(changed["update"]["customers"])) == ([], [str(id)])
    stale = set_older(client, update=[{"id": id, "last_modified": 1, "name": "Нет"}])
    assert [(each["id"], each["code"]) for each in stale["update"]["errors"]] == [(id, 400)]
    gone = set_older(client, delete=[id, 404])
    unknown = {"id": 404, "code": 404, "message": "Element not found", "request_id": 1}
    assert gone["delete"] == {"customers": {str(id): {"id": id}}, "errors": [unknown]}
    assert client.get(f"{OLDER}/list").status_code == 204


def test_faults_are_told_in_the_older_names(client: httpx2.Client) -> None:
    body = {"request": {"customers": {"add": [{"main_user_id": 404, "created_by": 404}]}}}
    found = paths(client.post(f"{OLDER}/set", json=body))
    assert set(found) == {"add.0.main_user_id", "add.0.created_by"}


def test_segments_are_listed(client: httpx2.Client, desk: Desk) -> None:
    assert desk.list("customers/segments") == []
    names = ("Постоянные", "Разовые")
    ids = [client.post("/api/v4/customers/segments", json={"name": name}).json()["id"] for name in names]
    assert [each["id"] for each in desk.list("customers/segments", "limit_rows=1&limit_offset=1")] == ids[1:]
    assert [each["name"] for each in desk.list("customers/segments")] == list(names)
    client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})
    answer = client.get("/api/v2/customers/segments")
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "426")


def test_where_customers_are_switched_off_there_are_none(client: httpx2.Client, desk: Desk) -> None:
    [id] = desk.add("customers", {"name": "Мария"})
    client.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": False})
    bought = {"customer_id": id, "price": 5}
    answers = [client.get(path) for path in ("/api/v2/customers", "/api/v2/transactions", f"{OLDER}/list")]
    for noun, lists in (
        ("customers", {"add": [{"name": "Пётр"}]}),
        ("customers", {"update": [{"id": id, "updated_at": LATER}]}),
        ("customers", {"delete": [id]}),
        ("transactions", {"add": [bought]}),
        ("transactions", {"update": [{"id": 1, "comment": "Нет"}]}),
        ("transactions", {"delete": [1]}),
        ("transactions/comment", {"update": [{"id": 1, "comment": "Нет"}]}),
    ):
        answers.append(client.post(f"/api/v2/{noun}", json=lists))
    told = {(answer.status_code, answer.json()["response"]["error_code"]) for answer in answers}
    assert told == {(403, "426")}
    client.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": True})
    assert [each["name"] for each in desk.list("customers")] == ["Мария"]


def test_who_may_not_see_customers_is_told_so(world: World, client_of: ClientOf) -> None:
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="v@romashka.example", rights={"leads": NOTHING})])
    shop = client_of(vera)
    body = {"add": [{"name": "Мария"}]}
    for answer in (shop.get("/api/v2/customers"), shop.post("/api/v2/customers", json=body)):
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "288")
    assert shop.post("/api/v2/customers", json={"delete": [1]}).status_code == 403


def test_another_accounts_customer_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [id] = desk.add("customers", {"name": "Наш"})
    veter = Desk(client_of(world.egor))
    assert veter.list("customers", f"id={id}") == []
    assert veter.set("customers", delete=[id])["_embedded"]["errors"] == {"delete": {str(id): "Element not found"}}
    assert desk.one("customers", id)["name"] == "Наш"


def test_thirty_cost_as_much_as_one(desk: Desk, statements: Statements) -> None:
    people = desk.add("contacts", *({"name": "Мария"} for _ in range(MANY)))
    new = [{"name": f"Покупатель {at}", "contacts_id": id, "tags": f"т{at}"} for at, id in enumerate(people)]

    def cost(**lists: Any) -> tuple[int, list[int]]:
        with statements() as seen:
            items = desk.set("customers", **lists)["_embedded"]["items"]
        return len(seen), [item["id"] for item in (items["deleted"] if isinstance(items, dict) else items)]

    cost(add=[new[0] | {"tags": "первый"}])  # takes blocks of ids
    one, few = cost(add=new[:1])
    many, more = cost(add=new[1:])
    assert many == one
    change = [{"id": id, "updated_at": LATER, "name": "Иначе"} for id in few + more]
    assert cost(update=change[:1])[0] == cost(update=change[1:])[0]
    costs = set[int]()
    for limit in (1, MANY):
        with statements() as seen:
            desk.list("customers", f"limit_rows={limit}&with=catalog_elements_links")
        costs.add(len(seen))
    assert len(costs) == 1
    assert cost(delete=few)[0] == cost(delete=more)[0]
