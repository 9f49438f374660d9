"""Who may do what with requests: a request is seen, accepted and declined as its lead is seen, changed and deleted."""

from typing import Any

import httpx2
import pytest

from tests.answers import faults_of_items
from tests.api.amocrm_v4.incoming import UNSORTED, add, call, form, listed
from tests.conftest import ClientOf
from tests.rights import rights_with
from tests.world import World
from voronka.domain.leads import LeadChange
from voronka.domain.unsorted import Incoming
from voronka.domain.users import UserDraft
from voronka.services import unsorted, users
from voronka.services.leads_complex import Draft


def seller(world: World, client_of: ClientOf, **actions: Any) -> httpx2.Client:
    draft = UserDraft(name="Вера Лаптева", email="vera@romashka.example", rights=rights_with(**actions))
    return client_of(world.do(users.add, [draft])[0])


def chat(world: World, responsible: int, number: int) -> str:
    """A conversation waits; it may be attached as well as accepted."""
    lead = LeadChange(name=f"Чат {number}", responsible_user_id=responsible)
    [item] = world.do(unsorted.add, [Draft(lead=lead, incoming=Incoming(category="chats", metadata={}))])
    return item.uid


# Her rights; then, for her own request and for somebody else's, what answers: it is read, accepted, declined, attached.
TABLE: list[tuple[dict[str, Any], list[int], list[int]]] = [
    ({}, [200, 200, 200, 200], [200, 200, 200, 200]),
    ({"view": "M", "edit": "M", "delete": "M"}, [200, 200, 200, 200], [204, 404, 404, 404]),
    ({"edit": "M", "delete": "M"}, [200, 200, 200, 200], [200, 403, 403, 403]),
    ({"edit": "D"}, [200, 403, 200, 403], [200, 403, 200, 403]),
    ({"delete": "D"}, [200, 200, 403, 200], [200, 200, 403, 200]),
    ({"view": "D"}, [403, 403, 403, 403], [403, 403, 403, 403]),
]


@pytest.mark.parametrize(("rights", "own", "others"), TABLE)
def test_a_request_is_treated_as_its_lead_is(
    client: httpx2.Client,
    client_of: ClientOf,
    world: World,
    rights: dict[str, Any],
    own: list[int],
    others: list[int],
) -> None:
    [vera] = world.do(
        users.add, [UserDraft(name="Вера Лаптева", email="vera@romashka.example", rights=rights_with(**rights))]
    )
    hers = client_of(vera)
    deal = client.post("/api/v4/leads", json=[{"responsible_user_id": vera.id}]).json()["_embedded"]["leads"][0]["id"]
    attach = {"link": {"entity_id": deal, "entity_type": "leads"}}
    for responsible, expected in ((vera.id, own), (world.anna.id, others)):
        uids = [chat(world, responsible, number) for number in range(4)]
        answers = [
            hers.get(f"{UNSORTED}/{uids[0]}"),
            hers.post(f"{UNSORTED}/{uids[1]}/accept", json={}),
            hers.request("DELETE", f"{UNSORTED}/{uids[2]}/decline", json={}),
            hers.post(f"{UNSORTED}/{uids[3]}/link", json=attach),
        ]
        assert [answer.status_code for answer in answers] == expected
        waiting = {item["uid"] for item in listed(client)}
        done = [answer.status_code == 200 for answer in answers[1:]]
        assert [uid not in waiting for uid in uids[1:]] == done, "what is refused changes nothing"


@pytest.mark.parametrize(("kind", "request_"), [("sip", call()), ("forms", form())])
def test_adding_needs_the_right_to_add_leads(
    client_of: ClientOf, world: World, kind: str, request_: dict[str, Any]
) -> None:
    vera = seller(world, client_of, add="D")
    answer = vera.post(f"{UNSORTED}/{kind}", json=[request_])
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert client_of(world.irina).get("/api/v4/leads").status_code == 204


def test_list_and_count_hold_what_one_sees(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    vera = seller(world, client_of, view="M", edit="M", delete="M")
    add(client, "forms", form())
    [own] = add(vera, "forms", form(2))
    assert [item["uid"] for item in listed(vera)] == [own["uid"]]
    assert vera.get(f"{UNSORTED}/summary").json()["total"] == 1


def test_who_may_not_see_leads_sees_no_requests(client_of: ClientOf, world: World) -> None:
    vera = seller(world, client_of, view="D", add="D")
    for path in ("", "/summary", "/nonsense"):
        assert vera.get(f"{UNSORTED}{path}").status_code == 403
    assert vera.post(f"{UNSORTED}/forms", json=[form()]).status_code == 403


def test_another_accounts_request_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    [made] = add(client, "forms", form())
    egor = client_of(world.egor)
    assert egor.get(UNSORTED).status_code == egor.get(f"{UNSORTED}/{made['uid']}").status_code == 204
    assert egor.post(f"{UNSORTED}/{made['uid']}/accept").status_code == 404
    assert egor.request("DELETE", f"{UNSORTED}/{made['uid']}/decline").status_code == 404
    add(egor, "forms", form())


def test_nothing_of_another_account_comes_with_a_request_or_takes_one(
    client: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    """Ids are counted by each company for itself: the last of these is nobody's here."""
    theirs: dict[str, int] = {}
    for entity in ("leads", "contacts", "companies"):
        made = client_of(world.egor).post(f"/api/v4/{entity}", json=[{"name": "Чужое"}] * 9).json()
        theirs[entity] = made["_embedded"][entity][-1]["id"]
    for part in ("contacts", "companies"):
        came = {part: [{"id": theirs[part]}]}
        for path, sent in (("unsorted/forms", form(_embedded=came)), ("complex", {"_embedded": came})):
            answer = client.post(f"/api/v4/leads/{path}", json=[sent])
            assert faults_of_items(answer) == {"0": [(f"_embedded.{part}.0.id", "NotSupportedChoice")]}
    deal = client.post("/api/v4/leads", json=[{}]).json()["_embedded"]["leads"][0]["id"]
    path = f"{UNSORTED}/{chat(world, world.irina.id, 1)}/link"
    to = {"entity_id": theirs["leads"], "entity_type": "leads"}
    assert faults_of_items(client.post(path, json={"link": to})) == {"0": [("link.entity_id", "NotSupportedChoice")]}
    known = {"entity_id": deal, "entity_type": "leads", "metadata": {"contact_id": theirs["contacts"]}}
    wrong = {"0": [("link.metadata.contact_id", "NotSupportedChoice")]}
    assert faults_of_items(client.post(path, json={"link": known})) == wrong
