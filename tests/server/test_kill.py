"""The server may be killed at any moment: what it answered stands whole, what it did not answer stands whole or not
at all, and everybody who asked is told of all that stands."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from tests.cli.installation import Installation, Serving
from tests.hooks.receivers import Receiver, receiver
from tests.invariants import broken
from voronka.domain.kinds import Kind
from voronka.services.work import Work
from voronka.store import tables, tags
from voronka.store.records import select_all

BATCH = 50
SHOPS = 3  # programs that send orders at the same time
ENOUGH = 4  # answered batches after which the server is killed in the midst of the next ones
PATIENCE = 60

Order = tuple[str, int]  # which shop's, and which of its batches


class Shops:
    """Programs that send batches of leads one after another, until nobody is there any more."""

    def __init__(self, server: Serving, token: str, name: str) -> None:
        self.answered: set[Order] = set()
        self.sent: set[Order] = set()
        self.refused: list[str] = []
        self._address, self._token = server.address, token
        self._name = name
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._send, args=(shop,)) for shop in range(SHOPS)]

    @contextmanager
    def sending(self) -> Iterator["Shops"]:
        for thread in self._threads:
            thread.start()
        try:
            yield self
        finally:
            for thread in self._threads:
                thread.join(PATIENCE)

    def wait_for_enough(self) -> None:
        assert self._enough.wait(PATIENCE), f"the server answers nobody {self.refused}"

    def _send(self, shop: int) -> None:
        headers = {"Authorization": f"Bearer {self._token}"}
        with httpx2.Client(base_url=self._address, headers=headers, timeout=PATIENCE) as client:
            number = 0
            while self._is_taken(client, (f"{self._name}{shop}", number)):
                number += 1

    def _is_taken(self, client: httpx2.Client, order: Order) -> bool:
        self.sent.add(order)
        try:
            answer = client.post("/api/v4/leads", json=leads_of(order))
        except httpx2.TransportError:
            return False
        if answer.status_code != 200:
            self.refused.append(f"{answer.status_code} {answer.text}")
            return False
        self.answered.add(order)
        if len(self.answered) >= ENOUGH:
            self._enough.set()
        return True


def leads_of(order: Order) -> list[dict[str, Any]]:
    """Each with all that is written beside a lead: a tag, a field's value, words to be found by."""
    shop, batch = order
    return [
        {
            "name": f"Заказ {shop} {batch} {place}",
            "price": 100 * place,
            "custom_fields_values": [{"field_code": "SHOP", "values": [{"value": f"Магазин {shop}"}]}],
            "_embedded": {"tags": [{"name": shop}, {"name": f"пачка {batch}"}]},
        }
        for place in range(BATCH)
    ]


def test_killed_while_it_is_written_to_and_while_it_tells(any_installation: Installation):
    answered: set[Order] = set()
    sent: set[Order] = set()
    with receiver() as site:
        token = begin(any_installation, site)
        for name in ("утро", "день"):
            with serving(any_installation) as server, Shops(server, token, name).sending() as shops:
                shops.wait_for_enough()
                in_the_midst_of_telling(site)
                server.kill()
            site.answer = 200
            assert shops.refused == []
            answered |= shops.answered
            sent |= shops.sent
        with serving(any_installation):
            stored = until_told(any_installation, site)
    check_batches(stored, answered, sent)
    assert any_installation.do(broken) == []
    assert any_installation.do(without_parts) == []


def in_the_midst_of_telling(site: Receiver) -> None:
    """Some notices are told, others are on their way and get no answer any more."""
    site.wait_for(len(site.posts) + BATCH)
    site.answer = site.hold
    site.wait_for(len(site.posts) + 1)


def begin(installation: Installation, site: Receiver) -> str:
    """The first start: a field, and somebody who wants to be told of new leads."""
    with serving(installation) as server:
        token = server.shown("token")
        headers = {"Authorization": f"Bearer {token}"}
        with httpx2.Client(base_url=server.address, headers=headers, timeout=PATIENCE) as client:
            field = [{"type": "text", "name": "Магазин", "code": "SHOP"}]
            assert client.post("/api/v4/leads/custom_fields", json=field).status_code == 201
            wanted = {"destination": site.url, "settings": ["add_lead"]}
            assert client.post("/api/v4/webhooks", json=wanted).status_code == 201
    return token


@contextmanager
def serving(installation: Installation) -> Iterator[Serving]:
    with installation.serving(VORONKA_WEBHOOKS_ALLOW_PRIVATE="1") as server:
        yield server


def check_batches(stored: list[str], answered: set[Order], sent: set[Order]) -> None:
    """Whole or not at all, and whole if it was answered."""
    counts: dict[Order, int] = defaultdict(int)
    for name in stored:
        _, shop, batch, _ = name.split()
        counts[shop, int(batch)] += 1
    assert len(stored) == len(set(stored)), "nothing stands twice"
    assert set(counts.values()) == {BATCH}, "no batch stands in part"
    assert answered <= counts.keys() <= sent


def until_told(installation: Installation, site: Receiver) -> list[str]:
    """All leads, once somebody has been told of each. What the killed server had in hand is free after its lease."""
    while True:
        posts = site.posts
        told = {post.form["leads[add][0][name]"] for post in posts}
        stored = installation.do(names_of_leads)
        assert told <= set(stored), "nobody is told of what does not stand"
        if told == set(stored):
            return stored
        site.wait_for(len(posts) + 1, f"Nobody was told of {sorted(set(stored) - told)}.")


def names_of_leads(work: Work) -> list[str]:
    rows = work.connection.execute(select_all(Kind.LEAD).where(tables.leads.c.account_id == work.account_id))
    return [row.name for row in rows]


def without_parts(work: Work) -> list[str]:
    """Leads that lack what came with them: both tags and the field."""
    rows = work.connection.execute(select_all(Kind.LEAD).where(tables.leads.c.account_id == work.account_id)).all()
    tagged = tags.of_records(work, Kind.LEAD, [row.id for row in rows])
    return [row.name for row in rows if len(tagged[row.id]) != 2 or len(row.custom_fields) != 1]


def test_killed_while_leads_are_changed(any_installation: Installation):
    """A batch of changes is one step: all leads always bear the same price, never an older one than answered."""
    with receiver() as site:
        token = begin(any_installation, site)
    answered = 0
    for _ in range(2):
        with any_installation.serving("--no-worker") as server:
            headers = {"Authorization": f"Bearer {token}"}
            with httpx2.Client(base_url=server.address, headers=headers, timeout=PATIENCE) as client:
                ids = ids_of(client)
                answered = change_until_killed(server, client, ids, answered)
        prices = set(any_installation.do(prices_of_leads))
        assert len(prices) == 1
        assert answered <= prices.pop() // 100 <= answered + 1
        answered += 1
    assert any_installation.do(broken) == []


def ids_of(client: httpx2.Client) -> list[int]:
    if not client.get("/api/v4/leads").content:
        client.post("/api/v4/leads", json=[{"name": f"Заказ {place}", "price": 0} for place in range(BATCH)])
    return [lead["id"] for lead in client.get("/api/v4/leads").json()["_embedded"]["leads"]]


def change_until_killed(server: Serving, client: httpx2.Client, ids: list[int], price: int) -> int:
    """The last price that was answered. The blow falls while one of the next changes is under way."""
    killer = threading.Thread(target=server.kill)
    try:
        for step in range(1, 1000):
            if step == 5:
                killer.start()
            change = [{"id": id, "price": price + 1, "tags_to_add": [{"name": f"шаг {step}"}]} for id in ids]
            assert client.patch("/api/v4/leads", json=change).status_code == 200
            price += 1
    except httpx2.TransportError:
        pass
    killer.join(PATIENCE)
    return price


def prices_of_leads(work: Work) -> list[int]:
    rows = work.connection.execute(select_all(Kind.LEAD).where(tables.leads.c.account_id == work.account_id))
    return [row.price for row in rows]
