"""OAuth 2.0, call by call. Who wants tokens that look after themselves uses `Amo(…, oauth=OAuth(…))` instead."""

from typing import Literal

from voronka.client import addresses
from voronka.client._async.caller import AsyncCaller
from voronka.client._async.resource import AsyncResource
from voronka.client.requests import BY_NAME, build
from voronka.contract.amocrm_v4.oauth import Domain, ExchangeRequest, Token, TokenRequest


class AsyncOauth(AsyncResource):
    """`amo.oauth`."""

    def __init__(self, caller: AsyncCaller, url: str) -> None:
        super().__init__(caller)
        self._url = url

    def authorize(
        self, *, client_id: str, state: str | None = None, mode: Literal["popup", "post_message"] | None = None
    ) -> str:
        """The address of the page where a user lets the integration in; nothing is sent. Send his browser there.
        GET /oauth

        state: comes back unchanged; check it. He returns to the redirect_uri with `code`, good for 20 minutes, once.
        """
        request = build(BY_NAME["oauth.authorize"], query={"client_id": client_id, "state": state, "mode": mode})
        return addresses.shared(self._url) + request.target

    async def token(self, request: TokenRequest) -> Token:
        """A pair of tokens for a code or a refresh token, which dies by it: keep the pair before you do anything else.
        POST /oauth2/access_token

        TokenRefused: with `hint`.
        """
        return await self._save_one("oauth.token", body=request)

    async def domain(self) -> Domain:
        """Where the account of the access token lives now. GET /oauth2/account/subdomain"""
        request = build(BY_NAME["oauth.domain"], origin=addresses.shared(self._url))
        return await self._caller.call(request)

    async def domain_by_refresh(self, refresh_token: str) -> Domain:
        """The same by refresh token, which stays good. GET /oauth2/account/current/subdomain"""
        headers = {"X-Refresh-Token": refresh_token}
        return await self._caller.call(build(BY_NAME["oauth.domain_by_refresh"], headers=headers))

    async def exchange(self, request: ExchangeRequest) -> None:
        """Trades a user's API key for a code, which the server brings to the redirect_uri by itself.
        POST /oauth2/exchange_api_key
        """
        await self._do("oauth.exchange", body=request)
