"""POST /oauth2/exchange_api_key: a legacy key becomes a code, which is brought to the integration itself."""

import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from tests.integration import Sync
from tests.world import World
from voronka.services import api_keys, integrations

PATH = "/oauth2/exchange_api_key"


class Receiver:
    """The integration's own server: keeps the paths at which it was called."""

    def __init__(self) -> None:
        called = self.called = queue.Queue[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                called.put(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Tests print nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.uri = f"http://127.0.0.1:{self.server.server_port}/oauth"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def listening(sync: Sync, world: World, receiver: Receiver) -> Sync:
    sync.integration = world.do(integrations.create, name="Старая", redirect_uri=receiver.uri)
    sync.secret = world.do(integrations.secret_of, sync.integration)
    return sync


def exchange(sync: Sync, path: str = PATH, **fields: str) -> httpx2.Response:
    body = {
        "login": "anna@romashka.example",
        "api_key": sync.world.do(api_keys.show, sync.world.anna.id).amocrm,
        "client_uuid": sync.integration.client_id,
        "client_secret": sync.secret,
        **fields,
    }
    return sync.client.post(f"https://romashka.voronka.test{path}", json=body)


@pytest.mark.parametrize("path", [PATH, f"/{PATH}"])
def test_the_code_is_brought_to_the_integration(listening: Sync, receiver: Receiver, path: str) -> None:
    answer = exchange(listening, path, state="от сайта")
    assert (answer.status_code, answer.content) == (202, b"")
    got = {name: value for name, [value] in parse_qs(urlsplit(receiver.called.get(timeout=10)).query).items()}
    assert (got["from_exchange"], got["referer"], got["state"]) == ("1", "romashka.voronka.test", "от сайта")
    pair = listening.by_code(got["code"], redirect_uri=receiver.uri)
    assert pair.status_code == 200


def test_once_in_five_minutes(listening: Sync) -> None:
    assert exchange(listening).status_code == 202
    assert exchange(listening).status_code == 429


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"api_key": "0" * 40}, 401),
        ({"login": "nobody@romashka.example"}, 401),
        ({"client_uuid": "5f0c2a7e-1d34-4b7a-9a52-0c9f0d5e7711"}, 400),
        ({"client_secret": "wrong"}, 400),
    ],
)
def test_wrong_keys_are_refused(listening: Sync, receiver: Receiver, fields: dict[str, str], status: int) -> None:
    assert exchange(listening, **fields).status_code == status
    assert receiver.called.empty()


def test_a_missing_parameter_is_named(sync: Sync) -> None:
    answer = sync.client.post(PATH, json={"login": "anna@romashka.example"})
    assert answer.status_code == 400
    paths = {error["path"] for error in answer.json()["validation-errors"][0]["errors"]}
    assert paths == {"api_key", "client_uuid", "client_secret"}


def test_a_renewed_key_replaces_the_old_one(listening: Sync, world: World) -> None:
    old = world.do(api_keys.show, world.anna.id)
    new = world.do(api_keys.renew, world.anna.id)
    assert old.amocrm != new.amocrm
    assert exchange(listening, api_key=old.amocrm).status_code == 401
    assert exchange(listening, api_key=new.amocrm).status_code == 202


def test_a_receiver_that_is_down_troubles_nobody(listening: Sync, receiver: Receiver) -> None:
    receiver.server.shutdown()
    receiver.server.server_close()
    assert exchange(listening).status_code == 202
