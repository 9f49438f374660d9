"""People are added together or not at all."""

import pytest

from tests.world import World
from voronka.domain.access import full_rights
from voronka.domain.errors import Forbidden, Invalid, NotFound, Rule
from voronka.domain.users import UserDraft
from voronka.services import users


def test_a_draft_becomes_a_user_with_all_rights(world: World) -> None:
    [vera] = world.do(users.add, [UserDraft(name=" Вера Ильина ", email=" Vera@Romashka.example ")])
    assert (vera.name, vera.email, vera.lang, vera.group_id) == ("Вера Ильина", "vera@romashka.example", "ru", None)
    assert vera.rights == full_rights() and vera.is_active and not vera.is_admin
    assert world.do(users.by_email, "VERA@romashka.example") == vera == world.facts.users[vera.id]


def test_every_fault_of_every_draft_is_told(world: World) -> None:
    drafts = [
        UserDraft(name="", email="anna@romashka.example"),
        UserDraft(name="Вера", email="vera@romashka.example", password="123"),
        UserDraft(name="В" * 51, email="Vera@romashka.example", group_id=999),
        UserDraft(name="Вера", email="vera"),
    ]
    with pytest.raises(Invalid) as caught:
        world.do(users.add, drafts)
    assert [(found.item, found.path, found.rule) for found in caught.value.problems] == [
        (0, "name", Rule.BLANK),
        (0, "email", Rule.TAKEN),
        (1, "password", Rule.TOO_SHORT),
        (2, "name", Rule.TOO_LONG),
        (2, "rights.group_id", Rule.UNKNOWN_CHOICE),
        (2, "email", Rule.TAKEN),
        (3, "email", Rule.FORMAT),
    ]
    assert len(world.facts.users) == 4


def test_a_seller_adds_nobody(world: World) -> None:
    with pytest.raises(Forbidden):
        world.do_as(world.anna, users.add, [])
    with pytest.raises(Forbidden):
        world.do_as(world.anna, users.add_groups, ["Опт"])


def test_nobody_by_that_name(world: World) -> None:
    with pytest.raises(NotFound):
        world.do(users.by_email, "nobody@romashka.example")
    with pytest.raises(NotFound):
        world.do(users.get, 999)


def test_the_first_active_administrator_stands_for_the_account(world: World) -> None:
    assert world.do(users.administrator) == world.irina
    world.do(users.set_active, world.irina.id, is_active=False)
    with pytest.raises(NotFound, match="no active administrator"):
        world.do(users.administrator)
