"""Calls and notices of calls through API v2, and the call that telephonies knew before."""

from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.world import EVERYTHING, World
from voronka.domain.kinds import Kind
from voronka.domain.users import UserDraft
from voronka.services import users

PHONE = "+7 926 111-00-22"
CALLS, EVENTS, OLDER = "/api/v2/calls", "/api/v2/events/", "/api/calls/add/"
MANY = 20
COMING = {"type": "phone_call", "phone_number": PHONE}


def call(phone: str = "89261110022", **more: Any) -> dict[str, Any]:
    return {"phone_number": phone, "direction": "inbound", **more}


def older(world: World, **more: Any) -> dict[str, Any]:
    told = {"uuid": "c-1", "caller": "89261110022", "to": "204", "type": "inbound", "date": 1700000000, "billsec": 61}
    return {"account_id": world.romashka.id, **told, **more}


def logged(client: httpx2.Client, *items: Any) -> dict[str, Any]:
    answer = client.post(CALLS, json={"add": list(items)})
    assert answer.status_code == 200, answer.text
    return answer.json()["_embedded"]


def logged_notice(client: httpx2.Client) -> dict[str, Any]:
    answer = client.post(EVENTS, json={"add": [COMING]})
    return answer.json()["_embedded"]["items"][0]


def phone_field(world: World, number: str) -> dict[str, Any]:
    field = world.facts.fields_of(Kind.CONTACT).by_code["PHONE"]
    return {"id": field.id, "values": [{"value": number, "enum": "WORK"}]}


@pytest.fixture
def maria(desk: Desk, world: World) -> int:
    return desk.add("contacts", {"name": "Мария Ким", "custom_fields": [phone_field(world, PHONE)]})[0]


def test_a_call_stands_on_the_one_open_lead(client: httpx2.Client, desk: Desk, maria: int) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "contacts_id": maria})
    told = call(
        uniq="c-1", duration="61", link="https://pbx.test/1.mp3", call_status=4, call_result="Ждёт", request_id=7
    )
    [done] = logged(client, told | {"created_at": 1700000000})["items"]
    assert done == {
        "id": done["id"],
        "element_id": lead,
        "element_type": 2,
        "uniq": "c-1",
        "phone_number": "89261110022",
        "request_id": 7,
    }
    [note] = desk.list("notes", f"type=lead&element_id={lead}")
    assert (note["id"], note["note_type"], note["created_at"]) == (done["id"], 10, 1700000000)
    assert (note["params"]["UNIQ"], note["params"]["DURATION"]) == ("c-1", 61)
    again = logged(client, told)["items"]
    assert [each["id"] for each in again] == [done["id"]]
    types = [event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]]
    assert types.count("incoming_call") == 1


def test_a_call_as_a_form(client: httpx2.Client, maria: int) -> None:
    form = {"add[0][phone_number]": "89261110022", "add[0][direction]": "outbound", "add[0][duration]": "5"}
    [done] = client.post(CALLS, data=form).json()["_embedded"]["items"]
    assert (done["element_id"], done["element_type"], done["uniq"]) == (maria, 1, "")


def test_a_number_that_nobody_has_is_not_kept(client: httpx2.Client, maria: int) -> None:
    told = logged(client, call("+74950000000", request_id="a"), call())
    assert [each["element_id"] for each in told["items"]] == [maria]
    [error] = told["errors"]["add"]
    assert (error["code"], error["request_id"]) == (263, "a")
    assert logged(client, call("+74950000000"))["items"] == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({}, ["add.0.phone_number", "add.0.direction"]),
        (call(" "), ["add.0.phone_number"]),
        (call(direction="sideways"), ["add.0.direction"]),
        (call(duration=-1), ["add.0.duration"]),
        (call(call_status=9), ["add.0.call_status"]),
        (call(responsible_user_id=404), ["add.0.responsible_user_id"]),
        (call(uniq="х" * 300), ["add.0.uniq"]),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, maria: int, item: Any, found: list[str]) -> None:
    assert paths(client.post(CALLS, json={"add": [item]})) == found
    assert desk.list("notes", f"type=contact&element_id={maria}") == []


def test_a_notice_names_the_card_of_the_caller(client: httpx2.Client, desk: Desk, maria: int, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "contacts_id": maria})
    coming = {"type": "phone_call", "phone_number": "8 (926) 111-00-22"}
    unknown = {"type": "phone_call", "phone_number": "+74950000000", "users": [world.anna.id, str(world.irina.id)]}
    body = {"add": [coming, unknown]}
    told = client.post(EVENTS, json=body).json()
    first, second = told["_embedded"]["items"]
    assert UUID(first.pop("uid")) != UUID(second.pop("uid"))
    assert first == {"element_id": lead, "element_type": 2, "phone_number": "8 (926) 111-00-22"}
    assert second == {"element_id": None, "element_type": None, "phone_number": "+74950000000"}
    assert told["_links"] == {"self": {"href": "/api/v2/events", "method": "post"}}
    assert desk.list("notes", f"type=lead&element_id={lead}") == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({}, ["add.0.type", "add.0.phone_number"]),
        ({"type": "letter", "phone_number": PHONE}, ["add.0.type"]),
        ({"type": "phone_call", "phone_number": " "}, ["add.0.phone_number"]),
        ({"type": "phone_call", "phone_number": PHONE, "users": "404"}, ["add.0.users.0"]),
        ({"type": "phone_call", "phone_number": PHONE, "users": "Анна"}, ["add.0.users.0"]),
    ],
)
def test_what_a_notice_cannot_be(client: httpx2.Client, item: Any, found: list[str]) -> None:
    assert paths(client.post(EVENTS, json={"add": [item]})) == found


def test_nothing_sent_and_too_much(client: httpx2.Client, world: World) -> None:
    for address in (CALLS, EVENTS, OLDER):
        for body in ({}, {"add": []}):
            assert client.post(address, json=body).json()["response"]["error_code"] == "103"
        assert client.post(address, json={"add": [older(world) | call(type="phone_call")] * 501}).status_code in (
            400,
            422,
        )
    assert client.post(OLDER, json={"request": {"add": [older(world)] * 501}}).status_code == 422


def test_who_may_change_nobody_logs_no_calls(maria: int, world: World, client_of: ClientOf) -> None:
    nothing = dict.fromkeys(EVERYTHING, "D")
    rights = {"leads": EVERYTHING, "contacts": nothing, "companies": nothing}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="v@romashka.example", rights=rights)])
    shop = client_of(vera)
    for address, item in ((CALLS, call()), (EVENTS, COMING), (OLDER, older(world))):
        answer = shop.post(address, json={"add": [item]})
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "244")


def test_another_accounts_number_is_nobodys(maria: int, client_of: ClientOf, world: World) -> None:
    veter = client_of(world.egor)
    assert logged(veter, call())["items"] == []
    [told] = veter.post(EVENTS, json={"add": [{"type": "phone_call", "phone_number": PHONE}]}).json()["_embedded"][
        "items"
    ]
    assert told["element_id"] is None


def test_twenty_cost_as_much_as_one(client: httpx2.Client, desk: Desk, world: World, statements: Statements) -> None:
    numbers = [f"+7926111{number:04}" for number in range(MANY)]
    desk.add("contacts", *({"name": "Мария", "custom_fields": [phone_field(world, number)]} for number in numbers))

    def cost(address: str, items: list[Any]) -> int:
        with statements() as seen:
            assert client.post(address, json={"add": items}).status_code == 200
        return len(seen)

    calls = [call(number, uniq=number) for number in numbers]
    cost(CALLS, calls[:1])  # takes a block of ids
    assert cost(CALLS, calls[1:2]) == cost(CALLS, calls[2:])
    coming = [{"type": "phone_call", "phone_number": number} for number in numbers]
    assert cost(EVENTS, coming[:1]) == cost(EVENTS, coming)
    olds = [older(world, uuid=f"o{number}", caller=number) for number in numbers]
    assert cost(OLDER, olds[:1]) == cost(OLDER, olds[1:])
