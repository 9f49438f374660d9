"""«Ромашка» hears of orders through several channels, and each integration keeps its own sources."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, marked_faults
from tests.conftest import ClientOf, Statements
from tests.integration import Sync
from tests.world import World
from voronka.domain.sources import AT_MOST
from voronka.services import integrations

SOURCES = "/api/v4/sources"

WHATSAPP = {
    "type": "whatsapp",
    "params": {"waba": True},
    "pages": [{"id": "p1", "name": "Офис", "link": "+79990001122"}],
}


def add(client: httpx2.Client, *wanted: dict[str, Any], **one: Any) -> list[dict[str, Any]]:
    return embedded(client.post(SOURCES, json=[*wanted] or [one]))


def listed(client: httpx2.Client, **query: Any) -> list[str]:
    return [source["external_id"] for source in embedded(client.get(SOURCES, params=query))]


@pytest.fixture
def program(sync: Sync, client_of: ClientOf, world: World) -> httpx2.Client:
    """The client of the integration «Синхронизация»."""
    client = client_of(None)
    client.headers["Authorization"] = f"Bearer {sync.pair()['access_token']}"
    return client


def test_a_source_is_answered_whole_as_the_vendor_shows_it(client: httpx2.Client, world: World) -> None:
    answer = client.post(
        SOURCES, json=[{"name": "WhatsApp офис", "external_id": "wa-1", "services": [WHATSAPP], "request_id": "a"}]
    )
    body = answer.json()
    [made] = body["_embedded"]["sources"]
    assert body["_total_items"] == 1
    assert body["_links"]["self"]["href"] == f"https://romashka.voronka.test{SOURCES}"
    assert made == {
        "id": made["id"],
        "name": "WhatsApp офис",
        "pipeline_id": world.facts.main_pipeline.id,
        "external_id": "wa-1",
        "default": False,
        "origin_code": None,
        "services": [WHATSAPP],
        "request_id": "a",
        "_links": {"self": {"href": f"https://romashka.voronka.test{SOURCES}/{made['id']}"}},
    }
    del made["request_id"]
    assert client.get(f"{SOURCES}/{made['id']}").json() == made
    listing = client.get(SOURCES).json()
    assert (listing["_total_items"], listing["_embedded"]["sources"]) == (1, [made])


def test_services_come_as_php_sends_them(client: httpx2.Client) -> None:
    """An empty object is an empty array there, and a page's id may be a number."""
    service = {"type": "whatsapp", "params": [], "pages": [{"id": 7, "name": "Офис", "link": 79990001122}]}
    [made] = add(client, name="Офис", external_id=5, services=[service])
    assert made["external_id"] == "5"
    pages = [{"id": "7", "name": "Офис", "link": "79990001122"}]
    assert made["services"] == [{"type": "whatsapp", "params": [], "pages": pages}]


def test_sources_are_found_by_their_own_name_in_both_spellings(client: httpx2.Client) -> None:
    add(client, *({"name": name, "external_id": name} for name in ("site", "shop", "wa")))
    assert listed(client, **{"filter[external_id]": "shop"}) == ["shop"]
    assert listed(client, **{"filter[external_id][0]": "shop", "filter[external_id][1]": "wa"}) == ["shop", "wa"]
    assert listed(client, **{"filter[external_id]": "none"}) == []


def test_a_source_is_changed_alone_and_in_a_batch(client: httpx2.Client) -> None:
    first, second = add(client, {"name": "Сайт", "external_id": "site"}, {"name": "Лавка", "external_id": "shop"})
    changed = client.patch(f"{SOURCES}/{first['id']}", json={"id": 1, "name": "Новый сайт", "origin_code": "site_2"})
    assert changed.status_code == 200
    assert changed.json() == {key: value for key, value in first.items() if key != "request_id"} | {
        "name": "Новый сайт",
        "origin_code": "site_2",
    }
    body = client.patch(SOURCES, json=[{"id": second["id"], "external_id": "market", "request_id": "b"}]).json()
    assert [(source["external_id"], source["request_id"]) for source in body["_embedded"]["sources"]] == [
        ("market", "b")
    ]
    assert listed(client) == ["site", "market"]


def test_one_source_at_most_is_the_default(client: httpx2.Client) -> None:
    first, second = add(
        client,
        {"name": "Сайт", "external_id": "site", "default": True},
        {"name": "Лавка", "external_id": "shop", "default": True},
    )
    assert (first["default"], second["default"]) == (False, True)
    assert client.patch(f"{SOURCES}/{first['id']}", json={"default": True}).json()["default"] is True
    assert client.get(f"{SOURCES}/{second['id']}").json()["default"] is False
    client.delete(f"{SOURCES}/{first['id']}")
    assert client.get(f"{SOURCES}/{second['id']}").json()["default"] is False, "nobody is chosen in its place"


def test_what_is_deleted_is_gone_and_comes_back_under_its_id(client: httpx2.Client) -> None:
    first, second, third = add(client, *({"name": name, "external_id": name} for name in ("site", "shop", "wa")))
    assert client.delete(f"{SOURCES}/{first['id']}").status_code == 204
    answer = client.request("DELETE", SOURCES, json=[second | {"services": []}, {"id": third["id"]}])
    assert (answer.status_code, answer.content) == (204, b"")
    assert listed(client) == []
    assert client.get(f"{SOURCES}/{first['id']}").status_code == 204
    [again] = add(client, name="Сайт снова", external_id="site")
    assert (again["id"], again["name"]) == (first["id"], "Сайт снова")


def test_every_fault_is_named(client: httpx2.Client) -> None:
    add(client, name="Сайт", external_id="site")
    wrong = [
        {"name": " ", "external_id": "a", "pipeline_id": 5},
        {"name": "x" * 256, "external_id": "site", "origin_code": "12345"},
        {"name": "b", "external_id": "b", "origin_code": "x" * 21},
        {"name": "b", "external_id": "b", "origin_code": "«»"},
    ]
    assert marked_faults(client.post(SOURCES, json=wrong)) == [
        ("0", "name", "NotBlank"),
        ("0", "pipeline_id", "NotSupportedChoice"),
        ("1", "name", "TooLong"),
        ("1", "origin_code", "InvalidFormat"),
        ("1", "external_id", "NotSupportedChoice"),
        ("2", "origin_code", "TooLong"),
        ("3", "origin_code", "InvalidFormat"),
        ("3", "external_id", "NotSupportedChoice"),
    ]
    wrong = [{"external_id": "c", "services": [{"type": "viber"}]}, {"name": 5, "external_id": "d"}]
    assert marked_faults(client.post(SOURCES, json=wrong)) == [
        ("0", "services.0.type", "NotSupportedChoice"),
        ("0", "name", "FieldMissing"),
        ("1", "name", "InvalidType"),
    ]
    assert listed(client) == ["site"]


def test_an_external_id_is_not_taken_from_another_source(client: httpx2.Client) -> None:
    first, second = add(client, {"name": "a", "external_id": "a"}, {"name": "b", "external_id": "b"})
    taken = client.patch(f"{SOURCES}/{first['id']}", json={"external_id": "b"})
    assert marked_faults(taken) == [("0", "external_id", "NotSupportedChoice")]
    swapped = [{"id": first["id"], "external_id": "b"}, {"id": second["id"], "external_id": "a"}]
    assert len(marked_faults(client.patch(SOURCES, json=swapped))) == 2
    assert listed(client) == ["a", "b"]


def test_what_is_not_there_is_not_changed(client: httpx2.Client) -> None:
    [made] = add(client, name="Сайт", external_id="site")
    assert client.patch(f"{SOURCES}/5", json={"name": "x"}).status_code == 404
    assert client.delete(f"{SOURCES}/5").status_code == 404
    assert marked_faults(client.patch(SOURCES, json=[{"id": 5, "name": "x"}])) == [("0", "id", "NotSupportedChoice")]
    both = [{"id": made["id"]}, {"id": 5}]
    assert marked_faults(client.request("DELETE", SOURCES, json=both)) == [("1", "id", "NotSupportedChoice")]
    assert listed(client) == ["site"]


def test_an_integration_has_fifty_sources_at_most(client: httpx2.Client) -> None:
    add(client, *({"name": f"{number}", "external_id": f"s{number}"} for number in range(AT_MOST)))
    more = client.post(SOURCES, json=[{"name": "51", "external_id": "s51"}])
    assert more.status_code == 422 and str(AT_MOST) in more.json()["detail"]
    assert len(listed(client)) == AT_MOST


def test_an_integration_sees_its_own_sources_alone(
    client: httpx2.Client, program: httpx2.Client, client_of: ClientOf, world: World
) -> None:
    [ours] = add(program, name="Сайт", external_id="site")
    [scripts] = add(client, name="Сайт", external_id="site")
    assert ours["id"] != scripts["id"]
    for other in (client, client_of(world.egor)):
        assert other.get(f"{SOURCES}/{ours['id']}").status_code == 204
        assert other.patch(f"{SOURCES}/{ours['id']}", json={"name": "x"}).status_code == 404
        assert other.delete(f"{SOURCES}/{ours['id']}").status_code == 404
    assert listed(client_of(world.anna)) == ["site"], "tokens without an integration share theirs"


def test_the_sources_of_a_removed_integration_go_with_it(sync: Sync, program: httpx2.Client, client: httpx2.Client):
    [source] = add(program, name="Сайт", external_id="site")
    sync.world.do(integrations.remove, sync.integration.client_id)
    assert sync.world.do(_deleted, source["id"]) is True


def _deleted(work: Any, id: int) -> bool:
    from voronka.services import sources

    return sources.by_id(work, [id])[id].is_deleted


def test_a_source_follows_when_its_pipeline_is_deleted(client: httpx2.Client, world: World) -> None:
    made = client.post(
        "/api/v4/leads/pipelines",
        json=[
            {
                "name": "Опт",
                "sort": 20,
                "is_main": False,
                "is_unsorted_on": False,
                "_embedded": {"statuses": [{"name": "Новые"}]},
            }
        ],
    ).json()
    other = made["_embedded"]["pipelines"][0]["id"]
    [source] = add(client, name="Сайт", external_id="site", pipeline_id=other)
    assert source["pipeline_id"] == other
    assert client.delete(f"/api/v4/leads/pipelines/{other}").status_code == 204
    assert client.get(f"{SOURCES}/{source['id']}").json()["pipeline_id"] == world.facts.main_pipeline.id


class TestOfLeads:
    def test_a_new_lead_says_where_it_comes_from(self, client: httpx2.Client) -> None:
        [source] = add(client, name="Сайт", external_id="site")
        embedded = {"source": {"external_id": "site", "type": "widget"}}
        answer = client.post("/api/v4/leads", json=[{"name": "Букет", "_embedded": embedded}, {"name": "Розы"}])
        bouquet, roses = (lead["id"] for lead in answer.json()["_embedded"]["leads"])
        shown = client.get(f"/api/v4/leads/{bouquet}", params={"with": "source,source_id"}).json()
        assert (shown["source_id"], shown["_embedded"]["source"]) == (
            source["id"],
            {"id": source["id"], "name": "Сайт"},
        )
        leads = client.get("/api/v4/leads", params={"with": "source"}).json()["_embedded"]["leads"]
        assert [lead["_embedded"]["source"] for lead in leads] == [{"id": source["id"], "name": "Сайт"}, None]
        assert "source" not in client.get(f"/api/v4/leads/{roses}").json()["_embedded"]
        client.delete(f"{SOURCES}/{source['id']}")
        shown = client.get(f"/api/v4/leads/{bouquet}", params={"with": "source"}).json()
        assert shown["_embedded"]["source"]["name"] == "Сайт", "the past does not change"

    def test_a_complex_lead_too(self, client: httpx2.Client) -> None:
        [source] = add(client, name="Сайт", external_id="site")
        lead = {"name": "Букет", "_embedded": {"source": {"external_id": "site"}, "contacts": [{"name": "Мария"}]}}
        [made] = client.post("/api/v4/leads/complex", json=[lead]).json()
        shown = client.get(f"/api/v4/leads/{made['id']}", params={"with": "source_id"}).json()
        assert shown["source_id"] == source["id"]

    def test_another_integrations_source_is_none(self, client: httpx2.Client, program: httpx2.Client) -> None:
        add(program, name="Сайт", external_id="site")
        lead = {"name": "x" * 300, "_embedded": {"source": {"external_id": "site", "type": "widget"}}}
        assert marked_faults(client.post("/api/v4/leads", json=[lead])) == [
            ("0", "name", "TooLong"),
            ("0", "_embedded.source.external_id", "NotSupportedChoice"),
        ]
        lead = {"_embedded": {"source": {"external_id": "site", "type": "form"}}}
        assert marked_faults(program.post("/api/v4/leads", json=[lead])) == [
            ("0", "_embedded.source.type", "NotSupportedChoice")
        ]

    def test_fifty_cost_as_many_statements_as_one(self, client: httpx2.Client, statements: Statements) -> None:
        add(client, *({"name": f"{number}", "external_id": f"s{number}"} for number in range(30)))
        client.post("/api/v4/leads", json=[{"name": "Букет"}])  # PostgreSQL takes its ids in blocks
        counts = []
        for some in ([0], range(1, 30)):
            leads = [{"_embedded": {"source": {"external_id": f"s{number}"}}} for number in some]
            client.get("/api/v4/leads")
            with statements() as seen:
                assert client.post("/api/v4/leads", json=leads).status_code == 200
            counts.append(len(seen))
            with statements() as seen:
                client.get("/api/v4/leads", params={"with": "source"})
            counts.append(len(seen))
        assert counts[0] == counts[2] and counts[1] == counts[3]


def test_fifty_sources_are_written_with_as_many_statements_as_one(
    client: httpx2.Client, statements: Statements
) -> None:
    add(client, name="x", external_id="x")  # PostgreSQL takes its ids in blocks
    counts = []
    for numbers in ([0], range(1, 30)):
        with statements() as seen:
            made = add(client, *({"name": f"{number}", "external_id": f"s{number}"} for number in numbers))
        counts.append(len(seen))
        with statements() as seen:
            client.patch(SOURCES, json=[{"id": source["id"], "name": "Иначе"} for source in made])
        counts.append(len(seen))
        with statements() as seen:
            client.request("DELETE", SOURCES, json=[{"id": source["id"]} for source in made])
        counts.append(len(seen))
    assert counts[:3] == counts[3:]
