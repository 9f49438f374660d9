"""Roles: rights under a name; whoever has one has its rights, from the next request on."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.conftest import ClientOf, Statements
from tests.world import EVERYTHING, World
from voronka.domain.access import full_rights
from voronka.domain.users import User
from voronka.services import users

ROLES = "/api/v4/roles"
SELLER = {"view": "G", "edit": "M", "add": "A", "delete": "D", "export": "D"}
NOTHING = dict.fromkeys(SELLER, "D")
RIGHTS = {
    "leads": SELLER,
    "contacts": SELLER,
    "companies": SELLER,
    "tasks": {"edit": "M", "delete": "D"},
    "mail_access": True,
    "catalog_access": True,
}


def made(client: httpx2.Client, **role: Any) -> dict[str, Any]:
    return embedded(client.post(ROLES, json=[{"name": "Менеджер юга", "rights": RIGHTS} | role]), 201)[0]


def hired(client: httpx2.Client, world: World, role_id: int, **rights: Any) -> User:
    person = {"name": "Мария Соколова", "email": "sokolova@romashka.example", "password": "Vasilek7"}
    answer = client.post("/api/v4/users", json=[person | {"rights": {"role_id": role_id, **rights}}])
    assert answer.status_code == 201, answer.text
    return world.facts.users[answer.json()["_embedded"]["users"][0]["id"]]


def stage(world: World, place: int = 0, **rights: str) -> dict[str, Any]:
    pipeline = world.facts.main_pipeline
    own = [status for status in pipeline.statuses if status.is_editable]
    return {"entity_type": "leads", "pipeline_id": pipeline.id, "status_id": own[place].id, "rights": rights}


def test_a_new_role_is_answered_whole(client: httpx2.Client) -> None:
    role = made(client, request_id="юг")

    assert list(role) == ["id", "name", "rights", "request_id", "_links"]
    assert (role["name"], role["request_id"]) == ("Менеджер юга", "юг")
    assert role["rights"] == RIGHTS | {"status_rights": None, "catalog_rights": []}
    assert role["_links"]["self"]["href"] == f"https://romashka.voronka.test{ROLES}/{role['id']}"
    assert client.get(f"{ROLES}/{role['id']}").json() == {key: role[key] for key in role if key != "request_id"}


def test_the_list_counts_and_pages(client: httpx2.Client) -> None:
    assert client.get(ROLES).status_code == 204
    answer = client.post(ROLES, json=[{"name": f"Роль {number}"} for number in range(3)]).json()
    assert answer["_total_items"] == 3
    page = client.get(ROLES, params={"limit": 2}).json()
    assert (page["_total_items"], page["_page"], page["_page_count"]) == (3, 1, 2)
    assert [role["name"] for role in page["_embedded"]["roles"]] == ["Роль 0", "Роль 1"]
    assert [role["name"] for role in client.get(page["_links"]["next"]["href"]).json()["_embedded"]["roles"]] == [
        "Роль 2"
    ]


def test_what_is_not_granted_is_denied(client: httpx2.Client) -> None:
    assert made(client, rights={"leads": {"view": "M"}})["rights"] == {
        "leads": NOTHING | {"view": "M"},
        "contacts": NOTHING,
        "companies": NOTHING,
        "tasks": {"edit": "D", "delete": "D"},
        "mail_access": False,
        "catalog_access": False,
        "status_rights": None,
        "catalog_rights": [],
    }
    assert made(client, rights=None)["rights"]["leads"] == NOTHING
    assert made(client, rights={"leads": None, "mail_access": None, "tasks": {"edit": None, "view": "A"}})["rights"][
        "tasks"
    ] == {"edit": "D", "delete": "D"}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"view": "M", "edit": "A", "delete": "A"}, {"view": "M", "edit": "M", "delete": "M"}),
        ({"view": "M", "export": "A"}, {"view": "M", "export": "M"}),
        ({"view": "D", "edit": "A", "add": "A", "delete": "A"}, {"add": "A"}),
        ({"view": "A", "edit": "D", "delete": "G"}, {"view": "A"}),
        ({"view": "G", "edit": "M", "delete": "G"}, {"view": "G", "edit": "M", "delete": "M"}),
    ],
)  # fmt: skip
def test_no_right_goes_further_than_those_it_depends_on(
    client: httpx2.Client, sent: dict[str, str], kept: dict[str, str]
) -> None:
    assert made(client, rights={"leads": sent})["rights"]["leads"] == NOTHING | kept


def test_stages_and_catalogs_have_rights_of_their_own(client: httpx2.Client, world: World) -> None:
    gifts = client.post("/api/v4/catalogs", json=[{"name": "Подарки"}]).json()["_embedded"]["catalogs"][0]["id"]
    rights = {
        "status_rights": [stage(world, 0, view="D", edit="A"), stage(world, 1, view="A", delete="A", export="M")],
        "catalog_rights": [{"catalog_id": gifts, "rights": {"view": "L", "add": "A", "edit": "A"}}],
    }

    kept = made(client, rights=RIGHTS | rights)["rights"]

    assert kept["status_rights"] == [
        stage(world, 0, view="D", edit="D", delete="D"),
        stage(world, 1, view="A", edit="D", delete="D", export="M"),
    ]
    levels = {"view": "L", "edit": "L", "add": "A", "delete": "D", "export": "D"}
    assert kept["catalog_rights"] == [{"catalog_id": gifts, "rights": levels}]


def test_every_fault_of_rights_is_told(client: httpx2.Client, world: World) -> None:
    wrong = {"leads": {"view": "X", "add": "M"}, "tasks": {"edit": 5}, "mail_access": "да", "status_rights": [{}]}
    assert faults(client.post(ROLES, json=[{"name": "Роль", "rights": wrong}])) == [
        ("rights.leads.view", "NotSupportedChoice"),
        ("rights.leads.add", "NotSupportedChoice"),
        ("rights.tasks.edit", "InvalidType"),
        ("rights.mail_access", "InvalidType"),
        ("rights.status_rights.0.entity_type", "FieldMissing"),
        ("rights.status_rights.0.pipeline_id", "FieldMissing"),
        ("rights.status_rights.0.status_id", "FieldMissing"),
        ("rights.status_rights.0.rights", "FieldMissing"),
    ]
    told = stage(world, view="A")
    stages = [told, told, told | {"status_id": 5}, told | {"pipeline_id": 5}]
    lists = [{"catalog_id": 5, "rights": {}}]
    role = {"name": " ", "rights": {"status_rights": stages, "catalog_rights": lists}}
    assert faults(client.post(ROLES, json=[role])) == [
        ("name", "NotBlank"),
        ("rights.status_rights.1.status_id", "NotSupportedChoice"),
        ("rights.status_rights.2.status_id", "NotSupportedChoice"),
        ("rights.status_rights.3.pipeline_id", "NotSupportedChoice"),
        ("rights.catalog_rights.0.catalog_id", "NotSupportedChoice"),
    ]
    assert faults(client.post(ROLES, json=[{"rights": {}}])) == [("name", "FieldMissing")]
    assert client.get(ROLES).status_code == 204


def test_a_change_replaces_what_it_names(client: httpx2.Client, world: World) -> None:
    role = made(client, rights=RIGHTS | {"status_rights": [stage(world, view="D")]})

    answer = client.patch(f"{ROLES}/{role['id']}", json={"id": 5, "rights": {"leads": {"view": "A"}}})

    assert answer.status_code == 202
    changed = answer.json()
    assert list(changed) == ["id", "name", "rights", "_links"]
    assert changed["rights"] == role["rights"] | {"leads": NOTHING | {"view": "A"}}
    assert client.patch(f"{ROLES}/{role['id']}", json={"name": "Север"}).json() == changed | {"name": "Север"}


@pytest.mark.parametrize("nothing", [None, []])
def test_wiping_the_rights_of_stages_closes_the_incoming_leads(
    client: httpx2.Client, world: World, nothing: Any
) -> None:
    role = made(client, rights=RIGHTS | {"status_rights": [stage(world, view="D")]})

    changed = client.patch(f"{ROLES}/{role['id']}", json={"rights": {"status_rights": nothing}}).json()

    pipeline = world.facts.main_pipeline
    closed = {"entity_type": "leads", "pipeline_id": pipeline.id, "status_id": pipeline.unsorted_status.id}
    assert changed["rights"]["status_rights"] == [closed | {"rights": {"view": "D", "edit": "D", "delete": "D"}}]


def test_whoever_has_the_role_has_its_rights(client: httpx2.Client, world: World, client_of: ClientOf) -> None:
    role = made(client)
    maria = hired(client, world, role["id"], leads=EVERYTHING, group_id=world.shops.id)
    shown = client.get(f"/api/v4/users/{maria.id}", params={"with": "role,group"}).json()
    links = {"self": {"href": f"https://romashka.voronka.test{ROLES}/{role['id']}"}}
    assert shown["_embedded"]["roles"] == [{"id": role["id"], "name": "Менеджер юга", "_links": links}]
    assert shown["_embedded"]["groups"][0]["id"] == world.shops.id
    own = {"is_admin": False, "is_free": False, "is_active": True, "group_id": world.shops.id, "role_id": role["id"]}
    assert shown["rights"] == role["rights"] | own

    hers = client_of(maria)
    client.post("/api/v4/leads", json=[{"name": "Букет", "responsible_user_id": world.oleg.id}])
    assert hers.get("/api/v4/leads").status_code == 204
    client.patch(f"{ROLES}/{role['id']}", json={"rights": {"leads": EVERYTHING}})
    assert hers.get("/api/v4/leads").status_code == 200
    client.patch(f"{ROLES}/{role['id']}", json={"rights": {"leads": {}}})
    assert hers.get("/api/v4/leads").status_code == 403
    as_her = {"X-Context-User-ID": str(maria.id)}
    assert client.get("/api/v4/leads", headers=as_her).status_code == 403


def test_a_role_shows_who_has_it(client: httpx2.Client, world: World) -> None:
    role, empty = made(client), made(client, name="Пустая")
    maria = hired(client, world, role["id"])

    listed = client.get(ROLES, params={"with": "users"}).json()["_embedded"]["roles"]

    shown = client.get(f"/api/v4/users/{maria.id}").json()
    assert {each["id"]: each["_embedded"]["users"] for each in listed} == {role["id"]: [shown], empty["id"]: []}
    one = f"{ROLES}/{role['id']}"
    assert client.get(one, params={"with": "users"}).json()["_embedded"] == {"users": [shown]}
    assert "_embedded" not in client.get(one).json()


def test_a_role_that_is_deleted_leaves_its_rights_to_whoever_had_it(client: httpx2.Client, world: World) -> None:
    role = made(client)
    maria = hired(client, world, role["id"])

    assert client.delete(f"{ROLES}/{role['id']}").status_code == 204

    assert client.get(f"{ROLES}/{role['id']}").status_code == 204
    shown = client.get(f"/api/v4/users/{maria.id}", params={"with": "role"}).json()
    assert (shown["rights"]["role_id"], shown["_embedded"]["roles"]) == (None, [])
    assert {key: shown["rights"][key] for key in role["rights"]} == role["rights"]


def test_what_was_said_of_a_stage_ends_with_it(client: httpx2.Client, world: World) -> None:
    told = [stage(world, 1, view="D"), stage(world, 0, view="A")]
    role = made(client, rights=RIGHTS | {"status_rights": told})
    maria = hired(client, world, role["id"])
    person = {"name": "Павел Орлов", "email": "orlov@romashka.example", "password": "Vasilek7"}
    answer = client.post("/api/v4/users", json=[person | {"rights": {"status_rights": told[:1]}}]).json()
    pavel = answer["_embedded"]["users"][0]["id"]
    gone = told[0]

    path = f"/api/v4/leads/pipelines/{gone['pipeline_id']}/statuses/{gone['status_id']}"
    assert client.delete(path).status_code == 204

    left = [stage(world, 0, view="A", edit="D", delete="D")]
    assert client.get(f"{ROLES}/{role['id']}").json()["rights"]["status_rights"] == left
    assert client.get(f"/api/v4/users/{maria.id}").json()["rights"]["status_rights"] == left
    assert client.get(f"/api/v4/users/{pavel}").json()["rights"]["status_rights"] is None


def test_another_accounts_role_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    role, veter = made(client), client_of(world.egor)
    path = f"{ROLES}/{role['id']}"

    assert veter.get(ROLES).status_code == 204
    assert veter.get(path).status_code == 204
    assert veter.patch(path, json={"name": "Чужая"}).status_code == 404
    assert veter.delete(path).status_code == 404
    assert client.get(path).json()["name"] == "Менеджер юга"


def test_many_cost_as_many_statements_as_one(client: httpx2.Client, world: World, statements: Statements) -> None:
    """The first one of all fetches a block of ids besides."""
    counts, role = [], {"name": "Роль", "rights": RIGHTS | {"status_rights": [stage(world, view="D")]}}
    client.post(ROLES, json=[role])
    for number in (1, 50):
        with statements() as seen:
            assert client.post(ROLES, json=[role] * number).status_code == 201
        with statements() as listed:
            client.get(ROLES, params={"with": "users"})
        counts.append((len(seen), len(listed)))
    assert counts[0] == counts[1]


def test_who_has_rights_of_his_own_keeps_them_beside_roles(client: httpx2.Client, world: World) -> None:
    made(client)
    assert world.do(users.get, world.anna.id).rights == full_rights()
