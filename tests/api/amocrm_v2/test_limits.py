"""How much may be linked by one item."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk

LATER = 2_000_000_000
LINKING = {"contacts": "leads_id", "leads": "contacts_id", "companies": "contacts_id"}


@pytest.mark.parametrize("noun", LINKING)
@pytest.mark.parametrize("spelling", [list, lambda ids: ",".join(map(str, ids))], ids=["list", "text"])
def test_an_item_links_two_hundred_and_fifty_records_at_most(
    client: httpx2.Client, desk: Desk, noun: str, spelling: Any
) -> None:
    name = LINKING[noun]
    ids = desk.add(name.removesuffix("_id"), *({"name": "Букеты"} for _ in range(250)))
    [one] = desk.add(noun, {"name": "Мария", name: spelling(ids)})
    assert len(desk.one(noun, one)[name.removesuffix("_id")]["id"]) == 250
    too_many = {name: spelling([*ids, 999]), "request_id": 7}
    told = desk.set(noun, add=[{"name": "Пётр", **too_many}, {"name": "Илья"}], update=[])["_embedded"]
    assert [item["request_id"] for item in told["items"]] == [1]
    [error] = told["errors"]["add"]
    assert (error["code"], error["request_id"]) == (330, 7)
    changes = [{"id": one, "updated_at": LATER, **too_many}, {"id": one, "updated_at": LATER, "name": "Ян"}]
    told = desk.update(noun, *changes)
    assert told["errors"]["update"] == {str(one): error["message"]}
    assert [item["id"] for item in told["items"]] == [one]
    assert [each["name"] for each in desk.list(noun)] == ["Ян", "Илья"]


OLDER = {
    "contacts": ("contacts", "contacts", "linked_leads_id"),
    "leads": ("leads", "leads", "contacts_id"),
    "company": ("company", "contacts", "linked_leads_id"),
}


@pytest.mark.parametrize("path", OLDER)
def test_in_the_older_calls_the_whole_request_is_refused_then(client: httpx2.Client, path: str) -> None:
    path, container, name = OLDER[path]
    adds = [{"name": "Илья"}, {"name": "Пётр", name: list(range(1, 252))}]
    answer = client.post(f"/private/api/v2/json/{path}/set", json={"request": {container: {"add": adds}}})
    told = answer.json()["response"]
    assert (answer.status_code, told["error_code"]) == (400, "330")
    [fault] = told["errors"][0]["errors"]
    assert (fault["path"], fault["code"]) == (f"add.1.{name}", "TooMany")
    assert client.get(f"/private/api/v2/json/{path}/list").status_code == 204
