"""Tokens look after themselves, and no pair is ever lost."""

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from msgspec import structs

from tests.client.conftest import FAR, AmoOf, InAsync, oauth_of
from tests.client.watching import TOKEN, AsyncWatched, Watched
from tests.integration import Sync
from tests.serving import InMemory
from tests.world import World
from voronka import (
    Amo,
    AmoSync,
    FileStore,
    MemoryStore,
    NotSignedIn,
    TokenRefused,
    Tokens,
    TokensNotSaved,
    Unauthorized,
)


def test_a_code_becomes_a_pair_that_is_kept_and_used(amo_of: AmoOf, sync: Sync, world: World):
    store = MemoryStore()
    amo = amo_of(oauth=oauth_of(sync, store))

    amo.sign_in(sync.code())

    assert amo.account.get().current_user_id == world.anna.id
    kept = store.load()
    assert kept
    assert kept.refresh_token.startswith("def502")
    assert kept.expires_at == pytest.approx(time.time() + 86400, abs=60)


def test_the_next_process_finds_the_pair_in_the_store(amo_of: AmoOf, sync: Sync, tmp_path: Path, world: World):
    amo_of(oauth=oauth_of(sync, FileStore(tmp_path / "tokens.json"))).sign_in(sync.code())

    later = amo_of(oauth=oauth_of(sync, FileStore(tmp_path / "tokens.json")))

    assert later.account.get().current_user_id == world.anna.id


def test_a_refused_token_is_renewed_once_and_the_request_repeated(
    amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory
):
    store, line = MemoryStore(pair), Watched(memory)
    amo = amo_of(oauth=oauth_of(sync, store), transport=line)

    assert amo.account.get().name == "Ромашка"

    assert [request.url.path for request in line.seen] == ["/api/v4/account", TOKEN, "/api/v4/account"]
    kept = store.load()
    assert kept
    assert kept.refresh_token != pair.refresh_token


def test_a_stale_token_is_renewed_before_it_is_sent(amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory):
    line = Watched(memory)
    stale = structs.replace(pair, expires_at=time.time() + 5)
    amo = amo_of(oauth=oauth_of(sync, MemoryStore(stale)), transport=line)

    amo.account.get()
    amo.account.get()

    assert [request.url.path for request in line.seen] == [TOKEN, "/api/v4/account", "/api/v4/account"]


def test_a_new_pair_is_kept_before_it_is_used(amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory):
    store = MemoryStore(pair)

    def is_kept(request: httpx2.Request) -> None:
        kept = store.load()
        if request.url.path != TOKEN:
            assert kept
            assert request.headers["authorization"] == f"Bearer {kept.access_token}"

    amo = amo_of(oauth=oauth_of(sync, store), transport=Watched(memory, is_kept))

    assert amo.account.get().name == "Ромашка"


def test_many_callers_renew_once(in_async: InAsync, sync: Sync, pair: Tokens, app: Any):
    line = AsyncWatched(httpx2.ASGITransport(app=app))

    async def ten_at_once(amo: Amo) -> list[str]:
        accounts = await asyncio.gather(*(amo.account.get() for _ in range(10)))
        return [account.name for account in accounts]

    names = in_async(ten_at_once, oauth=oauth_of(sync, MemoryStore(pair)), transport=line)

    assert names == ["Ромашка"] * 10
    assert line.renewals == 1


def test_many_threads_renew_once(amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory):
    line = Watched(memory)
    amo = amo_of(oauth=oauth_of(sync, MemoryStore(pair)), transport=line)

    with ThreadPoolExecutor(6) as threads:
        names = list(threads.map(lambda _: amo.account.get().name, range(6)))

    assert names == ["Ромашка"] * 6
    assert line.renewals == 1


def test_what_another_process_renewed_meanwhile_is_taken(
    amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory, tmp_path: Path
):
    store = FileStore(tmp_path / "tokens.json")
    store.save(pair)
    other = amo_of(oauth=oauth_of(sync, FileStore(tmp_path / "tokens.json")))

    def other_is_quicker(request: httpx2.Request) -> None:
        line.before = None
        other.account.get()

    line = Watched(memory, other_is_quicker)
    amo = amo_of(oauth=oauth_of(sync, store), transport=line)

    assert amo.account.get().name == "Ромашка"
    assert line.renewals == 0


class Shared(MemoryStore):
    """A store on which another process is at its renewal when we first come."""

    def __init__(self, sync: Sync, tokens: Tokens) -> None:
        super().__init__(tokens)
        self._sync = sync
        self.visits = 0

    @contextmanager
    def lock(self) -> Iterator[bool]:
        self.visits += 1
        yield self.visits > 1
        if self.visits == 1:
            assert self.tokens
            given = self._sync.by_refresh(self.tokens.refresh_token).json()
            self.save(Tokens(access_token=given["access_token"], refresh_token=given["refresh_token"], expires_at=FAR))


def test_while_another_process_renews_nobody_else_does(amo_of: AmoOf, sync: Sync, pair: Tokens, memory: InMemory):
    line, store = Watched(memory), Shared(sync, pair)
    amo = amo_of(oauth=oauth_of(sync, store), transport=line)

    assert amo.account.get().name == "Ромашка"
    assert (store.visits, line.renewals) == (2, 0)


def test_a_caller_who_gives_up_does_not_cost_the_pair(in_async: InAsync, sync: Sync, pair: Tokens, app: Any):
    store = MemoryStore(pair)

    async def give_up(amo: Amo) -> None:
        asked, answer = asyncio.Event(), asyncio.Event()

        async def slowly(request: httpx2.Request) -> None:
            if request.url.path == TOKEN:
                asked.set()
                await answer.wait()

        line.before = slowly
        call = asyncio.create_task(amo.account.get())
        await asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        answer.set()

    line = AsyncWatched(httpx2.ASGITransport(app=app))
    in_async(give_up, oauth=oauth_of(sync, store), transport=line)

    kept = store.load()
    assert kept
    assert kept.refresh_token != pair.refresh_token
    assert sync.by_refresh(kept.refresh_token).status_code == 200


class FullDisk(MemoryStore):
    """Fails as often as it is told."""

    failures = 1

    def save(self, tokens: Tokens) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("no space left")
        super().save(tokens)


def test_a_pair_that_could_not_be_kept_is_told_and_kept_later(amo_of: AmoOf, sync: Sync, pair: Tokens):
    store = FullDisk(pair)
    amo = amo_of(oauth=oauth_of(sync, store))

    with pytest.raises(TokensNotSaved) as raised:
        amo.account.get()
    assert store.load() == pair

    assert amo.account.get().name == "Ромашка"
    assert store.load() == raised.value.tokens


def test_when_the_refresh_token_is_dead_the_user_has_to_come_again(amo_of: AmoOf, sync: Sync, pair: Tokens):
    sync.by_refresh(pair.refresh_token)
    amo = amo_of(oauth=oauth_of(sync, MemoryStore(pair)))

    with pytest.raises(TokenRefused) as raised:
        amo.account.get()

    assert raised.value.hint == "Token has been revoked"
    assert raised.value.status == 401


def test_a_code_is_good_once(amo_of: AmoOf, sync: Sync):
    amo, code = amo_of(oauth=oauth_of(sync, MemoryStore())), sync.code()
    amo.sign_in(code)

    with pytest.raises(TokenRefused, match="Authorization code has been revoked"):
        amo.sign_in(code)


def test_a_refused_long_lived_token_is_final(amo_of: AmoOf, memory: InMemory):
    line = Watched(memory)

    with pytest.raises(Unauthorized, match="Invalid user name or password"):
        amo_of(token="eyJ0.of.nobody", transport=line).account.get()

    assert len(line.seen) == 1


def test_without_tokens_there_is_a_way_to_get_them(amo_of: AmoOf, sync: Sync):
    with pytest.raises(NotSignedIn, match="sign_in"):
        amo_of(oauth=oauth_of(sync, MemoryStore())).account.get()


def test_only_an_integration_signs_in(amo: AmoSync, sync: Sync, world: World):
    with pytest.raises(ValueError, match="oauth"):
        amo.sign_in("def502")
    with pytest.raises(ValueError, match="not both"):
        AmoSync(f"https://{world.host()}", token="eyJ0", oauth=oauth_of(sync, MemoryStore()))
