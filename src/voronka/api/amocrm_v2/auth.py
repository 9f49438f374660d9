"""Signing in, in all spellings: a form, JSON or the query; the answer is XML unless JSON is asked for."""

from voronka.api import session_cookie
from voronka.api.amocrm_v2.problems import XML, wants_json
from voronka.api.http import Call, Reply
from voronka.base.absent import or_else
from voronka.domain.users import User
from voronka.services import logins
from voronka.services.work import Work


def login(work: Work, call: Call) -> Reply:
    """What the body does not name may stand in the query."""
    body, query = call.body, call.query
    name = or_else(body.USER_LOGIN, or_else(query.USER_LOGIN, ""))
    key = or_else(body.USER_HASH, or_else(query.USER_HASH, None))
    password = or_else(body.USER_PASSWORD, None)
    if password is not None and key is None:
        return _opened(work, call, logins.sign_in(work, name, password))
    return _opened(work, call, logins.sign_in_by_key(work, name, key or ""))


def login_by_query(work: Work, call: Call) -> Reply:
    name, key = or_else(call.query.USER_LOGIN, ""), or_else(call.query.USER_HASH, "")
    return _opened(work, call, logins.sign_in_by_key(work, name, key))


def _opened(work: Work, call: Call, user: User) -> Reply:
    session_cookie.signed_in(work, call, user)
    if not wants_json(call):
        return Reply(body="<root><auth>true</auth></root>", content_type=XML)
    account = work.account
    told = {
        "id": account.id,
        "name": account.name,
        "subdomain": account.subdomain,
        "language": account.settings.language,
        "timezone": account.settings.timezone,
    }
    response = {"auth": True, "accounts": [told], "user": {"id": user.id, "language": user.lang}}
    return Reply(body={"response": {**response, "server_time": work.now}}, content_type=call.operation.media)
