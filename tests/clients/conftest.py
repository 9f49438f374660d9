"""Other people's clients, unmodified: they fix `https://SUB.amocrm.ru` in their code, so that name leads here.

The name is resolved to the started server and its certificate is signed by an authority that the test makes; nothing
of the client is changed.
"""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from anyio.from_thread import BlockingPortal

from tests.serving import serving

CLOUD = ".amocrm.ru"


@pytest.fixture
def cloud(app: Any, portal: BlockingPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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
        yield


def resolving_to(port: int) -> Any:
    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        if isinstance(host, str) and host.endswith(CLOUD):
            return resolve("127.0.0.1", port, *args[1:], **options)
        return resolve(host, *args, **options)

    return getaddrinfo
