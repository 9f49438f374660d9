"""Elements: listed by catalog, page and words; changed only by who names their catalog; deleted by their ids."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import EVERYTHING, World
from voronka.domain.kinds import Kind
from voronka.domain.users import UserDraft
from voronka.services import users
from voronka.services.work import Work
from voronka.store.tables import journal

LATER = 2_000_000_000
MANY = 30
OLDER = "/private/api/v2/json/catalog_elements"


@pytest.fixture
def catalog(desk: Desk) -> int:
    [id] = desk.add("catalogs", {"name": "Товары"})
    return id


@pytest.fixture
def price(client: httpx2.Client, catalog: int) -> int:
    fields = [{"type": "numeric", "name": "Цена"}]
    made = client.post(f"/api/v4/catalogs/{catalog}/custom_fields", json=fields).json()
    return made["_embedded"]["custom_fields"][0]["id"]


def link(path: str) -> dict[str, dict[str, str]]:
    return {"self": {"href": path, "method": "get"}}


def test_an_element_is_shown_whole(desk: Desk, world: World, catalog: int, price: int) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    new = {
        "catalog_id": str(catalog),
        "name": "Карандаш",
        "created_at": 1700000000,
        "updated_at": "1700000300",
        "custom_fields": [{"id": str(price), "values": [{"value": "15"}]}],
        "leads_id": [str(lead)],
    }
    [id] = desk.add("catalog_elements", new)
    assert desk.one("catalog_elements", id) == {
        "id": id,
        "catalog_id": catalog,
        "name": "Карандаш",
        "created_by": world.irina.id,
        "created_at": 1700000000,
        "updated_by": world.irina.id,
        "updated_at": 1700000300,
        "is_deleted": False,
        "custom_fields": [{"id": price, "name": "Цена", "values": [{"value": "15"}], "is_system": False}],
        "leads": {"id": [lead], "_links": link(f"/api/v2/leads?id={lead}")},
        "customers": {},
        "_links": link(f"/api/v2/catalog_elements?id={id}"),
    }
    check(world)


def test_the_list_is_that_of_a_catalog_or_of_all(desk: Desk, catalog: int) -> None:
    [other] = desk.add("catalogs", {"name": "Вазы"})
    rose, iris = desk.add("catalog_elements", *({"catalog_id": catalog, "name": name} for name in ("Роза", "Ирис")))
    [vase] = desk.add("catalog_elements", {"catalog_id": other, "name": "Роза из стекла"})

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list("catalog_elements", query)]

    assert found(f"catalog_id={catalog}") == [rose, iris]
    assert found("") == [rose, iris, vase]
    assert found(f"catalog_id={catalog}&term=роза") == found(f"catalog_id={catalog}&query=роза") == [rose]
    assert found("term=роза") == [rose, vase]
    assert found(f"id[]={iris}&id[]={vase}") == [iris, vase]
    assert found(f"catalog_id={other}&id={iris}") == []
    assert found("catalog_id=999") == []


def test_pages_by_any_of_their_names(desk: Desk, catalog: int) -> None:
    ids = desk.add("catalog_elements", *({"catalog_id": catalog, "name": f"Роза {at}"} for at in range(60)))

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list("catalog_elements", f"catalog_id={catalog}&{query}")]

    assert found("") == ids[:50]
    assert found("page=2") == found("PAGEN_1=2") == ids[50:]
    assert found("PAGEN_1=3") == []
    assert found("ELEMENT_COUNT=500") == ids
    assert found("ELEMENT_COUNT=20&page=3") == ids[40:]
    assert found("limit_rows=10&limit_offset=55") == ids[55:]


def test_in_the_order_asked_for(desk: Desk, catalog: int) -> None:
    new = [("ромашка", 30, 30), ("Астра", 10, 20), ("роза", 20, 10)]
    drafts = [{"catalog_id": catalog, "name": n, "created_at": made, "updated_at": now} for n, made, now in new]
    daisy, aster, rose = desk.add("catalog_elements", *drafts)

    def found(query: str) -> list[int]:
        return [each["id"] for each in desk.list("catalog_elements", query)]

    assert found("order_by=name") == found("order_by=name&order_type=ASC") == [aster, rose, daisy]
    assert found(f"catalog_id={catalog}&order_by=name&order_type=desc&ELEMENT_COUNT=2") == [daisy, rose]
    assert found("order_by=date_create&order_type=DESC") == found("order_by=created_at&order_type=desc")
    assert found("order_by=created_at&order_type=desc") == [daisy, rose, aster]
    assert found("order_by=date_modify") == found("order_by=updated_at") == [rose, aster, daisy]
    assert found("order_type=desc") == found("order_by=id&order_type=desc") == [rose, aster, daisy]
    assert found("order_by=nonsense") == [daisy, aster, rose]
    assert found("term=ро&order_by=name") == [rose, daisy]


def test_a_change_names_the_catalog_and_the_time(desk: Desk, catalog: int, price: int) -> None:
    [other] = desk.add("catalogs", {"name": "Вазы"})
    ids = desk.add("catalog_elements", *({"catalog_id": catalog, "name": name} for name in "абвг"))
    told = desk.update(
        "catalog_elements",
        {"id": ids[0], "updated_at": LATER, "name": "Без списка"},
        {"id": ids[1], "catalog_id": other, "updated_at": LATER, "name": "Не тот список"},
        {"id": ids[2], "catalog_id": catalog, "updated_at": 5, "name": "Старая"},
        {"id": ids[3], "catalog_id": catalog, "updated_at": LATER, "name": "Да", "request_id": 8},
    )
    unknown = "Element not found"
    stale = "Last modified date is older than in database"
    assert told["errors"]["update"] == {str(ids[0]): unknown, str(ids[1]): unknown, str(ids[2]): stale}
    assert [(item["id"], item["request_id"], item["updated_at"]) for item in told["items"]] == [(ids[3], 8, LATER)]
    assert [each["name"] for each in desk.list("catalog_elements")] == ["а", "б", "в", "Да"]


def test_a_multiselect_comes_as_bare_ids_and_is_cleared_by_none(
    client: httpx2.Client, desk: Desk, catalog: int
) -> None:
    kinds = [{"value": "Срезка", "sort": 1}, {"value": "В горшке", "sort": 2}, {"value": "Семена", "sort": 3}]
    field = {"type": "multiselect", "name": "Вид", "enums": kinds}
    made = client.post(f"/api/v4/catalogs/{catalog}/custom_fields", json=[field]).json()["_embedded"]
    [field] = made["custom_fields"]
    cut, pot, _ = (each["id"] for each in field["enums"])
    values = [{"id": field["id"], "values": [str(cut), str(pot)]}]
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза", "custom_fields": values})
    [shown] = desk.one("catalog_elements", rose)["custom_fields"]
    assert shown["values"] == [{"value": "Срезка", "enum": cut}, {"value": "В горшке", "enum": pot}]
    none = [{"id": field["id"], "values": []}]
    desk.update("catalog_elements", {"id": rose, "catalog_id": catalog, "updated_at": LATER, "custom_fields": none})
    assert desk.one("catalog_elements", rose)["custom_fields"] == []


def test_an_element_is_linked_by_a_change(desk: Desk, world: World, catalog: int) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    desk.update("catalog_elements", {"id": rose, "catalog_id": catalog, "updated_at": LATER, "leads_id": lead})
    assert desk.one("catalog_elements", rose)["leads"]["id"] == [lead]
    check(world)


def test_deleting_by_ids_and_by_a_mark(desk: Desk, world: World, catalog: int) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    [other] = desk.add("catalogs", {"name": "Вазы"})
    rose, iris = (
        desk.add("catalog_elements", {"catalog_id": id, "name": "Роза", "leads_id": [lead]})[0]
        for id in (catalog, other)
    )
    told = desk.set("catalog_elements", delete=[str(rose), 999])["_embedded"]
    assert told == {"items": [], "errors": {"delete": {"999": "Element not found"}}}
    desk.update("catalog_elements", {"id": iris, "catalog_id": other, "updated_at": LATER, "is_deleted": "1"})
    assert desk.list("catalog_elements") == []
    assert desk.one("leads", lead, "&with=catalog_elements_links")["catalog_elements"] == {}
    check(world)


@pytest.mark.parametrize(
    ("more", "path", "code"),
    [
        ({"catalog_id": None}, "add.1.catalog_id", "285"),
        ({"catalog_id": 999}, "add.1.catalog_id", "282"),
        ({"name": ""}, "add.1.name", "285"),
        ({"custom_fields": [{"id": 5, "values": [{"value": "1"}]}]}, "add.1.custom_fields.0.id", "204"),
        ({"custom_fields": "15"}, "add.1.custom_fields", "203"),
        ({"leads_id": [999]}, "add.1.leads_id", "400"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, catalog: int, more: Any, path: str, code: str) -> None:
    good = {"catalog_id": catalog, "name": "Роза"}
    answer = client.post("/api/v2/catalog_elements", json={"add": [good, good | more]})
    assert paths(answer) == [path]
    assert (answer.status_code, answer.json()["response"]["error_code"]) == (400, code)
    assert desk.list("catalog_elements") == []


def test_the_older_calls(client: httpx2.Client, desk: Desk, catalog: int) -> None:
    old, gone = desk.add("catalog_elements", *({"catalog_id": catalog, "name": name} for name in ("Роза", "Ирис")))
    lists = {
        "add": [{"catalog_id": catalog, "name": "Пион", "request_id": "4"}],
        "update": [{"id": old, "catalog_id": catalog, "updated_at": 5, "request_id": "a"}],
        "delete": [gone],
    }
    answer = client.post(f"{OLDER}/set", json={"request": {"catalog_elements": lists}})
    told = answer.json()["response"]["catalog_elements"]
    [made] = told["add"]["catalog_elements"]
    assert (made["request_id"], told["add"]["errors"]) == (4, [])
    stale = {"id": old, "code": 400, "message": "Last modified date is older than in database", "request_id": "a"}
    assert told["update"]["errors"] == [stale]
    assert told["delete"] == {"catalog_elements": {str(gone): {"id": gone}}, "errors": []}
    shown = client.get(f"{OLDER}/list?catalog_id={catalog}").json()["response"]["catalog_elements"]
    assert [each["name"] for each in shown] == ["Роза", "Пион"]


def test_whatever_happens_is_told(desk: Desk, world: World, catalog: int) -> None:
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    desk.update("catalog_elements", {"id": rose, "catalog_id": catalog, "updated_at": LATER, "name": "Ирис"})
    desk.set("catalog_elements", delete=[rose])
    assert world.do(_told, rose) == ["add", "update", "delete"]


def _told(work: Work, id: int) -> list[str]:
    c = journal.c
    of_it = (c.account_id == work.account_id, c.entity_type == int(Kind.ELEMENT), c.entity_id == id)
    return list(work.connection.execute(select(c.action).where(*of_it).order_by(c.id)).scalars())


def test_to_whom_lists_are_closed(
    desk: Desk, world: World, client_of: ClientOf, catalog: int, client: httpx2.Client
) -> None:
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    draft = UserDraft(name="Вера Ильина", email="vera@romashka.example", rights={"leads": EVERYTHING})
    [vera] = world.do(users.add, [draft])
    seller = client_of(vera)
    answers = [seller.get("/api/v2/catalog_elements")]
    change = {"id": rose, "catalog_id": catalog, "updated_at": LATER, "name": "Нет"}
    bodies = ({"add": [{"catalog_id": catalog, "name": "Ирис"}]}, {"update": [change]}, {"delete": [rose]})
    answers += [seller.post("/api/v2/catalog_elements", json=lists) for lists in bodies]
    assert [(each.status_code, each.json()["response"]["error_code"]) for each in answers] == [(403, "244")] * 4
    assert [each["name"] for each in desk.list("catalog_elements")] == ["Роза"]


def test_another_accounts_element_does_not_exist(desk: Desk, client_of: ClientOf, world: World, catalog: int) -> None:
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    veter = Desk(client_of(world.egor))
    assert veter.list("catalog_elements", f"id={rose}") == []
    change = {"id": rose, "catalog_id": catalog, "updated_at": LATER, "name": "Чужая"}
    told = veter.set("catalog_elements", update=[change], delete=[rose])["_embedded"]
    assert told["errors"] == {verb: {str(rose): "Element not found"} for verb in ("update", "delete")}
    assert desk.one("catalog_elements", rose)["name"] == "Роза"


def test_one_element_costs_as_much_as_thirty(desk: Desk, statements: Statements, catalog: int, price: int) -> None:
    costs: dict[str, set[int]] = {}
    leads = desk.add("leads", *({"name": "Букеты"} for _ in range(MANY)))
    desk.add("catalog_elements", {"catalog_id": catalog, "name": "Первый"})  # PostgreSQL gives ids out in blocks

    def counted(name: str, **lists: Any) -> list[int]:
        with statements() as seen:
            answer = desk.set("catalog_elements", **lists)["_embedded"]
        assert "errors" not in answer
        costs.setdefault(name, set()).add(len(seen))
        return [item["id"] for item in answer["items"]]

    values = [{"id": price, "values": [{"value": 5}]}]
    for count in (2, MANY):
        own = [{"catalog_id": catalog, "name": "Роза", "custom_fields": values, "leads_id": id} for id in leads[:count]]
        ids = counted("add", add=own)
        with statements() as seen:
            assert len(desk.list("catalog_elements", f"id={','.join(map(str, ids))}")) == count
        costs.setdefault("list", set()).add(len(seen))
        counted("update", update=[{"id": id, "catalog_id": catalog, "updated_at": LATER, "name": "И"} for id in ids])
        counted("delete", delete=ids)
    assert {name: len(each) for name, each in costs.items()} == dict.fromkeys(costs, 1), costs
