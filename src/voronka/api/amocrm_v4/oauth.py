"""OAuth 2.0 between programs: the token endpoint, where an account lives, the exchange of API keys."""

from http import HTTPStatus
from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.base.hosts import top_level_domain
from voronka.domain.accounts import Account
from voronka.domain.errors import Invalid, Refused, Unauthorized
from voronka.domain.tokens import GrantRefused
from voronka.services import grants, oauth
from voronka.services.work import Work

JSON = "application/json"
NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def token(work: Work, call: Call) -> Reply:
    pair = grants.redeem(work, _request(call.body), call.shared_host)
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
        call.shared_host,
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


def _address(account: Account, call: Call) -> Wire:
    host = oauth.address_of(account, call.shared_host).domain
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
