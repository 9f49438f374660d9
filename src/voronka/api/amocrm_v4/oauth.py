"""OAuth 2.0: the consent page and its form, the token endpoint, where an account lives, the exchange of API keys."""

from http import HTTPStatus
from typing import Any

from voronka.api.amocrm_v4 import oauth_pages as pages
from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.base.addresses import in_ascii
from voronka.base.hosts import top_level_domain
from voronka.domain.accounts import Account
from voronka.domain.errors import Invalid, NotFound, Refused, TooMany, Unauthorized
from voronka.domain.tokens import GrantRefused
from voronka.services import grants, oauth
from voronka.services.oauth import Asked
from voronka.services.work import Work

JSON = "application/json"
NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}
WINDOWED = ("popup", "post_message")


def authorize(work: Work, call: Call) -> Reply:
    try:
        asked = oauth.asked_by(work, none(call.query.client_id) or "")
    except NotFound:
        return pages.unknown(call)
    return pages.consent(call, asked, call.query)


def consent(work: Work, call: Call) -> Reply:
    form = call.body
    state, login, password = none(form.state), none(form.login) or "", none(form.password) or ""
    try:
        asked = oauth.asked_by(work, none(form.client_id) or "")
    except NotFound:
        return pages.unknown(call)
    if form.decision != "allow":
        return _leave(call, asked, oauth.deny(asked, state), none(form.mode), {"error": "access_denied"})
    try:
        url = oauth.allow(asked, call.host, login=login, password=password, state=state)
    except Unauthorized:
        return pages.consent(call, asked, form, wrong="wrong_password", status=HTTPStatus.UNAUTHORIZED.value)
    except TooMany:
        return pages.consent(call, asked, form, wrong="too_many", status=HTTPStatus.TOO_MANY_REQUESTS.value)
    return _leave(call, asked, url, none(form.mode), {})


def token(work: Work, call: Call) -> Reply:
    pair = grants.redeem(work, _request(call.body), call.host)
    body = {
        "token_type": "Bearer",
        "expires_in": pair.expires_in,
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "server_time": work.now,
    }
    return Reply(body=body, content_type=JSON, headers=NOT_KEPT)


def domain(work: Work, call: Call) -> Reply:
    return Reply(body=_address(work.account, call), content_type=JSON)


def domain_by_refresh(work: Work, call: Call) -> Reply:
    account = oauth.account_by_refresh(work, call.headers.get("x-refresh-token", ""))
    return Reply(body=_address(account, call), content_type=JSON)


def exchange(work: Work, call: Call) -> Reply:
    """202 with nothing in it; the code goes to the integration itself, after the commit."""
    asked = call.body
    oauth.exchange(
        work,
        call.host,
        login=asked.login,
        api_key=asked.api_key,
        client_id=asked.client_uuid,
        client_secret=asked.client_secret,
        state=none(asked.state),
    )
    return Reply(status=call.operation.status)


def token_problem(error: Refused) -> Reply:
    """What the token endpoint answers to any fault: clients read `hint`, `title` and `detail` without a guard."""
    status = HTTPStatus.UNAUTHORIZED if _is_dead(error) else HTTPStatus.BAD_REQUEST
    body = {
        "hint": _hint(error),
        "title": "Некорректный запрос",
        "type": "https://developers.amocrm.ru/v3/errors/OAuthProblemJson",
        "status": status.value,
        "detail": "В запросе отсутствует ряд параметров или параметры невалидны",
    }
    return Reply(status=status.value, body=body, content_type="application/problem+json", headers=NOT_KEPT)


def _leave(call: Call, asked: Asked, url: str, mode: str | None, outcome: Wire) -> Reply:
    if mode in WINDOWED:
        return pages.leaving(call, url, mode, {"client_id": asked.integration.client_id, **outcome})
    headers = {"Location": in_ascii(url), "Referrer-Policy": "no-referrer", **NOT_KEPT}
    return Reply(status=HTTPStatus.FOUND.value, headers=headers)


def _address(account: Account, call: Call) -> Wire:
    host = oauth.address_of(account, call.host).domain
    return {
        "id": account.id,
        "subdomain": account.subdomain,
        "domain": host,
        "top_level_domain": top_level_domain(host),
    }


def _request(body: Any) -> grants.Request:
    return grants.Request(
        grant_type=none(body.grant_type),
        client_id=none(body.client_id),
        client_secret=none(body.client_secret),
        redirect_uri=none(body.redirect_uri),
        code=none(body.code),
        refresh_token=none(body.refresh_token),
    )


def _is_dead(error: Refused) -> bool:
    return isinstance(error, Unauthorized) or (isinstance(error, GrantRefused) and error.is_dead)


def _hint(error: Refused) -> str:
    if isinstance(error, Invalid) and error.problems:
        return f"Check the `{error.problems[0].path}` parameter"
    return error.detail
