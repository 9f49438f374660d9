"""Ids count per company, so both have the same ones: nothing of one ever shows in the other."""

from tests import invariants
from tests.rights import contents
from tests.servers import LEADS, Servers, adding, all_tags, link, text
from tests.world import World
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.fields.defining import FieldChange
from voronka.domain.fields.definition import Field
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.listing import ListQuery
from voronka.domain.records import TagWrite
from voronka.domain.users import User
from voronka.services import companies, contacts, custom_fields, leads, linking


def test_what_one_does_leaves_the_other_as_it_was(servers: Servers, world: World):
    for boss in (world.irina, world.egor):
        fill(world, boss)
    before = contents(world)

    change_everything(world, world.egor)

    assert contents(world) == before
    invariants.check(world)


def test_at_once_neither_gets_in_the_others_way(servers: Servers, world: World):
    units = [adding(LeadChange(name=f"Букет {number}", tags=[TagWrite(name="опт")])) for number in range(8)]
    both = [(unit, who) for unit in units for who in (world.irina, world.egor)]

    made = servers.all_at_once(both)

    assert {lead.id for [lead] in made[::2]} == {lead.id for [lead] in made[1::2]}
    for boss in (world.irina, world.egor):
        page = world.do_as(boss, leads.page, ListQuery(text="букет")).items
        assert len(page) == 8
        assert world.do_as(boss, all_tags) == ["опт"]


def fill(world: World, boss: User) -> None:
    field = world.do_as(boss, custom_fields.add, LEADS, [FieldChange(type="text", name="Повод")])[0]
    [person] = world.do_as(boss, contacts.add, [ContactChange(name="Мария")])
    [firm] = world.do_as(boss, companies.add, [CompanyChange(name="Кафе")])
    tagged = LeadChange(name="Букет", tags=[TagWrite(name="опт")], custom_fields=[text(field)])
    [lead] = world.do_as(boss, leads.add, [tagged])
    writes = [link(lead.id, Kind.CONTACT, person.id), link(lead.id, Kind.COMPANY, firm.id)]
    world.do_as(boss, linking.link, writes)


def change_everything(world: World, boss: User) -> None:
    [card] = world.do_as(boss, leads.page, ListQuery(), [Kind.CONTACT, Kind.COMPANY]).items
    lead = card.record
    change = LeadChange(id=lead.id, name="Ветряк", price=1, tags=[TagWrite(name="розница")], custom_fields=[])
    world.do_as(boss, leads.update, [change])
    world.do_as(boss, linking.unlink, [link(lead.id, each.to_type, each.to_id) for each in card.links])
    [field] = [each for each in all_fields(world, boss) if each.name == "Повод"]
    world.do_as(boss, custom_fields.delete, LEADS, field.id)
    world.do_as(boss, leads.delete, [lead.id])
    [person] = world.do_as(boss, contacts.page, ListQuery()).items
    world.do_as(boss, contacts.update, [ContactChange(id=person.record.id, name="Зоя")])


def all_fields(world: World, boss: User) -> list[Field]:
    return world.do_as(boss, custom_fields.of_owner, LEADS)
