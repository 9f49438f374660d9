"""An integration: the OAuth client through which a program acts for a user."""

import uuid
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit, urlunsplit

from msgspec import Struct

from voronka.base.addresses import in_ascii

ACCOUNT_DIGITS = 8
NAME_AT_MOST = 255


class Integration(Struct, kw_only=True, frozen=True):
    client_id: str
    name: str
    redirect_uri: str
    hook_uri: str | None  # told when it is switched off
    scopes: list[str]
    secret_version: int
    is_active: bool
    created_at: int
    updated_at: int

    @property
    def redirect_origin(self) -> str:
        return origin_of(self.redirect_uri)


class Offer(Struct, kw_only=True, frozen=True):
    """An integration that a site's button offers to make. `logo`: the address of a picture, or nothing."""

    name: str
    description: str
    redirect_uri: str
    secrets_uri: str  # gets the keys of the new integration
    logo: str
    scopes: Sequence[str]


def new_client_id(account_id: int) -> str:
    """A random UUID whose last digits name the account: a consent page on a shared host then knows whose it is."""
    return str(uuid.UUID(uuid.uuid4().hex[:-ACCOUNT_DIGITS] + f"{account_id:0{ACCOUNT_DIGITS}x}"))


def account_of_client(client_id: str) -> int | None:
    try:
        return int(uuid.UUID(client_id).hex[-ACCOUNT_DIGITS:], 16)
    except ValueError:
        return None


def is_web_address(text: str) -> bool:
    """An absolute web address with nothing in it that could end a header or a policy early."""
    if any(letter.isspace() or letter in "<>\"';,\\" or ord(letter) < 33 for letter in text):
        return False
    try:
        parts = urlsplit(in_ascii(text))
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        return is_web and not parts.fragment and "@" not in parts.netloc
    except ValueError:
        return False


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def with_query(uri: str, **parameters: str | None) -> str:
    """An address of the integration's own, whose own query stays."""
    parts = urlsplit(uri)
    added = urlencode({name: value for name, value in parameters.items() if value is not None})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))
