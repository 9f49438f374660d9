"""Rights on one catalog: open, closed, or open as far as its elements hang on records that one sees."""

from typing import Any

import pytest
from msgspec import Struct, structs

from tests.rights import NOUNS, OTHERS, OWN, Office, refused, rights_with
from tests.world import World
from voronka.domain.access import Actor
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.elements import ElementChange
from voronka.domain.errors import Forbidden, NotFound
from voronka.domain.event_query import EventQuery
from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite
from voronka.domain.listing import ListQuery
from voronka.services import catalog_ends, catalogs, elements, events, linking

LEAD = NOUNS[0]


class Store(Struct):
    """Two lists; of the flowers, one hangs on Анна's lead and one on Олег's."""

    office: Office
    flowers: int
    pots: int
    ids: dict[str, int]

    def anna(self, **flowers: str) -> Actor:
        rights = rights_with(view="M") | {"catalog_rights": [{"catalog_id": self.flowers, "rights": flowers}]}
        return structs.replace(self.office.world.anna.actor(), rights=rights)

    def names(self, who: Actor, catalog_id: int) -> set[str]:
        return {found.name for found in self.office.world.do_as(who, elements.page, catalog_id, ListQuery()).items}


@pytest.fixture
def store(world: World) -> Store:
    office = Office(world)
    made = world.do(catalogs.add, [CatalogWrite(name=name) for name in ("Цветы", "Горшки")])
    flowers, pots = (catalog.id for catalog in made)
    drafts = [ElementChange(catalog_id=flowers, name=name) for name in ("Роза", "Пион", "Мак")]
    drafts.append(ElementChange(catalog_id=pots, name="Кашпо"))
    ids = {element.name: element.id for element in world.do(elements.add, drafts)}
    leads = office.records(LEAD)
    for lead, flower in ((leads[OWN], "Роза"), (leads[OTHERS], "Пион")):
        end = End(Kind.ELEMENT, ids[flower])
        world.do(linking.link, [LinkWrite(here=End(Kind.LEAD, lead), there=end, catalog_id=flowers)])
    return Store(office, flowers, pots, ids)


def renamed(store: Store, name: str) -> Any:
    return [ElementChange(id=store.ids[name], catalog_id=store.flowers, name="Другое")]


def test_a_closed_catalog_is_not_listed_and_not_read(store: Store):
    anna, do_as = store.anna(view="D"), store.office.world.do_as

    assert [catalog.id for catalog in do_as(anna, catalogs.all_of)] == [store.pots]
    refused(store.office, Forbidden, anna, catalogs.get, store.flowers)
    refused(store.office, Forbidden, anna, elements.page, store.flowers, ListQuery())
    refused(store.office, Forbidden, anna, elements.add, [ElementChange(catalog_id=store.flowers, name="Мята")])
    assert store.names(anna, store.pots) == {"Кашпо"}


def test_linked_shows_what_hangs_on_records_that_one_sees(store: Store):
    anna, do_as = store.anna(view="L", edit="L"), store.office.world.do_as

    assert store.names(anna, store.flowers) == {"Роза"}
    assert do_as(anna, elements.get, store.flowers, store.ids["Роза"]).name == "Роза"
    for hidden in ("Пион", "Мак"):
        refused(store.office, NotFound, anna, elements.get, store.flowers, store.ids[hidden])
    told = do_as(anna, events.page, EventQuery(types=["entity_linked"])).items
    assert {each.event.entity_id for each in told} == {store.ids["Роза"]} | {
        each.event.entity_id for each in told if each.event.kind != Kind.ELEMENT
    }
    assert do_as(anna, elements.update, renamed(store, "Роза"))[0].name == "Другое"


def test_linked_bounds_a_change_where_all_are_seen(store: Store):
    anna, do_as = store.anna(view="A", edit="L"), store.office.world.do_as

    assert store.names(anna, store.flowers) == {"Роза", "Пион", "Мак"}
    refused(store.office, Forbidden, anna, elements.update, renamed(store, "Пион"))
    refused(store.office, Forbidden, anna, elements.update, renamed(store, "Мак"))
    assert do_as(anna, elements.update, renamed(store, "Роза"))[0].name == "Другое"


def test_what_is_not_granted_in_a_catalog_is_denied_there(store: Store):
    anna = store.anna(view="A")

    refused(store.office, Forbidden, anna, elements.update, renamed(store, "Роза"))
    refused(store.office, Forbidden, anna, elements.add, [ElementChange(catalog_id=store.flowers, name="Мята")])
    assert store.office.world.do_as(anna, elements.add, [ElementChange(catalog_id=store.pots, name="Ваза")])


def test_the_switch_of_lists_closes_every_catalog(store: Store):
    granted = store.anna(view="A")
    anna = structs.replace(granted, rights=granted.rights | {"catalog_access": False})

    refused(store.office, Forbidden, anna, catalogs.all_of)
    refused(store.office, Forbidden, anna, elements.page, store.flowers, ListQuery())


def test_who_does_not_see_all_that_is_in_a_list_does_not_end_it(store: Store):
    refused(store.office, Forbidden, store.anna(view="L", delete="A"), catalog_ends.delete, [store.flowers])
    assert store.office.world.do_as(store.anna(view="A", delete="A"), catalog_ends.delete, [store.flowers]) == {}
