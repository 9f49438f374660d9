"""Each cell of tests/matrix against the real application: every operation of both wires, in every role, on everybody's
records."""

import pytest

from tests.conftest import ClientOf
from tests.matrix.asking import operation_of, reached, refused
from tests.matrix.beside import COUNTED, OF_ITS_OWN, OPEN_TO_ALL, ROWS, WITH_CUSTOMERS
from tests.matrix.desk import Desk
from tests.matrix.roles import ROLES, TABLE
from tests.matrix.rows import Row
from tests.rights import called, contents
from tests.world import World
from voronka.contract import amocrm_v2, amocrm_v4
from voronka.contract.operation import Right

OPERATIONS = (*amocrm_v4.OPERATIONS, *amocrm_v2.OPERATIONS)
REQUEST = ROWS["leads.unsorted.list"]  # where the row says nothing of its own


def test_every_operation_has_a_row():
    """A new one: a line in ROWS of tests/matrix/v4.py or v2.py, or in one of the lists of beside.py."""
    of_users = {operation.name for operation in OPERATIONS if operation.right is Right.USER}
    told = [{operation_of(name).name for name in ROWS}, OPEN_TO_ALL, OF_ITS_OWN, set(WITH_CUSTOMERS), set(COUNTED)]

    assert set().union(*told) == of_users
    assert sum(map(len, told)) == len(of_users)


def test_the_tables_know_every_role():
    assert all(list(said) == list(ROLES) for said in TABLE.values())


@pytest.fixture
def desk(world: World, client_of: ClientOf) -> Desk:
    return Desk(world, client_of)


@pytest.mark.parametrize(("name", "row"), ROWS.items(), ids=ROWS)
def test_an_operation_reaches_as_far_as_the_role(desk: Desk, name: str, row: Row):
    assert reached(name, row, desk) == row.expected()


@pytest.mark.parametrize(
    ("name", "row"), [pytest.param(name, row, id=name) for name, row in ROWS.items() if row.is_foreign]
)
def test_who_may_not_leaves_everything_as_it_is(desk: Desk, world: World, client_of: ClientOf, name: str, row: Row):
    """Егор administers «Ветер», which has none of these ids; Анна is here, and may not."""
    cells = desk.cells(row)
    hers = [cell for cell, said in zip(cells, row.expected()["nothing"], strict=True) if said != "+"]
    anna = desk.anna(ROLES["nothing"], row)

    assert set(refused(name, row, cells, client_of(world.egor), desk)) == {"."}
    assert "+" not in refused(name, row, hers, anna, desk)


@pytest.mark.parametrize(("name", "column"), COUNTED.items())
def test_a_summary_counts_the_requests_that_one_sees(desk: Desk, name: str, column: str):
    desk.cells(REQUEST)

    for role, said in ROLES.items():
        answer = desk.anna(said, REQUEST).get(operation_of(name).path)
        counted = answer.json().get("response", {}).get("unsorted", answer.json())
        expected = TABLE[column][role]
        assert answer.status_code == (403 if expected == "---" else 200)
        assert counted.get("total", 0) == expected.count("+")


def test_what_is_nobodys_is_open_to_all(desk: Desk):
    for role in ("nothing", "a free user"):
        client = desk.anna(ROLES[role], REQUEST)
        told = {name: called(client, operation_of(name)).status_code for name in OPEN_TO_ALL}
        assert {name for name, status in told.items() if status not in (200, 204, 404)} == set()


@pytest.mark.parametrize(("name", "mode"), WITH_CUSTOMERS.items())
def test_who_sees_customers_sees_how_they_are_sorted(desk: Desk, name: str, mode: str):
    desk.irina.patch("/api/v4/customers/mode", json={"mode": mode, "is_enabled": True}).raise_for_status()

    for role, said in ROLES.items():
        status = called(desk.anna(said, REQUEST), operation_of(name)).status_code
        assert status in ((200, 204) if TABLE["tags"][role] == "+++" else (403,))


def test_an_integration_keeps_its_own_things_whoever_let_it_in(desk: Desk):
    client = desk.anna(ROLES["nothing"], REQUEST)

    assert {name for name in OF_ITS_OWN if called(client, operation_of(name)).status_code == 403} == set()
    answer = client.post("/api/v4/sources", json=[{"name": "Сайт", "external_id": "site"}])
    path = f"/api/v4/sources/{answer.json()['_embedded']['sources'][0]['id']}"
    assert client.patch(path, json={"name": "Лендинг"}).json()["name"] == "Лендинг"
    assert client.delete(path).status_code == 204


def test_what_is_an_administrators_is_forbidden_to_everybody_else(desk: Desk, world: World):
    """She may do everything with records; the account's settings are not hers."""
    client, before = desk.anna(ROLES["all"], REQUEST), contents(world)
    told = {each.name: called(client, each).status_code for each in OPERATIONS if each.right is Right.ADMIN}

    assert told == dict.fromkeys(told, 403)
    assert len(told) >= 100
    assert contents(world) == before


def test_a_free_user_changes_nothing(desk: Desk, world: World):
    client, before = desk.anna(ROLES["a free user"], REQUEST), contents(world)
    changes = [each for each in OPERATIONS if each.writes and each.right is not Right.NOBODY]

    told = {each.name: called(client, each).status_code for each in changes}

    assert told == dict.fromkeys(told, 403)
    assert contents(world) == before
