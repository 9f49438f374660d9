"""The second run changes nothing. A changed row changes its record; what the row had brought along leaves with it."""

import asyncio
from typing import Any

import pytest

from tests.services.importing.shop import CLIENTS, DEALS, Shop
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.pipelines import WON
from voronka.domain.records import TagWrite
from voronka.services import leads, linking
from voronka.services.work import Work

HEADER = "id,title,sum,stage,tags,client"


@pytest.fixture
def imported(shop: Shop) -> Shop:
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c2,Пион,Псков", "c3,Астра,Тверь")
    shop.write("deals.csv", HEADER, "d1,Розы,1500,Переговоры,срочно,c1", "d2,Тюльпаны,200,Переговоры,,c2")
    shop.bring(CLIENTS, DEALS)
    return shop


def names_of_companies(shop: Shop, lead: str) -> list[str]:
    companies = {card.record.id: name for name, card in shop.cards(Kind.COMPANY).items()}
    return [companies[link.to_id] for link in shop.cards(Kind.LEAD)[lead].linked(Kind.COMPANY)]


def test_a_second_run_changes_nothing(imported: Shop):
    before = imported.cards(Kind.LEAD)

    assert imported.bring(CLIENTS, DEALS) == [(0, 0, 3, 0), (0, 0, 2, 0)]
    assert imported.cards(Kind.LEAD) == before


def test_a_changed_row_changes_its_record(imported: Shop):
    imported.write("deals.csv", HEADER, "d1,Розы алые,1600,Won,опт,c3", "d2,Тюльпаны,200,Переговоры,,c2")

    assert imported.bring(CLIENTS, DEALS) == [(0, 0, 3, 0), (0, 1, 1, 0)]

    roses = imported.cards(Kind.LEAD)["Розы алые"]
    assert roses.record.price == 160000
    assert [tag.name for tag in roses.tags] == ["опт"]
    assert names_of_companies(imported, "Розы алые") == ["Астра"]


def test_a_link_that_the_row_no_longer_names_leaves(imported: Shop):
    imported.write("deals.csv", HEADER, "d1,Розы,1500,Переговоры,срочно,")

    imported.bring(DEALS)

    assert names_of_companies(imported, "Розы") == []


def test_what_people_added_stays(imported: Shop):
    world, roses = imported.world, imported.lead("Розы")
    contact = world.do(add_contact)
    world.do(leads.update, [LeadChange(id=roses.id, tags_to_add=[TagWrite(name="любимый клиент")])])
    world.do(linking.link, [LinkWrite(here=End(Kind.LEAD, roses.id), there=End(Kind.CONTACT, contact))])
    imported.write("deals.csv", HEADER, "d1,Розы,1700,Переговоры,,c1")

    imported.bring(DEALS)

    card = imported.cards(Kind.LEAD)["Розы"]
    assert [tag.name for tag in card.tags] == ["любимый клиент"]
    assert [link.to_id for link in card.linked(Kind.CONTACT)] == [contact]


def add_contact(work: Work) -> int:
    from voronka.domain.contacts import ContactChange
    from voronka.services import contacts

    return contacts.add(work, [ContactChange(name="Зоя")])[0].id


def test_a_changed_mapping_reads_every_row_anew(imported: Shop):
    assert imported.bring(CLIENTS, DEALS.replace('set.name = "title"', 'set.name = "id"'))[1] == (0, 2, 0, 0)
    assert set(imported.cards(Kind.LEAD)) == {"d1", "d2"}


def test_a_field_that_has_become_empty_is_cleared(imported: Shop):
    imported.write("clients.csv", "id,name,city", "c1,Лютик,")

    assert imported.bring(CLIENTS) == [(0, 1, 0, 0)]
    assert imported.cards(Kind.COMPANY)["Лютик"].record.custom_fields == {}


def test_a_lead_stays_where_people_moved_it_when_the_row_names_no_stage(imported: Shop):
    roses = imported.lead("Розы")
    imported.world.do(leads.update, [LeadChange(id=roses.id, status_id=WON)])
    imported.write("deals.csv", HEADER, "d1,Розы алые,1500,,срочно,c1")

    imported.bring(DEALS)

    assert imported.lead("Розы алые").status_id == WON


def test_a_record_that_was_deleted_here_stays_deleted(imported: Shop):
    imported.world.do(leads.delete, [imported.lead("Розы").id])

    assert imported.bring(DEALS) == [(0, 0, 2, 0)]
    imported.write("deals.csv", HEADER, "d1,Розы,1,Переговоры,,c1", "d2,Тюльпаны,1,Переговоры,,c2")
    assert imported.bring(DEALS) == [(0, 1, 0, 1)]
    assert "was deleted here" in imported.reasons[2]


def test_a_record_made_for_a_link_is_filled_by_its_own_row(shop: Shop):
    shop.write("deals.csv", HEADER, "d1,Розы,1,Won,,c1", "d2,Пионы,1,Won,,c1")
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь")
    create = DEALS.replace('column = "client"', 'column = "client", missing = "create"')

    assert shop.bring(create, CLIENTS) == [(2, 0, 0, 0), (0, 1, 0, 0)]
    assert list(shop.cards(Kind.COMPANY)) == ["Лютик"]
    assert names_of_companies(shop, "Розы") == names_of_companies(shop, "Пионы") == ["Лютик"]


def test_of_two_rows_with_one_key_the_later_wins(shop: Shop):
    shop.write("clients.csv", "id,name,city", "c1,Лютик,Тверь", "c1,Лютики,Псков")

    assert shop.bring(CLIENTS) == [(1, 0, 1, 0)]
    assert shop.bring(CLIENTS) == [(0, 0, 2, 0)]
    assert list(shop.cards(Kind.COMPANY)) == ["Лютики"]


def both_at_once(shop: Shop, mapping: str) -> tuple[int, int]:
    """How many records two runs have made, and how many they found made."""

    async def both() -> Any:
        return await asyncio.gather(shop.prepared(mapping).run(*shop.where), shop.prepared(mapping).run(*shop.where))

    (first,), (second,) = shop.portal.call(both)
    return first.new + second.new, first.same + second.same


def test_two_runs_at_once_do_not_double_a_record(shop: Shop):
    rows = [f"c{number},Клиент {number},Город {number // 800}" for number in range(4300)]
    shop.write("clients.csv", "id,name,city", *rows)

    assert both_at_once(shop, CLIENTS) == (4300, 4300)

    (field,) = (each for each in shop.world.facts.fields_of(Kind.COMPANY).by_id.values() if each.name == "Город")
    # in whichever order the lanes of the two runs came to them
    assert sorted(option.value for option in field.enums) == [f"Город {number}" for number in range(6)]


def test_nor_the_records_that_they_make_for_links(shop: Shop):
    rows = [f"d{number},Букет {number},{number},Переговоры,опт,c{number % 40}" for number in range(4300)]
    shop.write("deals.csv", HEADER, *rows)

    made = both_at_once(shop, DEALS.replace('column = "client"', 'column = "client", by = "name", missing = "create"'))

    assert made == (4300, 4300)
    assert len(shop.cards(Kind.COMPANY)) == 40
