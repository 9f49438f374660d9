"""Leads through the client: the day of Анна, who sells flowers."""

import pytest

from tests.client.conftest import AmoOf, InAsync
from tests.world import World
from voronka import Amo, AmoSync, ValidationFailed
from voronka.types import (
    ComplexCompany,
    ComplexContact,
    ComplexEmbedded,
    CustomFieldAdd,
    FieldValue,
    FieldValuesChange,
    LeadAdd,
    LeadComplex,
    LeadFilter,
    LeadPatch,
    LeadPatchOne,
    Range,
    TagRef,
)

ROSES = LeadAdd(name="Розы для кафе", price=5000, tags_to_add=[TagRef(name="опт")])


def test_a_new_lead_is_found_again_as_it_was_written(amo: AmoSync, world: World):
    [ref] = amo.leads.add([ROSES])

    lead = amo.leads.get(ref.id, with_=["contacts", "loss_reason"])

    assert lead
    assert (lead.name, lead.price, lead.created_by) == ("Розы для кафе", 5000, world.irina.id)
    assert [tag.name for tag in lead.embedded.tags] == ["опт"]
    assert lead.embedded.contacts == []


def test_a_lead_that_is_not_there_is_none(amo: AmoSync):
    assert amo.leads.get(5) is None


def test_a_list_goes_on_over_all_pages(amo: AmoSync):
    made = amo.leads.add([LeadAdd(name=f"Букет {number}") for number in range(5)])

    found = amo.leads.list(limit=2, order={"id": "asc"})

    assert [lead.id for lead in found] == [ref.id for ref in made]
    assert [len(page.items) for page in found.pages()] == [2, 2, 1]
    assert [lead.name for lead in found.first_page().items] == ["Букет 0", "Букет 1"]
    assert len(found.all()) == 5


def test_a_list_without_anything_is_empty(amo: AmoSync):
    found = amo.leads.list()

    assert found.all() == []
    assert found.first_page().items == []


def test_a_list_is_read_from_the_page_one_likes(amo: AmoSync):
    amo.leads.add([LeadAdd(name=f"Букет {number}") for number in range(5)])

    assert [lead.name for lead in amo.leads.list(page=3, limit=2, order={"id": "asc"})] == ["Букет 4"]


def test_filters_hold_together(amo: AmoSync):
    amo.leads.add([LeadAdd(name="Роза", price=100), LeadAdd(name="Пион", price=200), LeadAdd(name="Лилия", price=300)])

    dear = amo.leads.list(filter=LeadFilter(price=Range(from_=200)), order={"id": "asc"})
    dear_lily = amo.leads.list(filter=LeadFilter(price=Range(from_=200), name=["Лилия"]))

    assert [lead.name for lead in dear] == ["Пион", "Лилия"]
    assert [lead.name for lead in dear_lily] == ["Лилия"]
    assert [lead.name for lead in amo.leads.list(query="роза")] == ["Роза"]


def test_a_batch_larger_than_a_request_is_sent_in_parts(amo: AmoSync):
    refs = amo.leads.add([LeadAdd(name=f"Заказ {number}", request_id=f"з-{number}") for number in range(260)])

    assert [ref.request_id for ref in refs] == [f"з-{number}" for number in range(260)]
    last = amo.leads.get(refs[259].id)
    assert last
    assert last.name == "Заказ 259"


def test_nothing_to_send_sends_nothing(amo_of: AmoOf):
    assert amo_of(token="eyJ0.of.nobody").leads.add([]) == []


def test_changes_touch_only_what_they_name(amo: AmoSync):
    [roses, peonies] = amo.leads.add([ROSES, LeadAdd(name="Пионы", price=700)])

    changed = amo.leads.update([LeadPatch(id=peonies.id, price=750), LeadPatch(id=roses.id, name="Розы")])
    alone = amo.leads.update_one(roses.id, LeadPatchOne(price=5100.5))

    assert [ref.id for ref in changed] == [peonies.id, roses.id]
    assert alone.id == roses.id
    lead = amo.leads.get(roses.id)
    assert lead
    assert (lead.name, lead.price_with_minor_units) == ("Розы", 5100.5)


def test_every_fault_of_a_batch_is_told_by_the_place_of_its_item(amo: AmoSync):
    wrong = LeadAdd(status_id=5, responsible_user_id=5, request_id="второй")

    with pytest.raises(ValidationFailed) as raised:
        amo.leads.add([ROSES, wrong])

    found = {(problem.index, problem.path, problem.code) for problem in raised.value.problems}
    assert found == {(1, "status_id", "NotSupportedChoice"), (1, "responsible_user_id", "NotSupportedChoice")}
    assert amo.leads.list().all() == []


def test_a_fault_of_a_single_change_is_that_of_the_only_item(amo: AmoSync):
    [ref] = amo.leads.add([ROSES])

    with pytest.raises(ValidationFailed) as raised:
        amo.leads.update_one(ref.id, LeadPatchOne(status_id=5, request_id="77"))

    assert [problem.index for problem in raised.value.problems] == [0]


def test_custom_fields_are_written_by_id_and_read_by_type(amo: AmoSync):
    [delivery] = amo.leads.custom_fields.add([CustomFieldAdd(type="date", name="Доставка")])
    value = FieldValuesChange(field_id=delivery.id, values=[FieldValue(value=1_780_000_000)])
    [ref] = amo.leads.add([LeadAdd(name="Роза", custom_fields_values=[value])])

    lead = amo.leads.get(ref.id)

    assert lead
    assert lead.custom_fields_values
    assert lead.custom_fields_values[0].field_name == "Доставка"
    assert lead.custom_fields_values[0].field_type == "date"


def test_a_lead_comes_with_its_people(amo: AmoSync):
    people = ComplexEmbedded(
        contacts=[ComplexContact(name="Пётр Ильин")], companies=[ComplexCompany(name="Кафе «Сирень»")]
    )

    [made] = amo.leads.complex([LeadComplex(name="Розы", embedded=people, request_id="утро")])

    assert made.request_id == ["утро"]
    assert made.contact_id
    contact = amo.contacts.get(made.contact_id)
    assert contact
    assert contact.name == "Пётр Ильин"


def test_somebody_elses_name_needs_an_administrators_token(amo_of: AmoOf, world: World):
    as_anna = amo_of(world.irina, as_user=world.anna.id)

    [ref] = as_anna.leads.add([ROSES])

    lead = as_anna.leads.get(ref.id)
    assert lead
    assert lead.created_by == world.anna.id


def test_the_same_by_asyncio(in_async: InAsync):
    async def day(amo: Amo) -> list[str]:
        refs = await amo.leads.add([ROSES, LeadAdd(name="Пионы")])
        await amo.leads.update_one(refs[1].id, LeadPatchOne(name="Лилии"))
        assert await amo.leads.get(5) is None
        assert [len(page.items) async for page in amo.leads.list(limit=1).pages()] == [1, 1]
        assert len((await amo.leads.list(limit=1).first_page()).items) == 1
        return [lead.name async for lead in amo.leads.list(order={"id": "asc"}, limit=1)]

    assert in_async(day) == ["Розы для кафе", "Лилии"]
