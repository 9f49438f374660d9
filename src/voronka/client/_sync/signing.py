# Made from _async by scripts/make_sync.py. Change it there.
"""Where the access token comes from: it was given once, or OAuth renews it."""

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from voronka.client.auth import OAuth, Tokens, received
from voronka.client.errors import NotSignedIn, TokensNotSaved
from voronka.client.waiting import Once, run, sleep
from voronka.contract.amocrm_v4.oauth import Token, TokenRequest

GLANCE = 0.1  # seconds between looks whether another process is through with its renewal

Ask = Callable[[TokenRequest], Token]


class Signer(Protocol):
    def token(self) -> str:
        """An access token that is good, as far as one can tell from here."""
        ...

    def renewed(self, refused: str) -> str | None:
        """Another one, after the server refused this one; None: there is no other."""
        ...

    def settle(self) -> None:
        """Returns when no renewal is under way."""
        ...


class Given:
    """A long-lived token: when it is refused, that is final."""

    def __init__(self, token: str) -> None:
        self._token = token

    def token(self) -> str:
        return self._token

    def renewed(self, refused: str) -> str | None:
        return None

    def settle(self) -> None:
        """Nothing is ever under way."""


class Renewing:
    """A pair of tokens from the store, renewed in time or when it is refused, by one caller for all.

    A new pair is stored before it is used. A pair that another process has renewed meanwhile is taken as it is.
    """

    def __init__(self, oauth: OAuth, ask: Ask) -> None:
        self._oauth = oauth
        self._ask = ask
        self._tokens: Tokens | None = None
        self._unsaved: Tokens | None = None
        self._signing_in = Once[Tokens]()
        self._renewing = Once[Tokens]()

    def token(self) -> str:
        if self._tokens is None or self._tokens.is_stale(time.time()):
            self._tokens = self._renewing.run(self._fresh)
        return self._tokens.access_token

    def renewed(self, refused: str) -> str | None:
        self._tokens = self._renewing.run(partial(self._renew, refused))
        return self._tokens.access_token

    def sign_in(self, code: str) -> None:
        """Its own errand: it must not be given the outcome of a renewal that happens to be under way."""
        self._tokens = self._signing_in.run(partial(self._redeem, self._oauth.by_code(code)))

    def settle(self) -> None:
        self._signing_in.settle()
        self._renewing.settle()

    def _fresh(self) -> Tokens:
        """What the store has, unless that has grown stale as well."""
        kept = self._kept()
        return self._renew(kept.access_token) if kept.is_stale(time.time()) else kept

    def _renew(self, refused: str) -> Tokens:
        while True:
            with self._oauth.store.lock() as is_ours:
                if is_ours:
                    return self._renew_alone(refused)
            sleep(GLANCE)

    def _renew_alone(self, refused: str) -> Tokens:
        kept = self._kept()
        if kept.access_token != refused and not kept.is_stale(time.time()):
            return kept
        return self._redeem(self._oauth.by_refresh(kept))

    def _kept(self) -> Tokens:
        if self._unsaved is not None:
            return self._save(self._unsaved)
        kept = run(self._oauth.store.load)
        if kept is None:
            raise NotSignedIn("oauth.token", "there are no tokens yet: let the user in by a code, see sign_in()")
        return kept

    def _redeem(self, request: TokenRequest) -> Tokens:
        return self._save(received(self._ask(request)))

    def _save(self, tokens: Tokens) -> Tokens:
        self._unsaved = tokens
        try:
            run(self._oauth.store.save, tokens)
        except Exception as error:  # a store of the user's own may raise anything, and the pair must live on
            raise TokensNotSaved(tokens) from error
        self._unsaved = None
        return tokens
