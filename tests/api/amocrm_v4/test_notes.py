"""What sellers write on the cards of their customers."""

from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.answers import embedded, marked_faults
from tests.api.amocrm_v4.happenings import new, notices
from tests.conftest import ClientOf, Statements
from tests.world import EVERYTHING, OWN_ONLY, World
from voronka.domain.errors import Forbidden, NotFound
from voronka.domain.kinds import Kind
from voronka.domain.notes import NoteChange, NoteQuery
from voronka.services import leads, notes
from voronka.store import sight

NOTES = "/api/v4/leads/notes"
HOST = "https://romashka.voronka.test"


@pytest.fixture
def lead(client: httpx2.Client) -> int:
    return new(client)


def write(client: httpx2.Client, lead: int, *sent: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(f"/api/v4/leads/{lead}/notes", json=list(sent)))


def say(client: httpx2.Client, lead: int, **more: Any) -> int:
    return write(client, lead, {"note_type": "common", "params": {"text": "Просит перезвонить"}, **more})[0]["id"]


def listed(client: httpx2.Client, query: str = "", path: str = NOTES) -> list[int]:
    return [note["id"] for note in embedded(client.get(f"{path}?{query}"))]


def test_a_note_is_written_and_read(client: httpx2.Client, world: World, lead: int) -> None:
    [made] = write(client, lead, {"note_type": "common", "params": {"text": "Ждёт счёт"}, "request_id": "n1"})
    href = f"{HOST}/api/v4/leads/{lead}/notes/{made['id']}"
    assert made == {"id": made["id"], "entity_id": lead, "request_id": "n1", "_links": {"self": {"href": href}}}
    note = client.get(href).json()
    assert note == client.get(f"{NOTES}/{made['id']}").json()
    assert note.pop("created_at") == note.pop("updated_at") > 0
    assert note == {
        "id": made["id"],
        "entity_id": lead,
        "created_by": world.irina.id,
        "updated_by": world.irina.id,
        "responsible_user_id": world.irina.id,
        "group_id": 0,
        "note_type": "common",
        "params": {"text": "Ждёт счёт"},
        "account_id": world.romashka.id,
        "_links": {"self": {"href": href}},
    }


@pytest.mark.parametrize("entity", ["leads", "contacts", "companies", "customers"])
def test_every_kind_of_record_has_notes_of_its_own(client: httpx2.Client, entity: str) -> None:
    id = new(client, entity)
    sent = {"entity_id": id, "note_type": "sms_in", "params": {"text": "Спасибо", "phone": "+79261110022"}}
    answer = client.post(f"/api/v4/{entity}/notes", json=[sent])
    [note] = answer.json()["_embedded"]["notes"]
    assert (note["entity_id"], note["request_id"]) == (id, "0")
    for other in ("leads", "contacts", "companies", "customers"):
        assert listed(client, path=f"/api/v4/{other}/notes") == ([note["id"]] if other == entity else [])
        found = client.get(f"/api/v4/{other}/notes/{note['id']}").status_code
        assert found == (200 if other == entity else 204)


def test_authors_and_times_are_kept_as_told(client: httpx2.Client, world: World, lead: int) -> None:
    times = {"created_at": 1700000000.7, "updated_at": 1700000100}
    people = {"created_by": world.anna.id, "updated_by": 0, "responsible_user_id": world.oleg.id}
    note = client.get(f"{NOTES}/{say(client, lead, **times, **people)}").json()
    assert (note["created_at"], note["updated_at"]) == (1700000000, 1700000100)
    assert {name: note[name] for name in people} == people
    assert note["group_id"] == world.people.id


CALL = {"uniq": "8f52d38a", "duration": 60.0, "phone": "+7926", "call_result": "Договорились", "call_status": 4}

WRONG = [
    ({"note_type": "common"}, "params", "FieldMissing"),
    ({"note_type": "common", "params": []}, "params.text", "FieldMissing"),
    ({"note_type": "common", "params": {"text": ""}}, "params.text", "NotBlank"),
    ({"note_type": "common", "params": {"text": 5}}, "params.text", "InvalidType"),
    ({"note_type": "call_in", "params": {"duration": "минута"}}, "params.duration", "InvalidType"),
    ({"note_type": "call_in", "params": {"call_status": True}}, "params.call_status", "InvalidType"),
    ({"note_type": "common", "params": {"text": "?"}, "created_by": 5}, "created_by", "NotSupportedChoice"),
    ({"params": {"text": "?"}}, "note_type", "FieldMissing"),
]


@pytest.mark.parametrize(("note", "path", "code"), WRONG)
def test_a_wrong_note_is_refused_and_takes_the_good_ones_along(
    client: httpx2.Client, lead: int, note: dict[str, Any], path: str, code: str
) -> None:
    good = {"note_type": "common", "params": {"text": "Хорошая"}}
    answer = client.post(f"/api/v4/leads/{lead}/notes", json=[good, {**note, "request_id": "b"}])
    assert marked_faults(answer) == [("b", path, code)]
    assert listed(client) == []


def test_a_note_needs_a_record(client: httpx2.Client, lead: int) -> None:
    note = {"note_type": "common", "params": {"text": "?"}}
    assert marked_faults(client.post(NOTES, json=[{**note, "entity_id": 5}])) == [
        ("0", "entity_id", "NotSupportedChoice")
    ]
    assert marked_faults(client.post(NOTES, json=[note])) == [("0", "entity_id", "FieldMissing")]
    assert client.post("/api/v4/leads/5/notes", json=[note]).status_code == 404
    assert client.get("/api/v4/leads/5/notes").status_code == 204
    assert client.get("/api/v4/leads/5/notes/5").status_code == 204


def test_a_change_leaves_what_it_does_not_name(client: httpx2.Client, world: World, lead: int) -> None:
    [made] = write(client, lead, {"note_type": "call_in", "params": CALL, "created_at": 1, "updated_at": 1})
    sent = {"id": made["id"], "request_id": "7", "note_type": "call_in", "params": {"call_result": "Перезвонить"}}
    changed = client.patch(f"{NOTES}/{made['id']}", json=sent).json()
    note = client.get(f"{NOTES}/{made['id']}").json()
    assert changed == {key: note[key] for key in ("id", "entity_id", "updated_at", "_links")}
    assert note["params"] == {**CALL, "call_result": "Перезвонить"}
    assert (note["created_at"], note["updated_by"]) == (1, world.irina.id)
    assert note["updated_at"] > 1


def test_several_notes_are_changed_at_once(client: httpx2.Client, lead: int) -> None:
    ids = [say(client, lead) for _ in range(2)]
    sent = [{"id": id, "params": {"text": f"{id}"}, "request_id": f"r{id}"} for id in reversed(ids)]
    for path in (NOTES, f"/api/v4/leads/{lead}/notes"):
        saved = client.patch(path, json=sent).json()["_embedded"]["notes"]
        assert [(note["id"], note["request_id"]) for note in saved] == [(id, f"r{id}") for id in reversed(ids)]
    assert [client.get(f"{NOTES}/{id}").json()["params"]["text"] for id in ids] == [str(id) for id in ids]


def test_a_wrong_change_is_refused(client: httpx2.Client, lead: int) -> None:
    id, other = say(client, lead), new(client)
    assert marked_faults(client.patch(NOTES, json=[{"id": id}, {"id": 5}])) == [("1", "id", "NotSupportedChoice")]
    foreign = client.patch(f"/api/v4/leads/{other}/notes", json=[{"id": id}])
    assert marked_faults(foreign) == [("0", "id", "NotSupportedChoice")]
    one = f"{NOTES}/{id}"
    assert marked_faults(client.patch(one, json={"note_type": "call_in"})) == [("0", "note_type", "NotSupportedChoice")]
    assert marked_faults(client.patch(one, json={"params": {"text": None}})) == [("0", "params.text", "FieldMissing")]
    for path in (f"{NOTES}/5", f"/api/v4/leads/{other}/notes/{id}", f"/api/v4/contacts/notes/{id}"):
        assert client.patch(path, json={}).status_code == 404
    assert client.patch(f"/api/v4/leads/{lead}/notes/{id}", json={}).status_code == 200


def test_a_note_is_pinned_and_taken_down(client: httpx2.Client, lead: int) -> None:
    id = say(client, lead, updated_at=1700000000)
    asked = {"with": "is_pinned"}
    assert client.get(f"{NOTES}/{id}", params=asked).json()["is_pinned"] is False
    for verb, pinned in (("pin", True), ("pin", True), ("unpin", False)):
        answer = client.post(f"{NOTES}/{id}/{verb}", json=[])
        assert (answer.status_code, answer.content, answer.headers["content-type"]) == (204, b"", "text/html")
        note = client.get(f"{NOTES}/{id}", params=asked).json()
        assert (note["is_pinned"], note["updated_at"]) == (pinned, 1700000000)
        assert client.get(NOTES, params=asked).json()["_embedded"]["notes"][0]["is_pinned"] is pinned
    assert client.post(f"{NOTES}/5/pin").status_code == 404
    assert client.delete(f"{NOTES}/{id}").status_code == 405, "notes are not deleted"
    assert client.post(f"/api/v4/contacts/notes/{id}/unpin").status_code == 404


def test_notes_are_found_by_record_type_and_time(client: httpx2.Client, lead: int) -> None:
    other = new(client)
    old = say(client, lead, updated_at=1700000000)
    [call] = write(client, other, {"note_type": "call_in", "params": CALL, "updated_at": 1700000100})
    late = say(client, lead, updated_at=1700000200)
    expected = {
        "": [old, call["id"], late],
        f"filter[id]={old}": [old],
        f"filter[id][]={old}&filter[id][]={late}": [old, late],
        f"filter[entity_id][]={other}": [call["id"]],
        "filter[note_type]=call_in": [call["id"]],
        "filter[note_type][0]=call_in&filter[note_type][1]=common": [old, call["id"], late],
        "filter[note_type]=sms_in": [],
        "filter[updated_at]=1700000100": [late],
        "filter[updated_at][from]=1700000100": [call["id"], late],
        "filter[updated_at][from]=1700000000&filter[updated_at][to]=1700000100": [old, call["id"]],
        "order[updated_at]=desc": [late, call["id"], old],
        "order[id]=desc&limit=2": [late, call["id"]],
        "limit=2&page=2": [late],
    }
    assert {query: listed(client, query) for query in expected} == expected
    assert listed(client, "order[id]=desc", f"/api/v4/leads/{lead}/notes") == [late, old]
    assert "next" in client.get(f"{NOTES}?limit=2").json()["_links"]


def test_notes_of_a_deleted_record_are_gone_with_it(client: httpx2.Client, world: World, lead: int) -> None:
    id = say(client, lead)
    world.do(leads.delete, [lead])
    assert listed(client) == []
    assert client.get(f"{NOTES}/{id}").status_code == 204
    world.do(leads.restore, [lead])
    assert listed(client) == [id]


def test_another_account_has_no_such_notes(client: httpx2.Client, client_of: ClientOf, world: World, lead: int) -> None:
    id, egor = say(client, lead), client_of(world.egor)
    assert listed(egor) == []
    assert egor.get(f"{NOTES}/{id}").status_code == 204
    assert egor.patch(f"{NOTES}/{id}", json={}).status_code == 404
    assert egor.post(f"{NOTES}/{id}/pin").status_code == 404
    sent = [{"entity_id": lead, "note_type": "common", "params": {"text": "?"}}]
    assert marked_faults(egor.post(NOTES, json=sent)) == [("0", "entity_id", "NotSupportedChoice")]


@pytest.mark.parametrize("few", [2000, 0])
def test_notes_follow_the_right_on_their_record(
    client: httpx2.Client, world: World, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(sight, "FEW", few)
    hers, his = (new(client, responsible_user_id=user.id) for user in (world.anna, world.oleg))
    mine, foreign = say(client, hers), say(client, his)
    anna = structs.replace(world.anna.actor(), rights={"leads": OWN_ONLY})
    assert [note.id for note in world.do_as(anna, notes.page, Kind.LEAD, NoteQuery()).items] == [mine]
    assert world.do_as(anna, notes.get, Kind.LEAD, mine).id == mine
    with pytest.raises(NotFound):
        world.do_as(anna, notes.get, Kind.LEAD, foreign)
    with pytest.raises(NotFound):
        world.do_as(anna, notes.update, Kind.LEAD, [NoteChange(id=foreign)], only_one=True)
    with pytest.raises(Forbidden):
        world.do_as(anna, notes.page, Kind.CONTACT, NoteQuery())
    reader = structs.replace(anna, rights={"leads": {**EVERYTHING, "edit": "M"}})
    assert len(world.do_as(reader, notes.page, Kind.LEAD, NoteQuery()).items) == 2
    with pytest.raises(Forbidden):
        world.do_as(reader, notes.pin, Kind.LEAD, foreign, pinned=True)
    with pytest.raises(Forbidden):
        world.do_as(reader, notes.add, Kind.LEAD, [NoteChange(entity_id=his, note_type="common", params={"text": "?"})])
    world.do_as(reader, notes.pin, Kind.LEAD, mine, pinned=True)


def test_subscribers_are_told_of_new_notes_alone(client: httpx2.Client, world: World, lead: int) -> None:
    [first, *others] = notices(client, world, "note_lead", lambda: say(client, lead))
    assert (first["leads[note][0][note][element_id]"], others) == (str(lead), [])
    assert first["leads[note][0][note][text]"] == "Просит перезвонить"
    [note] = listed(client)
    assert notices(client, world, "update_lead", lambda: client.post(f"{NOTES}/{note}/pin")) == []


def test_fifty_notes_cost_as_many_statements_as_one(client: httpx2.Client, lead: int, statements: Statements) -> None:
    note = {"note_type": "common", "params": {"text": "Роза"}}
    write(client, lead, note)  # takes the first block of ids
    counts = []
    for count in (1, 50):
        with statements() as writing:
            made = write(client, lead, *[note] * count)
        with statements() as changing:
            client.patch(NOTES, json=[{"id": one["id"], "params": {"text": f"{one['id']}"}} for one in made])
        with statements() as reading:
            listed(client, "limit=250&with=is_pinned")
        counts.append((len(writing), len(changing), len(reading)))
    assert counts[0] == counts[1]
