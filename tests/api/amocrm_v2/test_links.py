"""Links by their two ends, pairs of contacts and leads, and records deleted as the vendor's pages delete them."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World

SET = "/private/api/v2/json/links/set"


@pytest.fixture
def ends(desk: Desk) -> dict[str, int]:
    [lead] = desk.add("leads", {"name": "Букеты"})
    [maria] = desk.add("contacts", {"name": "Мария"})
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    return {"leads": lead, "contacts": maria, "companies": lutik}


def link(ends: dict[str, int], here: str, there: str) -> dict[str, Any]:
    return {"from": here, "from_id": str(ends[here]), "to": there, "to_id": ends[there]}


def test_the_published_example(client: httpx2.Client, ends: dict[str, int]) -> None:
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Товары"}]).json()["_embedded"]["catalogs"]
    made = client.post(f"/api/v4/catalogs/{catalog['id']}/elements", json=[{"name": "Роза"}])
    [rose] = made.json()["_embedded"]["elements"]
    roses = {
        "from": "leads",
        "from_id": ends["leads"],
        "to": "catalog_elements",
        "to_id": rose["id"],
        "to_catalog_id": catalog["id"],
        "quantity": 3,
    }
    answer = client.post(SET, json={"request": {"links": {"link": [roses]}}}).json()["response"]
    assert answer["links"] == {"link": {"links": [roses], "errors": []}}
    query = f"links[0][from]=leads&links[0][from_id]={ends['leads']}&links[0][to]=catalog_elements"
    found = client.get(f"/private/api/v2/json/links/list?{query}").json()["response"]["links"]
    assert found == [roses]
    gone = client.post(SET, json={"request": {"links": {"unlink": [roses]}}}).json()["response"]["links"]
    assert gone["unlink"]["errors"] == []
    assert client.get(f"/private/api/v2/json/links/list?{query}").status_code == 204


def test_links_are_seen_from_both_ends(client: httpx2.Client, desk: Desk, ends: dict[str, int], world: World) -> None:
    links = [link(ends, "contacts", "companies"), link(ends, "leads", "contacts")]
    assert client.post("/api/v2/links", json={"link": links}).status_code == 200
    assert desk.one("contacts", ends["contacts"])["company"]["id"] == ends["companies"]
    found = desk.list("links", f"links[0][from]=contacts&links[0][from_id]={ends['contacts']}")
    assert {(each["to"], each["to_id"]) for each in found} == {
        ("companies", ends["companies"]),
        ("leads", ends["leads"]),
    }
    several = f"links[0][from]=contacts&links[0][from_id]={ends['contacts']}&links[0][to]=leads"
    several += f"&links[1][from]=leads&links[1][from_id]={ends['leads']}&links[1][to_id]={ends['contacts']}"
    assert len(desk.list("links", several)) == 2
    check(world)


def test_from_the_side_of_an_element_and_by_its_catalog(client: httpx2.Client, desk: Desk) -> None:
    [catalog] = desk.add("catalogs", {"name": "Товары"})
    [rose] = desk.add("catalog_elements", {"catalog_id": catalog, "name": "Роза"})
    [lead] = desk.add("leads", {"name": "Букеты", "catalog_elements_id": {str(catalog): {str(rose): 2}}})
    of_rose, of_lead = (
        f"links[0][from]=catalog_elements&links[0][from_id]={rose}",
        f"links[0][from]=leads&links[0][from_id]={lead}",
    )
    shown = {"from": "catalog_elements", "from_id": rose, "to": "leads", "to_id": lead}
    shown |= {"from_catalog_id": catalog, "quantity": 2}
    for more in ("", f"&links[0][from_catalog_id]={catalog}", f"&links[0][to]=leads&links[0][to_id]={lead}"):
        assert desk.list("links", of_rose + more) == [shown]
    for query in (f"{of_rose}&links[0][from_catalog_id]=5", f"{of_lead}&links[0][to_catalog_id]=5", "", "links="):
        assert client.get(f"/api/v2/links?{query}").status_code == 204, query


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("links[0][from]=leads", "links.0.from_id"),
        ("links[0][from_id]=5", "links.0.from"),
        ("links[0][from]=tasks&links[0][from_id]=5", "links.0.from"),
        ("links[0][from]=leads&links[0][from_id]=x", "links.0.from_id"),
    ],
)
def test_a_query_that_it_cannot_take(client: httpx2.Client, query: str, path: str) -> None:
    answer = client.get(f"/private/api/v2/json/links/list?{query}")
    assert answer.status_code == 400
    assert path in [fault["path"] for item in answer.json()["response"]["errors"] for fault in item["errors"]]


def test_faults_are_named(client: httpx2.Client, ends: dict[str, int]) -> None:
    good = link(ends, "leads", "contacts")
    bad = [good, {**good, "to_id": 999}, {**good, "from_id": 998}]
    answer = client.post("/api/v2/links", json={"link": bad})
    paths = [fault["path"] for item in answer.json()["validation-errors"] for fault in item["errors"]]
    assert paths == ["link.1.to_id", "link.2.from_id"]
    wrong = client.post("/api/v2/links", json={"link": [{**good, "to": "tasks"}, {"from": "leads"}]})
    paths = [fault["path"] for item in wrong.json()["validation-errors"] for fault in item["errors"]]
    assert paths == ["link.0.to", "link.1.from_id", "link.1.to", "link.1.to_id"]
    assert client.get(f"/api/v2/links?links[0][from]=leads&links[0][from_id]={ends['leads']}").status_code == 204


@pytest.mark.parametrize("body", [{}, {"link": []}, {"link": [], "unlink": []}, {"add": [{"from": "leads"}]}])
def test_nothing_to_link(client: httpx2.Client, body: Any) -> None:
    for path, sent in (("/api/v2/links", body), (SET, {"request": {"links": body}})):
        answer = client.post(path, json=sent)
        told = answer.json()["response"]
        assert (answer.status_code, told["error_code"]) == (400, "103")
        assert told["error"] == "Neither `link` nor `unlink` has any items."


def test_pairs_of_contacts_and_leads(client: httpx2.Client, desk: Desk, client_of: ClientOf, world: World) -> None:
    maria, petr = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    first, second = desk.add(
        "leads", {"name": "Розы", "contacts_id": [maria, petr]}, {"name": "Ирисы", "contacts_id": petr}
    )

    def pairs(query: str, **headers: str) -> list[tuple[str, str]]:
        answer = client.get(f"/private/api/v2/json/contacts/links?{query}", headers=headers)
        return (
            [(each["lead_id"], each["contact_id"]) for each in answer.json()["response"]["links"]]
            if answer.content
            else []
        )

    whole = [(str(first), str(maria)), (str(first), str(petr)), (str(second), str(petr))]
    assert pairs("") == whole
    assert pairs(f"contacts_link[]={petr}") == whole[1:]
    assert pairs(f"contacts_link[0]={maria}") == whole[:1]
    assert pairs(f"deals_link[]={first}&deals_link[]={second}&limit_rows=2&limit_offset=1") == whole[1:]
    assert pairs("", **{"if-modified-since": "2000000000"}) == []
    veter = client_of(world.egor)
    assert veter.get(f"/private/api/v2/json/contacts/links?deals_link[]={first}").status_code == 204


@pytest.mark.parametrize("noun", ["leads", "contacts", "companies"])
def test_records_are_deleted_as_on_the_vendors_page(
    client: httpx2.Client, desk: Desk, client_of: ClientOf, world: World, noun: str
) -> None:
    gone, kept = desk.add(noun, {"name": "Мария"}, {"name": "Пётр"})
    form = f"ACTION=DELETE&ID[]={gone}&ID[]=999"
    foreign = client_of(world.egor).post(f"/ajax/{noun}/multiple/delete/", content=form)
    assert foreign.json() == {"status": "success"}
    assert len(desk.list(noun)) == 2
    assert client.post(f"/ajax/{noun}/multiple/delete/", content=form).json() == {"status": "success"}
    assert [each["id"] for each in desk.list(noun)] == [kept]


def test_what_cannot_be_deleted(client: httpx2.Client, desk: Desk) -> None:
    assert client.post("/ajax/tasks/multiple/delete/", content="ID[]=1").status_code == 404
    assert client.post("/ajax/leads/multiple/delete/", content="ACTION=DELETE").status_code == 400
    [lead] = desk.add("leads", {"name": "Букеты"})
    assert client.post("/private/deals/delete.php", content=f"ID={lead}").json() == {"status": "success"}
    assert desk.list("leads") == []
