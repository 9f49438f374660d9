"""How the databases find what lists ask for: by an index, also where few records are wanted among many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import Connection, event, text

from tests.world import World
from voronka.domain.access import GOVERNED_BY
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.customers import CustomerChange
from voronka.domain.files import INTERNAL, File, FileQuery
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.listing import ListQuery, Order, Range
from voronka.domain.records import Link
from voronka.services import companies, contacts, customers, files, leads, records
from voronka.services.work import Work
from voronka.store import files as store_files

MANY = 2000

VERBS: dict[Kind, tuple[Any, Callable[..., Any]]] = {
    Kind.LEAD: (leads, LeadChange),
    Kind.CONTACT: (contacts, ContactChange),
    Kind.COMPANY: (companies, CompanyChange),
    Kind.CUSTOMER: (customers, CustomerChange),
}


@pytest.fixture(params=list(VERBS), ids=lambda kind: kind.plural)
def kind(request: pytest.FixtureRequest, world: World) -> Kind:
    """So many of them are there, and five lie in the recycle bin."""
    verbs, change = VERBS[request.param]
    drafts = [change(name=f"Лилия {number}", created_at=1_700_000_000 + number) for number in range(MANY)]
    made = world.do_as(world.anna, verbs.add, drafts)
    world.do(verbs.delete, [record.id for record in made[:: MANY // 5]])
    world.do(lambda work: work.connection.execute(text("ANALYZE")) if on_postgresql(work) else None)
    return request.param


ORDERS: list[Order] = [("id", "asc"), ("id", "desc"), ("updated_at", "desc"), ("created_at", "asc")]

# what is asked for, and which of the indexes finds it
LISTS = [
    (ListQuery(), ("pkey", "autoindex")),
    (ListQuery(order=("updated_at", "desc")), ("updated_at",)),
    (ListQuery(ranges={"created_at": Range(1_700_000_000, 1_700_000_100)}), ("created_at",)),
    (ListQuery(names=["Лилия 7"]), ("name_folded",)),
    (ListQuery(names=["Лилия 7", "Роза"], order=("updated_at", "desc")), ("name_folded",)),
    (ListQuery(equal={"id": [100_007, 100_008]}, order=("updated_at", "desc")), ("pkey", "autoindex")),
]


def test_the_recycle_bin_is_read_alone(world: World, kind: Kind):
    for order in ORDERS:
        asked = ListQuery(only_deleted=True, order=order, limit=3)
        assert f"{kind.plural}_deleted" in world.do(plan, kind, asked), order
        first, second = (world.do(VERBS[kind][0].page, structs.replace(asked, page=page)).items for page in (1, 2))
        assert (len(first), len(second)) == (3, 2)
        assert all(card.record.is_deleted for card in [*first, *second])


def test_filters_look_into_the_recycle_bin_too(world: World, kind: Kind):
    names: dict[str, Any] = {"names": ["лилия 400"], "equal": {"responsible_user_id": [world.anna.id]}, "text": "лилия"}

    found = world.do(VERBS[kind][0].page, ListQuery(only_deleted=True, order=("updated_at", "asc"), **names)).items

    assert [card.record.name for card in found] == ["Лилия 400"]


def test_lists_of_what_is_not_deleted_keep_their_own_indexes(world: World, kind: Kind):
    for asked, names in LISTS:
        found = world.do(plan, kind, asked)
        assert any(name in found for name in names), (asked, found)
        assert f"{kind.plural}_deleted" not in found, asked


RIGHTS = {"view": "G", "edit": "G", "add": "A", "delete": "D", "export": "D"}


def test_a_small_groups_records_are_found_by_their_group(world: World, kind: Kind):
    """And those of one user by him; among thousands that others have."""
    verbs, change = VERBS[kind]
    ours = world.do_as(world.oleg, verbs.add, [change(name=f"Мак {number}") for number in range(3)])
    world.do(lambda work: work.connection.execute(text("ANALYZE")) if on_postgresql(work) else None)
    for letter, index in (("G", "group_id"), ("M", "responsible_user_id")):
        oleg = structs.replace(
            world.oleg.actor(), rights={GOVERNED_BY.get(kind, kind.plural): RIGHTS | {"view": letter}}
        )
        for order in ORDERS:
            asked = ListQuery(order=order)
            found = world.do_as(oleg, verbs.page, asked).items
            assert {card.record.id for card in found} == {record.id for record in ours}
            assert f"{kind.plural}_{index}" in world.do_as(oleg, plan, kind, asked), (letter, order)


def test_a_term_finds_files_by_the_index_of_words(world: World):
    rose = file(10 * MANY, "Роза и пион")

    def found(work: Work) -> str:
        store_files.insert(work, [*(file(number, f"Лилия {number}") for number in range(10 * MANY)), rose])
        if on_postgresql(work):  # it puts off what is inserted into such an index
            work.connection.execute(text("SELECT gin_clean_pending_list('search_texts_trigrams')"))
            work.connection.execute(text("ANALYZE"))
        with seen(work.connection) as statements:
            page = files.page(work, FileQuery(text="роза"))
        assert [found.name for found in page.items] == ["Роза и пион"]
        return explained(work, [each for each in statements if "FROM files" in each[0]])

    told = world.do(found)
    assert "search_texts_trigrams" in told or "SCAN search_texts VIRTUAL TABLE INDEX" in told, told
    assert "Seq Scan on files" not in told and "SCAN files" not in told, told


def test_the_newest_and_the_last_changed_of_a_stage_or_a_user_are_read_in_their_order(world: World):
    """However many others are newer: nothing is sorted."""
    stage = world.facts.main_pipeline.statuses[2]
    held = {
        "stage": ListQuery(stages=[(stage.pipeline_id, stage.id)]),
        "responsible_user_id": ListQuery(equal={"responsible_user_id": [world.oleg.id]}),
    }
    drafts = [LeadChange(name=f"Лилия {number}", created_at=1_700_000_000 + number) for number in range(MANY)]
    world.do_as(world.anna, leads.add, drafts)
    old = [LeadChange(name=f"Мак {number}", status_id=stage.id, created_at=1_600_000_000) for number in range(20)]
    world.do_as(world.oleg, leads.add, old)
    world.do(lambda work: work.connection.execute(text("ANALYZE")) if on_postgresql(work) else None)
    for name, asked in held.items():
        for order in ("created_at", "updated_at"):
            page = structs.replace(asked, order=(order, "desc"), limit=5)
            found = world.do(plan, Kind.LEAD, page)
            assert f"leads_{name}_{order}" in found, found
            assert "Sort" not in found, found
            assert "TEMP B-TREE" not in found, found
            assert [card.record.name[:3] for card in world.do(leads.page, page).items] == ["Мак"] * 5


def test_two_kinds_together_are_read_by_their_keys(world: World):
    for kind in (Kind.CONTACT, Kind.COMPANY):
        verbs, change = VERBS[kind]
        world.do(verbs.add, [change(name=f"Лилия {number}") for number in range(MANY)])
    world.do(lambda work: work.connection.execute(text("ANALYZE")) if on_postgresql(work) else None)

    def found(work: Work) -> str:
        with seen(work.connection) as statements:
            page = records.page_together(work, {Kind.CONTACT: (), Kind.COMPANY: ()}, ListQuery(offset=150, limit=50))
        assert len(page.items) == 50
        return explained(work, [each for each in statements if "UNION ALL" in each[0]])

    told = world.do(found)
    for table in ("contacts", "companies"):
        assert f"{table}_pkey" in told or f"autoindex_{table}" in told, told


def test_a_page_learns_by_a_small_index_which_of_the_linked_records_are_deleted(world: World):
    def found(work: Work) -> str:
        people = contacts.add(work, [ContactChange(name=f"Лилия {number}") for number in range(MANY)])
        links = [Link(to_type=Kind.CONTACT, to_id=people[0].id)]
        leads.add(work, [LeadChange(name="Букеты", links=links)])
        if on_postgresql(work):
            work.connection.execute(text("ANALYZE"))
        with seen(work.connection) as statements:
            leads.page(work, ListQuery(), [Kind.CONTACT])
        return explained(work, [each for each in statements if "FROM links" in each[0]])

    assert "contacts_deleted" in world.do(found)


def file(number: int, name: str) -> File:
    names = {"name": name, "sanitized_name": name, "uuid": f"{number}", "version_uuid": f"v{number}", "hash": ""}
    numbers = dict.fromkeys(("session_id", "size", "created_by", "updated_by", "created_at", "updated_at"), 1)
    kinds = {"type": "document", "extension": "pdf", "mime_type": "application/pdf", "previews": []}
    none = dict.fromkeys(("source_id", "deleted_at", "deleted_by", "deleted_by_type"))
    signed: dict[str, Any] = {"created_by_type": INTERNAL, "updated_by_type": INTERNAL, "has_multiple_versions": False}
    return File(**signed, **names, **numbers, **kinds, **none, id=100_001 + number)


def plan(work: Work, kind: Kind, asked: ListQuery) -> str:
    """How the database goes about the page."""
    with seen(work.connection) as statements:
        VERBS[kind][0].page(work, asked)
    return explained(work, [each for each in statements if f"FROM {kind.plural}" in each[0]])


def explained(work: Work, statements: list[tuple[str, Any]]) -> str:
    explain = "EXPLAIN" if on_postgresql(work) else "EXPLAIN QUERY PLAN"
    plans = [work.connection.exec_driver_sql(f"{explain} {text}", values) for text, values in statements]
    return "\n".join(str(tuple(row)) for rows in plans for row in rows)


@contextmanager
def seen(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    statements: list[tuple[str, Any]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        statements.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", keep)
    yield statements
    event.remove(connection, "before_cursor_execute", keep)


def on_postgresql(work: Work) -> bool:
    return work.dialect.name == "postgresql"
