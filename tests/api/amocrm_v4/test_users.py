"""/api/v4/users: for administrators; every key of `rights` is there."""

from typing import Any

import httpx2
import msgspec
import pytest

from tests.answers import embedded, faults_of_items
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.contract.amocrm_v4.users import User
from voronka.domain.errors import Unauthorized
from voronka.domain.users import UserDraft
from voronka.services import logins, users

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
    listed = client.get("/api/v4/users", params={"with": everything}).json()["_embedded"]["users"]
    assert anna in listed


def test_nobody_is_changed_or_deleted_over_the_api(client: httpx2.Client, world: World) -> None:
    for method, path in (("PATCH", "/api/v4/users"), ("PATCH", f"/api/v4/users/{world.anna.id}")):
        assert client.request(method, path, json=[]).status_code == 405
    assert client.delete(f"/api/v4/users/{world.anna.id}").status_code == 405


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


MARIA = {"name": "Мария Соколова", "email": "sokolova@romashka.example", "password": "Vasilek7"}
SELLER = {"view": "G", "edit": "M", "add": "A", "delete": "D", "export": "D"}


def hired(client: httpx2.Client, **more: Any) -> dict[str, Any]:
    return embedded(client.post("/api/v4/users", json=[MARIA | more]), 201)[0]


def test_a_new_user_is_answered_whole_and_may_sign_in(client: httpx2.Client, world: World) -> None:
    rights = {"leads": SELLER, "tasks": {"edit": "M", "delete": "D"}, "catalog_access": True}
    maria = hired(client, lang="en", rights=rights | {"group_id": world.shops.id}, request_id="m1")

    assert list(maria) == ["id", "name", "email", "lang", "rights", "request_id", "_links"]
    assert (maria["email"], maria["lang"], maria["request_id"]) == (MARIA["email"], "en", "m1")
    assert maria["rights"]["leads"] == SELLER
    assert maria["rights"]["contacts"] == DENIED
    assert (maria["rights"]["group_id"], maria["rights"]["is_admin"]) == (world.shops.id, False)
    assert client.get(f"/api/v4/users/{maria['id']}").json() == {
        key: maria[key] for key in maria if key != "request_id"
    }
    signed_in = world.do(logins.sign_in, MARIA["email"], MARIA["password"])
    assert signed_in.id == maria["id"]


def test_what_is_not_said_is_denied_and_the_accounts(client: httpx2.Client) -> None:
    maria = hired(client)

    assert (maria["lang"], maria["rights"]["group_id"], maria["rights"]["role_id"]) == ("ru", None, None)
    assert {maria["rights"][entity]["view"] for entity in ("leads", "contacts", "companies")} == {"D"}
    assert not maria["rights"]["catalog_access"] and not maria["rights"]["mail_access"]


def test_a_free_user_is_listed_and_may_see_no_records(client: httpx2.Client, world: World, client_of: ClientOf) -> None:
    """Whatever else was granted."""
    maria = hired(client, rights={"is_free": True, "leads": SELLER, "mail_access": True, "catalog_access": True})
    assert maria["rights"]["is_free"]
    assert (maria["rights"]["leads"], maria["rights"]["mail_access"]) == (DENIED, False)
    listed = client.get("/api/v4/users").json()["_embedded"]["users"]
    assert [user["id"] for user in listed if user["rights"]["is_free"]] == [maria["id"]]
    user = world.facts.users[maria["id"]]

    assert client_of(user).get("/api/v4/leads").status_code == 403
    assert client_of(user).get("/api/v4/account").status_code == 200


def test_every_fault_of_every_new_user_is_told(client: httpx2.Client, world: World) -> None:
    people = [
        {},
        MARIA | {"name": "Мария <b>", "password": "vasilek7"},
        MARIA | {"name": "www.romashka.example", "password": "Va7", "email": "нет"},
        MARIA | {"name": "М" * 51, "lang": "fr"},
        MARIA | {"email": "anna@romashka.example", "rights": {"role_id": 5, "group_id": 5, "leads": {"view": "L"}}},
    ]
    assert faults_of_items(client.post("/api/v4/users", json=people)) == {
        "0": [("name", "FieldMissing"), ("email", "FieldMissing"), ("password", "FieldMissing")],
        "3": [("lang", "NotSupportedChoice")],
        "4": [("rights.leads.view", "NotSupportedChoice")],
    }
    people = [people[1], people[2], people[3] | {"lang": "ru"}, people[4] | {"rights": {"role_id": 5, "group_id": 5}}]
    found = faults_of_items(client.post("/api/v4/users", json=people))
    assert {mark: sorted(told) for mark, told in found.items()} == {
        "0": [("name", "InvalidFormat"), ("password", "InvalidFormat")],
        "1": [("email", "InvalidFormat"), ("name", "InvalidFormat"), ("password", "TooShort")],
        "2": [("email", "NotSupportedChoice"), ("name", "TooLong")],
        "3": [(path, "NotSupportedChoice") for path in ("email", "rights.group_id", "rights.role_id")],
    }
    assert len(world.facts.users) == 4


@pytest.mark.parametrize("name", ["Мария О.", "m.sokolova@romashka", "Мария-Анна_2"])
def test_a_name_has_letters_digits_and_four_other_signs(client: httpx2.Client, name: str) -> None:
    assert hired(client, name=name)["name"] == name


def test_ten_are_added_at_once_and_no_more(client: httpx2.Client, world: World, statements: Statements) -> None:
    people = [MARIA | {"email": f"{number}@romashka.example"} for number in range(22)]
    client.post("/api/v4/users", json=people[:1])
    counts = []
    for some in (people[1:2], people[2:12]):
        with statements() as seen:
            assert client.post("/api/v4/users", json=some).json()["_total_items"] == len(some)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    answer = client.post("/api/v4/users", json=people[11:22])
    assert (answer.status_code, answer.json()["title"]) == (400, "Bad Request")
    for verb in ("activate", "deactivate"):
        assert client.post(f"/api/v4/users/{verb}", json=[{"id": world.anna.id}] * 11).status_code == 400


def test_who_is_blocked_is_out_at_once_and_in_again_later(
    client: httpx2.Client, world: World, client_of: ClientOf
) -> None:
    id = hired(client, rights={"leads": SELLER})["id"]
    maria = world.facts.users[id]
    hers = client_of(maria)
    assert hers.get("/api/v4/leads").status_code == 204

    blocked = client.post("/api/v4/users/deactivate", json=[{"id": maria.id}])

    assert (blocked.status_code, blocked.content, blocked.headers["content-type"]) == (204, b"", "text/html")
    assert hers.get("/api/v4/leads").status_code == 401
    with pytest.raises(Unauthorized):
        world.do(logins.sign_in, MARIA["email"], MARIA["password"])
    assert not client.get(f"/api/v4/users/{maria.id}").json()["rights"]["is_active"]
    again = client.post("/api/v4/users/activate", json=[{"id": maria.id}, {"id": world.boris.id}])
    assert (again.status_code, again.content, again.headers["content-type"]) == (202, b"", "text/html")
    assert hers.get("/api/v4/leads").status_code == 204
    assert world.do(logins.sign_in, MARIA["email"], MARIA["password"]).id == maria.id


@pytest.mark.parametrize("verb", ["activate", "deactivate"])
def test_strangers_and_administrators_are_refused_with_all_the_rest(
    client: httpx2.Client, world: World, verb: str
) -> None:
    """So nobody locks himself out, and an administrator is always left."""
    before = world.facts.users
    for ids, detail in (
        ([world.anna.id, 5, 7], "User(s) 5, 7 are not associated with provided account."),
        ([world.anna.id, world.irina.id], f"Administrators cannot be activated or deactivated: {world.irina.id}."),
    ):
        answer = client.post(f"/api/v4/users/{verb}", json=[{"id": id} for id in ids])
        assert (answer.status_code, answer.json()["detail"]) == (400, detail)
    assert world.facts.users == before


def test_users_of_another_account_are_strangers(client: httpx2.Client, world: World, client_of: ClientOf) -> None:
    """Ids count per account, so one that «Ветер» does not have is taken."""
    maria = hired(client)
    answer = client_of(world.egor).post("/api/v4/users/deactivate", json=[{"id": maria["id"]}])
    assert answer.status_code == 400
    assert client.get(f"/api/v4/users/{maria['id']}").json()["rights"]["is_active"]
