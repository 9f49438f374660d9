"""Signing in with a password. Five wrong ones in a minute, and the login has to wait out the minute."""

import threading
from collections import OrderedDict

from voronka.domain.errors import TooMany, Unauthorized
from voronka.domain.tokens import MINUTE
from voronka.domain.users import User, normal_email
from voronka.services import passwords
from voronka.services.work import Work
from voronka.store import users as store

WRONG_AT_MOST = 5
REMEMBERED = 10_000  # logins; an attacker who tries more of them only forgets his own

Login = tuple[int, str]


def sign_in(work: Work, email: str, password: str) -> User:
    login = work.account_id, normal_email(email)
    if _failures.are_too_many(login, work.now):
        raise TooMany("Too many wrong passwords. Wait a minute and try again.")
    found = store.credentials_of_email(work, login[1])
    is_right = passwords.is_right(found.password_hash if found else None, password)
    if found is None or not is_right or not found.is_active:
        _failures.add(login, work.now)
        raise Unauthorized("Wrong login or password.")
    _failures.forget(login)
    if found.password_hash and passwords.is_outdated(found.password_hash):
        store.set_password_hash(work, found.user_id, passwords.hash_of(password))
    return work.facts.users[found.user_id]


class Failures:
    """In memory: each process counts for itself, and a restart forgives."""

    def __init__(self) -> None:
        self._times: OrderedDict[Login, list[int]] = OrderedDict()
        self._lock = threading.Lock()

    def are_too_many(self, login: Login, now: int) -> bool:
        with self._lock:
            return len(self._recent(login, now)) >= WRONG_AT_MOST

    def add(self, login: Login, now: int) -> None:
        with self._lock:
            self._times[login] = [*self._recent(login, now), now]
            self._times.move_to_end(login)
            if len(self._times) > REMEMBERED:
                self._times.popitem(last=False)

    def forget(self, login: Login) -> None:
        with self._lock:
            self._times.pop(login, None)

    def _recent(self, login: Login, now: int) -> list[int]:
        return [time for time in self._times.get(login, []) if now - time < MINUTE]


_failures = Failures()
