"""OAuth of one integration in one account: what it is, and the pair of tokens that it lives on."""

import time
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

from voronka.contract.amocrm_v4.oauth import Token, TokenRequest

EARLY = 60.0  # seconds before its end at which an access token is renewed: a request takes a while to arrive


class Tokens(Struct, frozen=True, kw_only=True):
    """A pair of tokens as it is kept.

    access_token: a JWT, good until `expires_at` (Unix seconds), a day as a rule.
    refresh_token: good for one renewal within three months; dead as soon as it was used.
    """

    access_token: str
    refresh_token: str
    expires_at: float

    def is_stale(self, now: float) -> bool:
        return now >= self.expires_at - EARLY

    def __repr__(self) -> str:  # pairs end up in logs
        return f"Tokens(expires_at={self.expires_at:.0f})"


class TokenStore(Protocol):
    """Where the pair lives between runs. See stores.py for two of them; write your own for a database.

    The async client calls `load` and `save` in a thread, so they may block.
    """

    def load(self) -> Tokens | None:
        """The pair, or None while nobody has signed in."""
        ...

    def save(self, tokens: Tokens) -> None:
        """Keeps the pair. When this returns, it must survive a crash: the former one is dead already."""
        ...

    def lock(self) -> AbstractContextManager[bool]:
        """Entered around a renewal. True: it is ours until we leave; False: another process renews, ask again soon.

        Must not wait. `nullcontext(True)` will do for a store that only one process uses.
        """
        ...


class OAuth(Struct, frozen=True, kw_only=True):
    """One integration in one account.

    client_id, client_secret, redirect_uri: as registered with the server.
    store: where the pair of tokens lives; `MemoryStore()`, `FileStore("tokens.json")` or your own.
    """

    client_id: str
    client_secret: str
    redirect_uri: str
    store: TokenStore

    def __repr__(self) -> str:
        return f"OAuth(client_id={self.client_id!r})"

    def by_code(self, code: str) -> TokenRequest:
        return TokenRequest(
            client_id=self.client_id,
            client_secret=self.client_secret,
            grant_type="authorization_code",
            code=code,
            redirect_uri=self.redirect_uri,
        )

    def by_refresh(self, tokens: Tokens) -> TokenRequest:
        return TokenRequest(
            client_id=self.client_id,
            client_secret=self.client_secret,
            grant_type="refresh_token",
            refresh_token=tokens.refresh_token,
            redirect_uri=self.redirect_uri,
        )


def received(token: Token) -> Tokens:
    """A fresh pair. Its life is counted from now by our own clock, whatever the server's says."""
    return Tokens(
        access_token=token.access_token,
        refresh_token=token.refresh_token,
        expires_at=time.time() + token.expires_in,
    )
