"""The demonstration company is whole, believable, and loaded once."""

from collections import Counter
from typing import Any

from tests.world import World
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.pipelines import LOST, WON
from voronka.domain.records import Card
from voronka.services import demo, records


def counts(world: World) -> dict[str, tuple[int, int, int]]:
    reports: list[Any] = world.do(demo.load)
    assert not any(report.rejected for report in reports)
    return {report.into: (report.new, report.changed, report.same) for report in reports}


def cards(world: World, kind: Kind, *around: Kind) -> list[Card]:
    return list(world.do(records.page, kind, ListQuery(limit=250), around).items)


def test_it_is_loaded_once(world: World):
    sizes = {"users": 5, "elements": 14, "companies": 40, "contacts": 80, "leads": 120}

    assert counts(world) == {into: (size, 0, 0) for into, size in sizes.items()}
    assert counts(world) == {into: (0, 0, size) for into, size in sizes.items()}


def test_nothing_is_left_empty(world: World):
    world.do(demo.load)
    leads = cards(world, Kind.LEAD, Kind.COMPANY, Kind.CONTACT, Kind.ELEMENT)
    stages = Counter(card.record.status_id for card in leads)
    own = {stage.id for stage in world.facts.main_pipeline.statuses if stage.is_editable}

    assert set(stages) == own | {WON, LOST}
    assert all(card.record.price > 0 and card.linked(Kind.COMPANY) and card.linked(Kind.ELEMENT) for card in leads)
    assert sum(bool(card.linked(Kind.CONTACT)) for card in leads) > 100
    assert len({card.record.created_at // (86400 * 31) for card in leads}) >= 10
    assert all(card.record.loss_reason_id for card in leads if card.record.status_id == LOST)
    assert all(card.linked(Kind.COMPANY) for card in cards(world, Kind.CONTACT, Kind.COMPANY))
    assert sum(len(card.tags) for card in leads) > 20


def test_those_who_are_here_already_stay_themselves(world: World):
    world.do(demo.load)
    names = Counter(user.name for user in world.facts.users.values())

    assert names["Анна Соколова"] == names["Ирина Волкова"] == 1
