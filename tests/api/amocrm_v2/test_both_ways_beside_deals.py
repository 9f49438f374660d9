"""Customers, their purchases, catalogs with their elements, and unsorted requests: one thing, seen through two APIs."""

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v2.test_both_ways import make, v4
from tests.invariants import check
from tests.world import World

THEN, LATER = 1_700_000_000, 2_000_000_000
UNSORTED = "/api/v4/leads/unsorted"


@pytest.fixture
def discount(client: httpx2.Client) -> int:
    return make(client, "customers/custom_fields", name="Скидка", type="numeric")


def test_a_customer_of_v2_in_v4(client: httpx2.Client, desk: Desk, world: World, discount: int) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    draft = {
        "name": "Постоянный",
        "next_date": str(LATER),
        "next_price": "5000",
        "periodicity": "30",
        "responsible_user_id": world.anna.id,
        "created_by": world.oleg.id,
        "created_at": THEN,
        "updated_at": THEN + 1,
        "tags": "годовой",
        "contacts_id": [maria],
        "company_id": lutik,
        "custom_fields": [{"id": discount, "values": [{"value": "7"}]}],
    }
    [id] = desk.add("customers", draft)
    shown = v4(client, f"customers/{id}?with=contacts,companies")
    same = ("name", "responsible_user_id", "created_by", "created_at", "updated_at")
    assert [shown[key] for key in same] == [draft[key] for key in same]
    assert (shown["next_date"], shown["next_price"], shown["periodicity"]) == (LATER, 5000, 30)
    around = shown["_embedded"]
    assert [each["id"] for each in (*around["contacts"], *around["companies"])] == [maria, lutik]
    assert [tag["name"] for tag in around["tags"]] == ["годовой"]
    [field] = shown["custom_fields_values"]
    assert (field["field_id"], field["values"]) == (discount, [{"value": "7"}])
    check(world)


def test_a_customer_of_v4_in_v2(client: httpx2.Client, desk: Desk, discount: int) -> None:
    [group] = [client.post("/api/v4/customers/segments", json={"name": "Опт"}).json()["id"]]
    around = {"tags": [{"name": "опт"}], "segments": [{"id": group}]}
    fields = [{"field_id": discount, "values": [{"value": 7}]}]
    draft = {"name": "Кафе", "next_date": LATER, "next_price": 5000, "periodicity": 30, "created_at": THEN}
    id = make(client, "customers", **draft, custom_fields_values=fields, _embedded=around)
    shown = desk.one("customers", id)
    assert {key: shown[key] for key in draft} == draft
    assert [value["value"] for value in shown["custom_fields"][0]["values"]] == ["7"]
    before = v4(client, f"customers/{id}")
    desk.update("customers", {"id": id, "updated_at": LATER})
    assert v4(client, f"customers/{id}") == {**before, "updated_at": LATER, "updated_by": before["updated_by"]}
    client.patch(f"/api/v4/customers/{id}", json={"name": "Столовая", "next_price": 1})
    changed = desk.one("customers", id)
    assert (changed["name"], changed["next_price"], changed["next_date"]) == ("Столовая", 1, LATER)
    desk.set("customers", delete=[id])
    assert client.get(f"/api/v4/customers/{id}").status_code == 204


def test_purchases(client: httpx2.Client, desk: Desk, world: World) -> None:
    [cafe] = desk.add("customers", {"name": "Кафе"})
    [goods] = desk.add("catalogs", {"name": "Товары"})
    [rose] = desk.add("catalog_elements", {"catalog_id": goods, "name": "Роза"})
    elements = {str(goods): {str(rose): 2}}
    bought = {"customer_id": cafe, "price": "700", "date": THEN, "comment": "Счёт", "elements": elements}
    [ours] = desk.add("transactions", bought)
    shown = v4(client, f"customers/{cafe}/transactions/{ours}")
    assert (shown["price"], shown["completed_at"], shown["comment"]) == (700, THEN, "Счёт")
    metadata = {"catalog_id": goods, "quantity": 2}
    [element] = shown["_embedded"]["catalog_elements"]
    assert (element["id"], {key: element["metadata"][key] for key in metadata}) == (rose, metadata)
    newer = {"price": 300, "comment": "Заказ", "completed_at": THEN + 5}
    theirs = make(client, f"customers/{cafe}/transactions", **newer)
    found = desk.one("transactions", theirs)
    assert (found["price"], found["comment"], found["date"], found["customer"]["id"]) == (300, "Заказ", THEN + 5, cafe)
    desk.set("transactions", delete=[theirs])
    assert [each["id"] for each in v4(client, "customers/transactions")["_embedded"]["transactions"]] == [ours]
    assert client.delete(f"/api/v4/customers/transactions/{ours}").status_code == 204
    assert desk.list("transactions") == []
    assert v4(client, f"customers/{cafe}")["ltv"] == desk.one("customers", cafe)["ltv"] == 0
    check(world)


def test_catalogs_and_their_elements(client: httpx2.Client, desk: Desk, world: World) -> None:
    [goods] = desk.add("catalogs", {"name": "Товары", "can_link_multiple": False})
    shown = v4(client, f"catalogs/{goods}")
    assert (shown["name"], shown["type"], shown["can_link_multiple"]) == ("Товары", "regular", False)
    price = make(client, f"catalogs/{goods}/custom_fields", name="Цена", type="numeric")
    [lead] = desk.add("leads", {"name": "Букеты"})
    values = [{"id": price, "values": [{"value": "15"}]}]
    rose = {"catalog_id": goods, "name": "Роза", "created_at": THEN, "updated_at": THEN + 1, "leads_id": lead}
    [ours] = desk.add("catalog_elements", {**rose, "custom_fields": values})
    told = v4(client, f"catalogs/{goods}/elements/{ours}")
    assert [told[key] for key in ("name", "created_at", "updated_at", "catalog_id")] == ["Роза", THEN, THEN + 1, goods]
    assert [value["value"] for value in told["custom_fields_values"][0]["values"]] == ["15"]
    linked = v4(client, f"leads/{lead}?with=catalog_elements")["_embedded"]["catalog_elements"]
    assert [each["id"] for each in linked] == [ours]
    fields = [{"field_id": price, "values": [{"value": 20}]}]
    theirs = make(client, f"catalogs/{goods}/elements", name="Ирис", custom_fields_values=fields)
    found = desk.one("catalog_elements", theirs)
    assert (found["name"], found["catalog_id"]) == ("Ирис", goods)
    assert found["custom_fields"][0]["values"] == [{"value": "20"}]
    before = v4(client, f"catalogs/{goods}/elements/{theirs}")
    desk.update("catalog_elements", {"id": theirs, "catalog_id": goods, "updated_at": LATER})
    assert v4(client, f"catalogs/{goods}/elements/{theirs}") == {**before, "updated_at": LATER}
    client.patch(f"/api/v4/catalogs/{goods}", json={"name": "Цветы"})
    assert desk.one("catalogs", goods)["name"] == "Цветы"
    other = make(client, "catalogs", name="Вазы", type="regular")
    assert desk.one("catalogs", other)["name"] == "Вазы"
    desk.set("catalogs", delete=[goods])
    assert [each["id"] for each in v4(client, "catalogs")["_embedded"]["catalogs"]] == [other]
    check(world)


def test_requests_that_wait(client: httpx2.Client, desk: Desk, world: World) -> None:
    page = {"form_id": "25", "form_page": "romashka.test", "form_name": "Заявка"}
    info = {**page, "ip": "203.0.113.9", "referer": "ya.ru"}
    entities = {"leads": [{"name": "Свадьба", "sale": 500}], "contacts": [{"name": "Пётр"}]}
    form = {"source_name": "Сайт", "source_uid": "f-1", "incoming_entities": entities, "incoming_lead_info": info}
    [ours] = client.post("/api/v2/incoming_leads/form", json={"add": [{**form, "created_at": THEN}]}).json()["data"]
    shown = v4(client, f"leads/unsorted/{ours}")
    assert (shown["category"], shown["source_name"], shown["source_uid"]) == ("forms", "Сайт", "f-1")
    assert info.items() <= shown["metadata"].items()
    lead = shown["_embedded"]["leads"][0]["id"]
    assert v4(client, f"leads/{lead}")["price"] == 500
    metadata = {**info, "form_sent_at": THEN}
    newer = {"source_name": "Лендинг", "source_uid": "f-2", "metadata": metadata, "created_at": THEN + 1}
    around = {"leads": [{"name": "Юбилей", "price": 700}], "contacts": [{"name": "Мария"}]}
    answer = client.post(f"{UNSORTED}/forms", json=[{**newer, "_embedded": around}])
    theirs = answer.json()["_embedded"]["unsorted"][0]["uid"]
    found = next(each for each in desk.list("incoming_leads") if each["uid"] == theirs)
    assert found["incoming_lead_info"] == {**info, "form_send_at": THEN, "service_code": None}
    held = found["incoming_entities"]
    assert (held["leads"][0]["name"], held["leads"][0]["sale"], held["contacts"][0]["name"]) == ("Юбилей", 700, "Мария")
    client.post("/api/v2/incoming_leads/accept", json={"accept": [theirs]})
    assert client.delete(f"{UNSORTED}/{ours}/decline", params={"user_id": world.anna.id}).status_code == 200
    assert desk.list("incoming_leads") == []
    assert client.get(UNSORTED).status_code == 204
    check(world)
