"""Signing in with a password. Five wrong ones in a minute, and the login has to wait out the minute."""

from voronka.domain.errors import TooMany, Unauthorized
from voronka.domain.users import User, normal_email
from voronka.services import passwords
from voronka.services.work import Work
from voronka.store import users as store


def sign_in(work: Work, email: str, password: str) -> User:
    failed, login = work.database.failed_logins, (work.account_id, normal_email(email))
    if failed.are_too_many(login, work.now):
        raise TooMany("Too many wrong passwords. Wait a minute and try again.")
    found = store.credentials_of_email(work, login[1])
    is_right = passwords.is_right(found.password_hash if found else None, password)
    if found is None or not is_right or not found.is_active:
        failed.add(login, work.now)
        raise Unauthorized("Wrong login or password.")
    failed.forget(login)
    if found.password_hash and passwords.is_outdated(found.password_hash):
        store.set_password_hash(work, found.user_id, passwords.hash_of(password))
    return work.facts.users[found.user_id]
