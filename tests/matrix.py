"""Who may do what: for each role, how far each kind of operation reaches. Read and run by test_rights_matrix.py.

A cell tells of three records, one's own, a colleague's of the same group, somebody else's:
`+` it is done, `.` the record does not exist for the asker, `-` it is forbidden.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from tests.world import EVERYTHING

TABLE = """
role                          |leads reads|leads changes|reads|changes|adds|tasks reads|tasks changes|one task|elements
all                           |+++        |+++          |+++  |+++    |+++ |+++        |+++          |+++     |+++
the group's                   |++.        |++.          |++.  |++.    |+++ |++.        |++.          |++.     |++.
his own                       |+..        |+..          |+..  |+..    |+++ |+..        |+..          |+..     |+..
sees all, changes the group's |+++        |++-          |+++  |++-    |+++ |++.        |++.          |++.     |+++
sees all, changes his own     |+++        |+--          |+++  |+--    |+++ |+..        |+..          |+..     |+++
sees the group's, changes own |++.        |+-.          |++.  |+-.    |+++ |+..        |+..          |+..     |++.
only looks                    |+++        |---          |+++  |---    |--- |+..        |---          |-..     |+++
nothing                       |---        |---          |---  |---    |--- |+..        |---          |-..     |---
all but this stage            |...        |...          |+++  |+++    |+++ |+++        |+++          |+++     |+++
his own, this stage closed    |...        |...          |+..  |+..    |+++ |+..        |+..          |+..     |...
his own, all in this stage    |+++        |+++          |+..  |+..    |+++ |+..        |+..          |+..     |+++
his own, looks into this stage|+++        |---          |+..  |+..    |+++ |+..        |+..          |+..     |+++
this stage alone              |+++        |+++          |---  |---    |--- |+..        |---          |-..     |+++
a free user                   |---        |---          |---  |---    |--- |---        |---          |---     |---
"""

CLOSED, OPEN, LOOKED_INTO = (
    {"view": "D", "edit": "D", "delete": "D"},
    {"view": "A", "edit": "A", "delete": "A"},
    {"view": "A", "edit": "D", "delete": "D"},
)


class Role(Struct, frozen=True):
    """Letters of records and tasks, what is said of the stage in which the leads stand, and of the flowers."""

    view: str
    edit: str
    add: str = "A"
    tasks: str = "M"
    stage: dict[str, str] | None = None
    catalog: str | None = "A"  # None: no access to lists
    is_free: bool = False

    def rights(self, stage: tuple[int, int], catalog_id: int) -> dict[str, Any]:
        levels = {"view": self.view, "edit": self.edit, "add": self.add, "delete": "D", "export": "D"}
        told = {"entity_type": "leads", "pipeline_id": stage[0], "status_id": stage[1], "rights": self.stage}
        flowers = dict.fromkeys(EVERYTHING, self.catalog)
        return {
            **dict.fromkeys(("leads", "contacts", "companies"), levels),
            "tasks": {"edit": self.tasks, "delete": "D"},
            "catalog_access": self.catalog is not None,
            "status_rights": [told] if self.stage else None,
            "catalog_rights": [{"catalog_id": catalog_id, "rights": flowers}] if self.catalog else [],
        }


ROLES = {
    "all": Role("A", "A", tasks="A"),
    "the group's": Role("G", "G", tasks="G", catalog="L"),
    "his own": Role("M", "M", catalog="L"),
    "sees all, changes the group's": Role("A", "G", tasks="G"),
    "sees all, changes his own": Role("A", "M"),
    "sees the group's, changes own": Role("G", "M", catalog="L"),
    "only looks": Role("A", "D", "D", tasks="D"),
    "nothing": Role("D", "D", "D", tasks="D", catalog=None),
    "all but this stage": Role("A", "A", tasks="A", stage=CLOSED),
    "his own, this stage closed": Role("M", "M", stage=CLOSED, catalog="L"),
    "his own, all in this stage": Role("M", "M", stage=OPEN, catalog="L"),
    "his own, looks into this stage": Role("M", "M", stage=LOOKED_INTO, catalog="L"),
    "this stage alone": Role("D", "D", "D", tasks="D", stage=OPEN, catalog="L"),
    "a free user": Role("A", "A", tasks="A", is_free=True),
}


def table() -> dict[str, dict[str, str]]:
    """By column and role."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(head) if place}


class Cell(Struct, kw_only=True, frozen=True):
    """One record of the table with what hangs on it; `target` is something that everybody may link to."""

    id: int
    owner: int
    note: int = 0
    target: int = 0
    catalog: int = 0
    target_catalog: int = 0
    file: str = ""
    purchase: int = 0


Send = Callable[[Cell], Any]


def nothing(_: Cell) -> Any:
    return None


class Row(Struct, kw_only=True, frozen=True):
    """How an operation is called with a record. `column`: of the table. `apart`: it names records of several kinds, so
    one that may not be seen is only said not to be there."""

    column: str
    noun: str
    path: Send = nothing
    query: Send = nothing
    body: Send = nothing
    apart: bool = False

    def expected(self) -> dict[str, str]:
        column = table()[self.column]
        if not self.apart:
            return column
        reads = table()[self.column.replace("changes", "reads")]
        return {role: said.replace("-", "." if reads[role] == "---" else "-") for role, said in column.items()}


def records(noun: str) -> dict[str, Row]:
    """The operations that leads, contacts, companies and customers have alike."""
    reads, changes, adds = (f"{'leads ' if noun == 'leads' else ''}reads", "changes", "adds")
    changes = f"leads {changes}" if noun == "leads" else changes

    def link(cell: Cell) -> Any:
        metadata = {"catalog_id": cell.target_catalog}
        return {"to_entity_id": cell.target, "to_entity_type": "catalog_elements", "metadata": metadata}

    def new(cell: Cell) -> Any:
        return [{"name": "Новое", "responsible_user_id": cell.owner}]

    def many(cell: Cell) -> Any:
        return [link(cell) | {"entity_id": cell.id}]

    def one_id(cell: Cell) -> Any:
        return {"id": cell.id}

    def links(cell: Cell) -> Any:
        return [link(cell)]

    return {
        f"{noun}.list": Row(column=reads, noun=noun),
        f"{noun}.get": Row(column=reads, noun=noun, path=one_id),
        f"{noun}.add": Row(column=adds, noun=noun, body=new),
        f"{noun}.update": Row(column=changes, noun=noun, body=lambda cell: [{"id": cell.id, "name": "Новое"}]),
        f"{noun}.update_one": Row(column=changes, noun=noun, path=one_id, body=lambda _: {"name": "Новое"}),
        f"{noun}.links.list": Row(column=reads, noun=noun, path=one_id),
        f"{noun}.links.list_many": Row(column=reads, noun=noun, query=lambda cell: {"filter[entity_id][]": cell.id}),
        f"{noun}.link": Row(column=changes, noun=noun, path=one_id, body=links, apart=True),
        f"{noun}.unlink": Row(column=changes, noun=noun, path=one_id, body=links, apart=True),
        f"{noun}.link_many": Row(column=changes, noun=noun, body=many, apart=True),
        f"{noun}.unlink_many": Row(column=changes, noun=noun, body=many, apart=True),
        **_notes(noun, reads, changes),
        **_files(noun, reads, changes, one_id),
    }


def _notes(noun: str, reads: str, changes: str) -> dict[str, Row]:
    note = {"note_type": "common", "params": {"text": "Перезвонить"}}

    def own(cell: Cell) -> Any:
        return {"id": cell.note}

    def of(cell: Cell) -> Any:
        return {"entity_id": cell.id, "id": cell.note}

    def change(cell: Cell) -> Any:
        return {"id": cell.note, **note}

    def changes_of(cell: Cell) -> Any:
        return [change(cell)]

    return {
        f"{noun}.notes.list": Row(column=reads, noun="notes"),
        f"{noun}.notes.get": Row(column=reads, noun="notes", path=own),
        f"{noun}.notes.add": Row(column=changes, noun="notes", body=lambda cell: [note | {"entity_id": cell.id}]),
        f"{noun}.notes.update": Row(column=changes, noun="notes", body=changes_of),
        f"{noun}.notes.update_one": Row(column=changes, noun="notes", path=own, body=change),
        f"{noun}.notes.pin": Row(column=changes, noun="notes", path=own),
        f"{noun}.notes.unpin": Row(column=changes, noun="notes", path=own),
        f"{noun}.notes_of.list": Row(column=reads, noun="notes", path=of),
        f"{noun}.notes_of.get": Row(column=reads, noun="notes", path=of),
        f"{noun}.notes_of.add": Row(column=changes, noun="notes", path=of, body=lambda _: [note]),
        f"{noun}.notes_of.update": Row(column=changes, noun="notes", path=of, body=changes_of),
        f"{noun}.notes_of.update_one": Row(column=changes, noun="notes", path=of, body=change),
    }


def _files(noun: str, reads: str, changes: str, path: Send) -> dict[str, Row]:
    def files(cell: Cell) -> Any:
        return [{"file_uuid": cell.file}]

    return {
        f"{noun}.files.list": Row(column=reads, noun="files", path=path),
        f"{noun}.files.attach": Row(column=changes, noun="files", path=path, body=files),
        f"{noun}.files.detach": Row(column=changes, noun="files", path=path, body=files),
    }


def purchases() -> dict[str, Row]:
    """As far as three records tell: a purchase is deleted once, and gone for all who come after."""

    def of(cell: Cell) -> Any:
        return {"customer_id": cell.id, "id": cell.purchase}

    return {
        "customers.bonus_points": Row(
            column="changes", noun="customers", path=lambda cell: {"id": cell.id}, body=lambda _: {"earn": 1}
        ),
        "customers.transactions.list": Row(column="reads", noun="transactions"),
        "customers.transactions.get": Row(column="reads", noun="transactions", path=of),
        "customers.transactions_of.list": Row(column="reads", noun="transactions", path=of),
        "customers.transactions_of.get": Row(column="reads", noun="transactions", path=of),
        "customers.transactions_of.add": Row(
            column="changes", noun="transactions", path=of, body=lambda _: [{"price": 1}]
        ),
    }


def element(cell: Cell) -> Any:
    return {"catalog_id": cell.catalog, "id": cell.id}


ROWS: dict[str, Row] = {
    **records("leads"),
    **records("contacts"),
    **records("companies"),
    **records("customers"),
    **purchases(),
    "leads.complex": Row(
        column="adds", noun="leads", body=lambda cell: [{"name": "Новое", "responsible_user_id": cell.owner}]
    ),
    "leads.subscriptions.list": Row(column="leads reads", noun="subscriptions", path=lambda cell: {"id": cell.id}),
    "customers.subscriptions.list": Row(column="reads", noun="subscriptions", path=lambda cell: {"id": cell.id}),
    "short_links.add": Row(
        column="reads",
        noun="contacts",
        body=lambda cell: [
            {"url": "https://romashka.example/offer", "metadata": {"entity_type": "contacts", "entity_id": cell.id}}
        ],
    ),
    "tasks.list": Row(column="tasks reads", noun="tasks"),
    "tasks.get": Row(column="tasks reads", noun="tasks", path=lambda cell: {"id": cell.id}),
    "tasks.update": Row(column="tasks changes", noun="tasks", body=lambda cell: [{"id": cell.id, "text": "Иначе"}]),
    "tasks.update_one": Row(
        column="one task", noun="tasks", path=lambda cell: {"id": cell.id}, body=lambda _: {"text": "Иначе"}
    ),
    "catalogs.elements.list": Row(column="elements", noun="elements", path=element),
    "catalogs.elements.get": Row(column="elements", noun="elements", path=element),
    "catalogs.elements.update": Row(
        column="elements", noun="elements", path=element, body=lambda cell: [{"id": cell.id, "name": "Новое"}]
    ),
    "catalogs.elements.update_one": Row(
        column="elements", noun="elements", path=element, body=lambda _: {"name": "Новое"}
    ),
    **_files("catalogs.elements", "elements", "elements", element),
}

# Everybody may call these: they say nothing of anybody's records, or only of those that he sees.
OPEN_TO_ALL = {
    "account.get",
    "currencies.list",
    "customers.segments.custom_fields.get",
    "customers.segments.custom_fields.list",
    "customers.segments.get",
    "customers.segments.list",
    "customers.statuses.get",
    "customers.statuses.list",
    "events.get",
    "events.list",
    "events.types",
    "loss_reasons.get",
    "loss_reasons.list",
    "oauth.domain",
    "pipelines.get",
    "pipelines.list",
    "statuses.get",
    "statuses.list",
    *(
        f"{noun}.{fields}.{verb}"
        for noun in ("catalogs", "companies", "contacts", "customers", "leads")
        for fields in ("custom_fields", "custom_field_groups")
        for verb in ("list", "get")
    ),
}

# Rights of another shape than three records tell; they are tested with their noun.
ELSEWHERE = {
    "bots.get",
    "bots.list",
    "bots.run",
    "bots.run_many",
    "bots.stop",
    "calls.add",
    "catalogs.elements.add",
    "catalogs.elements.link",
    "catalogs.elements.links.list",
    "catalogs.elements.unlink",
    "catalogs.get",
    "catalogs.list",
    "contacts.chats.list",
    "customers.transactions.delete",
    "customers.transactions_of.delete",
    "files.delete",
    "files.get",
    "files.links",
    "files.list",
    "files.restore",
    "files.sessions.open",
    "files.sessions.upload",
    "files.sessions.upload_short",
    "files.update_one",
    "files.versions",
    "leads.tags.update",
    "leads.tags.update_one",
    "leads.unsorted.accept",
    "leads.unsorted.add_forms",
    "leads.unsorted.add_sip",
    "leads.unsorted.decline",
    "leads.unsorted.get",
    "leads.unsorted.link",
    "leads.unsorted.list",
    "leads.unsorted.summary",
    "products.settings.get",
    "sources.add",
    "sources.delete",
    "sources.delete_many",
    "sources.get",
    "sources.list",
    "sources.update",
    "sources.update_one",
    "talks.close",
    "talks.get",
    "talks.list",
    "talks.messages.list",
    "tasks.add",
    "website_buttons.create",
    "website_buttons.add_chat",
    "website_buttons.get",
    "website_buttons.list",
    "website_buttons.update_one",
    "widgets.get",
    "widgets.list",
    *(f"{noun}.tags.{verb}" for noun in ("companies", "contacts", "customers", "leads") for verb in ("list", "add")),
}
