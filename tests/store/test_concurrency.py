"""Many at once, in two servers on one database: nothing is lost, nothing is made twice, nobody waits in a ring."""

import asyncio
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal
from sqlalchemy import select
from sqlalchemy.util import await_only

from tests.servers import (
    LEADS,
    WAIT,
    Servers,
    Unit,
    add_field,
    add_lead,
    adding,
    all_tags,
    lead_of,
    link,
    text,
    updating,
)
from tests.world import World
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import Invalid
from voronka.domain.fields.defining import FieldChange
from voronka.domain.fields.filtering import FieldFilter
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.listing import ListQuery
from voronka.domain.records import TagWrite
from voronka.services import companies, contacts, custom_fields, leads, linking
from voronka.services.work import Work
from voronka.store import tables


class TestWritersOfOneLead:
    def test_different_columns_all_stay(self, servers: Servers, world: World):
        id = add_lead(world)
        changes = [
            LeadChange(id=id, name="Свадебный букет"),
            LeadChange(id=id, price=150_000),
            LeadChange(id=id, status_id=142),
            LeadChange(id=id, responsible_user_id=world.oleg.id),
            LeadChange(id=id, tags_to_add=[TagWrite(name="свадьба")]),
            LeadChange(id=id, tags_to_add=[TagWrite(name="срочно")]),
        ]

        servers.at_once([updating(change) for change in changes])

        card = world.do(leads.get, id)
        lead = card.record
        assert (lead.name, lead.price, lead.status_id) == ("Свадебный букет", 150_000, 142)
        assert lead.responsible_user_id == world.oleg.id
        assert {tag.name for tag in card.tags} == {"свадьба", "срочно"}

    def test_different_fields_all_stay_and_are_all_found(self, servers: Servers, world: World):
        id = add_lead(world)
        fields = [add_field(world, f"Поле {number}") for number in range(8)]

        servers.at_once([updating(LeadChange(id=id, custom_fields=[text(field)])) for field in fields])

        assert set(lead_of(world, id).custom_fields) == {str(field.id) for field in fields}
        for field in fields:
            asked = ListQuery(fields=[FieldFilter(field_id=field.id, texts=[field.name.casefold()])])
            assert len(world.do(leads.page, asked).items) == 1

    def test_the_journal_tells_one_story(self, servers: Servers, world: World):
        """What one change found, another has left: no change was made on what was not there any more."""
        id = add_lead(world)

        servers.at_once([updating(LeadChange(id=id, price=price * 100)) for price in range(1, 11)])

        steps = world.do(prices, id)
        assert len(steps) == 10
        assert {after for _, after in steps} == {price * 100 for price in range(1, 11)}
        assert sorted(before for before, _ in steps) == sorted(
            {0, *(after for _, after in steps)} - {lead_of(world, id).price}
        )


def prices(work: Work, id: int) -> list[tuple[int, int]]:
    c = tables.journal.c
    ours = (c.account_id == work.account_id, c.entity_type == int(Kind.LEAD), c.entity_id == id, c.action == "update")
    rows = work.connection.execute(select(c.before, c.after).where(*ours))
    return [(row.before["price"], row.after["price"]) for row in rows]


class TestTheSameThingMadeAtOnce:
    def test_a_tag_is_made_once(self, servers: Servers, world: World):
        names = ["свадьба", "срочно", "опт"]
        drafts = [
            LeadChange(name=f"Букет {number}", tags=[TagWrite(name=name) for name in turned(names, number)])
            for number in range(9)
        ]

        made = servers.at_once([adding(draft) for draft in drafts])

        directory = world.do(all_tags)
        assert sorted(directory) == sorted(names)
        for [lead] in made:
            assert {tag.name for tag in world.do(leads.get, lead.id).tags} == set(names)

    def test_of_contacts_linked_as_the_main_one_one_is(self, servers: Servers, world: World):
        lead = add_lead(world)
        people = world.do(contacts.add, [ContactChange(name=f"Гость {number}") for number in range(6)])

        servers.at_once([linking_to(lead, Kind.CONTACT, person.id, is_main=True) for person in people])

        links = world.do(linking.seen, Kind.LEAD, [lead])[lead]
        assert {link.to_id for link in links} == {person.id for person in people}
        assert sum(link.is_main for link in links) == 1

    def test_of_companies_linked_at_once_one_stays(self, servers: Servers, world: World):
        lead = add_lead(world)
        firms = world.do(companies.add, [CompanyChange(name=f"Кафе {number}") for number in range(6)])

        servers.at_once([linking_to(lead, Kind.COMPANY, firm.id) for firm in firms])

        assert len(world.do(linking.seen, Kind.LEAD, [lead])[lead]) == 1

    def test_one_link_made_by_many_is_one(self, servers: Servers, world: World):
        lead = add_lead(world)
        [person] = world.do(contacts.add, [ContactChange(name="Мария")])

        servers.at_once([linking_to(lead, Kind.CONTACT, person.id)] * 6)

        assert [link.to_id for link in world.do(linking.seen, Kind.LEAD, [lead])[lead]] == [person.id]

    def test_a_main_contact_is_left_when_others_leave(self, servers: Servers, world: World):
        lead = add_lead(world)
        people = world.do(contacts.add, [ContactChange(name=f"Гость {number}") for number in range(6)])
        world.do(lambda work: linking.link(work, [link(lead, Kind.CONTACT, person.id) for person in people]))

        servers.at_once([unlinking_from(lead, person.id) for person in people[:5]])

        assert [each.is_main for each in world.do(linking.seen, Kind.LEAD, [lead])[lead]] == [True]

    def test_no_id_is_given_out_twice(self, servers: Servers, world: World):
        def add_many(work: Work) -> list[int]:
            return [lead.id for lead in leads.add(work, [LeadChange(name="Роза") for _ in range(40)])]

        def think_better_of_it(work: Work) -> None:
            add_many(work)
            raise LookupError

        def either(number: int) -> Unit:
            return unfinished(think_better_of_it) if number % 4 == 3 else add_many

        found = servers.at_once([either(number) for number in range(16)])

        ids = [id for made in found if made for id in made]
        assert len(ids) == len(set(ids)) == 12 * 40
        assert min(ids) > 100_000

    def test_a_field_code_is_taken_once(self, servers: Servers, world: World):
        change = FieldChange(type="text", name="Повод", code="OCCASION")

        made = servers.at_once([attempt(lambda work: custom_fields.add(work, LEADS, [change]))] * 4)

        assert sum(bool(found) for found in made) == 1
        assert [field.code for field in world.facts.fields_of(Kind.LEAD).by_id.values()].count("OCCASION") == 1


def turned(names: list[str], by: int) -> list[str]:
    return [*names[by % len(names) :], *names[: by % len(names)]]


def linking_to(lead: int, kind: Kind, id: int, *, is_main: bool | None = None) -> Unit:
    return lambda work: linking.link(work, [link(lead, kind, id, is_main=is_main)])


def unlinking_from(lead: int, contact: int) -> Unit:
    return lambda work: linking.unlink(work, [link(lead, Kind.CONTACT, contact)])


def unfinished(unit: Unit) -> Unit:
    """It is undone: the ids it took are nobody's."""

    def run(work: Work) -> None:
        with pytest.raises(LookupError), work.attempt() as inner:
            unit(inner)

    return run


def attempt(unit: Unit) -> Unit:
    def run(work: Work) -> Any:
        try:
            return unit(work)
        except Invalid:
            return None

    return run


class TestBatchesInOppositeOrder:
    def test_of_the_same_leads_never_wait_in_a_ring(self, servers: Servers, world: World):
        """Each takes its leads in the order of their ids, so nobody even has to begin anew."""
        ids = [add_lead(world, f"Букет {number}") for number in range(10)]
        begun: list[int] = []

        def update(order: list[int], price: int) -> Unit:
            def unit(work: Work) -> None:
                begun.append(price)
                leads.update(work, [LeadChange(id=id, price=price) for id in order])

            return unit

        servers.at_once([update(ids if price % 2 else ids[::-1], price) for price in range(1, 13)])

        assert len(begun) == 12
        left = {lead_of(world, id).price for id in ids}
        assert len(left) == 1, "one writer was the last one for all of them"

    def test_a_writer_that_lost_a_deadlock_begins_anew(self, servers: Servers, world: World, portal: BlockingPortal):
        if not servers.is_postgresql:
            pytest.skip("SQLite has one writer at a time: nobody holds what another one waits for")
        first, second = add_lead(world, "Роза"), add_lead(world, "Пион")

        begun = portal.call(_cross, servers, first, second)

        assert len(begun) == 3, "one of the two was run again"
        for id in (first, second):
            assert {tag.name for tag in world.do(leads.get, id).tags} == {"прямо", "навстречу"}


async def _cross(servers: Servers, first: int, second: int) -> list[str]:
    """Two transactions, each of which has one lead and wants the other's."""
    both_hold, begun = asyncio.Barrier(2), list[str]()

    def unit(name: str, order: tuple[int, int]) -> Unit:
        def run(work: Work) -> None:
            begun.append(name)
            leads.update(work, [LeadChange(id=order[0], tags_to_add=[TagWrite(name=name)])])
            if begun.count(name) == 1:
                await_only(asyncio.wait_for(both_hold.wait(), WAIT))
            leads.update(work, [LeadChange(id=order[1], tags_to_add=[TagWrite(name=name)])])

        return run

    world = servers.world
    known = LeadChange(name="Лилия", tags=[TagWrite(name="прямо"), TagWrite(name="навстречу")])
    await servers.databases[0].run(servers.bound(0, adding(known), world.anna))  # only leads are to be fought over
    there = servers.bound(0, unit("прямо", (first, second)), world.anna)
    back = servers.bound(1, unit("навстречу", (second, first)), world.oleg)
    await asyncio.gather(servers.databases[0].run(there), servers.databases[1].run(back))
    return begun
