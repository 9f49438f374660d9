"""GET /api/v4/users: for administrators; every key of `rights` is there."""

import httpx2
import msgspec

from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.contract.amocrm_v4.users import User
from voronka.domain.users import UserDraft
from voronka.services import users

DENIED = {"view": "D", "edit": "D", "add": "D", "delete": "D", "export": "D"}


def test_everybody_is_listed_the_blocked_one_too(client: httpx2.Client, world: World) -> None:
    answer = client.get("/api/v4/users").json()
    assert (answer["_total_items"], answer["_page"], answer["_page_count"]) == (4, 1, 1)
    people = {user["name"]: user["rights"]["is_active"] for user in answer["_embedded"]["users"]}
    assert people == {"Ирина Волкова": True, "Анна Соколова": True, "Олег Сомов": True, "Борис Кротов": False}
    for user in answer["_embedded"]["users"]:
        msgspec.convert(user, User)


def test_pages_follow_each_other(client: httpx2.Client) -> None:
    first = client.get("/api/v4/users?limit=3").json()
    assert (first["_total_items"], first["_page_count"]) == (4, 2)
    second = client.get(first["_links"]["next"]["href"]).json()
    assert [user["name"] for user in second["_embedded"]["users"]] == ["Борис Кротов"]
    assert "next" not in second["_links"]


def test_behind_the_last_page_there_is_nothing(client: httpx2.Client) -> None:
    assert client.get("/api/v4/users?page=2").status_code == 204


def test_one_user_shows_her_rights(client: httpx2.Client, world: World) -> None:
    anna = client.get(f"/api/v4/users/{world.anna.id}").json()
    assert (anna["email"], anna["lang"]) == ("anna@romashka.example", "ru")
    assert anna["rights"]["group_id"] == world.shops.id
    assert anna["_links"]["self"]["href"] == f"https://romashka.voronka.test/api/v4/users/{world.anna.id}"
    assert "uuid" not in anna and "_embedded" not in anna


def test_rights_never_granted_are_denied(client: httpx2.Client, world: World) -> None:
    intern = UserDraft(name="Вера Ильина", email="vera@romashka.example", rights={"leads": {"view": "M"}})
    [vera] = world.do(users.add, [intern])
    rights = client.get(f"/api/v4/users/{vera.id}").json()["rights"]
    assert rights == {
        "leads": DENIED | {"view": "M"},
        "contacts": DENIED,
        "companies": DENIED,
        "tasks": {"edit": "D", "delete": "D"},
        "mail_access": False,
        "catalog_access": False,
        "status_rights": None,
        "catalog_rights": [],
        "is_admin": False,
        "is_free": False,
        "is_active": True,
        "group_id": None,
        "role_id": None,
    }


def test_with_brings_what_it_names(client: httpx2.Client, world: World) -> None:
    everything = "role,group,uuid,amojo_id,user_rank,phone_number"
    anna = client.get(f"/api/v4/users/{world.anna.id}", params={"with": everything}).json()
    shops = {"id": world.shops.id, "name": "Магазины", "uuid": None}
    assert anna["_embedded"] == {"roles": [], "groups": [shops]}
    assert (anna["uuid"], anna["user_rank"], anna["phone_number"]) == (world.anna.uuid, None, None)


def test_without_a_group_of_her_own_she_is_in_the_default_department(client: httpx2.Client, world: World) -> None:
    irina = client.get(f"/api/v4/users/{world.irina.id}?with=group").json()
    assert irina["_embedded"]["groups"][0]["id"] == 0


def test_nobody_of_that_id_is_an_empty_answer(client: httpx2.Client, world: World) -> None:
    assert client.get("/api/v4/users/999").status_code == 204
    assert client.get(f"/api/v4/users/{world.egor.id}999").status_code == 204


def test_a_seller_may_not_look(client_of: ClientOf, world: World) -> None:
    seller = client_of(world.anna)
    for path in ("/api/v4/users", f"/api/v4/users/{world.anna.id}"):
        answer = seller.get(path)
        assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")


def test_the_list_costs_the_same_for_two_as_for_fifty(
    client: httpx2.Client, world: World, statements: Statements
) -> None:
    client.get("/api/v4/users")
    with statements() as few:
        client.get("/api/v4/users")
    drafts = [UserDraft(name=f"Продавец {n}", email=f"{n}@romashka.example") for n in range(50)]
    world.do(users.add, drafts)
    client.get("/api/v4/users")
    with statements() as many:
        assert client.get("/api/v4/users").json()["_total_items"] == 54
    assert len(many) == len(few)
