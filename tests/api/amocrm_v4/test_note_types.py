"""Each type of note on the card of each kind of record: what its params hold, and what they must not hold."""

from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.answers import marked_faults
from tests.api.amocrm_v4.happenings import events, new
from voronka.domain.note_params import READ_ONLY, WRITABLE

Wrong = tuple[Any, str]  # a value that is refused, and by which code


class Type(Struct, frozen=True):
    """params: all of them. wrong: one value of each that is refused. event: what tells that it was added."""

    event: str
    params: dict[str, Any]
    wrong: dict[str, Wrong]
    needed: tuple[str, ...] = ()


NO_TEXT: Wrong = (5, "InvalidType")
NO_LIST: Wrong = ("Март", "InvalidType")
NO_MARK: Wrong = ([], "InvalidType")
OTHER: Wrong = ("иное", "NotSupportedChoice")
LONG: Wrong = ("а" * 20_001, "TooLong")


def call(event: str) -> Type:
    params = {
        "uniq": "8f52d38a", "duration": 60.0, "source": "АТС", "link": "https://ats.example/1.mp3", "phone": "+7926",
        "call_result": "Договорились", "call_status": 4, "call_responsible": "Анна",
    }  # fmt: skip
    wrong = {
        "uniq": (True, "InvalidType"), "duration": (-1, "TooLow"), "source": NO_TEXT, "link": NO_TEXT,
        "phone": NO_MARK, "call_result": NO_TEXT, "call_status": (9, "TooHigh"), "call_responsible": NO_MARK,
    }  # fmt: skip
    return Type(event, params, wrong)


def service(event: str, **more: str) -> Type:
    params = {"service": "Банк", "text": "Счёт 5", **more}
    return Type(event, params, {"service": NO_TEXT, "text": LONG} | dict.fromkeys(more, NO_TEXT), ("text",))


def sms(event: str) -> Type:
    return Type(event, {"text": "Спасибо", "phone": 7926}, {"text": NO_TEXT, "phone": (True, "InvalidType")}, ("text",))


def targeting(event: str) -> Type:
    params = {"contacts": [5], "campaign": "Март", "service": "vkontakte"}
    return Type(event, params, {"contacts": NO_LIST, "campaign": NO_TEXT, "service": OTHER})


ICON = {"icon_url": "https://bank.example/i.png"}
TYPES = {
    "common": Type("common_note_added", {"text": "Ждёт счёт"}, {"text": LONG}, ("text",)),
    "call_in": call("incoming_call"),
    "call_out": call("outgoing_call"),
    "service_message": service("service_note_added"),
    "extended_service_message": service("service_note_added"),
    "message_cashier": Type(
        "message_to_cashier_note_added",
        {"status": "shown", "text": "Сдача с тысячи"},
        {"status": OTHER, "text": NO_TEXT},
        ("status", "text"),
    ),
    "geolocation": Type(
        "geo_note_added",
        {"text": "Склад", "address": "Тверь", "longitude": "37.61", "latitude": "55.75"},
        {"text": NO_TEXT, "address": NO_TEXT, "longitude": NO_MARK, "latitude": NO_MARK},
        ("longitude", "latitude"),
    ),
    "sms_in": sms("incoming_sms"),
    "sms_out": sms("outgoing_sms"),
    "attachment": Type(
        "attachment_note_added",
        {"file_uuid": "a1-b2", "version_uuid": "c3-d4", "file_name": "Счёт.pdf"},
        dict.fromkeys(("file_uuid", "version_uuid", "file_name"), NO_TEXT),
        ("file_uuid", "file_name"),
    ),
    "site_visit": Type("site_visit_note_added", {"url": "https://romashka.example/rozy"}, {"url": NO_TEXT}, ("url",)),
    "targeting_in": targeting("targeting_in_note_added"),
    "targeting_out": targeting("targeting_out_note_added"),
    "invoice_paid": service("invoice_paid", **ICON),
    "bill_paid": service("invoice_paid", **ICON),
    "zoom_meeting": Type(
        "zoom_conference",
        {"conference": {"id": 5}, "recordings": [{"id": 7}]},
        {"conference": NO_LIST, "recordings": NO_LIST},
    ),
    "ai_result": Type(
        "ai_result",
        {"text": "Кратко", "answer_id": "a-5", "talk_id": 5, "is_error": False},
        {"text": NO_TEXT, "answer_id": NO_MARK, "talk_id": (-1, "TooLow"), "is_error": (1, "InvalidType")},
        ("text",),
    ),
}
ENTITIES = ("leads", "contacts", "companies", "customers")


def sent(name: str, **params: Any) -> dict[str, Any]:
    return {"note_type": name, "params": TYPES[name].params | params}


def test_each_type_that_can_be_written_is_in_the_table() -> None:
    assert {name: params.keys() for name, params in WRITABLE.items()} == {
        name: type.params.keys() for name, type in TYPES.items()
    }
    assert all(type.params.keys() == type.wrong.keys() for type in TYPES.values())


@pytest.mark.parametrize("entity", ENTITIES)
def test_each_type_is_written_read_changed_and_pinned(client: httpx2.Client, entity: str) -> None:
    path, record = f"/api/v4/{entity}/notes", new(client, entity)
    notes = [sent(name) | {"entity_id": record, "request_id": name} for name in TYPES]

    made = client.post(path, json=notes).json()["_embedded"]["notes"]
    changes = [{"id": note["id"], "params": TYPES[note["request_id"]].params} for note in made]
    assert client.patch(f"/api/v4/{entity}/{record}/notes", json=changes).status_code == 200

    assert [note["request_id"] for note in made] == list(TYPES)
    for note in made:
        name = note["request_id"]
        [found] = client.get(path, params={"filter[note_type]": name}).json()["_embedded"]["notes"]
        assert (found["id"], found["entity_id"], found["note_type"]) == (note["id"], record, name)
        shown = {key: found["params"][key] for key in TYPES[name].params} if name == "attachment" else found["params"]
        assert shown == TYPES[name].params, "as it was sent"
        one = f"{path}/{note['id']}"
        assert client.get(f"/api/v4/{entity}/{record}/notes/{note['id']}").json() == client.get(one).json() == found
        for verb, pinned in (("pin", True), ("unpin", False)):
            assert client.post(f"{one}/{verb}", json=[]).status_code == 204
            assert client.get(f"{one}?with=is_pinned").json()["is_pinned"] is pinned


@pytest.mark.parametrize("entity", ENTITIES)
def test_each_type_is_told_by_its_event(client: httpx2.Client, entity: str) -> None:
    record, one = new(client, entity), {"leads": "lead", "contacts": "contact", "companies": "company"}
    notes = [sent(name) | {"request_id": name} for name in TYPES]
    made = client.post(f"/api/v4/{entity}/{record}/notes", json=notes).json()["_embedded"]["notes"]

    told = events(client, entity=one.get(entity, "customer"), entity_id=record)

    assert {event["value_after"][0]["note"]["id"]: event["type"] for event in told[: len(made)]} == {
        note["id"]: TYPES[note["request_id"]].event for note in made
    }
    assert all((event["value_before"], len(event["value_after"])) == ([], 1) for event in told[: len(made)])


@pytest.mark.parametrize("name", TYPES)
def test_each_wrong_param_is_refused_when_it_is_added_and_when_it_is_changed(client: httpx2.Client, name: str) -> None:
    path = f"/api/v4/leads/{new(client)}/notes"
    wrong = [{**sent(name, **{param: value}), "request_id": param} for param, (value, _) in TYPES[name].wrong.items()]
    expected = {(param, f"params.{param}", code) for param, (_, code) in TYPES[name].wrong.items()}

    assert set(marked_faults(client.post(path, json=[sent(name), *wrong]))) == expected
    assert client.get(path).status_code == 204, "the good one neither"
    [note] = client.post(path, json=[sent(name)]).json()["_embedded"]["notes"]
    assert set(marked_faults(client.patch(path, json=[{**change, "id": note["id"]} for change in wrong]))) == expected


@pytest.mark.parametrize("name", [name for name, type in TYPES.items() if type.needed])
def test_what_a_type_cannot_be_without(client: httpx2.Client, name: str) -> None:
    path, needed = f"/api/v4/leads/{new(client)}/notes", TYPES[name].needed
    expected = {("0", f"params.{param}", "FieldMissing") for param in needed}
    assert set(marked_faults(client.post(path, json=[{"note_type": name, "params": {}}]))) == expected
    [note] = client.post(path, json=[sent(name)]).json()["_embedded"]["notes"]
    assert set(marked_faults(client.patch(f"{path}/{note['id']}", json={"params": dict.fromkeys(needed)}))) == expected


@pytest.mark.parametrize("name", [name for name, type in TYPES.items() if not type.needed])
def test_nulls_are_as_good_as_nothing(client: httpx2.Client, name: str) -> None:
    path, nulls = f"/api/v4/leads/{new(client)}/notes", dict.fromkeys(TYPES[name].params)
    [note] = client.post(path, json=[sent(name, **nulls)]).json()["_embedded"]["notes"]
    assert client.get(f"{path}/{note['id']}").json()["params"] == nulls


def test_old_calls_have_a_list_in_the_place_of_their_mark(client: httpx2.Client) -> None:
    path = f"/api/v4/leads/{new(client)}/notes"
    [note] = client.post(path, json=[sent("call_in", uniq=["8f52", "d38a"])]).json()["_embedded"]["notes"]
    assert client.get(f"{path}/{note['id']}").json()["params"]["uniq"] == ["8f52", "d38a"]


@pytest.mark.parametrize("name", [*READ_ONLY, "letter"])
def test_what_only_the_system_writes_is_refused(client: httpx2.Client, name: str) -> None:
    path = f"/api/v4/leads/{new(client)}/notes"
    answer = client.post(path, json=[{"note_type": name, "params": {"text": "?"}}])
    assert set(marked_faults(answer)) == {("0", "note_type", "NotSupportedChoice")}


def test_an_attachment_is_read_with_its_name_in_all_places(client: httpx2.Client) -> None:
    path, file = f"/api/v4/leads/{new(client)}/notes", {"file_uuid": "a1-b2", "file_name": "Счёт.pdf"}
    [note] = client.post(path, json=[{"note_type": "attachment", "params": file}]).json()["_embedded"]["notes"]
    assert client.get(f"{path}/{note['id']}").json()["params"] == {
        "is_drive_attachment": True,
        "text": "Счёт.pdf",
        "original_name": "Счёт.pdf",
        "version_uuid": None,
        **file,
    }
