"""How leads, contacts, companies, customers and tasks are written: in batches or one by its path; the short answers."""

from collections.abc import Callable, Sequence
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.shapes import saves_many, saves_one
from voronka.api.http import Call, Handler
from voronka.domain.kinds import Kind
from voronka.services.work import Work

FromWire = Callable[[Any, Work, Call], Any]
SaveMany = Callable[[Work, Sequence[Any]], Sequence[Any]]
SaveOne = Callable[[Work, Any], Any]
NAMED = (Kind.CONTACT, Kind.COMPANY)  # the vendor repeats their name after a change


def adds(kind: Kind, from_wire: FromWire, add: SaveMany) -> Handler:
    def added(record: Any, work: Work, call: Call) -> Wire:
        return {"id": record.id, "_links": self_link(call, kind.plural, record.id)}

    return saves_many(from_wire, lambda work, call, drafts: add(work, drafts), added)


def updates(kind: Kind, from_wire: FromWire, update: SaveMany) -> Handler:
    return saves_many(from_wire, lambda work, call, changes: update(work, changes), _updated(kind))


def updates_one(kind: Kind, from_wire: FromWire, update_one: SaveOne, *, marked: bool = False) -> Handler:
    return saves_one(from_wire, lambda work, call, change: update_one(work, change), _updated(kind), marked=marked)


def _updated(kind: Kind) -> Callable[[Any, Work, Call], Wire]:
    def updated(record: Any, work: Work, call: Call) -> Wire:
        name = {"name": record.name} if kind in NAMED else {}
        links = self_link(call, kind.plural, record.id)
        return {"id": record.id, **name, "updated_at": record.updated_at, "_links": links}

    return updated
