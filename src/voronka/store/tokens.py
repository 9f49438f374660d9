"""Tokens: only their fingerprints and what they are good for."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, and_, bindparam, delete, select, update

from voronka.domain.tokens import Bearer, Token, TokenKind
from voronka.domain.users import User
from voronka.store.tables import integrations, roles, tokens, users
from voronka.store.work import Work

_TOKEN = [tokens.c[name].label(f"token_{name}") for name in Token.__struct_fields__]
_USER = [users.c[name].label(f"user_{name}") for name in User.__struct_fields__]

_THEIRS = and_(users.c.account_id == tokens.c.account_id, users.c.id == tokens.c.user_id)
_THROUGH = and_(integrations.c.account_id == tokens.c.account_id, integrations.c.client_id == tokens.c.client_id)
_OF_ROLE = and_(roles.c.account_id == users.c.account_id, roles.c.id == users.c.role_id)
# built once: building and keying a statement costs SQLAlchemy ten times what running this one costs
_BEARER = (
    select(
        *_TOKEN,
        *_USER,
        roles.c.rights.label("role_rights"),
        integrations.c.is_active.label("integration_is_active"),
        integrations.c.scopes,
    )
    .select_from(tokens.join(users, _THEIRS).outerjoin(roles, _OF_ROLE).outerjoin(integrations, _THROUGH))
    .where(tokens.c.account_id == bindparam("account_id"), tokens.c.id == bindparam("jti"))
)


def add(work: Work, added: Sequence[Token]) -> None:
    rows = [msgspec.to_builtins(token) | {"account_id": work.account_id} for token in added]
    work.dialect.insert_many(work.connection, tokens, rows)


def bearer(work: Work, jti: str) -> Bearer | None:
    """Token, user, his role and integration in one statement: this runs at every request."""
    row = work.connection.execute(_BEARER, {"account_id": work.account_id, "jti": jti}).first()
    return _bearer(row) if row else None


def lock(work: Work, id: str, kind: TokenKind) -> Token | None:
    found = select(*_TOKEN).where(tokens.c.account_id == work.account_id, tokens.c.id == id, tokens.c.kind == kind)
    row = work.connection.execute(work.dialect.locked(found)).first()
    return _token(row) if row else None


def of_kind(work: Work, kind: TokenKind) -> list[Token]:
    found = select(*_TOKEN).where(tokens.c.account_id == work.account_id, tokens.c.kind == kind)
    return [_token(row) for row in work.connection.execute(found.order_by(tokens.c.created_at, tokens.c.id))]


def was_named_since(work: Work, kind: TokenKind, name: str, user_id: int, client_id: str, since: int) -> bool:
    found = select(tokens.c.id).where(
        tokens.c.account_id == work.account_id,
        tokens.c.client_id == client_id,
        tokens.c.user_id == user_id,
        tokens.c.kind == kind,
        tokens.c.name == name,
        tokens.c.created_at > since,
    )
    return work.connection.execute(found.limit(1)).first() is not None


def mark_used(work: Work, id: str) -> None:
    _set(work, tokens.c.id == id, used_at=work.now)


def revoke(work: Work, id: str) -> None:
    _set(work, tokens.c.id == id, revoked_at=work.now)


def revoke_of_integration(work: Work, client_id: str) -> None:
    _set(work, and_(tokens.c.client_id == client_id, tokens.c.revoked_at.is_(None)), revoked_at=work.now)


def forget_expired(work: Work, before: int) -> None:
    connection = work.connection
    connection.execute(delete(tokens).where(tokens.c.account_id == work.account_id, tokens.c.expires_at < before))


def _set(work: Work, which: ColumnElement[bool], **columns: int) -> None:
    work.connection.execute(update(tokens).where(tokens.c.account_id == work.account_id, which).values(columns))


def _bearer(row: Row[Any]) -> Bearer:
    columns = row._mapping
    user = {name: columns[f"user_{name}"] for name in User.__struct_fields__}
    return Bearer(
        token=_token(row),
        user=msgspec.convert(user | {"rights": columns["role_rights"] or user["rights"] or {}}, User),
        is_integration_active=columns["token_client_id"] is None or bool(columns["integration_is_active"]),
        scopes=columns["scopes"],
    )


def _token(row: Row[Any]) -> Token:
    columns = row._mapping
    return msgspec.convert({name: columns[f"token_{name}"] for name in Token.__struct_fields__}, Token)
