"""Two writers at once, one of them in the middle of the other's work. On SQLite there is only one at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from tests import invariants
from tests.databases import SECRETS, Templates
from tests.hooks.conftest import eventually
from tests.world import Cast, World, settle
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.contacts import ContactChange
from voronka.domain.elements import ElementChange
from voronka.domain.errors import Conflict, Invalid
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead, LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.notes import NoteChange, NoteQuery
from voronka.domain.pipelines import Pipeline, PipelineWrite
from voronka.domain.tags import TagChange
from voronka.domain.talks import Incoming as Said
from voronka.domain.talks import TalkQuery
from voronka.domain.tasks import TaskChange
from voronka.domain.unsorted import Incoming
from voronka.services import (
    catalogs,
    elements,
    leads,
    linking,
    notes,
    pipelines,
    receiving,
    statuses,
    tags,
    talks,
    tasks,
    triggers,
    unsorted,
    unsorted_links,
    widgets,
)
from voronka.services.leads_complex import Draft
from voronka.services.triggers import TriggerWrite
from voronka.services.work import Work
from voronka.store.database import open_database


@pytest.fixture
def located(templates: Templates, portal: BlockingPortal) -> tuple[str, Cast]:
    url, cast = portal.call(templates.fresh, "world", settle)
    if url.startswith("sqlite"):
        pytest.skip("the second writer would wait for the first one's lock")
    return url, cast


@pytest.fixture
def world(located: tuple[str, Cast], portal: BlockingPortal) -> Iterator[World]:
    yield from opened(located, portal)


@pytest.fixture
def other(located: tuple[str, Cast]) -> Iterator[World]:
    """Another process on the same database: it works while the first one stands in the middle of a unit."""
    with start_blocking_portal() as portal:
        yield from opened(located, portal)


def opened(located: tuple[str, Cast], portal: BlockingPortal) -> Iterator[World]:
    url, cast = located

    async def open() -> Any:
        return open_database(url, SECRETS)

    database = portal.call(open)
    yield World(database, portal, cast)
    portal.call(database.close)


def impatient(work: Work, unit: Callable[..., object], *args: Any) -> None:
    """Does not wait for others: what they hold refuses it at once."""
    work.connection.exec_driver_sql("SET LOCAL lock_timeout = '1ms'")
    unit(work, *args)


def test_a_lead_that_is_just_being_written_keeps_its_stage(world: World, other: World) -> None:
    pipeline = world.facts.main_pipeline
    stage = pipeline.statuses[2]

    def add(work: Work) -> Lead:
        [lead] = leads.add(work, [LeadChange(status_id=stage.id)])
        with pytest.raises(DBAPIError, match="lock timeout"):
            other.do(impatient, statuses.delete, pipeline.id, stage.id)
        return lead

    lead = world.do(add)
    other.do(statuses.delete, pipeline.id, stage.id)
    assert world.do(leads.get, lead.id).record.status_id == pipeline.first_status.id


def test_a_lead_that_comes_to_a_stage_too_late_is_told_so(world: World, other: World) -> None:
    pipeline = world.facts.main_pipeline
    stage = pipeline.statuses[2]
    [lead] = world.do(leads.add, [LeadChange()])
    seen: list[bool] = []

    def move(work: Work) -> None:
        seen.append(work.facts.main_pipeline.status(stage.id) is not None)
        if len(seen) == 1:
            other.do(statuses.delete, pipeline.id, stage.id)
        leads.update(work, [LeadChange(id=lead.id, status_id=stage.id)])

    with pytest.raises(Invalid) as refused:
        world.do(move)
    assert [problem.path for problem in refused.value.problems] == ["status_id"]
    assert seen == [True, False]


def test_a_new_lead_without_a_stage_takes_the_one_that_is_first_now(world: World, other: World) -> None:
    pipeline = world.facts.main_pipeline
    tries: list[int] = []

    def add(work: Work) -> Lead:
        tries.append(work.facts.main_pipeline.first_status.id)
        if len(tries) == 1:
            other.do(statuses.delete, pipeline.id, pipeline.first_status.id)
        return leads.add(work, [LeadChange()])[0]

    assert world.do(add).status_id == pipeline.statuses[2].id
    assert tries == [pipeline.first_status.id, pipeline.statuses[2].id]


def test_a_pipeline_into_which_a_lead_is_just_being_written_stays(world: World, other: World) -> None:
    [second] = world.do(pipelines.add, [PipelineWrite(name="Опт", sort=2)])

    def add(work: Work) -> Pipeline:
        leads.add(work, [LeadChange(pipeline_id=second.id)])
        with pytest.raises(DBAPIError, match="lock timeout"):
            other.do(impatient, pipelines.delete, second.id)
        return second

    world.do(add)
    with pytest.raises(Conflict, match="There are leads"):
        other.do(pipelines.delete, second.id)


def test_of_two_that_give_tags_one_name_the_second_is_told_that_it_is_taken(world: World, other: World) -> None:
    sale, discount = world.do(tags.add, Kind.LEAD, [TagChange(name="Акция"), TagChange(name="Скидка")])
    tries: list[str] = []

    def be_quicker(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """The name was free when it was looked at, and is taken when it is written."""
        if statement.startswith("UPDATE tags"):
            other.do(tags.update, Kind.LEAD, [TagChange(id=discount.id, name="Распродажа")])

    def rename(work: Work) -> None:
        tries.append("Распродажа")
        if len(tries) == 1:
            event.listen(work.connection, "before_cursor_execute", be_quicker)
        tags.update(work, Kind.LEAD, [TagChange(id=sale.id, name="Распродажа")])

    with pytest.raises(Invalid) as refused:
        world.do(rename)
    assert [problem.path for problem in refused.value.problems] == ["name"]
    assert len(tries) == 2


def test_of_two_that_hang_one_product_the_second_is_told_that_it_is_taken(world: World, other: World) -> None:
    [catalog] = world.do(catalogs.add, [CatalogWrite(name="Вазы", can_link_multiple=False)])
    [vase] = world.do(elements.add, [ElementChange(catalog_id=catalog.id, name="Ваза")])
    first, second = world.do(leads.add, [LeadChange(), LeadChange()])

    def hung_on(lead: Lead) -> list[LinkWrite]:
        return [LinkWrite(here=End(Kind.LEAD, lead.id), there=End(Kind.ELEMENT, vase.id), catalog_id=catalog.id)]

    def hang(work: Work) -> None:
        linking.link(work, hung_on(first))
        with pytest.raises(DBAPIError, match="lock timeout"):
            other.do(impatient, linking.link, hung_on(second))

    world.do(hang)
    with pytest.raises(Invalid) as refused:
        other.do(linking.link, hung_on(second))
    assert [problem.path for problem in refused.value.problems] == ["to_entity_id"]


def test_a_task_that_is_just_being_planned_counts_where_a_chat_dissolves_in_its_deal(
    world: World, other: World
) -> None:
    [deal] = world.do_as(world.irina, leads.add, [LeadChange(name="Свадьба")])
    chat = Draft(lead=LeadChange(name="Чат"), incoming=Incoming(category="chats", metadata={"service": "telegram"}))
    [waiting] = world.do_as(world.irina, unsorted.add, [chat])
    soon, later = 1_900_000_000, 2_000_000_000

    def planned(lead_id: int, till: int) -> TaskChange:
        return TaskChange(text="Ответить", complete_till=till, entity_type=Kind.LEAD, entity_id=lead_id)

    world.do_as(world.irina, tasks.add, [planned(waiting.lead_id, later)])

    dissolve_during(world, other, lambda work: tasks.add(work, [planned(deal.id, soon)]), waiting.uid, deal.id)

    assert world.do(leads.get, deal.id).record.closest_task_at == soon
    invariants.check(world)


@pytest.mark.parametrize("what", ["note", "message"])
def test_what_is_just_being_said_goes_along_where_a_chat_dissolves_in_its_deal(
    world: World, other: World, what: str
) -> None:
    [deal] = world.do_as(world.irina, leads.add, [LeadChange(name="Свадьба")])
    request = Incoming(category="chats", metadata={"service": "telegram"})
    chat = Draft(lead=LeadChange(name="Чат"), contact=ContactChange(name="Мария"), incoming=request)
    [waiting] = world.do_as(world.irina, unsorted.add, [chat])

    def say(work: Work) -> None:
        if what == "note":
            written = NoteChange(entity_id=waiting.lead_id, note_type="common", params={"text": "Пишет в чат"})
            notes.add(work, Kind.LEAD, [written])
        else:
            message = Said(chat_id=str(uuid4()), author="Мария", text="Есть пионы?", contact_id=waiting.contact_id)
            receiving.receive(work, message)

    dissolve_during(world, other, say, waiting.uid, deal.id)

    if what == "note":
        [note] = world.do_as(world.irina, notes.page, Kind.LEAD, NoteQuery()).items
        assert note.entity_id == deal.id
    else:
        [talk] = world.do_as(world.irina, talks.page, TalkQuery()).items
        assert talk.entity_id == deal.id
    invariants.check(world)


def test_a_trigger_that_is_just_being_set_goes_with_its_widget(world: World, other: World) -> None:
    manifest = {"widget": {"code": "sms_shop"}, "locations": ["digital_pipeline"], "dp": {"webhook_url": "https://a.b"}}
    world.do(widgets.add, manifest)
    world.do(widgets.install, "sms_shop", {}, "romashka.voronka.test")
    stage = world.facts.main_pipeline.first_status
    wanted = TriggerWrite(pipeline_id=stage.pipeline_id, status_id=stage.id, event="status", widget_code="sms_shop")

    def set_on(work: Work) -> None:
        triggers.add(work, wanted)
        uninstalled.append(pool.submit(other.do, widgets.uninstall, "sms_shop"))
        eventually(lambda: uninstalled[0].done() or somebody_waits(work), "the other one waits for this one")

    uninstalled: list[Any] = []
    with ThreadPoolExecutor(1) as pool:
        world.do(set_on)
        uninstalled[0].result()
    assert world.do(triggers.all_of) == []


def dissolve_during(world: World, other: World, write: Callable[[Work], object], uid: str, deal_id: int) -> None:
    """The other one dissolves the chat in its deal while this one has written something and not committed yet."""
    dissolved: list[Any] = []

    def begin(work: Work) -> None:
        write(work)
        dissolved.append(pool.submit(other.do_as, other.irina, unsorted_links.link, uid, End(Kind.LEAD, deal_id)))
        eventually(lambda: dissolved[0].done() or somebody_waits(work), "the other one waits for this one")

    with ThreadPoolExecutor(1) as pool:
        world.do_as(world.irina, begin)
        dissolved[0].result()


def somebody_waits(work: Work) -> bool:
    mine = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    return work.connection.exec_driver_sql(mine).scalar_one() > 0
