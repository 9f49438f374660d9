"""Signing in with a password or a key. Five wrong ones in a minute, and the login has to wait out the minute."""

from collections.abc import Callable
from typing import TypeVar

from voronka.domain.errors import SwitchedOff, TooMany, Unauthorized
from voronka.domain.integrations import Integration
from voronka.domain.users import User, normal_email
from voronka.services import api_keys, integrations, passwords
from voronka.services.work import Work
from voronka.store import users as store

T = TypeVar("T")


def sign_in(work: Work, email: str, password: str) -> User:
    failed, login = work.database.failed_logins, (work.account_id, normal_email(email))
    if failed.are_too_many(login, work.now):
        raise TooMany("Too many wrong passwords. Wait a minute and try again.")
    found = store.credentials_of_email(work, login[1])
    is_right = passwords.is_right(found.password_hash if found else None, password)
    if found is None or not is_right:
        failed.add(login, work.now)
        raise Unauthorized("Wrong login or password.")
    if not found.is_active:
        raise SwitchedOff("Wrong login or password.")
    failed.forget(login)
    if found.password_hash and passwords.is_outdated(found.password_hash):
        store.set_password_hash(work, found.user_id, passwords.hash_of(password))
    return work.facts.users[found.user_id]


def sign_in_by_key(work: Work, email: str, api_key: str) -> User:
    login = ("key", work.account_id, normal_email(email))
    return _opened(work, login, lambda: work.facts.users[api_keys.user_of(work, email, api_key)])


def service_of_key(work: Work, code: str, key: str) -> Integration:
    """Of a telephony: `code` is the id of its integration or the code of its widget, `key` the integration's secret."""
    return _opened(work, ("service", work.account_id, code), lambda: integrations.of_key(work, code, key))


def _opened(work: Work, login: object, find: Callable[[], T]) -> T:
    """Clients send the key with every request: a right one always opens, whoever tries wrong ones meanwhile."""
    failed = work.database.failed_logins
    try:
        return find()
    except SwitchedOff:
        raise
    except Unauthorized:
        are_too_many = failed.are_too_many(login, work.now)
        failed.add(login, work.now)
        if are_too_many:
            raise TooMany("Too many wrong keys. Wait a minute and try again.") from None
        raise
