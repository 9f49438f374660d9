"""What contacts, companies and leads take alike: queries with empty parts, users, words, and two lists at once."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.world import EVERYTHING, OWN_GROUP, OWN_ONLY, World
from voronka.domain.users import UserDraft
from voronka.services import users

LATER = 2_000_000_000
EACH_NOUN = pytest.mark.parametrize("noun", ["contacts", "companies", "leads"])


def ids(found: list[dict[str, Any]]) -> list[int]:
    return [each["id"] for each in found]


@EACH_NOUN
@pytest.mark.parametrize("query", ["", "?", "?&limit_rows=1", "?&query=lily&limit_rows=500", "?lang=ru&page=7"])
def test_a_list_says_what_was_asked(client: httpx2.Client, desk: Desk, noun: str, query: str) -> None:
    """Clients put queries together with empty parts; what is not known here is left alone."""
    desk.add(noun, {"name": "Lily"})
    answer = client.get(f"/api/v2/{noun}{query}").json()
    assert answer["_links"]["self"] == {"href": f"/api/v2/{noun}{query}".removesuffix("?"), "method": "get"}
    assert len(answer["_embedded"]["items"]) == 1


@EACH_NOUN
@pytest.mark.parametrize("spelling", ["={0}", "={0},404", "[]={0}&responsible_user_id[]=404", "[0]={0}"])
def test_of_one_user_or_of_several(desk: Desk, world: World, noun: str, spelling: str) -> None:
    hers, _ = desk.add(noun, {"name": "Лютик", "responsible_user_id": world.anna.id}, {"name": "Роза"})
    assert ids(desk.list(noun, "responsible_user_id" + spelling.format(world.anna.id))) == [hers]


@EACH_NOUN
def test_a_search_looks_into_the_fields_too(desk: Desk, client: httpx2.Client, noun: str) -> None:
    made = client.post(f"/api/v4/{noun}/custom_fields", json=[{"name": "Улица", "type": "text"}]).json()
    values = [{"id": made["_embedded"]["custom_fields"][0]["id"], "values": [{"value": "ул. Садовая, 1"}]}]
    found, _ = desk.add(noun, {"name": "Лютик", "custom_fields": values}, {"name": "Роза"})
    assert ids(desk.list(noun, "query=садов")) == [found]


@EACH_NOUN
def test_what_is_new_and_what_is_changed_in_one_request(desk: Desk, noun: str) -> None:
    """Adds first, each list in the order of the request; what was changed has its time, what is new has a mark."""
    [old] = desk.add(noun, {"name": "Старое"})
    change = {"id": old, "updated_at": LATER, "name": "Иначе", "request_id": "b"}
    told = desk.set(noun, update=[change], add=[{"name": "Да", "request_id": 3}, {"name": "Нет"}])
    first, second, third = told["_embedded"]["items"]
    assert [each["request_id"] for each in (first, second, third)] == [3, 1, "b"]
    assert ["updated_at" in each for each in (first, second, third)] == [False, False, True]
    assert ids(desk.list(noun)) == [third["id"], first["id"], second["id"]]


@pytest.mark.parametrize("noun", ["contacts", "companies", "leads", "customers"])
def test_who_is_not_named_is_responsible_himself_and_nobody_is_a_robot(desk: Desk, world: World, noun: str) -> None:
    mine, robots = desk.add(noun, {"name": "Лютик"}, {"name": "Роза", "created_by": 0, "responsible_user_id": 0})
    shown = {each["id"]: each for each in desk.list(noun)}
    assert (shown[mine]["responsible_user_id"], shown[mine]["created_by"]) == (world.irina.id, world.irina.id)
    assert (shown[robots]["responsible_user_id"], shown[robots]["created_by"]) == (world.irina.id, 0)


# --- several kinds in one list, and the older lists ---


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


@pytest.mark.parametrize("rights", [OWN_ONLY, OWN_GROUP], ids=["own", "group"])
def test_each_kind_is_seen_as_far_as_the_right_reaches(
    client_of: ClientOf, desk: Desk, world: World, rights: dict[str, str]
) -> None:
    whole = {"leads": EVERYTHING, "contacts": rights, "companies": rights}
    draft = UserDraft(name="Вера", email="vera@romashka.example", group_id=world.shops.id, rights=whole)
    [vera] = world.do(users.add, [draft])
    owners = (vera.id, world.anna.id, world.oleg.id)  # herself, of her group, of another one
    people = desk.add("contacts", *({"name": "Лютик", "responsible_user_id": id} for id in owners))
    firms = desk.add("companies", *({"name": "ООО Лютик", "responsible_user_id": id} for id in owners))
    reach = 2 if rights == OWN_GROUP else 1
    shop, hers = Desk(client_of(vera)), sorted([*people[:reach], *firms[:reach]])
    for query in ("", "&query=лютик", f"&id={','.join(map(str, {*people, *firms}))}", "&limit_rows=500"):
        assert [each["id"] for each in shop.list("contacts", f"type=all{query}")] == hers, query
    assert shop.list("contacts", f"type=all&responsible_user_id={world.oleg.id}") == []


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


def test_a_client_that_asks_for_one_names_its_kind_too(client: httpx2.Client, desk: Desk) -> None:
    """And sends null as the body of its GET."""
    [lead] = desk.add("leads", {"name": "Букеты"})
    where = {"element_id": lead, "element_type": 2}
    made = {
        "leads": lead,
        "contacts": desk.add("contacts", {"name": "Мария"})[0],
        "tasks": desk.add("tasks", {"text": "Позвонить", "complete_till": LATER, **where})[0],
        "notes": desk.add("notes", {"text": "Ждёт", **where})[0],
    }
    for noun, id in made.items():
        path = f"/private/api/v2/json/{noun}/list?id={id}&type={noun.removesuffix('s')}"
        answer = client.request("GET", path, content="null", headers={"Content-Type": "application/json"})
        assert [int(each["id"]) for each in answer.json()["response"][noun]] == [id]


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
