"""Access tokens: JWTs that clients read and we look up, so that a revoked one stops at once."""

import re
import uuid
from typing import Any

import jwt
from jwt.types import Options
from msgspec import Struct

from voronka.domain.access import Actor
from voronka.domain.errors import Forbidden, Unauthorized
from voronka.domain.tokens import API_SCOPE, SCOPES, Bearer, Token, TokenKind
from voronka.domain.users import User
from voronka.services.work import Work
from voronka.store import tokens as store

# RS256 is what the vendor signs with; nobody but us verifies, so one derived secret is enough
ALGORITHM = "HS256"
REFUSED = "Invalid user name or password"
ID = re.compile("[0-9]{1,18}")


class Address(Struct, frozen=True):
    """Where the account is reached, as the caller sees it: clients find it again by what their token says."""

    domain: str  # the account's own host, with the port if it is not the usual one
    zone: str


class Issued(Struct, frozen=True):
    token: Token
    jwt: str


def issue(
    work: Work,
    kind: TokenKind,
    *,
    user_id: int,
    lives: int,
    address: Address,
    client_id: str | None = None,
    scopes: list[str] | None = None,
    name: str | None = None,
    grant_type: str = "",
) -> Issued:
    """The caller stores `token`; the JWT itself is handed out and kept nowhere."""
    token = Token(
        id=str(uuid.uuid4()),
        kind=kind,
        user_id=user_id,
        client_id=client_id,
        name=name,
        created_at=work.now,
        expires_at=work.now + lives,
    )
    claims = _claims(work, token, address, scopes or list(SCOPES), grant_type)
    key = work.secrets.signing_key(work.account_id)
    return Issued(token, jwt.encode(claims, key, ALGORITHM, headers={"typ": "JWT", "jti": token.id}))


def bearer(work: Work, text: str) -> Bearer:
    """Who stands behind this token of the work's account; anything wrong with it is Unauthorized."""
    found = store.bearer(work, _jti(work, text))
    if found is None or not found.is_good(work.now):
        raise Unauthorized(REFUSED)
    return found


def actor(work: Work, text: str, context_user_id: str | None = None) -> Actor:
    found = bearer(work, text)
    user, scopes = found.user, None if found.scopes is None else tuple(found.scopes)
    if context_user_id is not None and context_user_id.strip() != str(user.id):
        user = _other_user(work, found, context_user_id)
    caller = user.actor(client_id=found.token.client_id, token_id=found.token.id, scopes=scopes)
    caller.require_scope(API_SCOPE)
    return caller


def account_of(text: str) -> int | None:
    """The account that a token names, not verified: only to know where to look."""
    try:
        claims = jwt.decode(text, options={"verify_signature": False})
    except jwt.PyJWTError:
        return None
    account_id = claims.get("account_id")
    return account_id if type(account_id) is int and 0 < account_id < 2**53 else None


def _claims(work: Work, token: Token, address: Address, scopes: list[str], grant_type: str) -> dict[str, Any]:
    return {
        # without an integration there is still an audience: clients read a text here
        "aud": token.client_id or work.account.uuid,
        "jti": token.id,
        "iat": token.created_at,
        "nbf": token.created_at,
        "exp": token.expires_at,
        "sub": str(token.user_id),
        "grant_type": grant_type,
        "account_id": work.account_id,
        "base_domain": address.zone,
        "api_domain": address.domain,
        "version": 2,
        "scopes": scopes,
        "user_flags": 0,
        "hash_code": str(uuid.uuid4()),
    }


def _jti(work: Work, text: str) -> str:
    """Times are checked here against the work's clock, not the library's, so there is one clock."""
    unchecked: Options = {"verify_aud": False, "verify_iat": False, "verify_nbf": False, "verify_exp": False}
    try:
        claims = jwt.decode(text, work.secrets.signing_key(work.account_id), [ALGORITHM], options=unchecked)
    except jwt.PyJWTError:
        raise Unauthorized(REFUSED) from None
    if claims.get("account_id") != work.account_id or work.now >= claims["exp"]:
        raise Unauthorized(REFUSED)
    return claims["jti"]


def _other_user(work: Work, found: Bearer, asked: str) -> User:
    """403, not 401: a client that is told 401 throws its good token away."""
    if not found.user.is_admin:
        raise Forbidden("Only an administrator's token may act in another user's name (X-Context-User-ID).")
    user = work.facts.users.get(int(asked)) if ID.fullmatch(asked.strip()) else None
    if user is None or not user.is_active:
        raise Forbidden("X-Context-User-ID names no active user of this account.")
    return user
