"""POST /oauth2/exchange_api_key: a legacy key becomes a code, which is brought to the integration itself."""

import httpx2
import pytest

from tests.integration import Sync
from tests.site import NOBODY_LISTENS, Site
from tests.world import World
from voronka.services import api_keys, integrations

PATH = "/oauth2/exchange_api_key"


@pytest.fixture
def listening(sync: Sync, world: World, elsewhere: Site) -> Sync:
    sync.integration = world.do(integrations.create, name="Старая", redirect_uri=f"{elsewhere.address}/oauth")
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
def test_the_code_is_brought_to_the_integration(listening: Sync, elsewhere: Site, path: str) -> None:
    answer = exchange(listening, path, state="от сайта")
    assert (answer.status_code, answer.content) == (202, b"")
    got = elsewhere.visit()
    assert (got["from_exchange"], got["referer"], got["state"]) == ("1", "romashka.voronka.test", "от сайта")
    pair = listening.by_code(got["code"], redirect_uri=listening.integration.redirect_uri)
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
def test_wrong_keys_are_refused(listening: Sync, elsewhere: Site, fields: dict[str, str], status: int) -> None:
    assert exchange(listening, **fields).status_code == status
    assert elsewhere.visits == []


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


def test_a_receiver_that_is_down_troubles_nobody(sync: Sync, world: World) -> None:
    sync.integration = world.do(integrations.create, name="Старая", redirect_uri=NOBODY_LISTENS)
    sync.secret = world.do(integrations.secret_of, sync.integration)
    assert exchange(sync).status_code == 202
