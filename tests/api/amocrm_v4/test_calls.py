"""Calls: whose card they come to, what they leave there, and what is said when nobody has the number."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import events, new, notices, types
from tests.conftest import ClientOf, Statements
from tests.rights import rights_with
from tests.world import World
from voronka.contract.amocrm_v4.calls import CallAdd
from voronka.domain.users import UserDraft
from voronka.services import users

PHONE = "+7 926 111-00-22"
CALLS = "/api/v4/calls"


def call(phone: str = "89261110022", **more: Any) -> dict[str, Any]:
    return {"direction": "inbound", "duration": 61, "source": "АТС", "phone": phone, **more}


def has(number: str) -> dict[str, Any]:
    return {"custom_fields_values": [{"field_code": "PHONE", "values": [{"value": number}]}]}


def lead_of(client: httpx2.Client, contact: int, **more: Any) -> int:
    return new(client, "leads", _embedded={"contacts": [{"id": contact}]}, **more)


def logged(client: httpx2.Client, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post(CALLS, json=[*sent])
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["_total_items"], body["errors"]) == (len(sent), [])
    return body["_embedded"]["calls"]


def card(client: httpx2.Client, *sent: dict[str, Any]) -> tuple[str, int]:
    [found] = logged(client, *sent)
    return found["entity_type"], found["entity_id"]


@pytest.fixture
def maria(client: httpx2.Client) -> int:
    return new(client, "contacts", name="Мария Ким", **has(PHONE))


def test_a_call_of_a_contact_with_one_open_lead_stands_on_the_lead(client: httpx2.Client, maria: int) -> None:
    lead = lead_of(client, maria)
    lead_of(client, maria, status_id=143)
    answer = client.post(CALLS, json=[call(request_id="r1")])
    [found] = answer.json()["_embedded"]["calls"]
    assert answer.json() == {
        "_total_items": 1,
        "errors": [],
        "_embedded": {
            "calls": [
                {
                    "id": found["id"],
                    "entity_id": lead,
                    "entity_type": "lead",
                    "account_id": 100001,
                    "request_id": "r1",
                    "_embedded": {
                        "entity": {
                            "id": lead,
                            "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/leads/{lead}"}},
                        }
                    },
                }
            ]
        },
    }


def test_where_several_leads_are_open_or_none_it_stands_on_the_contact(client: httpx2.Client, maria: int) -> None:
    assert card(client, call()) == ("contact", maria)
    lead_of(client, maria)
    lead_of(client, maria)
    assert card(client, call()) == ("contact", maria)


def test_a_company_is_found_as_well_but_a_person_first(client: httpx2.Client) -> None:
    company = new(client, "companies", name="ООО Полюс", **has(PHONE))
    assert card(client, call()) == ("company", company)
    lead = new(client, "leads", _embedded={"companies": [{"id": company}]})
    assert card(client, call()) == ("lead", lead)
    maria = new(client, "contacts", name="Мария", **has(PHONE))
    assert card(client, call()) == ("contact", maria)


def test_the_one_customer_has_the_call_unless_a_lead_is_open(client: httpx2.Client, maria: int) -> None:
    buyer = new(client, "customers", name="Мария", next_date=1900000000)
    link = [{"to_entity_id": maria, "to_entity_type": "contacts"}]
    client.post(f"/api/v4/customers/{buyer}/link", json=link).raise_for_status()
    assert card(client, call()) == ("customer", buyer)
    lead_of(client, maria)
    assert card(client, call()) == ("contact", maria)


@pytest.mark.parametrize("spelled", ["+79261110022", "8 (926) 111-00-22", "9261110022", "007-926-111-00-22"])
def test_a_number_is_found_by_its_last_ten_digits(client: httpx2.Client, maria: int, spelled: str) -> None:
    assert card(client, call(spelled)) == ("contact", maria)


def test_a_call_is_read_as_a_note_and_as_an_event(client: httpx2.Client, world: World, maria: int) -> None:
    more: dict[str, Any] = {"uniq": "u-1", "link": "https://pbx.example/1.mp3", "call_result": "Ждёт", "call_status": 4}
    [found] = logged(client, call(call_responsible=world.anna.id, created_at=1.7e9, **more))
    note = client.get(f"/api/v4/contacts/notes/{found['id']}").json()
    assert (note["note_type"], note["created_at"]) == ("call_in", 1_700_000_000)
    assert note["params"] == {
        "uniq": "u-1",
        "duration": 61,
        "source": "АТС",
        "link": "https://pbx.example/1.mp3",
        "phone": "89261110022",
        "call_result": "Ждёт",
        "call_status": 4,
        "call_responsible": world.anna.id,
    }
    assert note["responsible_user_id"] == world.anna.id
    [event] = events(client, type="incoming_call")
    assert (event["entity_id"], event["value_after"]) == (maria, [{"note": {"id": found["id"]}}])


def test_an_outbound_call_is_another_note(client: httpx2.Client, maria: int) -> None:
    logged(client, call(direction="outbound"))
    assert types(events(client, type="outgoing_call,incoming_call")) == ["outgoing_call"]


@pytest.mark.parametrize("who", ["Анна", "+74951112233", None])
def test_who_is_responsible_may_be_a_name_a_phone_or_nobody(
    client: httpx2.Client, world: World, maria: int, who: Any
) -> None:
    """Without him it is whoever made the call; the card's own user looks after it."""
    [found] = logged(client, call(call_responsible=who, created_by=world.oleg.id))
    note = client.get(f"/api/v4/contacts/notes/{found['id']}").json()
    assert note["params"]["call_responsible"] == (who or world.oleg.id)
    assert note["responsible_user_id"] == (world.irina.id if who else world.oleg.id)
    assert note["created_by"] == world.oleg.id


FIELDS: list[tuple[str, Any, dict[str, Any]]] = [
    ("direction", "outbound", {"note_type": "call_out"}),
    ("duration", 75, {"duration": 75}),
    ("duration", 75.9, {"duration": 75}),
    ("source", "Манго", {"source": "Манго"}),
    ("phone", 79261110022, {"phone": "79261110022"}),
    ("uniq", "u-1", {"uniq": "u-1"}),
    ("uniq", 17, {"uniq": "17"}),
    ("uniq", None, {"uniq": None}),
    ("link", "https://pbx.example/1.mp3", {"link": "https://pbx.example/1.mp3"}),
    ("link", None, {"link": None}),
    ("call_result", "Ждёт счёт", {"call_result": "Ждёт счёт"}),
    ("call_result", None, {"call_result": None}),
    *(("call_status", status, {"call_status": status}) for status in (1, 2, 3, 4, 5, 6, 7, 8, None)),
    ("call_responsible", "Анна", {"call_responsible": "Анна"}),
    ("created_at", 1_700_000_000, {"created_at": 1_700_000_000}),
    ("updated_at", 1_700_000_100, {"updated_at": 1_700_000_100}),
    ("created_by", 0, {"created_by": 0, "call_responsible": None}),
    ("updated_by", 0, {"updated_by": 0}),
    ("request_id", "r-1", {"request_id": "r-1"}),
    ("request_id", None, {"request_id": "0"}),
]


@pytest.mark.parametrize(("field", "sent", "read"), FIELDS)
def test_a_field_alone_is_read_on_the_note_as_it_was_sent(
    client: httpx2.Client, maria: int, field: str, sent: Any, read: dict[str, Any]
) -> None:
    [found] = logged(client, call() | {field: sent})
    note = client.get(f"/api/v4/contacts/notes/{found['id']}").json()
    known = note | note["params"] | {"request_id": found["request_id"]}
    assert {name: known[name] for name in read} == read


def test_no_field_is_forgotten() -> None:
    users_of_the_account = {"responsible_user_id"}  # see below
    assert {field for field, _, _ in FIELDS} | users_of_the_account == {*CallAdd.__struct_encode_fields__}


def test_a_user_may_be_said_to_look_after_a_call(client: httpx2.Client, world: World, maria: int) -> None:
    [found] = logged(client, call(responsible_user_id=world.oleg.id, call_responsible=world.anna.id))
    note = client.get(f"/api/v4/contacts/notes/{found['id']}").json()
    assert (note["responsible_user_id"], note["group_id"]) == (world.oleg.id, world.people.id)
    assert note["params"]["call_responsible"] == world.anna.id


def test_receivers_are_told_of_a_call_as_of_a_note(client: httpx2.Client, world: World, maria: int) -> None:
    [notice] = notices(client, world, "note_contact", lambda: logged(client, call()))
    assert notice["contacts[note][0][note][note_type]"] == "10"
    assert notice["contacts[note][0][note][element_id]"] == str(maria)


def test_a_call_that_is_sent_again_is_not_added_again(client: httpx2.Client, maria: int) -> None:
    [first] = logged(client, call(uniq="u-1"))
    lead_of(client, maria)
    again = logged(client, call(uniq="u-1"), call(uniq="u-2"), call(uniq="u-2"))
    assert again[0]["id"] == first["id"]
    assert again[1]["id"] == again[2]["id"] != first["id"]
    assert (again[0]["entity_type"], again[1]["entity_type"]) == ("contact", "lead")
    assert len(client.get("/api/v4/contacts/notes").json()["_embedded"]["notes"]) == 1


def test_calls_without_an_id_of_their_own_are_all_added(client: httpx2.Client, maria: int) -> None:
    first, second = logged(client, call(uniq=None), call())
    assert first["id"] != second["id"]


def test_when_nobody_has_the_number_nothing_is_kept(client: httpx2.Client, maria: int) -> None:
    answer = client.post(CALLS, json=[call("+74950000000", request_id="a"), call("103")])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/hal+json")
    body = answer.json()
    assert list(body) == ["_total_items", "errors", "_embedded"]
    assert (body["_total_items"], body["_embedded"]) == (0, {"calls": []})
    assert [(error["title"], error["status"], error["request_id"]) for error in body["errors"]] == [
        ("Entity not found", 263, "a"),
        ("Entity not found", 263, "1"),
    ]
    assert "+74950000000" in body["errors"][0]["detail"]
    assert events(client, type="incoming_call") == []


def test_of_a_mixed_batch_the_good_ones_are_added(client: httpx2.Client, maria: int) -> None:
    answer = client.post(CALLS, json=[call("+74950000000"), call()])
    assert answer.status_code == 200
    body = answer.json()
    assert (body["_total_items"], len(body["errors"])) == (1, 1)
    assert [found["request_id"] for found in body["_embedded"]["calls"]] == ["1"]
    assert body["errors"][0]["request_id"] == "0"


@pytest.mark.parametrize(
    ("wrong", "path", "code"),
    [
        ({"direction": "sideways"}, "direction", "NotSupportedChoice"),
        ({"duration": "долго"}, "duration", "InvalidType"),
        ({"duration": -1}, "duration", "TooLow"),
        ({"phone": ""}, "phone", "NotBlank"),
        ({"phone": None}, "phone", "InvalidType"),
        ({"call_status": 9}, "call_status", "TooHigh"),
        ({"created_by": 5}, "created_by", "NotSupportedChoice"),
        ({"responsible_user_id": 5}, "responsible_user_id", "NotSupportedChoice"),
        ({"uniq": "u" * 256}, "uniq", "TooLong"),
        ({"link": "x" * 20_001}, "link", "TooLong"),
    ],
)
def test_what_cannot_be_taken_is_named(
    client: httpx2.Client, maria: int, wrong: dict[str, Any], path: str, code: str
) -> None:
    answer = client.post(CALLS, json=[call(), call("+74950000000") | wrong])
    assert answer.status_code == 400
    [item] = answer.json()["validation-errors"]
    assert item["request_id"] == "1"
    assert [(error["path"], error["code"]) for error in item["errors"]] == [(path, code)]
    assert events(client, type="incoming_call") == []


def test_what_must_be_there_is_missed(client: httpx2.Client) -> None:
    [item] = client.post(CALLS, json=[{}]).json()["validation-errors"]
    assert [error["path"] for error in item["errors"]] == ["direction", "duration", "source", "phone"]


def test_only_what_one_may_change_is_found(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    draft = UserDraft(name="Вера Лаптева", email="vera@romashka.example", rights=rights_with(view="M", edit="M"))
    [vera] = world.do(users.add, [draft])
    mine, hers = "+79260000001", "+79260000002"
    new(client, "contacts", name="Чужая", **has(mine))
    own = new(client, "contacts", name="Своя", responsible_user_id=vera.id, **has(hers))
    lead_of(client, own)
    answer = client_of(vera).post(CALLS, json=[call(mine), call(hers)]).json()
    assert [(found["entity_type"], found["entity_id"]) for found in answer["_embedded"]["calls"]] == [("contact", own)]
    assert [error["request_id"] for error in answer["errors"]] == ["0"]


def test_a_call_sent_again_is_not_told_of_to_who_does_not_see_its_card(
    client: httpx2.Client, client_of: ClientOf, world: World, maria: int
) -> None:
    logged(client, call(uniq="u-1"))
    draft = UserDraft(name="Вера", email="vera@romashka.example", rights=rights_with(view="M"))
    [vera] = world.do(users.add, [draft])

    answer = client_of(vera).post("/api/v4/calls", json=[call(uniq="u-1")]).json()

    assert (answer["_total_items"], [error["status"] for error in answer["errors"]]) == (0, [263])


def test_who_may_change_nobody_may_add_no_calls(client_of: ClientOf, world: World, maria: int) -> None:
    [vera] = world.do(
        users.add, [UserDraft(name="Вера Лаптева", email="v@romashka.example", rights=rights_with(edit="D"))]
    )
    assert client_of(vera).post(CALLS, json=[call()]).status_code == 403


def test_another_accounts_number_is_unknown(client_of: ClientOf, world: World, maria: int) -> None:
    answer = client_of(world.egor).post(CALLS, json=[call()]).json()
    assert (answer["_total_items"], len(answer["errors"])) == (0, 1)


def test_what_lies_in_the_recycle_bin_is_not_found(client: httpx2.Client, world: World, maria: int) -> None:
    from voronka.services import contacts

    world.do(contacts.delete, [maria])
    assert client.post(CALLS, json=[call()]).json()["_total_items"] == 0


def test_many_cost_as_many_statements_as_one(client: httpx2.Client, statements: Statements) -> None:
    numbers = [f"+7926{number:07}" for number in range(30)]
    people = [{"name": number, **has(number)} for number in numbers]
    client.post("/api/v4/contacts", json=people)
    logged(client, call(numbers[0]))  # takes the first block of ids
    counts = []
    for wanted in (numbers[:1], numbers):
        with statements() as seen:
            logged(client, *(call(number, uniq=f"u{len(wanted)}{number}") for number in wanted))
        counts.append(len(seen))
    assert counts[0] == counts[1]
