"""No list and no batch may be absent here: each costs as many statements for many as for one."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.drive import upload
from tests.conftest import Statements
from tests.house.sources import ROOT
from tests.world import World
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation

BY_NAME = {operation.name: operation for operation in OPERATIONS}
MANY = 20
# an account has no more of them, or a body
FEWER = {
    "catalogs.add": 6,
    "customers.statuses.add": 15,
    "users.activate": 8,
    "users.add": 8,
    "users.deactivate": 8,
}
CARDS = ("leads", "contacts", "companies", "customers")
NEIGHBOURS = {"leads": "contacts", "contacts": "leads", "companies": "contacts", "customers": "contacts"}
SOON = 1_900_000_000


class Stage:
    """«Ромашка» with one of each, made when it is asked for."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client
        self._made: dict[str, list[Any]] = {}

    def made(self, name: str) -> list[Any]:
        """The ids of MANY that `name` added."""
        if name not in self._made:
            numbers = range(100, 100 + FEWER.get(name, MANY))
            answer = write(self, BY_NAME[name], list(numbers))
            self._made[name] = [each["id"] for each in answer.json()["_embedded"][BY_NAME[name].key]]
        return self._made[name]

    def one(self, name: str) -> Any:
        return self.made(name)[0]

    def files(self) -> list[str]:
        if "files" not in self._made:
            names = [f"роза{number}.txt" for number in range(MANY)]
            self._made["files"] = [upload(self.client, name, name.encode())["uuid"] for name in names]
        return self._made["files"]

    def path(self, operation: Operation) -> str:
        """In paths of records `id` and `entity_id` are the record's own."""
        place = operation.path
        if place.endswith("/customers/statuses"):
            self.client.patch("/api/v4/customers/mode", json={"mode": "periodicity", "is_enabled": True})
        for part, name in (
            ("catalog_id", "catalogs.add"),
            ("pipeline_id", "pipelines.add"),
            ("customer_id", "customers.add"),
        ):
            if f"{{{part}}}" in place:
                place = place.replace(f"{{{part}}}", str(self.one(name)))
        holder = "catalogs.elements.add" if "/catalogs/" in place else f"{operation.name.partition('.')[0]}.add"
        for part in ("{id}", "{entity_id}"):
            if part in place:
                place = place.replace(part, str(self.one(holder)))
        return place


Item = Callable[[Stage, int], dict[str, Any]]


def of_family(name: str) -> str:
    """`leads.notes.add` and `contacts.notes.add` are written alike."""
    for entity in ("customers.segments", "catalogs.elements", *CARDS, "catalogs"):
        rest = name.removeprefix(f"{entity}.")
        if rest != name and f"*.{rest}" in {*WRITES, *LISTS}:
            return f"*.{rest}"
    return name


def entity_of(name: str) -> str:
    return name.partition(".")[0]


def named(stage: Stage, number: int) -> dict[str, Any]:
    return {"name": f"Имя {number}"}


def renamed(adds: str) -> Callable[[str], Item]:
    """The rows of `update`, by what adds them in the same family."""

    def of(name: str) -> Item:
        def item(stage: Stage, number: int) -> dict[str, Any]:
            made = stage.made(name.removesuffix("update") + adds)
            return {"id": made[number % len(made)], "name": f"Новое имя {number}"}

        return item

    return of


def always(item: Item) -> Callable[[str], Item]:
    return lambda _name: item


def note(name: str) -> Item:
    def item(stage: Stage, number: int) -> dict[str, Any]:
        owner = {} if ".notes_of." in name else {"entity_id": stage.one(f"{entity_of(name)}.add")}
        return {"note_type": "common", "params": {"text": f"Позвонить {number}"}, **owner}

    return item


def note_again(name: str) -> Item:
    def item(stage: Stage, number: int) -> dict[str, Any]:
        return {
            "id": stage.made(name.replace("update", "add"))[number % MANY],
            "note_type": "common",
            "params": {"text": f"Ещё раз {number}"},
        }

    return item


def link(name: str) -> Item:
    def item(stage: Stage, number: int) -> dict[str, Any]:
        entity = entity_of(name)
        if name.startswith("catalogs."):
            return {"to_entity_id": stage.made("leads.add")[number % MANY], "to_entity_type": "leads"}
        other = NEIGHBOURS[entity]
        owner = {"entity_id": stage.made(f"{entity}.add")[number % MANY]} if name.endswith("_many") else {}
        return {"to_entity_id": stage.made(f"{other}.add")[number % MANY], "to_entity_type": other, **owner}

    return item


def task(stage: Stage, number: int) -> dict[str, Any]:
    lead = stage.made("leads.add")[number % MANY]
    return {"text": f"Позвонить {number}", "complete_till": SOON, "entity_type": "leads", "entity_id": lead}


def task_again(stage: Stage, number: int) -> dict[str, Any]:
    return {"id": stage.made("tasks.add")[number % MANY], "text": f"Ещё раз {number}", "is_completed": False}


def field(stage: Stage, number: int) -> dict[str, Any]:
    return {"name": f"Поле {number}", "type": "text"}


def stage_of_pipeline(stage: Stage, number: int) -> dict[str, Any]:
    return {"name": f"Этап {number}", "sort": 100 + number}


def pipeline(stage: Stage, number: int) -> dict[str, Any]:
    return {"name": f"Воронка {number}", "sort": 100 + number, "is_main": False, "is_unsorted_on": True}


def user(stage: Stage, number: int) -> dict[str, Any]:
    return {"name": "Нина", "email": f"nina{number}@romashka.example", "password": "Romashka-2026"}


def of_user(stage: Stage, number: int) -> dict[str, Any]:
    made = stage.made("users.add")
    return {"id": made[number % len(made)]}


def of_file(key: str) -> Callable[[str], Item]:
    return always(lambda stage, number: {key: stage.files()[number % MANY]})


WRITES: dict[str, Callable[[str], Item]] = {
    "leads.add": always(named),
    "leads.update": renamed("add"),
    "contacts.add": always(named),
    "contacts.update": renamed("add"),
    "companies.add": always(named),
    "companies.update": renamed("add"),
    "customers.add": always(named),
    "customers.statuses.add": always(stage_of_pipeline),
    "customers.update": renamed("add"),
    "catalogs.add": always(named),
    "catalogs.update": renamed("add"),
    "catalogs.elements.add": always(named),
    "catalogs.elements.update": renamed("add"),
    "loss_reasons.add": always(named),
    "pipelines.add": always(pipeline),
    "statuses.add": always(stage_of_pipeline),
    "tasks.add": always(task),
    "tasks.update": always(task_again),
    "users.add": always(user),
    "users.activate": always(of_user),
    "users.deactivate": always(of_user),
    "files.delete": of_file("uuid"),
    "files.restore": of_file("uuid"),
    "*.custom_fields.add": always(field),
    "*.custom_fields.update": renamed("add"),
    "*.custom_field_groups.add": always(named),
    "*.files.attach": of_file("file_uuid"),
    "*.files.detach": of_file("file_uuid"),
    "*.link": link,
    "*.link_many": link,
    "*.notes.add": note,
    "*.notes.update": note_again,
    "*.notes_of.add": note,
    "*.notes_of.update": note_again,
    "*.tags.add": always(named),
    "*.tags.update": renamed("add"),
    "*.unlink": link,
    "*.unlink_many": link,
}

# each list, and what fills it
LISTS = {
    "leads.list": "leads.add",
    "contacts.list": "contacts.add",
    "companies.list": "companies.add",
    "customers.list": "customers.add",
    "customers.statuses.list": "customers.statuses.add",
    "catalogs.list": "catalogs.add",
    "catalogs.elements.list": "catalogs.elements.add",
    "events.list": "leads.add",
    "files.list": "files.delete",
    "loss_reasons.list": "loss_reasons.add",
    "pipelines.list": "pipelines.add",
    "statuses.list": "statuses.add",
    "tasks.list": "tasks.add",
    "users.list": "users.add",
    "*.custom_fields.list": "*.custom_fields.add",
    "*.custom_field_groups.list": "*.custom_field_groups.add",
    "*.files.list": "*.files.attach",
    "*.links.list": "*.link",
    "*.links.list_many": "*.link_many",
    "*.notes.list": "*.notes.add",
    "*.notes_of.list": "*.notes_of.add",
    "*.tags.list": "*.tags.add",
}

# counted beside what they need: messengers, integrations, uploads
ELSEWHERE = {
    "bots.run_many": "test_bots.py",
    "calls.add": "test_calls.py",
    "chats.templates.add": "test_chat_templates.py",
    "chats.templates.delete_many": "test_chat_templates.py",
    "chats.templates.list": "test_chat_templates.py",
    "chats.templates.update": "test_chat_templates.py",
    "contacts.chats.add": "test_contact_chats.py",
    "contacts.chats.list": "test_contact_chats.py",
    "customers.segments.list": "test_segments.py",
    "customers.transactions.list": "test_transactions.py",
    "customers.transactions_of.add": "test_transactions.py",
    "customers.transactions_of.list": "test_transactions.py",
    "leads.complex": "test_costs.py",
    "leads.unsorted.add_forms": "test_unsorted_sorting.py",
    "leads.unsorted.add_sip": "test_unsorted_sorting.py",
    "leads.unsorted.list": "test_unsorted_sorting.py",
    "roles.add": "test_roles.py",
    "roles.list": "test_roles.py",
    "short_links.add": "test_short_links.py",
    "sources.add": "test_sources.py",
    "sources.delete_many": "test_sources.py",
    "sources.list": "test_sources.py",
    "sources.update": "test_sources.py",
    "talks.list": "test_talks.py",
    "talks.messages.list": "test_talks.py",
    "website_buttons.list": "test_website_buttons.py",
}

# read whole, in one statement each: their rows are few, or a table in the code
CONSTANT = {
    "bots.list",
    "chats.templates.review",
    "currencies.list",
    "customers.subscriptions.list",
    "events.types",
    "files.versions",
    "leads.subscriptions.list",
    "webhooks.list",
    "widgets.list",
}


def is_list(operation: Operation) -> bool:
    return operation.method == "GET" and bool(operation.key)


def is_batch(operation: Operation) -> bool:
    return "list[" in str(operation.body)


SOUGHT = [operation for operation in OPERATIONS if is_list(operation) or is_batch(operation) or operation.key]
COUNTED = [operation for operation in SOUGHT if operation.name not in {*ELSEWHERE, *CONSTANT}]


def test_every_list_and_batch_is_counted_somewhere() -> None:
    known = {*WRITES, *LISTS, *ELSEWHERE, *CONSTANT}
    names = {operation.name for operation in SOUGHT} | {of_family(operation.name) for operation in SOUGHT}
    assert [operation.name for operation in COUNTED if of_family(operation.name) not in known] == []
    assert known - names == set()
    for name in sorted(set(ELSEWHERE.values())):
        assert "with statements() as" in (ROOT / "tests/api/amocrm_v4" / name).read_text(encoding="utf-8"), name


def write(stage: Stage, operation: Operation, numbers: list[int]) -> httpx2.Response:
    item = WRITES[of_family(operation.name)](operation.name)
    sent = [item(stage, number) for number in numbers]
    answer = stage.client.request(operation.method, stage.path(operation), json=sent)
    assert answer.status_code in (200, 201, 202, 204), f"{operation.name}: {answer.text}"
    return answer


@pytest.fixture
def stage(client: httpx2.Client, world: World) -> Stage:
    return Stage(client)


def without_ids(seen: list[str]) -> int:
    """PostgreSQL takes ids in blocks, so now and then one more of them."""
    return sum("counters" not in statement for statement in seen)


BATCHES = [operation.name for operation in COUNTED if is_batch(operation)]


@pytest.mark.parametrize("name", BATCHES)
def test_many_are_written_as_one(stage: Stage, statements: Statements, name: str) -> None:
    operation, many = BY_NAME[name], FEWER.get(name, MANY)
    prepare(stage, operation, many)
    counts = []
    for numbers in ([many - 1], list(range(many - 1))):  # the main contact is not taken away alone
        stage.client.get("/api/v4/account?with=users_groups")  # the facts are known from now on
        with statements() as seen:
            write(stage, operation, numbers)
        counts.append(without_ids(seen))
    assert counts[0] == counts[1]


def prepare(stage: Stage, operation: Operation, many: int) -> None:
    """What the items speak of is there, and there is something to undo."""
    item = WRITES[of_family(operation.name)](operation.name)
    stage.path(operation)
    for number in range(many):
        item(stage, number)
    for undone, done in (("unlink", "link"), ("detach", "attach"), ("restore", "delete"), ("activate", "deactivate")):
        verb = operation.name.rpartition(".")[2]
        if verb.startswith(undone):
            before = BY_NAME[operation.name.removesuffix(verb) + verb.replace(undone, done)]
            write(stage, before, list(range(many)))


@pytest.mark.parametrize("name", [operation.name for operation in COUNTED if is_list(operation)])
def test_many_are_read_as_one(stage: Stage, statements: Statements, name: str) -> None:
    operation, family = BY_NAME[name], of_family(name)
    filler = BY_NAME[LISTS[family].replace("*", name.removesuffix(family[1:]).rstrip("."))]
    many = FEWER.get(filler.name, MANY)
    path = stage.path(operation)
    if name == "files.list":
        stage.files()
    else:
        prepare(stage, filler, many)
        write(stage, filler, list(range(many)))
    counts, shown = [], []
    for limit in (1, 50):
        query: dict[str, Any] = {"limit": limit}
        if name.endswith("links.list_many"):
            query = {"filter[entity_id][]": stage.made(f"{entity_of(name)}.add")[:limit]}
        stage.client.get("/api/v4/account?with=users_groups")
        with statements() as seen:
            answer = stage.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        counts.append(without_ids(seen))
        shown.append(len(answer.json()["_embedded"][operation.key]))
    assert counts[0] == counts[1]
    assert shown[1] >= min(many, 6)
