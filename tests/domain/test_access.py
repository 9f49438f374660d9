"""Levels of a right: all, own group, own, none."""

import pytest
from msgspec import Struct

from voronka.domain.access import ALL, DENIED, GROUP, OWN, Actor, Level, allowed, narrowest, require
from voronka.domain.errors import Forbidden
from voronka.domain.kinds import Kind

WORK, OTHER_WORK = (1, 10), (1, 11)  # stages: pipeline, status


class Owned(Struct):
    responsible_user_id: int
    group_id: int
    place: tuple[int, int] = WORK


MINE, OURS, THEIRS = Owned(1, 10), Owned(2, 10), Owned(3, 20)
MINE_FROM_ELSEWHERE = Owned(1, 20)


def seller(**rights: str) -> Actor:
    return Actor(user_id=1, group_id=10, rights={"leads": rights})


@pytest.mark.parametrize(
    ("level", "seen"),
    [
        (ALL, [MINE, OURS, THEIRS, MINE_FROM_ELSEWHERE]),
        (GROUP, [MINE, OURS, MINE_FROM_ELSEWHERE]),
        (OWN, [MINE, MINE_FROM_ELSEWHERE]),
        (DENIED, []),
    ],
)
def test_what_a_level_lets_through(level: Level, seen: list[Owned]) -> None:
    everything = [MINE, OURS, THEIRS, MINE_FROM_ELSEWHERE]
    assert [record for record in everything if allowed(seller(), level, record)] == seen


def test_one_record_too_many_refuses_all() -> None:
    require(seller(edit="G"), Kind.LEAD, "edit", [MINE, OURS])
    with pytest.raises(Forbidden, match="edit these leads"):
        require(seller(edit="G"), Kind.LEAD, "edit", [MINE, THEIRS])


def test_a_right_that_was_never_given_is_denied() -> None:
    with pytest.raises(Forbidden):
        require(seller(view="A"), Kind.LEAD, "export")
    with pytest.raises(Forbidden):
        require(seller(view="A"), Kind.CONTACT, "view")


def test_an_administrator_may_everything_and_a_free_user_nothing() -> None:
    assert require(Actor(user_id=1, is_admin=True), Kind.LEAD, "delete", [THEIRS]) == ALL
    with pytest.raises(Forbidden):
        require(Actor(user_id=1, is_free=True, rights={"leads": {"view": "A"}}), Kind.LEAD, "view")


def test_catalog_elements_follow_the_one_switch_of_catalogs() -> None:
    assert Actor(user_id=1, rights={"catalog_access": True}).level(Kind.ELEMENT, "edit") == ALL
    assert Actor(user_id=1, rights={"catalog_access": False}).level(Kind.ELEMENT, "view") == DENIED


def of_stage(stage: tuple[int, int], **rights: str) -> dict[str, object]:
    return {"entity_type": "leads", "pipeline_id": stage[0], "status_id": stage[1], "rights": rights}


def test_what_is_said_of_a_stage_wins_over_what_is_said_of_leads() -> None:
    rights = {"leads": {"view": "A", "edit": "M"}, "status_rights": [of_stage(OTHER_WORK, view="D", edit="A")]}
    anna = Actor(user_id=1, group_id=10, rights=rights)
    there = Owned(3, 20, OTHER_WORK)

    assert [allowed(anna, anna.level(Kind.LEAD, "view"), record) for record in (THEIRS, there)] == [True, False]
    assert [allowed(anna, anna.level(Kind.LEAD, "edit"), record) for record in (THEIRS, there)] == [False, True]
    assert narrowest(anna, Kind.LEAD, "view", "edit") == Level("M", {OTHER_WORK: "D"})


def test_a_stage_of_which_an_action_is_not_named_is_as_every_other() -> None:
    rights = {"leads": {"export": "G"}, "status_rights": [of_stage(WORK, view="D")]}

    assert Actor(user_id=1, rights=rights).level(Kind.LEAD, "export") == GROUP


def test_exceptions_that_change_nothing_are_none() -> None:
    rights = {"leads": {"view": "A"}, "status_rights": [of_stage(WORK, view="A")]}

    assert Actor(user_id=1, rights=rights).level(Kind.LEAD, "view") == ALL


def test_stages_are_no_matter_of_contacts() -> None:
    rights = {"contacts": {"view": "A"}, "status_rights": [of_stage(WORK, view="D")]}

    assert Actor(user_id=1, rights=rights).level(Kind.CONTACT, "view") == ALL


def test_a_catalog_has_rights_of_its_own_where_lists_are_open() -> None:
    rights = {"catalog_access": True, "catalog_rights": [{"catalog_id": 1001, "rights": {"view": "L"}}]}

    assert Actor(user_id=1, rights=rights).level(Kind.ELEMENT, "view") == Level("A", {(1001,): "L"})
    assert Actor(user_id=1, rights=rights).level(Kind.ELEMENT, "edit") == Level("A", {(1001,): "D"})
    assert Actor(user_id=1, rights=rights | {"catalog_access": False}).level(Kind.ELEMENT, "view") == DENIED


def test_customers_have_the_rights_of_leads_but_not_of_their_stages() -> None:
    rights = {"leads": {"view": "M"}, "status_rights": [of_stage(WORK, view="D")]}

    assert Actor(user_id=1, rights=rights).level(Kind.CUSTOMER, "view") == OWN
