"""Ирина Волкова keeps the lists of «Ромашка»: flowers, suppliers, bills."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.answers import embedded, faults
from tests.world import World
from voronka.domain.access import Actor
from voronka.domain.errors import Forbidden
from voronka.services import catalogs

CATALOGS = "/api/v4/catalogs"


def add(client: httpx2.Client, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(CATALOGS, json=list(sent)), 201)


def names(answer: httpx2.Response) -> list[str]:
    return [catalog["name"] for catalog in answer.json()["_embedded"]["catalogs"]]


def test_a_new_account_has_no_catalogs(client: httpx2.Client) -> None:
    assert client.get(CATALOGS).status_code == 204


def test_a_new_catalog_is_a_regular_list(client: httpx2.Client, world: World) -> None:
    [made] = add(client, {"name": "Букеты", "request_id": "c"})
    assert made["request_id"] == "c"
    assert made["id"] > 1000
    assert (made["type"], made["can_be_deleted"], made["can_link_multiple"]) == ("regular", True, True)
    assert (made["created_by"], made["account_id"]) == (world.irina.id, world.romashka.id)
    assert made["_links"]["self"]["href"] == f"https://romashka.voronka.test{CATALOGS}/{made['id']}"
    del made["request_id"]
    assert client.get(f"{CATALOGS}/{made['id']}").json() == made


def test_lists_are_paged_and_found_by_type(client: httpx2.Client) -> None:
    add(client, {"name": "Букеты"}, {"name": "Товары", "type": "products"}, {"name": "Вазы"})
    body = client.get(CATALOGS, params={"limit": 2}).json()
    assert (body["_page"], [each["name"] for each in body["_embedded"]["catalogs"]]) == (1, ["Букеты", "Товары"])
    assert "next" in body["_links"]
    assert names(client.get(CATALOGS, params={"type": "products"})) == ["Товары"]
    assert client.get(CATALOGS, params={"type": "invoices"}).status_code == 204
    assert faults(client.get(CATALOGS, params={"type": "toys"})) == [("type", "NotSupportedChoice")]


def test_an_account_has_ten_regular_lists_and_one_of_each_other_type(client: httpx2.Client) -> None:
    add(client, *({"name": f"Список {number}"} for number in range(10)))
    for type in ("products", "invoices", "suppliers"):
        add(client, {"name": type, "type": type})
        assert client.post(CATALOGS, json=[{"name": "Ещё", "type": type}]).status_code == 422
    assert client.post(CATALOGS, json=[{"name": "Ещё"}]).status_code == 422


def test_every_fault_is_named(client: httpx2.Client) -> None:
    answer = client.post(CATALOGS, json=[{"name": ""}, {"name": "Вазы", "type": "toys", "created_by": 5}])
    assert faults(answer) == [
        ("name", "NotBlank"),
        ("type", "NotSupportedChoice"),
        ("created_by", "NotSupportedChoice"),
    ]
    assert client.get(CATALOGS).status_code == 204


def test_catalogs_change_one_by_one_and_together(client: httpx2.Client) -> None:
    first, second = add(client, {"name": "Букеты"}, {"name": "Вазы", "sort": 5})
    one = client.patch(f"{CATALOGS}/{first['id']}", json={"id": first["id"], "name": "Цветы", "type": "regular"})
    assert (one.json()["name"], one.json()["sort"]) == ("Цветы", first["sort"])
    sent = [{"id": second["id"], "can_link_multiple": False, "request_id": "b"}, {"id": first["id"], "sort": 1}]
    many = client.patch(CATALOGS, json=sent).json()["_embedded"]["catalogs"]
    assert [(each["id"], each["request_id"], each["can_link_multiple"]) for each in many] == [
        (second["id"], "b", False),
        (first["id"], "1", True),
    ]
    assert names(client.get(CATALOGS)) == ["Цветы", "Вазы"]


def test_a_catalog_is_signed_and_dated_by_whom_it_is_said_to_be(client: httpx2.Client, world: World) -> None:
    sent = {"sort": 7, "created_by": world.anna.id, "updated_by": world.oleg.id, "created_at": 1700000000}
    [made] = add(client, {"name": "Букеты", "can_link_multiple": False, **sent})
    assert {key: made[key] for key in sent} == sent
    robot = client.patch(f"{CATALOGS}/{made['id']}", json={"updated_by": 0, "type": "products"}).json()
    assert (robot["updated_by"], robot["type"], robot["can_link_multiple"]) == (0, "regular", False)


def test_what_a_catalog_needs(client: httpx2.Client) -> None:
    assert faults(client.post(CATALOGS, json=[{"type": "regular"}])) == [("name", "FieldMissing")]
    assert faults(client.patch(CATALOGS, json=[{"name": "Вазы"}])) == [("id", "FieldMissing")]
    assert client.post(CATALOGS, json={"name": "Вазы"}).status_code == 400


def test_catalogs_and_elements_are_not_deleted_here(client: httpx2.Client) -> None:
    [made] = add(client, {"name": "Букеты"})
    paths = (
        CATALOGS,
        f"{CATALOGS}/{made['id']}",
        f"{CATALOGS}/{made['id']}/elements",
        f"{CATALOGS}/{made['id']}/elements/1",
    )
    assert [client.delete(path).status_code for path in paths] == [405] * 4


def test_the_switch_of_invoices_stays_as_it_is_for_other_lists(client: httpx2.Client) -> None:
    switches = {"can_add_elements": False, "can_show_in_cards": True}
    vases, bills = add(client, {"name": "Вазы", **switches}, {"name": "Счета", "type": "invoices", **switches})
    assert (vases["can_add_elements"], vases["can_show_in_cards"]) == (True, True)
    assert (bills["can_add_elements"], bills["can_show_in_cards"]) == (False, True)


def test_unknown_catalogs(client: httpx2.Client) -> None:
    assert client.get(f"{CATALOGS}/7").status_code == 204
    assert client.patch(f"{CATALOGS}/7", json={"name": "Нет"}).status_code == 404
    assert faults(client.patch(CATALOGS, json=[{"id": 7, "name": "Нет"}])) == [("id", "NotSupportedChoice")]


def test_a_seller_reads_lists_and_does_not_write_them(client: httpx2.Client, client_of: Any, world: World) -> None:
    [made] = add(client, {"name": "Букеты"})
    anna = client_of(world.anna)
    assert names(anna.get(CATALOGS)) == ["Букеты"]
    assert anna.post(CATALOGS, json=[{"name": "Мой"}]).status_code == 403
    assert anna.patch(f"{CATALOGS}/{made['id']}", json={"name": "Мой"}).status_code == 403


def test_who_may_not_work_with_lists_sees_none(world: World) -> None:
    anna: Actor = structs.replace(world.anna.actor(), rights={"catalog_access": False})
    with pytest.raises(Forbidden):
        world.do_as(anna, catalogs.all_of)


def test_another_accounts_catalogs_do_not_exist(client: httpx2.Client, client_of: Any, world: World) -> None:
    [made] = add(client, {"name": "Букеты"})
    egor = client_of(world.egor)
    assert egor.get(CATALOGS).status_code == 204
    assert egor.get(f"{CATALOGS}/{made['id']}").status_code == 204
    assert egor.get(f"{CATALOGS}/{made['id']}/elements").status_code == 404
