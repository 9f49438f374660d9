"""Who may see which events: of everybody's records, of his group's, of his own, of none."""

from typing import Any

import pytest
from msgspec import structs

from tests.world import EVERYTHING, OWN_GROUP, OWN_ONLY, World
from voronka.domain.access import Actor
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import NotFound
from voronka.domain.event_query import Entity, EventQuery
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.services import contacts, events, leads
from voronka.store import sight

LEADS = [Entity(Kind.LEAD)]


@pytest.fixture(autouse=True, params=["few records", "many records"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has few records is told by record, who has many by event: the answers are the same."""
    if request.param == "many records":
        monkeypatch.setattr(sight, "FEW", 0)


@pytest.fixture(autouse=True)
def happened(world: World) -> dict[str, int]:
    """A lead of each seller, named after him, and one contact of Олег."""
    owners = {"анна": world.anna, "олег": world.oleg, "ирина": world.irina}
    made = world.do(leads.add, [LeadChange(name=name, responsible_user_id=user.id) for name, user in owners.items()])
    world.do(contacts.add, [ContactChange(first_name="Мария", responsible_user_id=world.oleg.id)])
    return {lead.name: lead.id for lead in made}


def limited(world: World, **rights: Any) -> Actor:
    return structs.replace(world.anna.actor(), rights=rights)


def seen(world: World, who: Any, **query: Any) -> set[str | None]:
    """The names of the records that events are told of."""
    found = world.do_as(who, lambda work: events.page(work, EventQuery(**query), [Kind.LEAD, Kind.CONTACT]))
    return {told.name for told in found.items}


ALL = {"анна", "олег", "ирина", "Мария"}


def test_an_administrator_sees_everything(world: World) -> None:
    assert seen(world, world.irina) == ALL


def test_full_rights_see_everything(world: World) -> None:
    assert seen(world, world.anna) == ALL


def test_who_sees_his_own_leads_hears_of_them(world: World, happened: dict[str, int]) -> None:
    anna = limited(world, leads=OWN_ONLY)
    assert seen(world, anna) == {"анна"}
    assert seen(world, anna, entities=LEADS, entity_ids=[happened["олег"]]) == set()
    assert seen(world, limited(world, leads=OWN_ONLY, contacts=EVERYTHING)) == {"анна", "Мария"}


def test_who_sees_his_groups_leads_hears_of_them(world: World) -> None:
    colleague = structs.replace(limited(world, leads=OWN_GROUP), user_id=world.irina.id)
    assert seen(world, colleague) == {"анна", "ирина"}


def test_a_lead_that_changed_hands_takes_its_history_along(world: World, happened: dict[str, int]) -> None:
    world.do(leads.update, [LeadChange(id=happened["олег"], responsible_user_id=world.anna.id)])
    assert seen(world, limited(world, leads=OWN_ONLY)) == {"анна", "олег"}


def test_who_may_see_nothing_hears_nothing(world: World) -> None:
    assert seen(world, limited(world)) == set()
    assert seen(world, limited(world, leads=EVERYTHING), entities=[Entity(Kind.CONTACT)]) == set()
    assert seen(world, structs.replace(world.anna.actor(), is_free=True)) == set()


def test_one_event_follows_the_same_rights(world: World, happened: dict[str, int]) -> None:
    query = EventQuery(entities=LEADS, entity_ids=[happened["олег"]])
    [told] = world.do(events.page, query).items
    assert world.do_as(world.anna, events.get, told.event.id) == told
    with pytest.raises(NotFound):
        world.do_as(limited(world, leads=OWN_ONLY), events.get, told.event.id)
    with pytest.raises(NotFound):
        world.do_as(limited(world), events.get, told.event.id)
