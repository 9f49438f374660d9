"""Contacts, companies, their tags and the links between them, through the client."""

import pytest

from tests.client.conftest import AmoOf
from tests.world import World
from voronka import AmoSync, Forbidden, ValidationFailed
from voronka.types import (
    CompanyAdd,
    CompanyFilter,
    CompanyPatch,
    CompanyPatchOne,
    ContactAdd,
    ContactFilter,
    ContactPatch,
    ContactPatchOne,
    FieldValue,
    FieldValuesChange,
    LeadAdd,
    LinkFilter,
    LinkManyFilter,
    LinkManyWrite,
    LinkMetadataWrite,
    LinkWrite,
    TagAdd,
    TagFilter,
    TagPatch,
    TagPatchOne,
)


def test_contacts_are_added_found_and_changed(amo: AmoSync):
    phone = FieldValuesChange(field_code="PHONE", values=[FieldValue(value="+7 900 123-45-67", enum_code="WORK")])
    [ref] = amo.contacts.add([ContactAdd(first_name="Пётр", last_name="Ильин", custom_fields_values=[phone])])

    amo.contacts.update([ContactPatch(id=ref.id, last_name="Ильин-Громов")])
    amo.contacts.update_one(ref.id, ContactPatchOne(first_name="Павел"))

    [found] = amo.contacts.list(query="9001234567")
    assert (found.first_name, found.last_name) == ("Павел", "Ильин-Громов")
    assert found.custom_fields_values
    assert found.custom_fields_values[0].values[0].enum_code == "WORK"
    assert amo.contacts.list(filter=ContactFilter(id=[ref.id]), with_=["leads"], order={"id": "asc"}).all()


def test_companies_are_added_found_and_changed(amo: AmoSync):
    [ref] = amo.companies.add([CompanyAdd(name="Кафе «Сирень»")])

    amo.companies.update([CompanyPatch(id=ref.id, name="Кафе «Жасмин»")])
    amo.companies.update_one(ref.id, CompanyPatchOne(name="Кафе «Ландыш»"))

    assert [company.name for company in amo.companies.list(filter=CompanyFilter(id=[ref.id]))] == ["Кафе «Ландыш»"]
    found = amo.companies.get(ref.id, with_=["contacts"])
    assert found
    assert found.embedded.contacts == []
    assert amo.companies.get(5) is None


def test_links_are_made_read_and_cut(amo: AmoSync):
    [lead], [person] = amo.leads.add([LeadAdd(name="Розы")]), amo.contacts.add([ContactAdd(name="Пётр")])
    to_person = LinkWrite(to_entity_id=person.id, to_entity_type="contacts", metadata=LinkMetadataWrite(is_main=True))

    [made] = amo.leads.link(lead.id, [to_person])
    assert (made.entity_id, made.to_entity_id) == (lead.id, person.id)

    [seen] = amo.leads.links.list(lead.id, filter=LinkFilter(to_entity_id=[person.id], to_entity_type="contacts"))
    assert seen.metadata
    assert seen.metadata.main_contact is True

    amo.leads.unlink(lead.id, [to_person])
    assert amo.leads.links.list(lead.id).all() == []


def test_links_of_many_records_are_written_and_read_at_once(amo: AmoSync):
    leads = amo.leads.add([LeadAdd(name="Розы"), LeadAdd(name="Пионы")])
    [firm] = amo.companies.add([CompanyAdd(name="Кафе «Сирень»")])
    links = [LinkManyWrite(entity_id=ref.id, to_entity_id=firm.id, to_entity_type="companies") for ref in leads]

    assert len(amo.leads.link_many(links)) == 2
    seen = amo.leads.links.list_many(filter=LinkManyFilter(entity_id=[ref.id for ref in leads]))
    assert [link.entity_id for link in seen] == [ref.id for ref in leads]

    amo.leads.unlink_many(links)
    assert amo.companies.links.list(firm.id).all() == []


def test_contacts_and_companies_hold_the_same_links_from_their_side(amo: AmoSync):
    [person], [firm] = amo.contacts.add([ContactAdd(name="Пётр")]), amo.companies.add([CompanyAdd(name="Сирень")])
    to_firm = LinkWrite(to_entity_id=firm.id, to_entity_type="companies")
    from_firm = LinkManyWrite(entity_id=firm.id, to_entity_id=person.id, to_entity_type="contacts")

    amo.contacts.link(person.id, [to_firm])
    assert [link.to_entity_id for link in amo.companies.links.list(firm.id)] == [person.id]

    amo.companies.unlink_many([from_firm])
    assert amo.contacts.links.list(person.id).all() == []

    amo.companies.link_many([from_firm])
    amo.contacts.unlink(person.id, [to_firm])
    assert amo.contacts.links.list_many(filter=LinkManyFilter(entity_id=[person.id])).all() == []


def test_each_kind_of_record_has_its_own_directory_of_tags(amo: AmoSync):
    made = amo.contacts.tags.add([TagAdd(name="постоянный", request_id="п"), TagAdd(name="новый")])

    assert [(tag.name, tag.request_id) for tag in made] == [("постоянный", "п"), ("новый", "1")]
    assert {tag.name for tag in amo.contacts.tags.list()} == {"постоянный", "новый"}
    assert [tag.name for tag in amo.contacts.tags.list(query="нов")] == ["новый"]
    assert [tag.id for tag in amo.contacts.tags.list(filter=TagFilter(name=["новый"]))] == [made[1].id]
    assert amo.companies.tags.list().all() == []


def test_tags_of_leads_change_their_colour(amo: AmoSync):
    [tag] = amo.leads.tags.add([TagAdd(name="опт")])

    amo.leads.tags.update([TagPatch(id=tag.id, name="опт и розница")])
    changed = amo.leads.tags.update_one(tag.id, TagPatchOne(color="FF8F92"))

    assert (changed.name, changed.color) == ("опт и розница", "FF8F92")


def test_what_a_seller_may_not_do_is_forbidden(amo_of: AmoOf, world: World):
    with pytest.raises(Forbidden):
        amo_of(world.anna).users.list().all()


def test_an_unknown_field_is_named(amo: AmoSync):
    with pytest.raises(ValidationFailed, match=r"custom_fields_values\.0\.field_id"):
        amo.contacts.add(
            [ContactAdd(custom_fields_values=[FieldValuesChange(field_id=5, values=[FieldValue(value="x")])])]
        )
