"""Groups (tabs) of custom fields. Their ids are texts, their lists are one page."""

from typing import Any

from voronka.api.amocrm_v4 import shapes
from voronka.api.amocrm_v4.custom_fields import entity_type, owner_of, path_of
from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.writing import given
from voronka.api.http import Call, Handler
from voronka.base.page import Page
from voronka.domain.kinds import Kind
from voronka.services import field_groups
from voronka.services.field_groups import GroupChange, Tab
from voronka.services.work import Work


def lists(kind: Kind) -> Handler:
    def find(work: Work, call: Call) -> Page[Tab]:
        return Page(field_groups.of_owner(work, owner_of(kind, call)))

    return shapes.lists(find, to_wire, total=True, paged=False)


def shows(kind: Kind) -> Handler:
    return shapes.shows(lambda work, call: field_groups.get(work, owner_of(kind, call), call.path["id"]), to_wire)


def adds(kind: Kind) -> Handler:
    def add(work: Work, call: Call, changes: Any) -> list[Tab]:
        return field_groups.add(work, owner_of(kind, call), changes)

    return shapes.saves_many(from_wire, add, to_wire, total=True)


def updates_one(kind: Kind) -> Handler:
    def update_one(work: Work, call: Call, change: GroupChange) -> Tab:
        return field_groups.update(work, owner_of(kind, call), call.path["id"], change)

    return shapes.saves_one(from_wire, update_one, to_wire)


def deletes(kind: Kind) -> Handler:
    return shapes.deletes(lambda work, call: field_groups.delete(work, owner_of(kind, call), call.path["id"]))


def from_wire(item: Any, _work: Work, _call: Call) -> GroupChange:
    return GroupChange(name=item.name, sort=given(item.sort), field_ids=given(item.fields))


def to_wire(tab: Tab, _work: Work, call: Call) -> Wire:
    group = tab.group
    path = f"/api/v4/{path_of(group.entity_type, group.catalog_id)}/custom_fields/groups/{group.id}"
    return {
        "id": group.id,
        "name": group.name,
        "sort": group.sort,
        "entity_type": entity_type(group.entity_type),
        "is_predefined": group.is_predefined,
        # (unconfirmed) linked_group is the vendor's tab of products: here products are links, and no fields of a card
        "type": "custom_field_group",
        "fields": tab.field_ids,
        "_links": {"self": call.href(path)},
    }
