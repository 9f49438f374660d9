"""What the sellers of «Ромашка» have to do, and until when."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, marked_faults
from tests.api.amocrm_v4.happenings import events, new, notices, types
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.domain.task_types import TaskTypeWrite
from voronka.services import task_types, tasks

TASKS = "/api/v4/tasks"
SOON, LATER, LONG_AGO = 2_000_000_000, 2_000_086_400, 1_000_000_000


@pytest.fixture
def lead(client: httpx2.Client) -> int:
    return new(client)


def plan(client: httpx2.Client, *sent: dict[str, Any]) -> list[int]:
    answer = client.post(TASKS, json=[{"text": "Позвонить", "complete_till": SOON, **task} for task in sent])
    assert answer.status_code == 200, answer.text
    return [task["id"] for task in answer.json()["_embedded"]["tasks"]]


def on(lead: int, **task: Any) -> dict[str, Any]:
    return {"entity_id": lead, "entity_type": "leads", **task}


def change(client: httpx2.Client, id: int, **sent: Any) -> dict[str, Any]:
    answer = client.patch(f"{TASKS}/{id}", json=sent)
    assert answer.status_code == 200, answer.text
    return answer.json()


def listed(client: httpx2.Client, query: str = "") -> list[int]:
    return [task["id"] for task in embedded(client.get(f"{TASKS}?{query}"))]


def closest(client: httpx2.Client, id: int, entity: str = "leads") -> int | None:
    return client.get(f"/api/v4/{entity}/{id}").json()["closest_task_at"]


def test_a_task_is_made_and_read(client: httpx2.Client, world: World, lead: int) -> None:
    sent = on(lead, text="Позвонить", complete_till=SOON + 0.5, task_type_id=2, duration=1800, request_id="t1")
    [made] = client.post(TASKS, json=[sent]).json()["_embedded"]["tasks"]
    href = f"https://romashka.voronka.test{TASKS}/{made['id']}"
    assert made == {"id": made["id"], "request_id": "t1", "_links": {"self": {"href": href}}}
    task = client.get(href).json()
    assert task.pop("created_at") == task.pop("updated_at") > 0
    assert task == {
        "id": made["id"],
        "created_by": world.irina.id,
        "updated_by": world.irina.id,
        "responsible_user_id": world.irina.id,
        "group_id": 0,
        "entity_id": lead,
        "entity_type": "leads",
        "duration": 1800,
        "is_completed": False,
        "task_type_id": 2,
        "text": "Позвонить",
        "result": [],
        "complete_till": SOON,
        "account_id": world.romashka.id,
        "_links": {"self": {"href": href}},
    }
    assert client.get(f"{TASKS}/5").status_code == 204


def test_a_task_needs_no_record_and_is_a_call_unless_told(client: httpx2.Client, world: World) -> None:
    nulls = {"entity_id": None, "entity_type": None, "task_type_id": 0, "result": [], "duration": None}
    [id] = plan(client, {**nulls, "responsible_user_id": world.oleg.id, "created_by": 0, "created_at": 5})
    task = client.get(f"{TASKS}/{id}").json()
    assert (task["entity_id"], task["entity_type"], task["task_type_id"], task["duration"]) == (None, None, 1, 0)
    assert (task["created_by"], task["created_at"], task["group_id"]) == (0, 5, world.people.id)


def test_authors_and_times_are_kept_as_told(client: httpx2.Client, world: World) -> None:
    told = {"created_by": world.anna.id, "updated_by": 0, "created_at": 1_700_000_000, "updated_at": 1_700_000_100}
    [id] = plan(client, {**told, "created_at": 1_700_000_000.5})
    task = client.get(f"{TASKS}/{id}").json()
    assert {name: task[name] for name in told} == told
    later = told | {"updated_by": world.oleg.id, "updated_at": 1_700_000_200}
    change(client, id, **later, text="Зайти")
    task = client.get(f"{TASKS}/{id}").json()
    assert {name: task[name] for name in later} == later


def test_a_kind_of_tasks_that_the_account_made_itself(client: httpx2.Client, world: World) -> None:
    world.do_as(world.irina, task_types.edit, [TaskTypeWrite(0, "Замер")])
    kinds = client.get("/api/v4/account?with=task_types").json()["_embedded"]["task_types"]
    assert [(kind["id"], kind["name"]) for kind in kinds[:3]] == [(1, "Связаться"), (2, "Встреча"), (3, "Письмо")]
    [own] = [kind["id"] for kind in kinds if kind["name"] == "Замер"]
    [id] = plan(client, {"task_type_id": own})
    assert client.get(f"{TASKS}/{id}").json()["task_type_id"] == own
    assert listed(client, f"filter[task_type]={own}&filter[task_type_id]={own}") == [id]


def test_there_is_no_call_that_deletes_a_task(client: httpx2.Client) -> None:
    [id] = plan(client, {})
    for path in (TASKS, f"{TASKS}/{id}"):
        assert client.request("DELETE", path, json=[{"id": id}]).status_code == 405
    assert listed(client) == [id]


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({"complete_till": 5}, "text", "FieldMissing"),
        ({"text": "?"}, "complete_till", "FieldMissing"),
        ({"text": " ", "complete_till": 5}, "text", "NotBlank"),
        ({"text": "а" * 20_001, "complete_till": 5}, "text", "TooLong"),
        ({"text": "?", "complete_till": "завтра"}, "complete_till", "InvalidType"),
        ({"text": "?", "complete_till": 5, "task_type_id": 77}, "task_type_id", "NotSupportedChoice"),
        ({"text": "?", "complete_till": 5, "duration": -1}, "duration", "TooLow"),
        ({"text": "?", "complete_till": 5, "is_completed": 2}, "is_completed", "TooHigh"),
        ({"text": "?", "complete_till": 5, "responsible_user_id": 5}, "responsible_user_id", "NotSupportedChoice"),
        ({"text": "?", "complete_till": 5, "entity_id": 5}, "entity_type", "FieldMissing"),
        ({"text": "?", "complete_till": 5, "entity_type": "leads"}, "entity_id", "FieldMissing"),
        ({"text": "?", "complete_till": 5, "entity_id": 5, "entity_type": "leads"}, "entity_id", "NotSupportedChoice"),
        ({"text": "?", "complete_till": 5, "entity_id": 5, "entity_type": "lead"}, "entity_type", "NotSupportedChoice"),
        ({"text": "?", "complete_till": 5, **on(5, entity_type="customers")}, "entity_id", "NotSupportedChoice"),
    ],
)
def test_a_wrong_task_is_refused_and_takes_the_good_ones_along(
    client: httpx2.Client, lead: int, sent: dict[str, Any], path: str, code: str
) -> None:
    good = on(lead, text="Позвонить", complete_till=SOON)
    assert marked_faults(client.post(TASKS, json=[good, {**sent, "request_id": "b"}])) == [("b", path, code)]
    assert listed(client) == []
    assert closest(client, lead) is None


def test_completing_with_a_result(client: httpx2.Client, lead: int) -> None:
    [id] = plan(client, on(lead, updated_at=5))
    changed = change(client, id, is_completed=True, result={"text": "Договорились на среду"})
    task = client.get(f"{TASKS}/{id}").json()
    assert (task["is_completed"], task["result"]) == (True, {"text": "Договорились на среду"})
    assert changed == {"id": id, "updated_at": task["updated_at"], "request_id": "0", "_links": task["_links"]}
    assert types(events(client, entity="task", entity_id=id)) == ["task_result_added", "task_completed", "task_added"]
    change(client, id, is_completed=0)
    assert client.get(f"{TASKS}/{id}").json()["is_completed"] is False
    assert len(events(client, entity="task", entity_id=id)) == 3


def test_every_change_has_its_event(client: httpx2.Client, world: World) -> None:
    [id] = plan(client, {})
    sent = {"text": "Зайти", "task_type_id": 2, "complete_till": LATER, "responsible_user_id": world.anna.id}
    change(client, id, **sent)
    told = {each["type"]: (each["value_before"], each["value_after"]) for each in events(client, entity="task")}
    assert told == {
        "task_added": ([], []),
        "entity_responsible_changed": (
            [{"responsible_user": {"id": world.irina.id}}],
            [{"responsible_user": {"id": world.anna.id}}],
        ),
        "task_type_changed": ([{"task_type": {"id": 1}}], [{"task_type": {"id": 2}}]),
        "task_text_changed": ([{"task": {"text": "Позвонить"}}], [{"task": {"text": "Зайти"}}]),
        "task_deadline_changed": (
            [{"task_deadline": {"timestamp": SOON}}],
            [{"task_deadline": {"timestamp": LATER}}],
        ),
    }
    [event] = events(client, type="task_added")
    assert (event["entity_type"], event["entity_id"]) == ("task", id)
    assert event["_embedded"]["entity"]["_links"]["self"]["href"].endswith(f"{TASKS}/{id}")


def test_a_task_that_is_done_when_it_is_written_down(client: httpx2.Client) -> None:
    [id] = plan(client, {"is_completed": True, "result": {"text": "Уже позвонил"}})
    found = events(client, entity="task", entity_id=id)
    assert types(found) == ["task_result_added", "task_completed", "task_added"]
    assert found[0]["value_after"] == [{"note": {"id": id}}]


def test_a_deleted_task_is_gone_and_its_deletion_told(client: httpx2.Client, world: World, lead: int) -> None:
    [id] = plan(client, on(lead))
    [told] = notices(client, world, "delete_task", lambda: world.do(tasks.delete, [id]))
    assert (told["task[delete][0][id]"], told["task[delete][0][element_id]"]) == (str(id), str(lead))
    assert (listed(client), closest(client, lead)) == ([], None)
    assert types(events(client, entity="task")) == ["task_deleted", "task_added"]


def test_a_batch_of_changes(client: httpx2.Client) -> None:
    ids = plan(client, {}, {})
    sent = [{"id": id, "text": f"{id}", "request_id": id} for id in reversed(ids)]
    saved = client.patch(TASKS, json=sent).json()["_embedded"]["tasks"]
    assert [(task["id"], task["request_id"]) for task in saved] == [(id, str(id)) for id in reversed(ids)]
    assert [client.get(f"{TASKS}/{id}").json()["text"] for id in ids] == [str(id) for id in ids]
    assert marked_faults(client.patch(TASKS, json=[{"id": ids[0], "text": "?"}, {"id": 5}])) == [
        ("1", "id", "NotSupportedChoice")
    ]
    assert marked_faults(client.patch(f"{TASKS}/{ids[0]}", json={"text": ""})) == [("0", "text", "NotBlank")]
    assert client.get(f"{TASKS}/{ids[0]}").json()["text"] == str(ids[0])
    assert client.patch(f"{TASKS}/5", json={"text": "?"}).status_code == 404


@pytest.mark.parametrize("entity", ["leads", "contacts", "companies", "customers"])
def test_the_closest_task_is_told_on_its_record(client: httpx2.Client, entity: str) -> None:
    here, there = new(client, entity), new(client, entity)
    late, soon = plan(client, *(on(here, entity_type=entity, complete_till=till) for till in (LATER, SOON)))
    assert closest(client, here, entity) == SOON
    change(client, soon, complete_till=LONG_AGO)
    assert closest(client, here, entity) == LONG_AGO, "who is late is late"
    change(client, soon, is_completed=True)
    assert closest(client, here, entity) == LATER
    change(client, late, entity_id=there)
    assert (closest(client, here, entity), closest(client, there, entity)) == (None, LATER)
    change(client, soon, is_completed=False)
    assert closest(client, here, entity) == LONG_AGO
    client.patch(f"/api/v4/{entity}/{here}", json={"name": "Иначе"})
    assert closest(client, here, entity) == LONG_AGO


def test_tasks_are_found_by_everything(client: httpx2.Client, world: World, lead: int) -> None:
    status = client.get(f"/api/v4/leads/{lead}").json()
    person, at = new(client, "contacts"), 1_700_000_000
    call, meeting, own = plan(
        client,
        on(lead, complete_till=LATER, updated_at=at, created_at=3),
        on(person, entity_type="contacts", task_type_id=2, updated_at=at + 1, created_at=2, is_completed=1),
        {"responsible_user_id": world.anna.id, "created_by": world.oleg.id, "updated_at": at + 2, "created_at": 1},
    )
    stage = f"filter[lead_statuses][0][pipeline_id]={status['pipeline_id']}&filter[lead_statuses][0][status_id]"
    expected = {
        "": [call, meeting, own],
        f"filter[id][]={call}&filter[id][]={own}": [call, own],
        f"filter[responsible_user_id]={world.anna.id}": [own],
        f"filter[created_by][0]={world.oleg.id}": [own],
        "filter[is_completed]=1": [meeting],
        "filter[is_completed]=true": [meeting],
        "filter[is_completed]=0": [call, own],
        "filter[is_completed]=false": [call, own],
        "filter[task_type]=2": [meeting],
        "filter[task_type][0]=2&filter[task_type_id][0]=2": [meeting],
        "filter[entity_type]=leads": [call],
        f"filter[entity_type]=contacts&filter[entity_id][]={person}": [meeting],
        f"filter[entity_type]=leads&filter[entity_id]={person + 99}": [],
        f"filter[updated_at]={at}": [meeting, own],
        f"filter[updated_at][from]={at}&filter[updated_at][to]={at + 1}": [call, meeting],
        f"{stage}={status['status_id']}": [call],
        f"{stage}=142": [],
        "order[complete_till]=desc": [call, own, meeting],
        "order[created_at]=asc": [own, meeting, call],
        "order[id]=desc&limit=2": [own, meeting],
        "limit=2&page=2": [own],
    }
    assert {query: listed(client, query) for query in expected} == expected
    alone = client.get(f"{TASKS}?filter[entity_id]={lead}")
    assert marked_faults(alone) == [("0", "filter.entity_type", "FieldMissing")]
    assert client.get(f"{TASKS}?filter[entity_type]=lead").status_code == 400


def test_another_account_has_no_such_tasks(client: httpx2.Client, client_of: ClientOf, world: World, lead: int) -> None:
    [id], egor = plan(client, on(lead)), client_of(world.egor)
    assert listed(egor) == []
    assert egor.get(f"{TASKS}/{id}").status_code == 204
    assert egor.patch(f"{TASKS}/{id}", json={"text": "?"}).status_code == 404
    sent = on(lead, text="?", complete_till=5)
    assert marked_faults(egor.post(TASKS, json=[sent])) == [("0", "entity_id", "NotSupportedChoice")]


def test_subscribers_are_told(client: httpx2.Client, world: World, lead: int) -> None:
    [told] = notices(client, world, "add_task", lambda: plan(client, on(lead)))
    assert (told["task[add][0][element_id]"], told["task[add][0][text]"]) == (str(lead), "Позвонить")
    [id] = listed(client)
    [told] = notices(client, world, "responsible_task", lambda: change(client, id, responsible_user_id=world.anna.id))
    assert told["task[responsible][0][old_responsible_user_id]"] == str(world.irina.id)
    [told] = notices(client, world, "update_task", lambda: change(client, id, text="Зайти", is_completed=True))
    assert (told["task[update][0][old_text]"], told["task[update][0][action_close]"]) == ("Позвонить", "1")


def test_fifty_tasks_cost_as_many_statements_as_one(client: httpx2.Client, lead: int, statements: Statements) -> None:
    plan(client, {})  # takes a block of ids along, once for many tasks
    counts = []
    for count in (1, 50):
        with statements() as writing:
            ids = plan(client, *[on(lead)] * count)
        with statements() as changing:
            client.patch(TASKS, json=[{"id": id, "text": f"{id}", "complete_till": id} for id in ids])
        with statements() as reading:
            listed(client, "limit=250")
        counts.append((len(writing), len(changing), len(reading)))
    assert counts[0] == counts[1]
