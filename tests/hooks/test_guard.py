"""Which connections are made at all, whatever a name says at the moment."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import httpcore2
import pytest
from anyio.from_thread import BlockingPortal

from tests.hooks.conftest import eventually
from tests.hooks.receivers import receiver
from voronka.hooks.guard import Guard

Names = Callable[..., list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """`names("10.0.0.1")`: from now on every name leads there. Answers the list of names asked for."""

    def set_names(*addresses: str) -> list[str]:
        asked: list[str] = []

        def look_up(host: str, port: int, **_: Any) -> list[Any]:
            asked.append(host)
            return [
                (socket.AF_INET6 if ":" in address else socket.AF_INET, 1, 6, "", (address, port))
                for address in addresses
            ]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return set_names


def connect(portal: BlockingPortal, port: int, *, allow_private: bool, times: int = 1) -> None:
    async def connected() -> None:
        guard = Guard(allow_private=allow_private)
        opening = (guard.connect_tcp("hooks.romashka.example", port, timeout=1.0) for _ in range(times))
        for stream in await asyncio.gather(*opening):
            await stream.aclose()

    portal.call(connected)


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["169.254.169.254"]]
)
def test_a_name_that_leads_inside_is_not_followed(portal: BlockingPortal, names: Names, addresses: list[str]) -> None:
    names(*addresses)
    with pytest.raises(httpcore2.ConnectError, match="private address"):
        connect(portal, 80, allow_private=False)


def test_what_was_looked_up_is_what_is_connected_to(portal: BlockingPortal, names: Names) -> None:
    names("127.0.0.1")
    with receiver() as site:
        connect(portal, int(site.url.split(":")[2].split("/")[0]), allow_private=True)
        eventually(lambda: site.connections == 1, "the receiver sees the connection")


def test_the_next_address_is_tried_when_one_does_not_answer(portal: BlockingPortal, names: Names) -> None:
    names("127.0.0.2", "127.0.0.1")
    with receiver() as site:
        connect(portal, int(site.url.split(":")[2].split("/")[0]), allow_private=True)
        eventually(lambda: site.connections == 1, "the receiver sees the connection")


def test_many_at_once_ask_for_a_name_once(portal: BlockingPortal, names: Names) -> None:
    asked = names("127.0.0.1")
    with receiver() as site:
        connect(portal, int(site.url.split(":")[2].split("/")[0]), allow_private=True, times=5)
    assert asked == ["hooks.romashka.example"]


def test_an_unknown_name_is_a_failure_to_connect(portal: BlockingPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(httpcore2.ConnectError, match="cannot be looked up"):
        connect(portal, 80, allow_private=False)
