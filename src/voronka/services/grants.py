"""The token endpoint: a code becomes a pair of tokens, a refresh token becomes the next pair."""

from typing import NoReturn

from msgspec import Struct

from voronka.base.secrets import fingerprint, new_opaque, same
from voronka.domain.integrations import Integration, account_of_client
from voronka.domain.tokens import ACCESS_LIVES, REFRESH_LIVES, GrantRefused, Token, TokenKind
from voronka.services import access_tokens, integrations, tokens
from voronka.services.access_tokens import Address
from voronka.services.oauth import address_of, in_account
from voronka.services.work import Work
from voronka.store import integrations as store_integrations
from voronka.store import tokens as store

GRANT_CODE = "authorization_code"
GRANT_REFRESH = "refresh_token"


class Request(Struct, kw_only=True, frozen=True):
    """What the token endpoint is asked; None is not sent."""

    grant_type: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    redirect_uri: str | None = None
    code: str | None = None
    refresh_token: str | None = None


class Pair(Struct, frozen=True):
    access_token: str
    refresh_token: str
    expires_in: int


def redeem(work: Work, request: Request, host: str) -> Pair:
    """A pair for a code or for a refresh token; either is used up by it."""
    if request.grant_type not in (GRANT_CODE, GRANT_REFRESH):
        _check_parameter("grant_type")
    work, integration = _client(work, request)
    used = _code(work, request) if request.grant_type == GRANT_CODE else _refresh(work, request)
    store.mark_used(work, used.id)
    return _pair(work, integration, used.user_id, address_of(work.account, host), request.grant_type)


def _client(work: Work, request: Request) -> tuple[Work, Integration]:
    client_id = request.client_id or _check_parameter("client_id")
    work = in_account(work, account_of_client(client_id))
    integration = store_integrations.get(work, client_id)
    if integration is None or not integration.is_active:
        _check_parameter("client_id")
    if not same(request.client_secret or "", integrations.secret_of(work, integration)):
        _check_parameter("client_secret")
    if request.redirect_uri != integration.redirect_uri:
        _check_parameter("redirect_uri")
    return work, integration


def _code(work: Work, request: Request) -> Token:
    code = request.code or _check_parameter("code")
    token = store.lock(work, fingerprint(code), TokenKind.CODE)
    if token is None:
        raise GrantRefused("Cannot decrypt the authorization code")
    if token.client_id != request.client_id:
        raise GrantRefused("Authorization code was not issued to this client")
    if token.is_spent or not _is_active(work, token):
        raise GrantRefused("Authorization code has been revoked")
    if work.now >= token.expires_at:
        raise GrantRefused("Authorization code has expired")
    return token


def _refresh(work: Work, request: Request) -> Token:
    refresh_token = request.refresh_token or _check_parameter("refresh_token")
    token = store.lock(work, fingerprint(refresh_token), TokenKind.REFRESH)
    if token is None:
        raise GrantRefused("Cannot decrypt the refresh token", is_dead=True)
    if token.client_id != request.client_id:
        raise GrantRefused("Token is not linked to client", is_dead=True)
    if token.is_spent or not _is_active(work, token):
        raise GrantRefused("Token has been revoked", is_dead=True)
    if work.now >= token.expires_at:
        raise GrantRefused("Token has expired", is_dead=True)
    return token


def _pair(work: Work, integration: Integration, user_id: int, address: Address, grant_type: str) -> Pair:
    access = access_tokens.issue(
        work,
        TokenKind.ACCESS,
        user_id=user_id,
        lives=ACCESS_LIVES,
        address=address,
        client_id=integration.client_id,
        scopes=integration.scopes,
        grant_type=grant_type,
    )
    refresh = new_opaque(work.account_id)
    kept = tokens.random_token(work, refresh, TokenKind.REFRESH, integration.client_id, user_id, REFRESH_LIVES)
    tokens.keep(work, [access.token, kept])
    return Pair(access.jwt, refresh, ACCESS_LIVES)


def _is_active(work: Work, token: Token) -> bool:
    user = work.facts.users.get(token.user_id)
    return user is not None and user.is_active


def _check_parameter(name: str) -> NoReturn:
    raise GrantRefused(f"Check the `{name}` parameter")
