"""Other people's clients, unmodified: they fix `https://SUB.amocrm.ru` in their code, so that name leads here.

The name is resolved to the started server and its certificate is signed by an authority that the test makes; nothing
of the client is changed.
"""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trustme
from amocrm.v2 import interaction, tokens
from anyio.from_thread import BlockingPortal

from tests.serving import serving
from tests.world import World
from voronka.services import integrations, oauth
from voronka.services.work import Work

CLOUD = ".amocrm.ru"
REDIRECT = "https://crm-sync.example/oauth"


class Cloud(NamedTuple):
    port: int
    trusted: Path  # the authority's certificate


@pytest.fixture
def cloud(app: Any, portal: BlockingPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """`https://romashka.amocrm.ru` is the application."""
    authority = trustme.CA()
    certificate = authority.issue_cert(f"*{CLOUD}")
    chain, key, trusted = tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "ca.pem"
    chain.write_bytes(b"".join(part.bytes() for part in certificate.cert_chain_pems))
    key.write_bytes(certificate.private_key_pem.bytes())
    trusted.write_bytes(authority.cert_pem.bytes())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    with serving(app, portal, ssl_certfile=str(chain), ssl_keyfile=str(key)) as port:
        monkeypatch.setattr(socket, "getaddrinfo", resolving_to(port))
        yield Cloud(port, trusted)


class Integration(NamedTuple):
    client_id: str
    client_secret: str
    redirect_uri: str
    code: str


@pytest.fixture
def integration(world: World) -> Integration:
    """What a program gets when Ирина lets it in."""
    return world.do(_let_in, world.irina.id)


def _let_in(work: Work, user_id: int) -> Integration:
    made = integrations.create(work, name="Выгрузка", redirect_uri=REDIRECT)
    secret, code = integrations.secret_of(work, made), oauth.new_code(work, made, user_id)
    return Integration(made.client_id, secret, REDIRECT, code)


def resolving_to(port: int) -> Any:
    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        if isinstance(host, str) and host.endswith(CLOUD):
            return resolve("127.0.0.1", port, *args[1:], **options)
        return resolve(host, *args, **options)

    return getaddrinfo


@pytest.fixture
def storage(cloud: Cloud, integration: Integration, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The client signed in by an authorisation code, as its own documentation says."""
    storage = tokens.MemoryTokensStorage()
    manager: Any = tokens.default_token_manager  # its types name one kind of storage only
    monkeypatch.setattr(manager, "_storage", None)
    manager(integration.client_id, integration.client_secret, "romashka", integration.redirect_uri, storage)
    manager.init(integration.code)
    yield storage
    interaction._session.close()  # it keeps connections for ever, and the server is about to stop
