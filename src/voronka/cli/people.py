"""How commands name a user and tell where an account is reached."""

from typing import Annotated
from urllib.parse import urlsplit

import typer

from voronka.domain.accounts import Account
from voronka.domain.errors import NotFound
from voronka.domain.users import User
from voronka.server.settings import Settings
from voronka.services import oauth, users
from voronka.services.access_tokens import Address
from voronka.services.work import Work

UserName = Annotated[
    str | None, typer.Option("--user", help="Login or id of the user. Default: the account's first administrator.")
]


def named(work: Work, name: str | None) -> User:
    if name is None:
        return users.administrator(work)
    return users.get(work, int(name)) if name.isascii() and name.isdigit() else users.by_email(work, name)


def active(work: Work, name: str | None) -> User:
    user = named(work, name)
    if not user.is_active:
        raise NotFound(f"{user.email} is blocked. Name another user.")
    return user


def address(settings: Settings, account: Account) -> Address:
    """As a client will see the account that is served by these settings: no request is at hand that could tell."""
    if settings.public_url:
        return oauth.address_of(account, urlsplit(settings.public_url).netloc)
    port = "" if settings.port in (80, 443) else f":{settings.port}"
    return oauth.address_of(account, f"{account.subdomain}.{settings.base_domain}{port}")


def origin(settings: Settings, account: Account) -> str:
    """The same with its scheme."""
    scheme = urlsplit(settings.public_url).scheme or "http"
    return f"{scheme}://{address(settings, account).domain}"
