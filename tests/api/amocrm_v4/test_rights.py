"""Rights over HTTP: what may not be seen is not there, what may not be done answers 403, and nothing is stored."""

from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.conftest import ClientOf
from tests.integration import Sync
from tests.rights import (
    ANY_LEVEL,
    ANY_NOUN,
    CONTACT,
    FOREIGN,
    HERE,
    LEAD,
    OTHERS,
    OWN,
    REACH,
    Noun,
    Office,
    called,
    contents,
    give,
    rights_with,
)
from tests.world import World
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Right
from voronka.domain.access import Letter
from voronka.domain.kinds import Kind
from voronka.services import users
from voronka.services.work import Work


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


@pytest.fixture
def anna(office: Office, client_of: ClientOf) -> Callable[..., httpx2.Client]:
    """Анна's client, once her rights are full but these."""

    def anna(is_free: bool = False, **actions: Letter) -> httpx2.Client:
        office.world.do(give, office.world.anna, rights_with(**actions), is_free=is_free)
        return client_of(office.world.anna)

    return anna


def names(answer: httpx2.Response, noun: Noun) -> set[str]:
    assert answer.status_code in (200, 204), answer.text
    return {item["name"] for item in answer.json()["_embedded"][noun.kind.plural]} if answer.content else set()


def forbidden(answer: httpx2.Response) -> None:
    assert answer.status_code == 403, f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Forbidden" and answer.json()["detail"]


def unknown(answer: httpx2.Response, path: str) -> None:
    assert answer.status_code == 400, f"{answer.status_code} {answer.text}"
    [item] = answer.json()["validation-errors"]
    assert [(found["code"], found["path"]) for found in item["errors"]] == [("NotSupportedChoice", path)]


@ANY_NOUN
@ANY_LEVEL
def test_lists_and_cards_show_what_may_be_seen(office: Office, anna: Any, noun: Noun, level: Letter):
    ids = office.records(noun)
    client = anna(view=level)

    if level == "D":
        for path in (noun.path, f"{noun.path}/{ids[OWN]}", f"{noun.path}/{ids[FOREIGN]}"):
            forbidden(client.get(path))
        return
    assert names(client.get(noun.path), noun) == set(REACH[level])
    asked = [("filter[id][]", str(id)) for id in ids.values()]
    assert names(client.get(noun.path, params=asked), noun) == set(REACH[level])
    for whose, id in ids.items():
        answer = client.get(f"{noun.path}/{id}")
        seen = whose in REACH[level]
        assert (answer.status_code, bool(answer.content)) == ((200, True) if seen else (204, False)), whose
        found = client.get(noun.path, params={"query": whose})
        assert (whose in names(found, noun)) is seen


@ANY_NOUN
@ANY_LEVEL
def test_changes_reach_as_far_as_the_right(office: Office, anna: Any, noun: Noun, level: Letter):
    ids = office.records(noun)
    client = anna(edit=level)

    for whose in HERE:
        before = contents(office.world)
        one = client.patch(f"{noun.path}/{ids[whose]}", json={"name": "Новое имя"})
        many = client.patch(noun.path, json=[{"id": ids[whose], "name": "Ещё новее"}])
        if whose in REACH[level]:
            assert (one.status_code, many.status_code) == (200, 200)
        else:
            forbidden(one)
            forbidden(many)
            assert contents(office.world) == before
    far = client.patch(f"{noun.path}/{ids[FOREIGN]}", json={"name": "x"})
    assert far.status_code == 404


@ANY_NOUN
def test_what_may_not_be_seen_is_not_there_to_be_changed(office: Office, anna: Any, noun: Noun):
    ids = office.records(noun)
    client = anna(view="M")
    before = contents(office.world)

    for whose in (OTHERS, FOREIGN):
        assert client.patch(f"{noun.path}/{ids[whose]}", json={"name": "x"}).status_code == 404
        unknown(client.patch(noun.path, json=[{"id": ids[whose], "name": "x"}]), "id")
    assert contents(office.world) == before


@ANY_NOUN
def test_who_may_not_add_adds_nothing(office: Office, anna: Any, noun: Noun):
    client = anna(add="D")
    before = contents(office.world)

    forbidden(client.post(noun.path, json=[{"name": "Букет", "_embedded": {"tags": [{"name": "новое"}]}}]))
    if noun is LEAD:
        forbidden(client.post("/api/v4/leads/complex", json=[{"name": "Букет"}]))
    assert contents(office.world) == before


@pytest.mark.parametrize("part", ["contacts", "companies"])
def test_a_complex_lead_needs_the_right_to_add_each_part(office: Office, world: World, client_of: ClientOf, part: str):
    world.do(give, world.anna, rights_with() | {part: {"view": "A", "edit": "A", "add": "D", "delete": "D"}})
    before = contents(world)

    lead = {"name": "Букет", "_embedded": {part: [{"name": "Мария"}]}}
    forbidden(client_of(world.anna).post("/api/v4/leads/complex", json=[lead]))
    assert contents(world) == before


def test_duplicates_are_not_looked_for_where_one_may_not_look(office: Office, anna: Any, client: httpx2.Client):
    """A repetition of a hidden lead is a lead of its own: neither its id nor its contact is told."""
    office.world.do(turn_on_duplicate_control)
    lead = {"name": "Букет", "_embedded": {"contacts": [{"name": "Мария", "custom_fields_values": phone()}]}}
    [first] = client.post("/api/v4/leads/complex", json=[lead]).json()
    [again] = client.post("/api/v4/leads/complex", json=[lead]).json()
    assert again["merged"] is True and again["id"] == first["id"]

    answer = anna(view="M", edit="M").post("/api/v4/leads/complex", json=[lead])

    assert answer.status_code == 200, answer.text
    [own] = answer.json()
    assert own["merged"] is False
    assert own["id"] != first["id"] and own["contact_id"] != first["contact_id"]


def turn_on_duplicate_control(work: Work) -> None:
    from voronka.store import accounts

    settings = structs.replace(work.account.settings, duplicate_control=True)
    accounts.save_settings(work, work.account.name, settings)


def phone() -> list[dict[str, Any]]:
    return [{"field_code": "PHONE", "values": [{"value": "+7 926 555-01-02", "enum_code": "WORK"}]}]


@ANY_LEVEL
def test_links_lead_only_to_what_may_be_seen(office: Office, world: World, client_of: ClientOf, level: Letter):
    lead, ids = office.records(LEAD)[OWN], office.records(CONTACT)
    limited = {"view": level, "edit": "D", "add": "D", "delete": "D", "export": "D"}
    world.do(give, world.anna, rights_with() | {"contacts": limited})
    client = client_of(world.anna)

    for whose, id in ids.items():
        before = contents(world)
        link = [{"to_entity_id": id, "to_entity_type": "contacts"}]
        answer = client.post(f"/api/v4/leads/{lead}/link", json=link)
        if whose in REACH[level]:
            assert answer.status_code == 200
        else:
            unknown(answer, "to_entity_id")
            unknown(client.post(f"/api/v4/leads/{lead}/unlink", json=link), "to_entity_id")
            new = [{"name": "Букет", "_embedded": {"contacts": [{"id": id}]}}]
            unknown(client.post("/api/v4/leads", json=new), "_embedded.contacts.0.id")
            assert contents(world) == before


@ANY_NOUN
def test_the_links_of_a_hidden_record_are_hidden(office: Office, anna: Any, noun: Noun):
    ids = office.records(noun)
    client = anna(view="M")

    assert client.get(f"{noun.path}/{ids[OWN]}/links").status_code == 200
    hidden = client.get(f"{noun.path}/{ids[OTHERS]}/links")
    gone = client.get(f"{noun.path}/999999999/links")
    assert (hidden.status_code, hidden.text) == (gone.status_code, gone.text.replace("999999999", str(ids[OTHERS])))


@ANY_LEVEL
def test_events_are_told_of_what_may_be_seen(office: Office, anna: Any, level: Letter):
    ids = office.records(LEAD)

    answer = anna(view=level).get("/api/v4/events", params={"filter[type]": "lead_added"})

    told = {event["entity_id"] for event in answer.json()["_embedded"]["events"]} if answer.content else set()
    assert told == {ids[whose] for whose in REACH[level]}


@ANY_NOUN
@ANY_LEVEL
def test_notes_are_read_and_written_with_their_record(
    office: Office, anna: Any, client: httpx2.Client, noun: Noun, level: Letter
):
    ids = office.records(noun)
    note = {"note_type": "common", "params": {"text": "Перезвонить"}}
    for whose in HERE:
        assert client.post(f"{noun.path}/{ids[whose]}/notes", json=[note]).status_code == 200
    reader, writer = anna(view=level), None

    if level == "D":
        forbidden(reader.get(f"{noun.path}/notes"))
    else:
        listed = reader.get(f"{noun.path}/notes").json()["_embedded"]["notes"]
        assert {found["entity_id"] for found in listed} == {ids[whose] for whose in REACH[level]}
    writer = anna(edit=level)
    for whose in HERE:
        before = contents(office.world)
        answer = writer.post(f"{noun.path}/{ids[whose]}/notes", json=[note])
        if whose in REACH[level]:
            assert answer.status_code == 200
        else:
            forbidden(answer)
            assert contents(office.world) == before


def test_a_free_user_is_told_of_no_events(office: Office, anna: Any):
    office.records(LEAD)

    assert anna().get("/api/v4/events").status_code == 200
    assert anna(is_free=True).get("/api/v4/events").status_code == 204


def test_without_access_to_lists_catalogs_are_closed(
    office: Office, world: World, client_of: ClientOf, client: httpx2.Client
):
    [made] = client.post("/api/v4/catalogs", json=[{"name": "Цветы"}]).json()["_embedded"]["catalogs"]
    elements = f"/api/v4/catalogs/{made['id']}/elements"
    [rose] = client.post(elements, json=[{"name": "Роза"}]).json()["_embedded"]["elements"]
    world.do(give, world.anna, rights_with() | {"catalog_access": False})
    anna, before = client_of(world.anna), contents(world)

    for path in ("/api/v4/catalogs", f"/api/v4/catalogs/{made['id']}", elements, f"{elements}/{rose['id']}"):
        forbidden(anna.get(path))
    forbidden(anna.post(elements, json=[{"name": "Пион"}]))
    forbidden(anna.patch(elements, json=[{"id": rose["id"], "name": "Пион"}]))
    assert contents(world) == before


class TestBlocked:
    """A blocked user is out at once, whatever he holds."""

    def test_with_the_token_he_has(self, world: World, client_of: ClientOf):
        client = client_of(world.anna)
        assert client.get("/api/v4/account").status_code == 200
        world.do(users.set_active, world.anna.id, is_active=False)
        before = contents(world)

        answers = {each.name: called(client, each).status_code for each in OPERATIONS if each.right is not Right.NOBODY}

        assert answers == dict.fromkeys(answers, 401)
        assert client.post("/api/v4/leads", json=[{"name": "Букет"}]).status_code == 401
        assert contents(world) == before
        world.do(users.set_active, world.anna.id, is_active=True)
        assert client.get("/api/v4/account").status_code == 200

    def test_with_what_his_integration_holds(self, world: World, sync: Sync):
        """Access token, refresh token, and a code that was not redeemed yet."""
        pair, code = sync.pair(), sync.code()
        bearer = {"Authorization": f"Bearer {pair['access_token']}"}
        assert sync.client.get("/api/v4/account", headers=bearer).status_code == 200

        world.do(users.set_active, world.anna.id, is_active=False)

        assert sync.client.get("/api/v4/account", headers=bearer).status_code == 401
        assert sync.by_refresh(pair["refresh_token"]).status_code == 401
        assert sync.by_code(code).status_code == 400

    def test_in_whose_name_an_administrator_acts(self, world: World, client: httpx2.Client):
        asked = {"X-Context-User-ID": str(world.anna.id)}
        assert client.get("/api/v4/leads", headers=asked).status_code == 204

        world.do(users.set_active, world.anna.id, is_active=False)

        forbidden(client.get("/api/v4/leads", headers=asked))


def test_an_administrator_in_a_sellers_name_may_what_the_seller_may(office: Office, anna: Any, client: httpx2.Client):
    ids = office.records(LEAD)
    anna(view="M", edit="D")
    asked = {"X-Context-User-ID": str(office.world.anna.id)}

    assert names(client.get(LEAD.path, headers=asked), LEAD) == {OWN}
    forbidden(client.patch(f"{LEAD.path}/{ids[OWN]}", json={"name": "x"}, headers=asked))
    assert client.get("/api/v4/users", headers=asked).status_code == 403


def test_rights_hold_from_the_next_request_on(office: Office, anna: Any):
    office.records(LEAD)
    assert names(anna().get(LEAD.path), LEAD) == set(HERE)

    assert names(anna(view="M").get(LEAD.path), LEAD) == {OWN}


@pytest.mark.parametrize("kind", [Kind.LEAD, Kind.CONTACT, Kind.COMPANY], ids=lambda kind: kind.plural)
def test_the_same_number_in_another_company_is_another_record(office: Office, client_of: ClientOf, kind: Kind):
    """Ids count per company, so both have a first lead: each sees and changes its own."""
    world, path = office.world, f"/api/v4/{kind.plural}"
    here, there = client_of(world.irina), client_of(world.egor)
    made = [each.post(path, json=[{"name": name}]).json() for each, name in ((here, "Роза"), (there, "Ветряк"))]
    ids = {answer["_embedded"][kind.plural][0]["id"] for answer in made}
    assert len(ids) == 1

    here.patch(f"{path}/{ids.pop()}", json={"name": "Чайная роза"})

    assert [item["name"] for item in there.get(path).json()["_embedded"][kind.plural]] == ["Ветряк"]
    assert [item["name"] for item in here.get(path).json()["_embedded"][kind.plural]] == ["Чайная роза"]
