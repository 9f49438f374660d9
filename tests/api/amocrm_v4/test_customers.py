"""Those who buy at «Ромашка» again and again."""

import time
from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests import invariants
from tests.answers import embedded, marked_faults
from tests.api.amocrm_v4.happenings import change, events, new, notices, types
from tests.conftest import ClientOf
from tests.world import World
from voronka.services import accounts, customers

CUSTOMERS = "/api/v4/customers"
TOMORROW = int(time.time()) + 86_400


@pytest.fixture
def cafe(client: httpx2.Client) -> int:
    return new(client, "customers", name="Кафе «Ветер»", next_price=4500, next_date=TOMORROW, periodicity=30)


def read(client: httpx2.Client, id: int, **query: Any) -> dict[str, Any]:
    return client.get(f"{CUSTOMERS}/{id}", params=query).json()


def listed(client: httpx2.Client, query: str = "") -> list[int]:
    return [card["id"] for card in embedded(client.get(f"{CUSTOMERS}?{query}"))]


def test_a_customer_keeps_what_was_written(client: httpx2.Client, world: World) -> None:
    written = {
        "name": "Кафе «Ветер»",
        "next_price": 4500,
        "next_date": TOMORROW,
        "periodicity": 30,
        "responsible_user_id": world.oleg.id,
        "created_by": 0,
        "updated_by": world.anna.id,
        "created_at": 1_700_000_000,
        "updated_at": 1_700_000_100,
    }
    id = new(client, "customers", **written, tags_to_add=[{"name": "Опт"}])
    card = read(client, id, **{"with": "group_id"})
    assert {key: card[key] for key in written} == written
    assert (card["group_id"], card["ltv"], card["purchases_count"], card["average_check"]) == (world.people.id, 0, 0, 0)
    assert [tag["name"] for tag in card["_embedded"]["tags"]] == ["Опт"]


def test_what_is_not_sent_stays(client: httpx2.Client, cafe: int) -> None:
    before = read(client, cafe)
    [ref] = client.patch(CUSTOMERS, json=[{"id": cafe, "next_price": 5000}]).json()["_embedded"]["customers"]
    assert (ref["id"], ref["request_id"]) == (cafe, "0")
    changed = {"next_price": 5000, "updated_at": ref["updated_at"]}
    assert read(client, cafe) == before | changed
    client.patch(f"{CUSTOMERS}/{cafe}", json={"name": None, "next_date": None, "periodicity": 0})
    assert read(client, cafe)["periodicity"] == 0
    assert (read(client, cafe)["name"], read(client, cafe)["next_date"]) == ("Кафе «Ветер»", TOMORROW)


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({"name": None}, "name", "InvalidType"),
        ({"name": "  "}, "name", "NotBlank"),
        ({"name": "я" * 256}, "name", "TooLong"),
        ({"next_price": "много"}, "next_price", "InvalidType"),
        ({"next_price": 10**14}, "next_price", "TooHigh"),
        ({"next_price": -(10**14)}, "next_price", "TooLow"),
        ({"next_date": "завтра"}, "next_date", "InvalidType"),
        ({"periodicity": -1}, "periodicity", "TooLow"),
        ({"periodicity": 36_501}, "periodicity", "TooHigh"),
        ({"status_id": 7}, "status_id", "NotSupportedChoice"),
        ({"responsible_user_id": 7}, "responsible_user_id", "NotSupportedChoice"),
        ({"_embedded": {"segments": [{"id": 7}]}}, "_embedded.segments.0.id", "NotSupportedChoice"),
        ({"_embedded": {"segments": [{}]}}, "_embedded.segments.0.id", "FieldMissing"),
        ({"tags_to_add": [{"id": 7}]}, "tags_to_add.0.id", "NotSupportedChoice"),
        ({"custom_fields_values": [{"field_id": 7}]}, "custom_fields_values.0.field_id", "NotSupportedChoice"),
    ],
)
def test_a_wrong_one_is_refused_and_takes_the_good_ones_along(
    client: httpx2.Client, sent: dict[str, Any], path: str, code: str
) -> None:
    bad = {"name": "Кафе", "request_id": "b", **sent}
    assert marked_faults(client.post(CUSTOMERS, json=[{"name": "Бар"}, bad])) == [("b", path, code)]
    assert client.get(CUSTOMERS).status_code == 204


def test_a_name_is_needed(client: httpx2.Client) -> None:
    assert marked_faults(client.post(CUSTOMERS, json=[{}])) == [("0", "name", "FieldMissing")]


def test_where_purchases_are_awaited_the_next_one_has_a_date(client: httpx2.Client, world: World) -> None:
    by_periodicity(world)
    assert marked_faults(client.post(CUSTOMERS, json=[{"name": "Кафе"}])) == [("0", "next_date", "FieldMissing")]
    assert new(client, "customers", next_date=TOMORROW)


def by_periodicity(world: World) -> None:
    world.do(accounts.adjust, {"customers_mode": "periodicity"})


def test_an_unknown_one_is_204_to_read_404_to_change(client: httpx2.Client) -> None:
    assert client.get(f"{CUSTOMERS}/7").status_code == 204
    assert client.patch(f"{CUSTOMERS}/7", json={"name": "?"}).status_code == 404
    assert marked_faults(client.patch(CUSTOMERS, json=[{"id": 7, "name": "?"}])) == [("0", "id", "NotSupportedChoice")]


def test_another_accounts_customer_does_not_exist(
    client: httpx2.Client, client_of: ClientOf, world: World, cafe: int
) -> None:
    egor = client_of(world.egor)
    assert egor.get(f"{CUSTOMERS}/{cafe}").status_code == 204
    assert egor.patch(f"{CUSTOMERS}/{cafe}", json={"name": "?"}).status_code == 404
    assert listed(egor) == []


def test_filters_orders_and_words(client: httpx2.Client, world: World, cafe: int) -> None:
    bar = new(client, "customers", name="Бар", next_date=TOMORROW + 86_400, responsible_user_id=world.anna.id)
    assert listed(client) == [cafe, bar]
    assert listed(client, "order[id]=desc") == listed(client, "order[created_at]=desc") == [bar, cafe]
    assert listed(client, f"filter[id][]={bar}") == listed(client, "filter[name]=бар") == [bar]
    assert listed(client, f"filter[responsible_user_id]={world.anna.id}") == [bar]
    assert listed(client, f"filter[next_date][to]={TOMORROW}") == [cafe]
    assert listed(client, f"filter[status_id]={read(client, cafe)['status_id']}") == [cafe, bar]
    assert listed(client, "filter[created_at][from]=2000000000") == []
    assert listed(client, "query=ветер") == [cafe]
    assert "next" in client.get(f"{CUSTOMERS}?limit=1").json()["_links"]


def test_links_lead_both_ways_and_the_first_contact_is_the_main_one(client: httpx2.Client, cafe: int) -> None:
    maria, petr = new(client, "contacts", name="Мария"), new(client, "contacts", name="Пётр")
    firm = new(client, "companies", name="ООО Ветер")
    client.post(f"{CUSTOMERS}/{cafe}/link", json=[{"to_entity_id": maria, "to_entity_type": "contacts"}])
    client.post(f"/api/v4/contacts/{petr}/link", json=[{"to_entity_id": cafe, "to_entity_type": "customers"}])
    client.post(f"/api/v4/companies/{firm}/link", json=[{"to_entity_id": cafe, "to_entity_type": "customers"}])
    embedded = read(client, cafe, **{"with": "contacts,companies"})["_embedded"]
    assert [(each["id"], each["is_main"]) for each in embedded["contacts"]] == [(maria, True), (petr, False)]
    assert [each["id"] for each in embedded["companies"]] == [firm]
    for entity, id in (("contacts", maria), ("companies", firm)):
        held = client.get(f"/api/v4/{entity}/{id}", params={"with": "customers"}).json()["_embedded"]["customers"]
        assert held == [{"id": cafe, "_links": {"self": {"href": f"https://romashka.voronka.test{CUSTOMERS}/{cafe}"}}}]
    refused = client.post(f"{CUSTOMERS}/{cafe}/link", json=[{"to_entity_id": 5, "to_entity_type": "leads"}])
    assert marked_faults(refused) == [("0", "to_entity_type", "NotSupportedChoice")]


def test_fields_of_customers_are_their_own(client: httpx2.Client, cafe: int) -> None:
    fields = client.post(f"{CUSTOMERS}/custom_fields", json=[{"type": "text", "name": "Скидка"}])
    field = fields.json()["_embedded"]["custom_fields"][0]
    assert field["entity_type"] == "customers"
    change(client, cafe, "customers", custom_fields_values=[{"field_id": field["id"], "values": [{"value": "5 %"}]}])
    assert read(client, cafe)["custom_fields_values"][0]["values"] == [{"value": "5 %"}]
    assert listed(client, f"filter[custom_fields_values][{field['id']}]=5 %25") == [cafe]
    wrong = [{"name": "Заказ", "custom_fields_values": [{"field_id": field["id"], "values": [{"value": "5"}]}]}]
    assert client.post("/api/v4/leads", json=wrong).status_code == 400


def test_tasks_stand_on_customers(client: httpx2.Client, cafe: int) -> None:
    till = TOMORROW + 7
    task = {"text": "Позвонить", "complete_till": till, "entity_id": cafe, "entity_type": "customers"}
    id = new(client, "tasks", **task)
    assert read(client, cafe)["closest_task_at"] == till
    asked = {"filter[entity_type]": "customers", "filter[entity_id]": cafe}
    assert [each["id"] for each in client.get("/api/v4/tasks", params=asked).json()["_embedded"]["tasks"]] == [id]
    change(client, id, "tasks", is_completed=True)
    assert read(client, cafe)["closest_task_at"] is None


def test_notes_hang_on_customers(client: httpx2.Client, cafe: int) -> None:
    note = {"note_type": "common", "params": {"text": "Любит пионы"}}
    id = client.post(f"{CUSTOMERS}/{cafe}/notes", json=[note]).json()["_embedded"]["notes"][0]["id"]
    assert client.post(f"{CUSTOMERS}/notes/{id}/pin").status_code == 204
    shown = client.get(f"{CUSTOMERS}/notes/{id}?with=is_pinned").json()
    assert (shown["params"]["text"], shown["is_pinned"]) == ("Любит пионы", True)
    assert types(events(client, entity="customer", type="common_note_added")) == ["common_note_added"]


def test_what_happens_is_told_in_events(client: httpx2.Client, world: World, cafe: int) -> None:
    [status, *_] = sorted(world.facts.customer_statuses)
    last = max(world.facts.customer_statuses)
    change(
        client,
        cafe,
        "customers",
        status_id=last,
        next_price=5000,
        name="Бар «Ветер»",
        responsible_user_id=world.anna.id,
        tags_to_add=[{"name": "Опт"}],
    )
    told = {event["type"]: event for event in events(client, entity="customer", with_="customer_name")}
    assert set(told) == {
        "customer_added",
        "customer_status_changed",
        "sale_field_changed",
        "name_field_changed",
        "entity_responsible_changed",
        "entity_tag_added",
    }
    moved = told["customer_status_changed"]
    assert moved["value_before"] == [{"customer_status": {"id": status}}]
    assert moved["value_after"] == [{"customer_status": {"id": last}}]
    assert moved["_embedded"]["entity"]["name"] == "Бар «Ветер»"
    assert told["sale_field_changed"]["value_after"] == [{"sale_field_value": {"sale": 5000}}]
    asked = {"value_after][customers_statuses][0][status_id": last, "type": "customer_status_changed"}
    assert [event["id"] for event in events(client, **asked)] == [moved["id"]]


def test_subscribers_are_told(client: httpx2.Client, world: World, cafe: int) -> None:
    [told] = notices(client, world, "add_customer", lambda: new(client, "customers", name="Бар", next_price=70))
    keys = {key.removeprefix("customers[add][0]"): value for key, value in told.items()}
    assert (keys["[name]"], keys["[next_price]"], keys["[created_user_id]"]) == ("Бар", "70", str(world.irina.id))
    [told] = notices(client, world, "update_customer", lambda: change(client, cafe, "customers", periodicity=7))
    assert told["customers[update][0][periodicity]"] == "7"
    hers = {"responsible_user_id": world.anna.id}
    [told] = notices(client, world, "responsible_customer", lambda: change(client, cafe, "customers", **hers))
    assert told["customers[responsible][0][old_responsible_user_id]"] == str(world.irina.id)
    note = [{"note_type": "common", "params": {"text": "Ждёт"}}]
    path = f"{CUSTOMERS}/{cafe}/notes"
    [told] = notices(client, world, "note_customer", lambda: client.post(path, json=note))
    assert told["customers[note][0][note][element_type]"] == "12"
    [told] = notices(client, world, "delete_customer", lambda: world.do(customers.delete, [cafe]))
    assert told["customers[delete][0][id]"] == str(cafe)


def test_a_deleted_customer_is_gone_and_its_event_stays(client: httpx2.Client, world: World, cafe: int) -> None:
    world.do(customers.delete, [cafe])
    assert client.get(f"{CUSTOMERS}/{cafe}").status_code == 204
    assert types(events(client, type="customer_deleted")) == ["customer_deleted"]
    invariants.check(world)


def test_who_may_not_see_leads_sees_no_customers(client_of: ClientOf, world: World, cafe: int) -> None:
    """The vendor's rights do not name customers."""
    assert client_of(world.anna).get(f"{CUSTOMERS}/{cafe}").status_code == 200
    blind = structs.replace(world.anna.actor(), rights={"leads": {"view": "D"}, "contacts": {"view": "A"}})
    with pytest.raises(Exception, match="Your rights"):
        world.do_as(blind, customers.get, cafe)
    own = structs.replace(blind, rights={"leads": {"view": "M"}})
    with pytest.raises(Exception, match="There is no customer"):
        world.do_as(own, customers.get, cafe)
