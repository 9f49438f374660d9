"""Анна sends Мария a short address of the spring offer and sees on her card that she opened it."""

from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from sqlalchemy import update

from tests.answers import NO_URL, faults
from tests.api.amocrm_v4.happenings import events, new, notices
from tests.conftest import ClientOf, Statements
from tests.world import World
from voronka.services import contacts
from voronka.services.work import Work
from voronka.store import tables

LINKS = "/api/v4/short_links"
OFFER = "https://shop.example/offer?spring=1#roses"


def wanted(contact_id: int, url: str = OFFER) -> dict[str, Any]:
    return {"url": url, "metadata": {"entity_type": "contacts", "entity_id": contact_id}}


def shorten(client: httpx2.Client, *items: dict[str, Any]) -> list[str]:
    answer = client.post(LINKS, json=[*items])
    assert answer.status_code == 200, answer.text
    return [link["url"] for link in answer.json()["_embedded"]["short_links"]]


def test_one_short_address_for_each_long_one_in_the_order_sent(client: httpx2.Client, maria: int, world: World) -> None:
    other = new(client, "contacts", name="Олеся")
    body = client.post(LINKS, json=[wanted(maria), wanted(other), wanted(maria)]).json()
    links = body["_embedded"]["short_links"]
    assert body["_links"]["self"]["href"] == f"https://romashka.voronka.test{LINKS}"
    assert [set(link) for link in links] == [{"url", "account_id", "metadata"}] * 3
    assert [link["metadata"] for link in links] == [
        {"entity_type": "contacts", "entity_id": id} for id in (maria, other, maria)
    ]
    assert links[0]["account_id"] == world.romashka.id
    assert links[0]["url"].startswith("https://romashka.voronka.test/s/")
    assert links[0] == links[2] != links[1], "one link for one contact and address"
    assert shorten(client, wanted(maria)) == [links[0]["url"]], "also when it is asked for again"


def test_whoever_opens_it_is_led_on_and_seen(
    client: httpx2.Client, client_of: ClientOf, maria: int, world: World
) -> None:
    [short] = shorten(client, wanted(maria))
    browser = client_of(None)

    def opened() -> None:
        answer = browser.get(short)
        assert (answer.status_code, answer.headers["location"], answer.content) == (302, OFFER, b"")
        assert answer.headers["cache-control"] == "no-store"

    told = notices(client, world, "note_contact", opened)
    assert browser.head(short).headers["location"] == OFFER, "whoever asks for the head has not opened it"
    opened()  # again at once: the card is not flooded
    world.do(grow_old, short)
    opened()
    found = events(client, type="link_followed")
    assert [(event["entity_type"], event["entity_id"], event["created_by"]) for event in found] == [
        ("contact", maria, 0)
    ] * 2
    note = client.get(f"/api/v4/contacts/{maria}/notes").json()["_embedded"]["notes"][1]
    assert found[0]["value_after"] == [{"note": {"id": note["id"]}}]
    assert (note["note_type"], note["params"]["url"]) == ("link_followed", OFFER)
    assert [notice["contacts[note][0][note][element_id]"] for notice in told] == [str(maria)]


def grow_old(work: Work, short: str) -> None:
    """As if it had been opened a minute ago."""
    code = short.rpartition("/")[2]
    mine = (tables.short_links.c.account_id == work.account_id, tables.short_links.c.code == code)
    work.connection.execute(update(tables.short_links).where(*mine).values(opened_at=work.now - 60))


def test_a_link_still_leads_on_when_its_contact_is_gone(client: httpx2.Client, maria: int, world: World) -> None:
    [short] = shorten(client, wanted(maria))
    world.do(contacts.delete, [maria])
    assert client.get(short).headers["location"] == OFFER
    assert events(client, type="link_followed") == []


def test_a_code_that_nobody_made_leads_nowhere(client_of: ClientOf, client: httpx2.Client, maria: int) -> None:
    [short] = shorten(client, wanted(maria))
    code = short.rpartition("/")[2]
    assert client_of(None).get("/s/nonsense").status_code == 404
    assert client_of(None).get(f"https://veter.voronka.test/s/{code}").status_code == 404, "another company's"


@pytest.mark.parametrize(
    ("written", "led_to"),
    [
        ("https://shop.example/акция?сорт=улун#чай", None),
        ("https://цветы.рф:8443/a%20b?q=[1]", "https://xn--b1ag3bn2a.xn--p1ai:8443/a%20b?q=[1]"),
    ],
)
def test_an_address_with_russian_letters_leads_on_as_browsers_would_write_it(
    client: httpx2.Client, maria: int, written: str, led_to: str | None
) -> None:
    [short] = shorten(client, wanted(maria, written))
    answer = client.get(short)
    assert answer.status_code == 302
    assert answer.headers["location"] == (led_to or quote(written, safe=":/?#="))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://shop.example/", "shop.example", ""])
def test_only_pages_of_the_web_are_led_to(client: httpx2.Client, maria: int, url: str) -> None:
    refused = faults(client.post(LINKS, json=[wanted(maria, url)]))
    assert refused == [("url", NO_URL)]


def test_a_header_cannot_be_slipped_in(client: httpx2.Client, maria: int) -> None:
    assert faults(client.post(LINKS, json=[wanted(maria, "https://shop.example/\r\nSet-Cookie: a=b")]))


def test_only_contacts_that_one_may_see(client: httpx2.Client, client_of: ClientOf, maria: int, world: World) -> None:
    unknown = [("metadata.entity_id", "NotSupportedChoice")]
    assert faults(client.post(LINKS, json=[wanted(maria), wanted(5)])) == unknown
    assert faults(client_of(world.egor).post(LINKS, json=[wanted(maria)])) == unknown
    lead = {"url": OFFER, "metadata": {"entity_type": "leads", "entity_id": maria}}
    assert faults(client.post(LINKS, json=[lead])) == [("metadata.entity_type", "NotSupportedChoice")]
    assert faults(client.post(LINKS, json=[{}])) == [("url", "FieldMissing"), ("metadata", "FieldMissing")]


def test_many_cost_as_many_statements_as_one(client: httpx2.Client, statements: Statements) -> None:
    ids = [new(client, "contacts", name=f"Мария {number}") for number in range(20)]
    counts = []
    for some in (ids[:1], ids[1:]):
        with statements() as seen:
            shorten(client, *(wanted(id) for id in some))
        counts.append(len(seen))
    assert counts[0] == counts[1]
