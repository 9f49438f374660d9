"""Long-lived tokens: made by an administrator, shown once, good until their day comes or they are revoked."""

from voronka.base.secrets import fingerprint
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.tokens import DAY, LONG_LIVED_DAYS, SCOPES, Token, TokenKind
from voronka.services import access_tokens
from voronka.services.access_tokens import Address, Issued
from voronka.services.work import Work
from voronka.store import tokens as store

KEPT = 30 * DAY  # a token that died lately still gets the right reason for its refusal


def create_long_lived(
    work: Work, *, user_id: int, days: int, address: Address, name: str | None = None, client_id: str | None = None
) -> Issued:
    work.actor.require_admin()
    _check(work, user_id, days)
    issued = access_tokens.issue(
        work,
        TokenKind.LONG_LIVED,
        user_id=user_id,
        lives=days * DAY,
        address=address,
        client_id=client_id,
        scopes=list(SCOPES),
        name=name,
    )
    keep(work, [issued.token])
    return issued


def long_lived(work: Work) -> list[Token]:
    work.actor.require_admin()
    return store.of_kind(work, TokenKind.LONG_LIVED)


def revoke(work: Work, id: str) -> None:
    work.actor.require_admin()
    if not store.lock(work, id, TokenKind.LONG_LIVED):
        raise NotFound(f"There is no long-lived token {id}. `voronka token list` shows them all.")
    store.revoke(work, id)


def keep(work: Work, tokens: list[Token]) -> None:
    """Whoever stores a token sweeps out the dead ones, so the table stays as small as the number of users."""
    store.forget_expired(work, work.now - KEPT)
    store.add(work, tokens)


def random_token(
    work: Work, token: str, kind: TokenKind, client_id: str, user_id: int, lives: int, name: str | None = None
) -> Token:
    return Token(
        id=fingerprint(token),
        kind=kind,
        user_id=user_id,
        client_id=client_id,
        name=name,
        created_at=work.now,
        expires_at=work.now + lives,
    )


def _check(work: Work, user_id: int, days: int) -> None:
    problems = Problems()
    user = work.facts.users.get(user_id)
    if user is None or not user.is_active:
        problems.add(0, "user", Rule.UNKNOWN_CHOICE)
    if days not in LONG_LIVED_DAYS:
        last = LONG_LIVED_DAYS.stop - 1
        too_high = days > last
        problems.add(0, "days", Rule.TOO_HIGH if too_high else Rule.TOO_LOW, str(last if too_high else 1))
    problems.check()
