"""A program that talks to us by OAuth, as clients do."""

from typing import Any

import httpx2
from sqlalchemy import update

from tests.world import World
from voronka.base.secrets import fingerprint
from voronka.domain.integrations import Integration
from voronka.services import integrations, oauth
from voronka.services.work import Work
from voronka.store.tables import tokens

REDIRECT = "https://crm-sync.example/oauth"
PATH = "/oauth2/access_token"


class Sync:
    """A program of the shop that synchronises orders through the integration «Синхронизация»."""

    def __init__(self, world: World, client: httpx2.Client) -> None:
        self.world, self.client = world, client
        self.integration: Integration = world.do(integrations.create, name="Синхронизация", redirect_uri=REDIRECT)
        self.secret: str = world.do(integrations.secret_of, self.integration)

    def code(self) -> str:
        return self.world.do(oauth.new_code, self.integration, self.world.anna.id)

    def request(self, **fields: Any) -> dict[str, Any]:
        whole = {
            "client_id": self.integration.client_id,
            "client_secret": self.secret,
            "redirect_uri": REDIRECT,
            **fields,
        }
        return {name: value for name, value in whole.items() if value is not None}

    def by_code(self, code: str | None = None, **fields: Any) -> httpx2.Response:
        return self.post(grant_type="authorization_code", code=code or self.code(), **fields)

    def by_refresh(self, refresh_token: str, **fields: Any) -> httpx2.Response:
        return self.post(grant_type="refresh_token", refresh_token=refresh_token, **fields)

    def post(self, **fields: Any) -> httpx2.Response:
        return self.client.post(PATH, json=self.request(**fields))

    def pair(self) -> dict[str, Any]:
        return self.by_code().json()

    def grow_old(self, token: str, seconds: int) -> None:
        """As if the token had been given out so long ago."""

        def older(work: Work) -> None:
            mine = (tokens.c.account_id == work.account_id, tokens.c.id == fingerprint(token))
            work.connection.execute(update(tokens).where(*mine).values(expires_at=tokens.c.expires_at - seconds))

        self.world.do(older)
