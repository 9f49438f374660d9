"""Who calls, and in which account: the host names the account, the token the user."""

import ipaddress
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from sqlalchemy import Connection

from voronka.base.hosts import first_label, is_shared, without_port
from voronka.contract.operation import Operation, Right
from voronka.domain.access import NOBODY, Actor
from voronka.domain.accounts import Account
from voronka.domain.errors import NoAccount
from voronka.server.settings import Settings
from voronka.services import access_tokens
from voronka.store import accounts
from voronka.store.database import Database
from voronka.store.work import Work


def identify(
    connection: Connection,
    database: Database,
    host: str,
    headers: Mapping[str, str],
    operation: Operation,
    actor_of: Callable[[Work], Actor],
    *,
    base_domain: str = "",
    now: int | None = None,
) -> Work:
    """The Work of one request: at most two SELECTs. Raises Unauthorized or Forbidden before anything else is read.

    `host` comes from `origin()`, `headers` finds names in lower case, `actor_of` is the facade's way to know a user.
    """
    account = _account(connection, host, headers, base_domain)
    work = Work(database, connection, account, NOBODY, int(time.time()) if now is None else now)
    if operation.right is Right.NOBODY:
        return work
    work = work.as_actor(actor_of(work))
    if operation.right is Right.ADMIN:
        work.actor.require_admin()
    if operation.writes:
        work.actor.require_seat()
    return work


def origin(headers: Mapping[str, str], scheme: str, client_ip: str | None, settings: Settings) -> tuple[str, str]:
    """Scheme and host[:port] as the client sees us. A front is believed only if it is one of ours."""
    host = headers.get("host", "")
    if _is_trusted(client_ip, settings.trusted_proxies):
        scheme = _first(headers.get("x-forwarded-proto")) or scheme
        host = _first(headers.get("x-forwarded-host")) or host
    return _public(scheme, host, settings.public_url) if settings.public_url else (scheme, host)


def shared(host: str, base_domain: str) -> str:
    """A host that serves every account: known below our own domain, whatever stands there before it."""
    return f"www.{host.partition('.')[2]}" if _is_below(host, base_domain) else host


def _account(connection: Connection, host: str, headers: Mapping[str, str], base_domain: str) -> Account:
    label = first_label(host)
    account = _of_token(connection, headers) if is_shared(label) else None
    account = account or accounts.named_or_default(connection, label)
    if account is None:
        raise NoAccount("There is no account here yet. Create one: voronka account create SUBDOMAIN.")
    # Under our own domain a wrong name is a mistake; any other host is just a way to reach this machine.
    # (unconfirmed) the vendor leads on from an account's former name by 301 for a while: followed, it turns a POST into
    # a GET and loses the token. Told 401, clients ask where the account lives now.
    if account.subdomain != label and _is_below(host, base_domain) and not is_shared(label):
        raise NoAccount(f"There is no account {label} here.")
    return account


def _of_token(connection: Connection, headers: Mapping[str, str]) -> Account | None:
    """A shared host (www, api-b) serves every account: there the token says which, and then has to be signed by it."""
    account_id = access_tokens.account_of(headers.get("authorization", "").partition(" ")[2].strip())
    return accounts.by_id(connection, account_id) if account_id is not None else None


def _is_below(host: str, domain: str) -> bool:
    return bool(domain) and without_port(host).lower().endswith("." + without_port(domain).lower())


def _is_trusted(client_ip: str | None, trusted: Sequence[str]) -> bool:
    """No address at all is a local socket."""
    if client_ip is None:
        return True
    try:
        address = ipaddress.ip_address(client_ip)
    except ValueError:
        return client_ip in trusted
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in _networks(tuple(trusted)))


@cache
def _networks(names: tuple[str, ...]) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(name, strict=False) for name in names if name[-1:].isdigit() or ":" in name]


def _first(header: str | None) -> str:
    return (header or "").split(",", 1)[0].strip()


def _public(scheme: str, host: str, public_url: str) -> tuple[str, str]:
    """Accounts keep their own names below the public one; every other host is replaced by it."""
    public = urlsplit(public_url)
    name = without_port(host)
    if not _is_below(host, public.hostname or ""):
        return public.scheme, public.netloc
    return public.scheme, name + (f":{public.port}" if public.port else "")
