"""The call that telephonies knew before: by code and key of their integration, and it waits for a card."""

from typing import Any

import httpx2
import pytest

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.api.amocrm_v2.test_calls import OLDER, PHONE, older, phone_field
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.calls import LOOKED_AFTER, WAITS
from voronka.domain.integrations import Integration
from voronka.services import integrations, users, waiting_calls, widgets
from voronka.services.work import Work

STRANGER = "+7 495 000-00-00"


@pytest.fixture
def maria(desk: Desk, world: World) -> int:
    return desk.add("contacts", {"name": "Мария Ким", "custom_fields": [phone_field(world, PHONE)]})[0]


@pytest.fixture
def pbx(world: World) -> Integration:
    made = world.do(integrations.create, name="АТС", redirect_uri="https://pbx.romashka.example/oauth")
    world.do(widgets.add, {"widget": {"code": "pbx"}}, made.client_id)
    return made


def secret(world: World, integration: Integration) -> str:
    return world.do(integrations.secret_of, integration)


def told(answer: httpx2.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return answer.json()["response"]["calls"]["add"]


def look(world: World, seconds: int) -> bool:
    """The worker looks, so many seconds later."""

    def later(work: Work) -> bool:
        return waiting_calls.place(Work(work.database, work.connection, work.account, work.actor, work.now + seconds))

    return world.do(later)


def appears(desk: Desk, world: World) -> int:
    return desk.add("contacts", {"name": "Пётр", "custom_fields": [phone_field(world, STRANGER)]})[0]


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_call_is_told_by_its_uuid(client: httpx2.Client, desk: Desk, maria: int, world: World, wrapped: bool) -> None:
    lists = {"add": [older(world), older(world, uuid="c-2", type="outbound", caller="204", to=PHONE)]}
    answer = client.post(f"{OLDER}?code=pbx", json={"request": lists} if wrapped else lists)
    assert told(answer) == {"success": ["c-1", "c-2"], "errors": []}
    first, second = desk.list("notes", f"type=contact&element_id={maria}")
    assert (first["params"]["UNIQ"], first["params"]["SRC"], first["params"]["DURATION"]) == ("c-1", "pbx", 61)
    assert (first["note_type"], second["note_type"], second["params"]["PHONE"]) == (10, 11, PHONE)


@pytest.mark.parametrize("by", ["id of the integration", "code of the widget"])
def test_the_key_of_the_integration_is_enough(
    client_of: ClientOf, desk: Desk, maria: int, world: World, pbx: Integration, by: str
) -> None:
    code = "pbx" if by.startswith("code") else pbx.client_id
    answer = client_of(None).post(f"{OLDER}?code={code}&key={secret(world, pbx)}", json={"add": [older(world)]})
    assert told(answer)["success"] == ["c-1"]
    [note] = desk.list("notes", f"type=contact&element_id={maria}")
    assert (note["created_by"], note["params"]["SRC"]) == (0, code)


@pytest.mark.parametrize("query", ["code=pbx&key=wrong", "code=sms&key={}", "key={}", "code=&key={}"])
def test_a_wrong_key_is_refused_whoever_sends_it(
    client: httpx2.Client, client_of: ClientOf, desk: Desk, maria: int, world: World, pbx: Integration, query: str
) -> None:
    path = f"{OLDER}?{query.format(secret(world, pbx))}"
    for caller in (client, client_of(None)):
        answer = caller.post(path, json={"add": [older(world)]})
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (401, "110")
    assert desk.list("notes", f"type=contact&element_id={maria}") == []


def test_wrong_keys_time_and_again_have_to_wait_but_a_right_one_opens(
    client_of: ClientOf, maria: int, world: World, pbx: Integration
) -> None:
    nobody = client_of(None)
    codes = [
        nobody.post(f"{OLDER}?code=pbx&key=wrong", json={"add": [older(world)]}).json()["response"]["error_code"]
        for _ in range(7)
    ]
    assert set(codes) == {"110", "111"}
    path = f"{OLDER}?code=pbx&key={secret(world, pbx)}"
    assert told(nobody.post(path, json={"add": [older(world)]}))["success"] == ["c-1"]


def test_the_key_opens_nothing_else_and_ends_with_its_integration(
    client_of: ClientOf, maria: int, world: World, pbx: Integration
) -> None:
    nobody, keys = client_of(None), f"code=pbx&key={secret(world, pbx)}"
    assert nobody.get(f"/api/v2/leads?{keys}").status_code == 401
    world.do(integrations.remove, pbx.client_id)
    assert nobody.post(f"{OLDER}?{keys}", json={"add": [older(world)]}).status_code == 401
    egor = client_of(world.egor).post(f"{OLDER}?{keys}", json={"add": [older(world)]})
    assert egor.status_code == 401


def test_a_number_that_nobody_has_waits_for_somebody(
    client: httpx2.Client, desk: Desk, world: World, pbx: Integration
) -> None:
    path = f"{OLDER}?code=pbx&key={secret(world, pbx)}"
    late = older(world, uuid="c-2", caller=STRANGER)
    assert told(client.post(path, json={"add": [late]})) == {"success": ["c-2"], "errors": []}
    assert told(client.post(path, json={"add": [late]}))["success"] == ["c-2"]  # it is not kept twice
    look(world, LOOKED_AFTER)
    petr = appears(desk, world)
    look(world, LOOKED_AFTER + 1)
    assert desk.list("notes", f"type=contact&element_id={petr}") == [], "it was looked for just now"
    look(world, 2 * LOOKED_AFTER)
    look(world, 3 * LOOKED_AFTER)
    [note] = desk.list("notes", f"type=contact&element_id={petr}")
    assert (note["note_type"], note["created_at"], note["created_by"]) == (10, late["date"], world.irina.id)
    types = [event["type"] for event in client.get("/api/v4/events").json()["_embedded"]["events"]]
    assert types.count("incoming_call") == 1


def test_twenty_that_wait_cost_as_much_as_one(
    client: httpx2.Client, desk: Desk, world: World, statements: Statements
) -> None:
    desk.add("notes", {"element_id": appears(desk, world), "element_type": 1, "text": "Ждёт"})  # takes blocks of ids
    numbers = [f"+7926111{number:04}" for number in range(20)]
    costs: list[tuple[int, int]] = []
    for some in (numbers[:1], numbers[1:2], numbers[2:]):
        with statements() as adding:
            told(client.post(OLDER, json={"add": [older(world, uuid=each, caller=each) for each in some]}))
        people = [{"name": "Мария", "custom_fields": [phone_field(world, each)]} for each in some]
        ids = desk.add("contacts", *people)
        with statements() as looking:
            look(world, LOOKED_AFTER)
        costs.append((len(adding), len(looking)))
        assert len(desk.list("notes", f"type=contact&note_type=10&element_id={','.join(map(str, ids))}")) == len(some)
    assert costs[1] == costs[2]


def test_after_eighteen_hours_it_is_dropped(client: httpx2.Client, desk: Desk, world: World) -> None:
    told(client.post(OLDER, json={"add": [older(world, uuid="c-2", caller=STRANGER)]}))
    look(world, WAITS)
    petr = appears(desk, world)
    look(world, WAITS + LOOKED_AFTER)
    assert desk.list("notes", f"type=contact&element_id={petr}") == []


def test_it_waits_on_while_its_user_may_not_add_it(client_of: ClientOf, desk: Desk, world: World) -> None:
    told(client_of(world.anna).post(OLDER, json={"add": [older(world, uuid="c-2", caller=STRANGER)]}))
    petr = appears(desk, world)
    world.do(users.set_active, world.anna.id, is_active=False)
    look(world, LOOKED_AFTER)
    assert desk.list("notes", f"type=contact&element_id={petr}") == []
    world.do(users.set_active, world.anna.id, is_active=True)
    look(world, 2 * LOOKED_AFTER)
    [note] = desk.list("notes", f"type=contact&element_id={petr}")
    assert note["created_by"] == world.anna.id


def test_what_is_no_number_waits_for_nobody(client: httpx2.Client, world: World) -> None:
    done = told(client.post(OLDER, json={"add": [older(world, caller="Анна")]}))
    assert (done["success"], [each["uuid"] for each in done["errors"]]) == ([], ["c-1"])


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"account_id": 404}, "add.0.account_id"),
        ({"caller": " "}, "add.0.caller"),
        ({"type": "outbound", "to": " "}, "add.0.to"),
        ({"type": "sideways"}, "add.0.type"),
        ({"billsec": "long"}, "add.0.billsec"),
        ({"uuid": "х" * 300}, "add.0.uuid"),
        ({"account_id": None}, "add.0.account_id"),
        ({"uuid": None}, "add.0.uuid"),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, world: World, maria: int, more: Any, path: str) -> None:
    assert paths(client.post(OLDER, json={"add": [older(world, **more)]})) == [path]
