"""Each cell of tests/matrix.py against the real application: every operation, in every role, on everybody's records."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf
from tests.contract.shop import BY_NAME
from tests.matrix import ELSEWHERE, OPEN_TO_ALL, ROLES, ROWS, Cell, Role, Row, table
from tests.rights import NOUNS, Office, contents
from tests.world import World
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Right
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.notes import NoteChange
from voronka.domain.tasks import TaskChange
from voronka.domain.transactions import TransactionDraft
from voronka.services import catalogs, elements, file_links, linking, notes, tasks, transactions
from voronka.services.work import Work
from voronka.store import tables

RECORDS = {noun.kind.plural: noun for noun in NOUNS}


def test_every_operation_has_a_row():
    """A new one: a line in ROWS of tests/matrix.py, or in one of the two lists below them."""
    of_users = {operation.name for operation in OPERATIONS if operation.right is Right.USER}

    assert {*ROWS, *OPEN_TO_ALL, *ELSEWHERE} == of_users
    assert len(ROWS) + len(OPEN_TO_ALL) + len(ELSEWHERE) == len(of_users)


def test_the_table_knows_every_role():
    assert all(list(said) == list(ROLES) for said in table().values())


class Desk:
    """«Ромашка» with Анна's, Вера's and Олег's records of every kind, all leads in one stage, and Анна in each role."""

    def __init__(self, world: World, client_of: ClientOf) -> None:
        self.world, self.client_of, self.office = world, client_of, Office(world)
        made = world.do(catalogs.add, [CatalogWrite(name=name) for name in ("Цветы", "Горшки")])
        self.flowers, self.pots = (catalog.id for catalog in made)
        [pot] = world.do(elements.add, [ElementChange(catalog_id=self.pots, name="Кашпо")])
        self.pot = pot.id
        self.file: str = upload(client_of(world.anna), "Смета.txt", b"1")["uuid"]  # her own: she sees it in any role

    def cells(self, name: str) -> list[Cell]:
        """The records with which the operation is called."""
        noun = "contacts" if name == "short_links.add" else name.partition(".")[0]
        people = [user.id for user in self.office.owners.values()]
        if noun == "tasks":
            drafts = [TaskChange(text="Позвонить", complete_till=1, responsible_user_id=id) for id in people]
            made = self.world.do(tasks.add, drafts)
            return [Cell(id=task.id, owner=task.responsible_user_id) for task in made]
        if noun == "catalogs":
            return self._elements(people)
        return [self._record(noun, id) for id in people]

    def _elements(self, people: list[int]) -> list[Cell]:
        """Each hangs on somebody's lead."""
        drafts = [ElementChange(catalog_id=self.flowers, name="Роза") for _ in people]
        made = self.world.do(elements.add, drafts)
        for element, owner in zip(made, people, strict=True):
            self._link(End(Kind.LEAD, self._record("leads", owner).id), element.id, self.flowers)
            self.world.do(file_links.attach, Kind.ELEMENT, element.id, [self.file], self.flowers)
        return [
            Cell(id=each.id, owner=id, catalog=self.flowers, file=self.file)
            for each, id in zip(made, people, strict=True)
        ]

    def _record(self, plural: str, owner: int) -> Cell:
        noun = RECORDS[plural]
        [record] = self.world.do(noun.verbs.add, [noun.change(name="Старое", responsible_user_id=owner)])
        draft = NoteChange(entity_id=record.id, note_type="common", params={"text": "Перезвонить"})
        [note] = self.world.do(notes.add, noun.kind, [draft])
        self._link(End(noun.kind, record.id), self.pot, self.pots)
        self.world.do(file_links.attach, noun.kind, record.id, [self.file])
        return Cell(
            id=record.id,
            owner=owner,
            note=note.id,
            target=self.pot,
            target_catalog=self.pots,
            file=self.file,
            purchase=self._purchase(record.id) if noun.kind == Kind.CUSTOMER else 0,
        )

    def _purchase(self, customer_id: int) -> int:
        [purchase] = self.world.do(transactions.add, [TransactionDraft(customer_id=customer_id, price=100)])
        return purchase.id

    def _link(self, here: End, element: int, catalog_id: int) -> None:
        write = LinkWrite(here=here, there=End(Kind.ELEMENT, element), catalog_id=catalog_id)
        self.world.do(linking.link, [write])

    def anna(self, role: Role) -> httpx2.Client:
        pipeline = self.world.facts.main_pipeline
        rights = role.rights((pipeline.id, pipeline.first_status.id), self.flowers)
        self.world.do(_give, self.world.anna.id, rights, role.is_free)
        return self.client_of(self.world.anna)


@pytest.fixture
def desk(world: World, client_of: ClientOf) -> Desk:
    return Desk(world, client_of)


def _give(work: Work, user_id: int, rights: dict[str, Any], is_free: bool) -> None:
    row = {"account_id": work.account_id, "id": user_id, "rights": rights, "is_free": is_free}
    work.dialect.update_many(work.connection, tables.users, [row], ("account_id", "id"))
    work.facts_change()


ANY_ROW = pytest.mark.parametrize("name", ROWS)


@ANY_ROW
def test_an_operation_reaches_as_far_as_the_role(desk: Desk, name: str):
    row, cells, told = ROWS[name], desk.cells(name), {}

    for role, said in ROLES.items():
        client = desk.anna(said)
        told[role] = "".join(outcome(name, row, cell, client) for cell in cells)

    assert told == row.expected()


@ANY_ROW
def test_another_accounts_records_do_not_exist(desk: Desk, world: World, client_of: ClientOf, name: str):
    """Егор administers «Ветер», which has none of these ids."""
    row, cells = ROWS[name], desk.cells(name)
    before = contents(world)

    told = [outcome(name, row, cell, client_of(world.egor)) for cell in cells]

    assert set(told) == {"."}
    assert contents(world) == before


def outcome(name: str, row: Row, cell: Cell, client: httpx2.Client) -> str:
    operation = BY_NAME[name]
    path = operation.path.format(**(row.path(cell) or {}))
    answer = client.request(operation.method, path, params=row.query(cell), json=row.body(cell))
    if answer.status_code == 403:
        return "-"
    if is_missing(answer, operation.method):
        return "."
    assert answer.is_success, f"{answer.status_code} {answer.text}"
    return "+" if operation.method != "GET" or is_there(row, cell, answer) else "."


def is_missing(answer: httpx2.Response, method: str) -> bool:
    """No such record: an empty answer to who reads, and to who writes a fault that says so."""
    if answer.status_code == 400:
        [item] = answer.json()["validation-errors"]
        return {fault["code"] for fault in item["errors"]} == {"NotSupportedChoice"}
    return answer.status_code == 404 or (method == "GET" and answer.status_code == 204)


def is_there(row: Row, cell: Cell, answer: httpx2.Response) -> bool:
    """A list shows the record, or what hangs on it; a card is the record's own."""
    embedded: dict[str, Any] = answer.json().get("_embedded", {})
    if "links" in embedded:
        return [link["to_entity_id"] for link in embedded["links"]] == [cell.target]
    key, wanted = WANTED.get(row.noun, lambda cell: ("id", cell.id))(cell)
    listed = embedded.get(row.noun)
    return wanted in [item[key] for item in listed] if listed else answer.json()[key] == wanted


# By what an answer is known that does not show the record itself.
WANTED: dict[str, Callable[[Cell], tuple[str, int | str]]] = {
    "files": lambda cell: ("file_uuid", cell.file),
    "notes": lambda cell: ("id", cell.note),
    "subscriptions": lambda cell: ("subscriber_id", cell.owner),
    "transactions": lambda cell: ("id", cell.purchase),
}
