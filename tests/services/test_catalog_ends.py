"""A list ends with all its elements, part by part; what was elsewhere stays, and what hung on them is told."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select

from tests.invariants import check
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.customers import CustomerChange
from voronka.domain.elements import ElementChange
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.settings import Level, SettingsWrite
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.services import catalog_ends, catalogs, chains, custom_fields, customers, elements, leads, linking
from voronka.services.work import Work
from voronka.store import tables

FLOWERS = [f"Роза {number}" for number in range(5)]


def catalog(world: World, name: str, *elements_of: str) -> tuple[int, list[int]]:
    """A list with a field and with elements that hold a value in it: its id and theirs."""
    [made] = world.do(catalogs.add, [CatalogWrite(name=name)])
    world.do(custom_fields.add, Owner(Kind.ELEMENT, made.id), [FieldChange(type="text", name="Сорт", code="SORT")])
    sort = [FieldWrite(field_code="SORT", values=[ValueWrite("Чайная")])]
    drafts = [ElementChange(catalog_id=made.id, name=each, custom_fields=sort) for each in elements_of]
    return made.id, [element.id for element in world.do(elements.add, drafts)]


def counted(work: Work, table: Any, *conditions: Any) -> int:
    ours = select(func.count()).select_from(table).where(table.c.account_id == work.account_id, *conditions)
    return work.connection.execute(ours).scalar_one()


def test_of_a_list_longer_than_a_part_nothing_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog_ends, "AT_ONCE", 2)
    roses, ids = catalog(world, "Розы", *FLOWERS)
    vases, [vase] = catalog(world, "Вазы", "Ваза")
    [deal] = world.do(leads.add, [LeadChange(name="Свадьба")])
    ends = [(ids[0], roses), (ids[4], roses), (vase, vases)]
    here = End(Kind.LEAD, deal.id)
    world.do(linking.link, [LinkWrite(here=here, there=End(Kind.ELEMENT, id), catalog_id=at) for id, at in ends])
    world.do(elements.delete, roses, [ids[1]])

    assert world.do_as(world.irina, catalog_ends.delete, [roses]) == {}

    [held] = world.do(leads.get, deal.id, [Kind.ELEMENT]).links
    assert (list(world.facts.catalogs), held.to_id) == ([vases], vase)
    e, v = tables.elements, tables.field_values
    assert world.do(counted, e, e.c.catalog_id == roses, e.c.is_deleted) == len(FLOWERS)
    assert world.do(counted, e, e.c.catalog_id == vases, ~e.c.is_deleted) == 1
    assert world.do(counted, v, v.c.entity_type == int(Kind.ELEMENT), v.c.entity_id.in_(ids)) == 0
    assert world.do(counted, v, v.c.entity_type == int(Kind.ELEMENT), v.c.entity_id == vase) == 1
    check(world)


def test_a_product_lets_go_of_more_deals_than_a_part(
    client: httpx2.Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 2)
    roses, [rose, lily] = catalog(world, "Розы", "Роза", "Лилия")
    deals = [lead.id for lead in world.do(leads.add, [LeadChange(name="Свадьба") for _ in range(5)])]
    writes = [LinkWrite(here=End(Kind.LEAD, id), there=End(Kind.ELEMENT, rose), catalog_id=roses) for id in deals]
    world.do(linking.link, [*writes, LinkWrite(here=writes[0].here, there=End(Kind.ELEMENT, lily), catalog_id=roses)])

    world.do(elements.delete, roses, [rose])

    held = [[link.to_id for link in world.do(leads.get, id, [Kind.ELEMENT]).links] for id in deals]
    assert held == [[lily], [], [], [], []]
    told = client.get("/api/v4/events", params={"filter[type]": "entity_unlinked"}).json()["_embedded"]["events"]
    assert sorted(event["entity_id"] for event in told if event["entity_type"] == "lead") == deals
    check(world)


@pytest.mark.parametrize(
    ("kind", "verbs", "draft"), [(Kind.LEAD, leads, LeadChange), (Kind.CUSTOMER, customers, CustomerChange)]
)
def test_a_step_ends_in_more_records_than_a_part_and_in_the_recycle_bin(
    client: httpx2.Client, world: World, monkeypatch: pytest.MonkeyPatch, kind: Kind, verbs: Any, draft: Any
) -> None:
    monkeypatch.setattr(chains, "AT_ONCE", 2)
    towns, [tver, omsk] = catalog(world, "Города", "Тверь", "Омск")
    chain = FieldChange(
        type="chained_list", name="Куда", settings=SettingsWrite(chained_lists=[Level(catalog_id=towns)])
    )
    [field] = world.do(custom_fields.add, Owner(kind), [chain])
    gone, kept = (
        [FieldWrite(field_id=field.id, values=[ValueWrite(catalog_id=towns, catalog_element_id=id)])]
        for id in (tver, omsk)
    )
    drafts = [draft(name="Роза", custom_fields=steps) for steps in (gone, gone, gone, gone, gone, kept)]
    ids = [record.id for record in world.do(verbs.add, drafts)]
    world.do(verbs.delete, ids[:1])

    world.do(elements.delete, towns, [tver])

    world.do(verbs.restore, ids[:1])
    read = [client.get(f"/api/v4/{kind.plural}/{id}").json()["custom_fields_values"] for id in ids]
    assert read[:5] == [None] * 5
    assert read[5][0]["values"] == [{"catalog_id": towns, "catalog_element_id": omsk}]
    told = client.get("/api/v4/events", params={"filter[type]": f"custom_field_{field.id}_value_changed"}).json()
    assert {event["entity_id"] for event in told["_embedded"]["events"]} == set(ids[1:5])
    check(world)
