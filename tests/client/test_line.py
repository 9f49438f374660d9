"""What happens between the request and the answer: pauses, repeats, broken lines."""

import socket
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import httpx2
import pytest

from voronka import (
    AmoSync,
    ConnectionFailed,
    Forbidden,
    NotFound,
    Retry,
    ServerFailed,
    TooManyRequests,
    UnexpectedAnswer,
    ValidationFailed,
)
from voronka.types import LeadAdd

ACCOUNT = {"id": 1, "name": "Ромашка", "subdomain": "romashka"}
AT_ONCE = Retry(first=0.0)
BUSY = httpx2.Response(429, html="<h1>429 Too Many Requests</h1>", headers={"Retry-After": "0"})
AWAY = httpx2.Response(503, html="<h1>503</h1>")
FINE = httpx2.Response(200, json=ACCOUNT)

Outcome = httpx2.Response | Exception


class Cloud(httpx2.MockTransport):
    """A server that answers as it was told, one after the other."""

    def __init__(self, *outcomes: Outcome) -> None:
        super().__init__(self._answer)
        self._outcomes = list(outcomes)
        self.seen: list[httpx2.Request] = []

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def amo_on(cloud: httpx2.BaseTransport | None, url: str = "https://romashka.amocrm.ru", **options: Any) -> AmoSync:
    options = {"token": "eyJ0", "retry": AT_ONCE, "per_second": None, **options}
    return AmoSync(url, transport=cloud, **options)


def test_too_many_requests_are_waited_out_even_by_a_write():
    cloud = Cloud(BUSY, BUSY, httpx2.Response(200, json={"_embedded": {"leads": [{"id": 5, "request_id": "0"}]}}))

    [ref] = amo_on(cloud).leads.add([LeadAdd(name="Роза")])

    assert (ref.id, len(cloud.seen)) == (5, 3)


def test_too_many_for_too_long_is_an_error():
    cloud = Cloud(httpx2.Response(429, json={"title": "Too Many Requests", "status": 429, "retry_after": 300}))

    with pytest.raises(TooManyRequests) as raised:
        amo_on(cloud).account.get()

    assert raised.value.retry_after == 300


def test_a_read_is_repeated_while_the_server_is_away():
    cloud = Cloud(AWAY, httpx2.ReadTimeout("too slow"), FINE)

    assert amo_on(cloud).account.get().name == "Ромашка"


def test_a_write_is_not():
    cloud = Cloud(AWAY, FINE)

    with pytest.raises(ServerFailed):
        amo_on(cloud).leads.add([LeadAdd(name="Роза")])

    assert len(cloud.seen) == 1


def test_a_write_whose_answer_is_lost_may_have_been_done():
    with pytest.raises(ConnectionFailed) as raised:
        amo_on(Cloud(httpx2.ReadTimeout("too slow"))).leads.add([LeadAdd(name="Роза")])

    assert raised.value.maybe_done
    assert isinstance(raised.value.__cause__, httpx2.ReadTimeout)
    assert str(raised.value) == "leads.add: no answer: too slow"


def test_a_write_that_never_left_is_repeated():
    cloud = Cloud(httpx2.ConnectError("refused"), httpx2.Response(200, json={"_embedded": {"leads": [{"id": 5}]}}))

    assert amo_on(cloud).leads.add([LeadAdd(name="Роза")])[0].id == 5


def test_tries_end_with_the_last_answer():
    cloud = Cloud(*[AWAY] * 5)

    with pytest.raises(ServerFailed) as raised:
        amo_on(cloud).account.get()

    assert (raised.value.status, len(cloud.seen)) == (503, 5)


def test_being_shut_out_is_not_answered_with_more_requests():
    cloud = Cloud(httpx2.Response(403, html="<h1>403 Forbidden</h1>"))

    with pytest.raises(Forbidden, match="shut out"):
        amo_on(cloud).account.get()


def test_a_batch_that_breaks_in_the_middle_tells_what_is_saved():
    first = {"_embedded": {"leads": [{"id": 1000 + place, "request_id": str(place)} for place in range(250)]}}
    wrong = {"request_id": "250", "errors": [{"code": "InvalidType", "path": "price", "detail": "Not a number."}]}
    second = {"title": "Bad Request", "status": 400, "detail": "No", "validation-errors": [wrong]}
    cloud = Cloud(httpx2.Response(200, json=first), httpx2.Response(400, json=second))

    with pytest.raises(ValidationFailed, match="item 250, price") as raised:
        amo_on(cloud).leads.add([LeadAdd(name=str(number)) for number in range(300)])

    assert [ref.id for ref in raised.value.saved] == list(range(1000, 1250))


def test_each_request_says_who_asks_and_what_he_reads():
    cloud = Cloud(FINE)
    amo_on(cloud, agent="Bouquets/1.0", as_user=7).account.get()

    headers = cloud.seen[0].headers
    assert headers["authorization"] == "Bearer eyJ0"
    assert headers["user-agent"].startswith("Bouquets/1.0 voronka/")
    assert headers["x-context-user-id"] == "7"
    assert headers["accept"] == "application/hal+json, application/json"


def test_an_answer_without_a_body_where_there_must_be_one_is_unexpected():
    with pytest.raises(UnexpectedAnswer, match="empty"):
        amo_on(Cloud(httpx2.Response(204))).account.get()


def test_a_web_servers_own_404_is_not_a_missing_lead():
    missing = {"title": "Not Found", "status": 404, "detail": "Not found"}

    assert amo_on(Cloud(httpx2.Response(404, json=missing))).leads.get(5) is None
    with pytest.raises(NotFound, match="404"):
        amo_on(Cloud(httpx2.Response(404, html="<h1>nginx</h1>"))).leads.get(5)


def test_the_clouds_common_address_is_asked_where_the_account_lives():
    domain = {"id": 1, "subdomain": "romashka", "domain": "romashka.amocrm.ru", "top_level_domain": "ru"}
    cloud = Cloud(httpx2.Response(200, json=domain))

    assert amo_on(cloud).oauth.domain().domain == "romashka.amocrm.ru"
    assert str(cloud.seen[0].url) == "https://www.amocrm.ru/oauth2/account/subdomain"


@pytest.fixture
def rude() -> Iterator[Callable[[], str]]:
    """A server that takes every connection and closes it without a word."""
    listener = socket.create_server(("127.0.0.1", 0))

    def take() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.recv(65536)
            connection.close()

    thread = Thread(target=take, daemon=True)
    thread.start()
    yield lambda: f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_a_line_cut_after_sending_is_not_taken_for_one_never_opened(rude: Callable[[], str]):
    with amo_on(None, rude()) as amo, pytest.raises(ConnectionFailed) as raised:
        amo.leads.add([LeadAdd(name="Роза")])

    assert raised.value.maybe_done


def test_where_nobody_listens_nothing_was_done():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with amo_on(None, f"http://127.0.0.1:{port}") as amo, pytest.raises(ConnectionFailed) as raised:
        amo.leads.add([LeadAdd(name="Роза")])

    assert not raised.value.maybe_done
