"""What a right says of one stage wins over what it says of leads, in every verb that reads or writes them."""

from typing import Any

import pytest
from msgspec import Struct, structs

from tests.rights import HERE, LETTERS, NOUNS, OTHERS, OWN, REACH, Office, refused, rights_with
from tests.world import World
from voronka.domain.access import Actor, Letter
from voronka.domain.errors import Forbidden, NotFound
from voronka.domain.event_query import EventQuery
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.listing import ListQuery
from voronka.domain.notes import NoteQuery
from voronka.domain.tasks import TaskChange, TaskQuery
from voronka.services import events, leads, linking, notes, tasks

ANY_LETTER = pytest.mark.parametrize("letter", LETTERS)
LEAD = NOUNS[0]

Stage = tuple[int, int]


class Shop(Struct):
    """A lead of everybody in two stages: by stage and owner."""

    office: Office
    first: Stage
    second: Stage
    ids: dict[tuple[Stage, str], int]

    def anna(self, stage: Stage, elsewhere: dict[str, Letter], **there: Letter) -> Actor:
        """Анна: this of the stage, and of all leads something else."""
        told = {"entity_type": "leads", "pipeline_id": stage[0], "status_id": stage[1], "rights": there}
        rights = rights_with(**elsewhere) | {"status_rights": [told]}
        return structs.replace(self.office.world.anna.actor(), rights=rights)

    def seen(self, who: Actor, **asked: Any) -> set[int]:
        return {card.record.id for card in self.office.world.do_as(who, leads.page, ListQuery(**asked)).items}

    def of(self, *parts: tuple[Stage, tuple[str, ...]]) -> set[int]:
        return {self.ids[stage, whose] for stage, reached in parts for whose in reached}


@pytest.fixture(params=["a stage of its own", "won, which every pipeline has"])
def shop(world: World, request: pytest.FixtureRequest) -> Shop:
    office, pipeline = Office(world), world.facts.main_pipeline
    own = [status.id for status in pipeline.statuses if status.is_editable]
    first, second = (pipeline.id, own[0]), (pipeline.id, own[1] if request.param.startswith("a stage") else 142)
    ids = {
        (stage, whose): world.do(
            leads.add, [LeadChange(name=whose, responsible_user_id=user.id, pipeline_id=stage[0], status_id=stage[1])]
        )[0].id
        for stage in (first, second)
        for whose, user in office.owners.items()
    }
    return Shop(office, first, second, ids)


@ANY_LETTER
@pytest.mark.parametrize("elsewhere", LETTERS)
def test_a_list_shows_each_stage_as_far_as_its_right_reaches(shop: Shop, letter: Letter, elsewhere: Letter):
    anna = shop.anna(shop.second, {"view": elsewhere}, view=letter)
    expected = shop.of((shop.first, REACH[elsewhere]), (shop.second, REACH[letter]))

    if letter == elsewhere == "D":
        refused(shop.office, Forbidden, anna, leads.page, ListQuery())
        return
    assert shop.seen(anna) == expected
    assert shop.seen(anna, order=("updated_at", "desc")) == expected
    assert shop.seen(anna, equal={"id": list(shop.ids.values())}) == expected
    assert shop.seen(anna, names=[OTHERS]) == {id for (_, whose), id in shop.ids.items() if whose == OTHERS} & expected
    assert shop.seen(anna, stages=[shop.second]) == shop.of((shop.second, REACH[letter]))
    assert {card.record.id for card in shop.office.world.do_as(anna, leads.get_many, [*shop.ids.values()])} == expected


@ANY_LETTER
def test_what_hangs_on_a_lead_is_seen_with_it(shop: Shop, letter: Letter):
    world, told = shop.office.world, list(shop.ids.values())
    drafts = [TaskChange(text="Позвонить", complete_till=1, entity_type=Kind.LEAD, entity_id=id) for id in told]
    world.do(tasks.add, drafts)
    anna = shop.anna(shop.second, {"view": "A"}, view=letter)
    expected = shop.of((shop.first, HERE), (shop.second, REACH[letter]))

    found = world.do_as(anna, events.page, EventQuery(types=["lead_added"])).items
    assert {each.event.entity_id for each in found} == expected
    assert {task.entity_id for task in world.do_as(anna, tasks.page, TaskQuery()).items} == expected
    by_stage = world.do_as(anna, tasks.page, TaskQuery(stages=[shop.second])).items
    assert {task.entity_id for task in by_stage} == shop.of((shop.second, REACH[letter]))
    assert world.do_as(anna, linking.seen, Kind.LEAD, told) == {id: [] for id in expected}
    assert world.do_as(anna, notes.page, Kind.LEAD, NoteQuery()).items == []


@ANY_LETTER
def test_a_change_asks_the_right_of_the_stage_where_the_lead_stands(shop: Shop, letter: Letter):
    anna = shop.anna(shop.second, {"edit": "M"}, view="A", edit=letter, delete=letter)
    world = shop.office.world

    for whose in HERE:
        change = LeadChange(id=shop.ids[shop.second, whose], name="Новое имя")
        contact = world.do(NOUNS[1].verbs.add, [NOUNS[1].change(name="Мария")])[0].id
        link = LinkWrite(here=End(Kind.LEAD, change.id), there=End(Kind.CONTACT, contact))
        if whose in REACH[letter]:
            assert world.do_as(anna, leads.update, [change])[0].name == "Новое имя"
            world.do_as(anna, linking.link, [link])
            world.do_as(anna, leads.delete, [change.id])
        else:
            refused(shop.office, Forbidden, anna, leads.update, [change])
            refused(shop.office, Forbidden, anna, linking.link, [link])
            refused(shop.office, Forbidden, anna, leads.delete, [change.id])
    refused(shop.office, Forbidden, anna, leads.update, [LeadChange(id=shop.ids[shop.first, OTHERS], name="x")])
    assert world.do_as(anna, leads.update, [LeadChange(id=shop.ids[shop.first, OWN], name="x")])


def test_a_lead_that_moves_to_a_closed_stage_is_gone_for_who_moved_it(shop: Shop):
    """So leads are handed over: whoever may change one may move it, wherever that is."""
    anna = shop.anna(shop.second, {}, view="D", edit="D")
    pipeline_id, status_id = shop.second

    moved = LeadChange(id=shop.ids[shop.first, OWN], pipeline_id=pipeline_id, status_id=status_id)
    assert shop.office.world.do_as(anna, leads.update, [moved])

    refused(shop.office, NotFound, anna, leads.get, moved.id)
    refused(shop.office, NotFound, anna, leads.update_one, LeadChange(id=moved.id, name="x"))
