"""The directory of tags, one for each kind of record. Only those of leads have colours and can be changed."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4 import shapes
from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.writing import given, id_of, none
from voronka.api.http import Call, Handler
from voronka.domain.kinds import Kind
from voronka.domain.records import Tag
from voronka.domain.tags import TagChange, TagQuery
from voronka.services import tags
from voronka.services.work import Work


def lists(kind: Kind) -> Handler:
    return shapes.lists(lambda work, call: tags.page(work, kind, query_from_wire(call)), to_wire)


def adds(kind: Kind) -> Handler:
    return shapes.saves_many(from_wire, lambda work, call, drafts: tags.add(work, kind, drafts), to_wire, total=True)


def update(work: Work, call: Call, changes: Any) -> list[Tag]:
    return tags.update(work, Kind.LEAD, changes)


def update_one(work: Work, call: Call, change: TagChange) -> Tag:
    return tags.update(work, Kind.LEAD, [change], only_one=True)[0]


def query_from_wire(call: Call) -> TagQuery:
    return TagQuery(
        **paged(call),
        text=none(call.query.query),
        names=none(call.query.filter.name),
        ids=none(call.query.filter.id),
    )


def from_wire(item: Any, work: Work, call: Call) -> TagChange:
    return TagChange(id=id_of(item, call), name=given(item.name), color=getattr(item, "color", UNSET))


def to_wire(tag: Tag, work: Work, call: Call) -> Wire:
    return {"id": tag.id, "name": tag.name, "color": tag.color}
