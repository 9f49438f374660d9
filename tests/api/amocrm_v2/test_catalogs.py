"""Catalogs: written by whom lists are open to, never stale; with a catalog goes all that is in it."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import EVERYTHING, World
from voronka.domain.kinds import Kind
from voronka.domain.users import UserDraft
from voronka.services import users

MANY = 10  # an account has no more lists


def test_a_catalog_is_shown_whole(desk: Desk, world: World) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы", "type": "regular", "can_link_multiple": "0", "request_id": 1})
    shown = desk.one("catalogs", id)
    assert shown.pop("created_at") > 0
    assert shown == {
        "id": id,
        "name": "Тарифы",
        "type": "regular",
        "created_by": world.irina.id,
        "sort": 10,
        "can_add_elements": True,
        "can_show_in_cards": False,
        "can_link_multiple": False,
        "sdk_widget_code": None,
        "_links": {"self": {"href": f"/api/v2/catalogs?id={id}", "method": "get"}},
    }


def test_the_list_is_read_by_rows(desk: Desk) -> None:
    assert desk.list("catalogs") == []
    ids = desk.add("catalogs", *({"name": f"Список {place}"} for place in range(4)))
    assert [each["id"] for each in desk.list("catalogs", "limit_rows=2&limit_offset=1")] == ids[1:3]
    assert [each["id"] for each in desk.list("catalogs", f"id[]={ids[3]}&id[]=999")] == [ids[3]]
    assert desk.list("catalogs", "id=999") == []


def test_a_change_needs_no_time(desk: Desk) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы", "can_link_multiple": False})
    told = desk.update("catalogs", {"id": str(id), "name": "Цены"}, {"id": 999, "name": "Нет"})
    assert [item["id"] for item in told["items"]] == [id]
    assert told["errors"] == {"update": {"999": "Element not found"}}
    shown = desk.one("catalogs", id)
    assert (shown["name"], shown["can_link_multiple"]) == ("Цены", False)


def test_whatever_is_added_may_be_changed_but_the_type(desk: Desk) -> None:
    flags = ("can_add_elements", "can_show_in_cards", "can_link_multiple")
    bills, goods = desk.add(
        "catalogs",
        {"name": "Счета", "type": "invoices", **dict.fromkeys(flags, True)},
        {"name": "Товары", "can_link_multiple": True, "can_show_in_cards": True},
    )
    assert desk.one("catalogs", goods)["can_show_in_cards"] is True
    desk.update("catalogs", {"id": bills, **dict.fromkeys(flags, "0")}, {"id": goods, "type": "invoices"})
    assert [desk.one("catalogs", bills)[flag] for flag in flags] == [False, False, False]
    assert (desk.one("catalogs", goods)["type"], desk.one("catalogs", goods)["can_link_multiple"]) == ("regular", True)


def test_a_form_is_as_good_as_json(client: httpx2.Client, desk: Desk) -> None:
    answer = client.post("/api/v2/catalogs", data={"add[0][name]": "Тарифы", "add[0][request_id]": "17"})
    [item] = answer.json()["_embedded"]["items"]
    assert item["request_id"] == 17
    client.post("/api/v2/catalogs", data={"delete[0]": str(item["id"])})
    assert desk.list("catalogs") == []


@pytest.mark.parametrize(
    ("lists", "path", "code"),
    [
        ({"add": [{"type": "regular"}]}, "add.0.name", "285"),
        ({"add": [{"name": " "}]}, "add.0.name", "285"),
        ({"add": [{"name": "Тарифы", "type": "cars"}]}, "add.0.type", "400"),
        ({"add": [{"name": "Тарифы"}, {"name": "х" * 300}]}, "add.1.name", "400"),
        ({"add": "Тарифы"}, "add", "284"),
        ({"delete": ["Тарифы"]}, "delete.0", "400"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, lists: Any, path: str, code: str) -> None:
    answer = client.post("/api/v2/catalogs", json=lists)
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, code)
    assert paths(answer) == [path]
    assert desk.list("catalogs") == []


def test_an_update_with_a_fault_names_its_place(client: httpx2.Client, desk: Desk) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы"})
    answer = client.post("/api/v2/catalogs", json={"update": [{"id": 999}, {"id": id, "name": ""}]})
    assert paths(answer) == ["update.1.name"]


@pytest.fixture
def full(desk: Desk, client: httpx2.Client) -> tuple[int, int, int]:
    """A catalog with a field and an element that hangs on a lead: the ids of the three."""
    [catalog] = desk.add("catalogs", {"name": "Цветы"})
    field = [{"type": "text", "name": "Сорт"}]
    made = client.post(f"/api/v4/catalogs/{catalog}/custom_fields", json=field).json()
    [sort] = made["_embedded"]["custom_fields"]
    [lead] = desk.add("leads", {"name": "Букеты"})
    values = [{"id": sort["id"], "values": [{"value": "Чайная"}]}]
    rose = {"catalog_id": catalog, "name": "Роза", "leads_id": [lead], "custom_fields": values}
    [element] = desk.add("catalog_elements", rose)
    return catalog, element, lead


def test_with_a_catalog_goes_what_is_in_it(
    desk: Desk, client: httpx2.Client, world: World, full: tuple[int, int, int]
) -> None:
    catalog, element, lead = full
    [other] = desk.add("catalogs", {"name": "Вазы"})
    assert desk.set("catalogs", delete=[catalog])["_embedded"] == {"items": []}
    assert [each["id"] for each in desk.list("catalogs")] == [other]
    assert desk.list("catalog_elements", f"id={element}") == []
    assert world.facts.fields_of(Kind.ELEMENT, catalog).by_id == {}
    assert desk.one("leads", lead, "&with=catalog_elements_links")["catalog_elements"] == {}
    events = client.get("/api/v4/events").json()["_embedded"]["events"]
    assert {event["type"] for event in events} >= {"entity_unlinked"}
    check(world)


def test_what_cannot_be_deleted_stays_and_the_rest_goes(desk: Desk, client: httpx2.Client, world: World) -> None:
    [plain, chained] = desk.add("catalogs", {"name": "Цветы"}, {"name": "Города"})
    [invoices] = desk.add("catalogs", {"name": "Счета", "type": "invoices"})
    field = {"type": "chained_list", "name": "Город", "chained_lists": [{"catalog_id": chained, "title": "Город"}]}
    assert client.post("/api/v4/leads/custom_fields", json=[field]).status_code == 201
    told = desk.set("catalogs", delete=[plain, chained, invoices, 999])["_embedded"]
    kept = "Element cannot be deleted"
    assert told["errors"]["delete"] == {str(chained): kept, str(invoices): kept, "999": "Element not found"}
    assert [each["id"] for each in desk.list("catalogs")] == [chained, invoices]
    check(world)


def test_the_older_calls_tell_of_every_verb(client: httpx2.Client, desk: Desk) -> None:
    [old, gone] = desk.add("catalogs", {"name": "Тарифы"}, {"name": "Услуги"})
    lists = {"add": [{"name": "Цены", "request_id": 4}], "update": [{"id": old, "name": "Тариф"}], "delete": [gone]}
    answer = client.post("/private/api/v2/json/catalogs/set", json={"request": {"catalogs": lists}})
    told = answer.json()["response"]["catalogs"]
    [made] = told["add"]["catalogs"]
    assert (made["request_id"], told["add"]["errors"]) == (4, [])
    assert (list(told["update"]["catalogs"]), told["update"]["errors"]) == ([str(old)], [])
    assert told["delete"] == {"catalogs": {str(gone): {"id": gone}}, "errors": []}
    shown = client.get("/private/api/v2/json/catalogs/list").json()["response"]["catalogs"]
    assert [(each["id"], each["name"]) for each in shown] == [(old, "Тариф"), (made["id"], "Цены")]


def test_the_older_calls_number_what_was_not_done(client: httpx2.Client, desk: Desk) -> None:
    [bills] = desk.add("catalogs", {"name": "Счета", "type": "invoices"})
    lists = {"update": [{"id": 999, "name": "Нет", "request_id": 8}], "delete": [998, bills]}
    answer = client.post("/private/api/v2/json/catalogs/set", json={"request": {"catalogs": lists}})
    told = answer.json()["response"]["catalogs"]
    assert [(each["id"], each["code"], each["request_id"]) for each in told["update"]["errors"]] == [(999, 282, 8)]
    kept = [(each["id"], each["code"], each["request_id"]) for each in told["delete"]["errors"]]
    assert sorted(kept) == sorted([(998, 282, 0), (bills, 281, 1)])


@pytest.fixture
def seller(world: World, client_of: ClientOf) -> Any:
    def with_rights(**rights: Any) -> Desk:
        draft = UserDraft(name="Вера Ильина", email="vera@romashka.example", rights={"leads": EVERYTHING, **rights})
        [vera] = world.do(users.add, [draft])
        return Desk(client_of(vera))

    return with_rights


def test_whoever_works_with_lists_may_write_them(seller: Any) -> None:
    vera = seller(catalog_access=True)
    [id] = vera.add("catalogs", {"name": "Тарифы"})
    vera.update("catalogs", {"id": id, "name": "Цены"})
    vera.set("catalogs", delete=[id])
    assert vera.list("catalogs") == []


def test_to_whom_lists_are_closed(desk: Desk, seller: Any) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы"})
    vera = seller()
    answers = [vera.client.get("/api/v2/catalogs")]
    bodies = ({"add": [{"name": "Цены"}]}, {"update": [{"id": id, "name": "Цены"}]}, {"delete": [id]})
    answers += [vera.client.post("/api/v2/catalogs", json=lists) for lists in bodies]
    assert [(each.status_code, each.json()["response"]["error_code"]) for each in answers] == [(403, "244")] * 4
    assert desk.one("catalogs", id)["name"] == "Тарифы"


def test_a_right_on_one_catalog_alone(desk: Desk, seller: Any) -> None:
    [seen, closed] = desk.add("catalogs", {"name": "Тарифы"}, {"name": "Услуги"})
    nothing = {"catalog_id": closed, "rights": dict.fromkeys(EVERYTHING, "D")}
    vera = seller(catalog_access=True, catalog_rights=[nothing])
    assert [each["id"] for each in vera.list("catalogs")] == [seen]
    told = vera.set("catalogs", delete=[seen, closed])["_embedded"]
    assert told["errors"] == {"delete": {str(closed): "Element not found"}}
    assert [each["id"] for each in desk.list("catalogs")] == [closed]


def test_rights_on_a_catalog_end_with_it(desk: Desk, seller: Any, world: World) -> None:
    [gone, kept] = desk.add("catalogs", {"name": "Тарифы"}, {"name": "Услуги"})
    seller(
        catalog_access=True,
        catalog_rights=[{"catalog_id": id, "rights": dict.fromkeys(EVERYTHING, "D")} for id in (gone, kept)],
    )
    desk.set("catalogs", delete=[gone])
    [vera] = (user for user in world.facts.users.values() if user.name == "Вера Ильина")
    assert [one["catalog_id"] for one in vera.rights["catalog_rights"]] == [kept]


def test_another_accounts_catalog_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [id] = desk.add("catalogs", {"name": "Тарифы"})
    veter = Desk(client_of(world.egor))
    assert veter.list("catalogs", f"id={id}") == []
    told = veter.set("catalogs", update=[{"id": id, "name": "Чужое"}], delete=[id])["_embedded"]
    assert told["errors"] == {verb: {str(id): "Element not found"} for verb in ("update", "delete")}
    assert desk.one("catalogs", id)["name"] == "Тарифы"


def test_one_catalog_costs_as_much_as_ten(desk: Desk, statements: Statements) -> None:
    desk.set("catalogs", delete=desk.add("catalogs", {"name": "Первый"}))  # PostgreSQL gives ids out in blocks
    costs: dict[str, list[int]] = {}
    for count in (1, MANY - 1):
        with statements() as seen:
            ids = desk.add("catalogs", *({"name": "Тарифы"} for _ in range(count)))
        costs.setdefault("add", []).append(len(seen))
        desk.add("catalog_elements", *({"catalog_id": id, "name": "Роза"} for id in ids for _ in range(3)))
        with statements() as seen:
            desk.update("catalogs", *({"id": id, "name": "Цены"} for id in ids))
        costs.setdefault("update", []).append(len(seen))
        with statements() as seen:
            desk.set("catalogs", delete=ids)
        costs.setdefault("delete", []).append(len(seen))
    assert all(one == many for one, many in costs.values()), costs


def test_products_are_switched_by_either_name(client: httpx2.Client, seller: Any) -> None:
    path = "/api/v2/products_settings/"
    assert client.get(path).json()["is_enabled"] is False
    on = client.post(path, json={"enabled": True}).json()
    assert on == {
        "is_enabled": True,
        "catalog_id": on["catalog_id"],
        "_links": {"self": {"href": "/api/v2/products_settings", "method": "post"}},
    }
    [shown] = client.get("/api/v2/catalogs").json()["_embedded"]["items"]
    assert (shown["id"], shown["type"]) == (on["catalog_id"], "products")
    off = client.post(path, data={"enable": "0"}).json()
    assert (off["is_enabled"], off["catalog_id"]) == (False, None)
    assert client.post(path, json={}).json()["response"]["error_code"] == "103"
    assert client.post(path, json={"enabled": "may be"}).status_code == 400
    assert seller(catalog_access=True).client.post(path, json={"enabled": True}).status_code == 403
