"""Levels of a right: all, own group, own, none."""

import pytest
from msgspec import Struct

from voronka.domain.access import ALL, DENIED, GROUP, OWN, Actor, Level, allowed, require
from voronka.domain.errors import Forbidden
from voronka.domain.kinds import Kind


class Owned(Struct):
    responsible_user_id: int
    group_id: int


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
