"""How much may be linked by one item, and lists of several kinds."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.world import EVERYTHING, World
from voronka.domain.users import UserDraft
from voronka.services import users

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


@pytest.mark.parametrize("query", ["", "&query=лютик", "&responsible_user_id={anna}", "&query=лютик&id={first}"])
@pytest.mark.parametrize("path", ["/api/v2/contacts", "/private/api/v2/json/contacts/list"])
def test_all_kinds_together_are_paged_to_their_end(
    client: httpx2.Client, desk: Desk, world: World, path: str, query: str
) -> None:
    draft = {"name": "Лютик", "responsible_user_id": world.anna.id}
    people = desk.add("contacts", *([draft] * 5))
    desk.add("companies", *([draft] * 2), *([draft | {"name": "Роза"}] * 2), draft)
    client.post("/ajax/contacts/multiple/delete/", json={"ACTION": "DELETE", "ID": people[1:2]})
    whole = [*desk.list("contacts"), *desk.list("companies")]
    asked = query.format(anna=world.anna.id, first=people[0])
    wanted = [each for each in whole if "id=" not in query or "responsible" in query or each["id"] == people[0]]
    wanted = [each for each in wanted if query != "&query=лютик" or each["name"] == "Лютик"]

    found: list[int] = []
    while page := items(client.get(f"{path}?type=all&limit_rows=3&limit_offset={len(found)}{asked}")):
        found += [each["id"] for each in page]
    assert found == sorted(each["id"] for each in wanted)
    assert client.get(f"{path}?type=all&limit_rows=500&limit_offset=1000000").status_code == 204


def items(answer: httpx2.Response) -> list[dict[str, Any]]:
    body = answer.json() if answer.content else {"_embedded": {"items": []}}
    return body["_embedded"]["items"] if "_embedded" in body else body["response"]["contacts"]


def test_of_all_kinds_those_are_shown_that_one_may_see(client_of: ClientOf, desk: Desk, world: World) -> None:
    [maria] = desk.add("contacts", {"name": "Мария", "notes": [{"note_type": 4, "text": "раз"}]})
    desk.add("companies", {"name": "ООО Лютик", "notes": [{"note_type": 4, "text": "два"}]})
    nothing = dict.fromkeys(EVERYTHING, "D")
    rights = {"leads": nothing, "contacts": EVERYTHING, "companies": nothing}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="vera@romashka.example", rights=rights)])
    shop = Desk(client_of(vera))
    assert [each["id"] for each in shop.list("contacts", "type=all")] == [maria]
    assert [each["text"] for each in shop.list("notes", "type=all")] == ["раз"]
    [blind] = world.do(users.add, [UserDraft(name="Ян", email="y@romashka.example", rights={"contacts": nothing})])
    for noun in ("contacts", "notes"):
        assert client_of(blind).get(f"/api/v2/{noun}?type=all").status_code == 403


@pytest.mark.parametrize("noun", ["contacts", "companies", "leads", "tasks"])
def test_a_list_of_the_older_calls_without_an_action(client: httpx2.Client, desk: Desk, noun: str) -> None:
    ids = desk.add(noun, *([{"name": "Лютик", "text": "Позвонить", "complete_till_at": 1900000000}] * 2))

    def shown(path: str, container: str = noun) -> list[dict[str, Any]]:
        listed = client.get(f"/private/api/v2/json/{path}").json()["response"][container]
        return [{key: value for key, value in each.items() if key != "server_time"} for each in listed]

    whole = shown(noun)
    assert [int(each["id"]) for each in whole] == ids
    assert shown(f"{noun}/?limit_rows=1&limit_offset=1") == whole[1:]
    noun, container = ("company", "contacts") if noun == "companies" else (noun, noun)
    assert shown(f"{noun}/list?id={ids[1]}", container) == whole[1:]
