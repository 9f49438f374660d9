"""API keys: derived, so that they can be shown again; a new version makes the old key worthless."""

from msgspec import Struct

from voronka.base.secrets import same
from voronka.domain.errors import NotFound, SwitchedOff, Unauthorized
from voronka.domain.users import Credentials, normal_email
from voronka.services.access_tokens import REFUSED
from voronka.services.work import Work
from voronka.store import users as store


class ApiKeys(Struct, frozen=True):
    login: str
    amocrm: str
    salesman: str


def show(work: Work, user_id: int) -> ApiKeys:
    return _keys(work, user_id, _credentials(work, user_id).key_version)


def renew(work: Work, user_id: int) -> ApiKeys:
    version = _credentials(work, user_id).key_version + 1
    store.set_key_version(work, user_id, version)
    return _keys(work, user_id, version)


def user_of(work: Work, login: str, api_key: str) -> int:
    """The active user whose login and amoCRM key these are."""
    found = store.credentials_of_email(work, normal_email(login))
    if found is None or not same(api_key, work.secrets.api_key(work.account_id, found.user_id, found.key_version)):
        raise Unauthorized(REFUSED)
    if not found.is_active:
        raise SwitchedOff(REFUSED)
    return found.user_id


def _credentials(work: Work, user_id: int) -> Credentials:
    if work.actor.user_id != user_id:
        work.actor.require_admin()
    found = store.credentials(work, user_id)
    if found is None:
        raise NotFound(f"There is no user {user_id} in this account.")
    return found


def _keys(work: Work, user_id: int, version: int) -> ApiKeys:
    return ApiKeys(
        login=work.facts.users[user_id].email,
        amocrm=work.secrets.api_key(work.account_id, user_id, version),
        salesman=work.secrets.salesman_key(work.account_id),
    )
