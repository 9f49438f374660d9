"""Our own client against the real application.

amo      AmoSync on the application in memory, as Ирина Волкова; `amo_of(user)` as somebody else
in_async runs an async function with an Amo of its own on the same application
sync     the integration «Синхронизация» and its pairs of tokens
pair     a pair whose access token the server refuses and whose refresh token is good
"""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Protocol, TypeVar

import httpx2
import pytest
from anyio.from_thread import BlockingPortal

from tests.conftest import ClientOf
from tests.integration import REDIRECT, Sync
from tests.serving import InMemory
from tests.world import World
from voronka import Amo, AmoSync, OAuth, Tokens, TokenStore
from voronka.domain.users import User

T = TypeVar("T")
AmoOf = Callable[..., AmoSync]

FAR = 4_000_000_000.0


class InAsync(Protocol):
    def __call__(self, run: Callable[[Amo], Awaitable[T]], **options: Any) -> T: ...


@pytest.fixture
def memory(app: Any, portal: BlockingPortal) -> InMemory:
    return InMemory(app, portal)


@pytest.fixture
def amo_of(memory: InMemory, world: World) -> Iterator[AmoOf]:
    made: list[AmoSync] = []

    def amo_of(user: User | None = None, **options: Any) -> AmoSync:
        token = {"token": world.token(user)} if user else {}
        options = {"transport": memory, "per_second": None, **token, **options}
        made.append(AmoSync(f"https://{world.host()}", **options))
        return made[-1]

    yield amo_of
    for amo in made:
        amo.close()


@pytest.fixture
def amo(amo_of: AmoOf, world: World) -> AmoSync:
    return amo_of(world.irina)


@pytest.fixture
def in_async(app: Any, world: World, portal: BlockingPortal) -> InAsync:
    def in_async(run: Callable[[Amo], Awaitable[T]], **options: Any) -> T:
        token = {} if "oauth" in options else {"token": world.token(world.irina)}
        options = {"transport": httpx2.ASGITransport(app=app), "per_second": None, **token, **options}

        async def running() -> T:
            async with Amo(f"https://{world.host()}", **options) as amo:
                return await run(amo)

        return portal.call(running)

    return in_async


@pytest.fixture
def sync(world: World, client_of: ClientOf) -> Sync:
    return Sync(world, client_of(None))


@pytest.fixture
def pair(sync: Sync) -> Tokens:
    given = sync.pair()
    return Tokens(access_token="eyJ0.worn.out", refresh_token=given["refresh_token"], expires_at=FAR)


def oauth_of(sync: Sync, store: TokenStore) -> OAuth:
    return OAuth(client_id=sync.integration.client_id, client_secret=sync.secret, redirect_uri=REDIRECT, store=store)
