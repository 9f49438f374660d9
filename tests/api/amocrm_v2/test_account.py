"""The account with its blocks: maps by id in API v2, lists of texts in the older call."""

from typing import Any

import httpx2

from tests.api.amocrm_v2.conftest import Desk
from tests.world import World
from voronka.domain.access import full_rights
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.domain.users import UserDraft
from voronka.services import users

ALL = "custom_fields,users,pipelines,groups,note_types,task_types"


def read(client: httpx2.Client, query: str = "") -> dict[str, Any]:
    return client.get(f"/api/v2/account{query}").json()


def current(client: httpx2.Client) -> dict[str, Any]:
    return client.get("/private/api/v2/json/accounts/current").json()["response"]["account"]


def test_without_with_there_are_only_the_facts(client: httpx2.Client, world: World) -> None:
    assert read(client) == {
        "_links": {"self": {"href": "/api/v2/account", "method": "get"}},
        "id": world.romashka.id,
        "name": "Ромашка",
        "subdomain": "romashka",
        "currency": "RUB",
        "timezone": "Europe/Moscow",
        "timezone_offset": "+03:00",
        "language": "ru",
        "date_pattern": {"date": "d.m.Y", "time": "H:i", "date_time": "d.m.Y H:i", "time_full": "H:i:s"},
        "current_user": world.irina.id,
    }


def test_every_block_asked_for_is_there_even_when_it_is_empty(client: httpx2.Client) -> None:
    blocks = read(client, f"?with={ALL},messenger")["_embedded"]
    assert set(blocks) == set(ALL.split(","))
    assert set(blocks["custom_fields"]) == {"contacts", "leads", "companies", "customers", "catalogs"}
    assert blocks["custom_fields"]["catalogs"] == []


def test_users_are_found_by_their_id(client: httpx2.Client, world: World) -> None:
    shown = read(client, "?with=users,groups")["_embedded"]
    anna = shown["users"][str(world.anna.id)]
    assert (anna["login"], anna["group_id"], anna["is_active"]) == ("anna@romashka.example", world.shops.id, True)
    assert shown["users"][str(world.boris.id)]["is_active"] is False
    assert shown["groups"][str(world.shops.id)] == {"id": world.shops.id, "name": "Магазины"}
    assert set(anna["rights"].values()) == {"A"}
    assert len(anna["rights"]) == 20


def test_each_thing_has_the_keys_that_clients_read(client: httpx2.Client) -> None:
    shown = read(client, f"?with={ALL}")["_embedded"]

    def keys(block: dict[str, Any]) -> set[str]:
        [found] = {tuple(sorted(each)) for each in block.values()}
        return set(found)

    seat = {"id", "name", "last_name", "login", "language", "group_id", "phone_number", "rights"}
    assert keys(shown["users"]) == seat | {"is_active", "is_free", "is_admin"}
    assert keys(shown["groups"]) == keys(shown["task_types"]) == {"id", "name"}
    assert keys(shown["note_types"]) == {"id", "code", "is_editable"}
    assert keys(shown["pipelines"]) == {"id", "name", "sort", "is_main", "statuses", "_links"}
    for pipeline in shown["pipelines"].values():
        assert keys(pipeline["statuses"]) == {"id", "name", "color", "sort", "is_editable"}
    plain = {"id", "name", "field_type", "sort", "code", "is_multiple", "params"}
    flags = {f"is_{flag}" for flag in ("system", "editable", "required", "deletable", "visible")}
    for field in shown["custom_fields"]["contacts"].values():
        assert set(field) - {"enums"} == plain | flags


def test_free_users_are_listed_for_who_asks_for_them(client: httpx2.Client, world: World) -> None:
    draft = UserDraft(name="Гость", email="guest@romashka.example", is_free=True)
    [guest] = world.do(users.add, [draft])
    for query, is_there in (("", False), ("&free_users=N", False), ("&free_users=Y", True)):
        shown = read(client, f"?with=users{query}")["_embedded"]["users"]
        assert (str(guest.id) in shown) is is_there
        older = client.get(f"/private/api/v2/json/accounts/current?lang=ru{query}").json()["response"]["account"]
        assert (str(guest.id) in [user["id"] for user in older["users"]]) is is_there


def test_rights_are_letters(client: httpx2.Client, world: World) -> None:
    rights = {"leads": {"view": "G", "add": "A"}, "tasks": {"edit": "M"}}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="vera@romashka.example", rights=rights)])
    shown = read(client, "?with=users")["_embedded"]["users"][str(vera.id)]["rights"]
    told = [
        shown[name] for name in ("lead_view", "lead_add", "lead_edit", "contact_view", "task_edit", "mail", "catalogs")
    ]
    assert told == ["G", "A", "D", "D", "M", "D", "D"]
    [older] = [each for each in current(client)["users"] if each["id"] == str(vera.id)]
    assert (older["rights_lead_view"], older["rights_task_delete"], older["catalogs_access"]) == ("G", "D", "N")


def test_a_free_user_is_shown_with_no_rights(client: httpx2.Client, world: World) -> None:
    draft = UserDraft(name="Вера", email="vera@romashka.example", rights=full_rights(), is_free=True)
    [vera] = world.do(users.add, [draft])
    shown = read(client, "?with=users&free_users=Y")["_embedded"]["users"][str(vera.id)]["rights"]
    assert set(shown.values()) == {"D"}


def test_won_and_lost_are_in_every_pipeline(client: httpx2.Client, world: World) -> None:
    [shown] = read(client, "?with=pipelines")["_embedded"]["pipelines"].values()
    assert shown["is_main"] is True
    statuses = shown["statuses"]
    assert (statuses["142"]["color"], statuses["142"]["sort"]) == ("#CCFF66", 10000)
    assert (statuses["143"]["color"], statuses["143"]["sort"]) == ("#D5D8DB", 11000)
    assert str(world.facts.main_pipeline.unsorted_status.id) not in statuses


def test_types_have_their_numbers(client: httpx2.Client) -> None:
    shown = read(client, "?with=note_types,task_types")["_embedded"]
    assert shown["note_types"]["4"] == {"id": 4, "code": "COMMON", "is_editable": True}
    assert shown["note_types"]["5"]["code"] == "ATTACHEMENT"
    assert [kind["id"] for kind in shown["task_types"].values()] == [1, 2, 3]


def test_fields_are_known_by_code_and_by_name(client: httpx2.Client, world: World) -> None:
    client.post("/api/v4/leads/custom_fields", json=[{"name": "Сорт", "type": "select", "enums": [{"value": "Улун"}]}])
    shown = read(client, "?with=custom_fields")["_embedded"]["custom_fields"]
    [phone] = [field for field in shown["contacts"].values() if field["code"] == "PHONE"]
    assert (phone["name"], phone["is_system"], phone["is_multiple"], phone["field_type"]) == ("Телефон", True, True, 8)
    assert list(phone["enums"].values()) == ["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"]
    [sort] = [field for field in shown["leads"].values() if field["name"] == "Сорт"]
    assert (sort["field_type"], sort["is_system"], list(sort["enums"].values())) == (4, False, ["Улун"])
    assert all(field["sort"] for fields in shown.values() if fields for field in fields.values())


def test_the_older_account(client: httpx2.Client, world: World) -> None:
    shown = current(client)
    assert (shown["id"], shown["current_user"]) == (str(world.romashka.id), world.irina.id)
    assert [status["id"] for status in shown["leads_statuses"]][-2:] == ["142", "143"]
    assert [kind["code"] for kind in shown["task_types"]] == ["FOLLOW_UP", "CALL", "MEETING", "LETTER"]
    [phone] = [field for field in shown["custom_fields"]["contacts"] if field["code"] == "PHONE"]
    assert (phone["multiple"], phone["type_id"], phone["disabled"]) == ("Y", "8", "0")


def test_the_older_account_has_the_pipelines_of_the_older_list(client: httpx2.Client, desk: Desk) -> None:
    desk.add("leads", {"name": "Букеты"})
    shown = current(client)["pipelines"]
    assert shown == client.get("/private/api/v2/json/pipelines/list").json()["response"]["pipelines"]
    [main] = shown.values()
    assert (main["value"], main["label"], main["leads"]) == (main["id"], "Воронка", 1)
    assert {stage["editable"] for stage in main["statuses"].values()} == {"Y", "N"}
    assert "is_editable" not in main["statuses"]["142"]


def test_parts_of_an_address_have_numbers(client: httpx2.Client) -> None:
    client.post("/api/v4/companies/custom_fields", json=[{"name": "Адрес склада", "type": "smart_address"}])
    [field] = [each for each in current(client)["custom_fields"]["companies"] if each["name"] == "Адрес склада"]
    assert field["subtypes"]["3"] == {"id": 3, "title": "City", "name": "city"}


def test_every_type_of_field_has_a_number() -> None:
    numbers = [type_.legacy_id for type_ in TYPES.values()]
    assert len(set(numbers)) == len(numbers)


def test_another_account_sees_its_own(client_of: Any, world: World) -> None:
    shown = read(client_of(world.egor), "?with=users")
    assert shown["subdomain"] == "veter"
    assert list(shown["_embedded"]["users"]) == [str(world.egor.id)]
    assert world.facts.fields_of(Kind.LEAD).by_id
