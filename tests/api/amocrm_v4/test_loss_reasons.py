"""Why deals are lost: Ирина Волкова keeps the list."""

from typing import Any

import httpx2

from tests.answers import embedded
from tests.world import World
from voronka.services import accounts

REASONS = "/api/v4/leads/loss_reasons"
KEYS = {"id", "name", "sort", "created_at", "updated_at", "_links"}


def add(client: httpx2.Client, **reason: Any) -> dict[str, Any]:
    return embedded(client.post(REASONS, json=[reason]))[0]


def test_a_new_account_has_four_reasons_in_the_vendors_words(client: httpx2.Client) -> None:
    body = client.get(REASONS).json()
    assert body["_total_items"] == 4
    reason = body["_embedded"]["loss_reasons"][0]
    assert set(body) == {"_total_items", "_links", "_embedded"}
    assert set(reason) == KEYS
    assert (reason["name"], reason["sort"]) == ("Пропала потребность", 100000)
    assert reason["_links"]["self"]["href"] == f"https://romashka.voronka.test{REASONS}/{reason['id']}"


def test_a_new_reason_stands_at_its_place(client: httpx2.Client) -> None:
    answer = client.post(REASONS, json=[{"name": "Уехал", "sort": 20, "request_id": "r"}]).json()
    [made] = answer["_embedded"]["loss_reasons"]
    assert (answer["_total_items"], set(made)) == (1, {*KEYS, "request_id"})
    assert made["request_id"] == "r"
    assert client.get(REASONS).json()["_embedded"]["loss_reasons"][0]["id"] == made["id"]
    assert add(client, name="Передумал")["sort"] == 100000


def test_a_reason_is_changed_and_shown(client: httpx2.Client) -> None:
    made = add(client, name="Уехал", sort=20)
    sent = {"id": made["id"], "name": "Переехал", "request_id": "r"}
    changed = client.patch(f"{REASONS}/{made['id']}", json=sent).json()
    assert (changed["name"], changed["sort"], changed.pop("request_id")) == ("Переехал", 20, "r")
    assert client.get(f"{REASONS}/{made['id']}").json() == changed


def test_a_nameless_reason_is_refused(client: httpx2.Client) -> None:
    answer = client.post(REASONS, json=[{"name": "Уехал"}, {"name": "", "request_id": "b"}])
    assert answer.json()["validation-errors"] == [
        {
            "request_id": "b",
            "errors": [{"code": "NotBlank", "path": "name", "detail": "This value should not be blank."}],
        }
    ]
    assert client.get(REASONS).json()["_total_items"] == 4


def test_deleting_a_reason_leaves_it_in_old_leads(client: httpx2.Client) -> None:
    made = add(client, name="Уехал")
    sent = [{"status_id": 143, "loss_reason_id": made["id"]}]
    [lead] = client.post("/api/v4/leads", json=sent).json()["_embedded"]["leads"]
    answer = client.delete(f"{REASONS}/{made['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    shown = client.get(f"/api/v4/leads/{lead['id']}", params={"with": "loss_reason"}).json()
    assert (shown["loss_reason_id"], shown["_embedded"]["loss_reason"]) == (made["id"], [])
    assert client.get(f"{REASONS}/{made['id']}").status_code == 204
    assert client.patch(f"{REASONS}/{made['id']}", json={"name": "Нет"}).status_code == 404
    assert client.delete(f"{REASONS}/{made['id']}").status_code == 404


def test_a_seller_reads_reasons_and_does_not_write_them(client_of: Any, world: World) -> None:
    anna = client_of(world.anna)
    assert anna.get(REASONS).status_code == 200
    one = f"{REASONS}/{anna.get(REASONS).json()['_embedded']['loss_reasons'][0]['id']}"
    assert anna.get(one).status_code == 200
    assert anna.post(REASONS, json=[{"name": "Моя"}]).status_code == 403
    assert anna.patch(one, json={"name": "Моя"}).status_code == 403
    assert anna.delete(one).status_code == 403


def test_there_is_no_batch_of_changes_nor_of_deletions(client: httpx2.Client) -> None:
    for method in ("PATCH", "DELETE"):
        assert client.request(method, REASONS, json=[{"id": 5, "name": "Нет"}]).status_code == 405


def test_without_reasons_there_is_nothing(client: httpx2.Client) -> None:
    for reason in client.get(REASONS).json()["_embedded"]["loss_reasons"]:
        client.delete(f"{REASONS}/{reason['id']}")
    assert (client.get(REASONS).status_code, client.get(REASONS).content) == (204, b"")


def test_reasons_that_are_switched_off_are_read_and_written_all_the_same(client: httpx2.Client, world: World) -> None:
    world.do_as(world.irina, accounts.adjust, {"is_loss_reason_enabled": False})
    assert client.get("/api/v4/account").json()["is_loss_reason_enabled"] is False
    assert client.get(f"{REASONS}/{add(client, name='Уехал')['id']}").status_code == 200
    assert client.get(REASONS).json()["_total_items"] == 5
