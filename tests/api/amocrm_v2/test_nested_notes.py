"""Notes inside a contact, lead or company: they are put on it, in the same request and with the same faults."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import Statements
from tests.world import World

LATER = 2_000_000_000
NOUNS = {"contacts": "contact", "leads": "lead", "companies": "company"}
EACH_NOUN = pytest.mark.parametrize("noun", NOUNS)


def plain(*texts: str) -> list[dict[str, Any]]:
    return [{"note_type": 4, "text": text} for text in texts]


def texts(desk: Desk, noun: str, id: int) -> list[str]:
    return [note["text"] for note in desk.list("notes", f"type={NOUNS[noun]}&element_id={id}")]


@EACH_NOUN
def test_they_are_put_on_what_is_new_and_on_what_is_changed(desk: Desk, noun: str) -> None:
    first, second, third = desk.add(
        noun,
        {"name": "Первая", "notes": plain("раз", "два")},
        {"name": "Вторая"},
        {"name": "Третья", "notes": plain("три")},
    )
    assert [texts(desk, noun, id) for id in (first, second, third)] == [["раз", "два"], [], ["три"]]
    changes = [{"id": second, "updated_at": LATER}, {"id": third, "updated_at": 5}]
    told = desk.update(noun, *({**change, "notes": plain("ещё")} for change in changes))
    assert list(told["errors"]["update"]) == [str(third)]
    assert [texts(desk, noun, id) for id in (second, third)] == [["ещё"], ["три"]]


@EACH_NOUN
def test_what_they_say_of_where_they_stand_is_not_read(desk: Desk, noun: str) -> None:
    note = {"id": 7, "element_id": 999, "element_type": 99, "text": "раз"}
    [id] = desk.add(noun, {"name": "Первая", "notes": [note]})
    assert texts(desk, noun, id) == ["раз"]


@EACH_NOUN
def test_a_fault_is_named_and_nothing_is_stored(client: httpx2.Client, desk: Desk, noun: str) -> None:
    bad = {"name": "Вторая", "request_id": 7, "notes": [*plain("раз"), {"note_type": 1, "text": "система"}]}
    answer = client.post(f"/api/v2/{noun}", json={"add": [{"name": "Первая", "notes": plain("раз")}, bad]})
    [told] = answer.json()["validation-errors"]
    assert (answer.status_code, told["request_id"]) == (400, "7")
    assert [fault["path"] for fault in told["errors"]] == ["add.1.notes.1.note_type"]
    assert desk.list(noun) == desk.list("notes", f"type={NOUNS[noun]}") == []


OLDER = {"contacts": ("contacts", "contacts"), "leads": ("leads", "leads"), "companies": ("company", "contacts")}


@EACH_NOUN
def test_in_the_older_calls_they_have_the_older_names(
    client: httpx2.Client, desk: Desk, world: World, noun: str
) -> None:
    path, container = OLDER[noun]

    def put(**more: Any) -> httpx2.Response:
        note = {"note_type": 4, "text": "Ждёт", "date_create": 1500000000, **more}
        lists = {"add": [{"name": "Букеты", "notes": [note]}]}
        return client.post(f"/private/api/v2/json/{path}/set", json={"request": {container: lists}})

    by = {"created_user_id": str(world.anna.id), "last_modified": 1500000001}
    [made] = put(**by).json()["response"][container]["add"]
    [note] = desk.list("notes", f"type={NOUNS[noun]}&element_id={made['id']}")
    assert (note["text"], note["created_by"]) == ("Ждёт", world.anna.id)
    assert (note["created_at"], note["updated_at"]) == (1500000000, 1500000001)
    [fault] = put(created_user_id=999).json()["response"]["errors"][0]["errors"]
    assert fault["path"] == "add.0.notes.0.created_user_id"


def test_a_call_and_its_author(desk: Desk, world: World) -> None:
    call = {"note_type": 10, "params": {"UNIQ": "a7", "DURATION": "33"}, "created_by": world.anna.id}
    [id] = desk.add("contacts", {"name": "Мария", "notes": [call]})
    [note] = desk.list("notes", f"type=contact&element_id={id}")
    assert (note["note_type"], note["params"]["DURATION"], note["created_by"]) == (10, 33, world.anna.id)


@EACH_NOUN
def test_thirty_cost_as_much_as_one(statements: Statements, desk: Desk, noun: str) -> None:
    desk.add(noun, {"name": "Первая", "notes": plain("раз")})  # PostgreSQL gives ids out in blocks
    costs = set[int]()
    for many in (1, 30):
        with statements() as seen:
            desk.add(noun, *({"name": "Первая", "notes": plain("раз", "два")} for _ in range(many)))
        costs.add(len(seen))
    assert len(costs) == 1
