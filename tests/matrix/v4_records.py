"""The operations of API v4 that leads, contacts, companies and customers have alike."""

from typing import Any

from tests.matrix.rows import Cell, Row, Send, nothing, own_id


def by_note(cell: Cell) -> tuple[str, int | str]:
    return ("id", cell.note)


def by_file(cell: Cell) -> tuple[str, int | str]:
    return ("file_uuid", cell.file)


def by_purchase(cell: Cell) -> tuple[str, int | str]:
    return ("id", cell.purchase)


def by_tag(cell: Cell) -> tuple[str, int | str]:
    return ("id", cell.tag)


def by_subscriber(cell: Cell) -> tuple[str, int | str]:
    return ("subscriber_id", cell.owner)


def of_record(noun: str) -> dict[str, Row]:
    lead = "lead " if noun == "leads" else ""
    of_leads = "leads " if noun == "leads" else ""
    reads, changes = f"{of_leads}reads", f"{of_leads}changes"
    return {
        f"{noun}.list": Row(column=reads, about=noun, listed=noun),
        f"{noun}.get": Row(column=reads, about=noun, path=own_id),
        f"{noun}.add": Row(column="adds", about=noun, body=new),
        f"{noun}.update": Row(column=changes, about=noun, body=lambda cell: [{"id": cell.id, "name": "Новое"}]),
        f"{noun}.update_one": Row(column=changes, about=noun, path=own_id, body=lambda _: {"name": "Новое"}),
        f"{noun}.tags.list": Row(column=f"{lead}tags", about=noun, listed="tags", known=by_tag),
        f"{noun}.tags.add": Row(
            column=f"{lead}tagging", about=noun, body=lambda _: [{"name": "срочно"}], is_foreign=False
        ),
        **_links(noun, reads, changes),
        **_notes(noun, reads, changes),
        **files(noun, noun, reads, changes, own_id),
    }


def new(cell: Cell) -> Any:
    return [{"name": "Новое", "responsible_user_id": cell.owner}]


def _links(noun: str, reads: str, changes: str) -> dict[str, Row]:
    def links(cell: Cell) -> Any:
        metadata = {"catalog_id": cell.target_catalog}
        return [{"to_entity_id": cell.target, "to_entity_type": "catalog_elements", "metadata": metadata}]

    def many(cell: Cell) -> Any:
        return [link | {"entity_id": cell.id} for link in links(cell)]

    def query(cell: Cell) -> Any:
        return {"filter[entity_id][]": cell.id}

    return {
        f"{noun}.links.list": Row(column=reads, about=noun, path=own_id),
        f"{noun}.links.list_many": Row(column=reads, about=noun, query=query),
        f"{noun}.link": Row(column=changes, about=noun, path=own_id, body=links, apart=True),
        f"{noun}.unlink": Row(column=changes, about=noun, path=own_id, body=links, apart=True),
        f"{noun}.link_many": Row(column=changes, about=noun, body=many, apart=True),
        f"{noun}.unlink_many": Row(column=changes, about=noun, body=many, apart=True),
    }


NOTE = {"note_type": "common", "params": {"text": "Перезвонить"}}


def _notes(noun: str, reads: str, changes: str) -> dict[str, Row]:
    def own(cell: Cell) -> Any:
        return {"id": cell.note}

    def of(cell: Cell) -> Any:
        return {"entity_id": cell.id, "id": cell.note}

    def change(cell: Cell) -> Any:
        return {"id": cell.note, **NOTE}

    def changes_of(cell: Cell) -> Any:
        return [change(cell)]

    def add(cell: Cell) -> Any:
        return [NOTE | {"entity_id": cell.id}]

    def seen(path: Send) -> Row:
        return Row(column=reads, about=noun, path=path, listed="notes", known=by_note)

    def changed(path: Send, body: Send) -> Row:
        return Row(column=changes, about=noun, path=path, body=body)

    return {
        f"{noun}.notes.list": seen(nothing),
        f"{noun}.notes.get": seen(own),
        f"{noun}.notes.add": changed(nothing, add),
        f"{noun}.notes.update": changed(nothing, changes_of),
        f"{noun}.notes.update_one": changed(own, change),
        f"{noun}.notes.pin": changed(own, nothing),
        f"{noun}.notes.unpin": changed(own, nothing),
        f"{noun}.notes_of.list": seen(of),
        f"{noun}.notes_of.get": seen(of),
        f"{noun}.notes_of.add": changed(of, lambda _: [NOTE]),
        f"{noun}.notes_of.update": changed(of, changes_of),
        f"{noun}.notes_of.update_one": changed(of, change),
    }


def files(name: str, about: str, reads: str, changes: str, path: Send) -> dict[str, Row]:
    def hung(cell: Cell) -> Any:
        return [{"file_uuid": cell.file}]

    return {
        f"{name}.files.list": Row(column=reads, about=about, path=path, listed="files", known=by_file),
        f"{name}.files.attach": Row(column=changes, about=about, path=path, body=hung),
        f"{name}.files.detach": Row(column=changes, about=about, path=path, body=hung),
    }


def _of_customer(cell: Cell) -> Any:
    return {"customer_id": cell.id, "id": cell.purchase}


def _bought(column: str, **more: Any) -> Row:
    return Row(column=column, about="customers", path=_of_customer, listed="transactions", known=by_purchase, **more)


CUSTOMERS = {
    "customers.bonus_points": Row(column="changes", about="customers", path=own_id, body=lambda _: {"earn": 1}),
    "customers.transactions.list": _bought("reads"),
    "customers.transactions.get": _bought("reads"),
    "customers.transactions_of.list": _bought("reads"),
    "customers.transactions_of.get": _bought("reads"),
    "customers.transactions_of.add": _bought("changes", body=lambda _: [{"price": 1}]),
    "customers.transactions.delete": _bought("changes", once=True),
    "customers.transactions_of.delete": _bought("changes", once=True),
}

RECORDS: dict[str, Row] = {
    **of_record("leads"),
    **of_record("contacts"),
    **of_record("companies"),
    **of_record("customers"),
    **CUSTOMERS,
    "leads.complex": Row(column="adds", about="leads", body=new),
    "leads.tags.update": Row(
        column="lead tagging", about="leads", body=lambda cell: [{"id": cell.tag, "name": "новое"}]
    ),
    "leads.tags.update_one": Row(
        column="lead tagging", about="leads", path=lambda cell: {"id": cell.tag}, body=lambda _: {"name": "новое"}
    ),
    "leads.subscriptions.list": Row(
        column="leads reads", about="leads", path=own_id, listed="subscriptions", known=by_subscriber
    ),
    "customers.subscriptions.list": Row(
        column="reads", about="customers", path=own_id, listed="subscriptions", known=by_subscriber
    ),
}
