"""OAuth 2.0: how an integration is let in. What it does with its code afterwards stands in grants.py."""

from msgspec import Struct

from voronka.base.hosts import domain_of
from voronka.base.secrets import account_of_opaque, fingerprint, new_opaque, same
from voronka.domain.accounts import Account
from voronka.domain.errors import NotFound, Problems, Rule, TooMany, Unauthorized
from voronka.domain.integrations import Integration, Offer, account_of_client, with_query
from voronka.domain.tokens import CODE_LIVES, EXCHANGE_PAUSE, TokenKind
from voronka.services import access_tokens, api_keys, integrations, logins, tokens
from voronka.services.access_tokens import Address
from voronka.services.work import Work
from voronka.store import accounts as store_accounts
from voronka.store import tokens as store

PLATFORM = "1"
EXCHANGE = "exchange"


class Asked(Struct, frozen=True):
    """An integration that asks to be let in, and Work in its own account, wherever the request came in."""

    work: Work
    integration: Integration
    offer: Offer | None = None  # it is to be made only now


def asked_by(work: Work, client_id: str) -> Asked:
    work = in_account(work, account_of_client(client_id))
    return Asked(work, integrations.get(work, client_id))


def allow(asked: Asked, host: str, *, login: str, password: str, state: str | None) -> str:
    """The address to which the user goes on with his code."""
    return landing(asked, host, logins.sign_in(asked.work, login, password).id, state)


def landing(asked: Asked, host: str, user_id: int, state: str | None) -> str:
    return _landing(asked, host, code=new_code(asked.work, asked.integration, user_id), state=state)


def deny(asked: Asked, state: str | None) -> str:
    client_id = None if asked.offer else asked.integration.client_id
    return with_query(asked.integration.redirect_uri, error="access_denied", client_id=client_id, state=state)


def bring_code(work: Work, integration: Integration, host: str) -> None:
    """To an integration whose widget was just installed: there is no browser that could take it there."""
    code = new_code(work, integration, work.actor.user_id)
    work.owed.append(_landing(Asked(work, integration), host, code=code, from_widget="1"))


def new_code(work: Work, integration: Integration, user_id: int, name: str | None = None) -> str:
    code = new_opaque(work.account_id)
    tokens.keep(
        work, [tokens.random_token(work, code, TokenKind.CODE, integration.client_id, user_id, CODE_LIVES, name)]
    )
    return code


def account_by_refresh(work: Work, refresh_token: str) -> Account:
    """For a client that has lost its way: the account of a refresh token that is still good, at any of our hosts."""
    work = in_account(work, account_of_opaque(refresh_token))
    token = store.lock(work, fingerprint(refresh_token), TokenKind.REFRESH)
    if token is None or token.is_spent or work.now >= token.expires_at:
        raise Unauthorized(access_tokens.REFUSED)
    return work.account


def exchange(
    work: Work, host: str, *, login: str, api_key: str, client_id: str, client_secret: str, state: str | None
) -> None:
    """A legacy API key becomes a code, which is brought to the integration."""
    asked = _exchanging(work, client_id, client_secret)
    work, integration = asked.work, asked.integration
    user_id = api_keys.user_of(work, login, api_key)
    since = work.now - EXCHANGE_PAUSE
    if store.was_named_since(work, TokenKind.CODE, EXCHANGE, user_id, client_id, since):
        raise TooMany("This key was exchanged less than five minutes ago. Use the code that was sent, or wait.")
    code = new_code(work, integration, user_id, EXCHANGE)
    work.owed.append(_landing(asked, host, code=code, state=state, from_exchange="1"))


def address_of(account: Account, host: str) -> Address:
    return Address(*domain_of(host, account.subdomain, is_default=account.is_default))


def in_account(work: Work, account_id: int | None) -> Work:
    """One transaction stays in one account: nothing has been read in the other one yet."""
    if account_id is None or account_id == work.account_id:
        return work
    account = store_accounts.by_id(work.connection, account_id)
    return work.as_nobody_in(account) if account else work


def _landing(asked: Asked, host: str, *, code: str, state: str | None = None, **cause: str) -> str:
    return with_query(
        asked.integration.redirect_uri,
        code=code,
        state=state,
        referer=address_of(asked.work.account, host).domain,
        client_id=asked.integration.client_id,
        platform=PLATFORM,
        **cause,
    )


def _exchanging(work: Work, client_id: str, client_secret: str) -> Asked:
    problems = Problems()
    try:
        asked = asked_by(work, client_id)
    except NotFound:
        problems.add(0, "client_uuid", Rule.UNKNOWN_CHOICE)
        problems.check()
        raise
    if not same(client_secret, integrations.secret_of(asked.work, asked.integration)):
        problems.add(0, "client_secret", Rule.UNKNOWN_CHOICE)
    problems.check()
    return asked
