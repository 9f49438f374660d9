"""The consent page and its form: a user lets an integration in, one that is there or one that a button offers."""

from functools import partial
from http import HTTPStatus
from typing import Any

from voronka.api.amocrm_v4 import oauth_pages as pages
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Posting, Reply
from voronka.base.addresses import in_ascii
from voronka.domain.errors import Forbidden, Invalid, NotFound, Refused, TooMany, Unauthorized
from voronka.domain.integrations import Offer
from voronka.services import oauth, offers
from voronka.services.oauth import Asked
from voronka.services.work import Work

WINDOWED = ("popup", "post_message")
# What the form says when it is shown again.
WRONG: dict[type[Refused], tuple[str, HTTPStatus]] = {
    Unauthorized: ("wrong_password", HTTPStatus.UNAUTHORIZED),
    TooMany: ("too_many", HTTPStatus.TOO_MANY_REQUESTS),
    Forbidden: ("only_admin", HTTPStatus.FORBIDDEN),
}


def authorize(work: Work, call: Call) -> Reply:
    try:
        return pages.consent(call, _asked(work, call.query), call.query)
    except (NotFound, Invalid) as error:
        return _nothing_to_ask(call, error)


def consent(work: Work, call: Call) -> Reply:
    form = call.body
    try:
        asked = _asked(work, form)
    except (NotFound, Invalid) as error:
        return _nothing_to_ask(call, error)
    if form.decision != "allow":
        return _leave(call, asked, oauth.deny(asked, none(form.state)), error="access_denied")
    try:
        return _allowed(call, asked, form, {"login": none(form.login) or "", "password": none(form.password) or ""})
    except (Unauthorized, TooMany, Forbidden) as error:
        wrong, status = next(said for kind, said in WRONG.items() if isinstance(error, kind))
        return pages.consent(call, asked, form, wrong=wrong, status=status.value)


def _asked(work: Work, form: Any) -> Asked:
    if none(form.client_id) or not (none(form.name) or none(form.secrets_uri)):
        return oauth.asked_by(work, none(form.client_id) or "")
    scopes = none(form.scopes) or []
    offer = Offer(
        name=none(form.name) or "",
        description=none(form.description) or "",
        redirect_uri=none(form.redirect_uri) or "",
        secrets_uri=none(form.secrets_uri) or "",
        logo=none(form.logo) or "",
        scopes=scopes.split(",") if isinstance(scopes, str) else scopes,
    )
    return offers.asked_by(work, offer)


def _nothing_to_ask(call: Call, error: NotFound | Invalid) -> Reply:
    if isinstance(error, NotFound):
        return pages.failed(call, "unknown")
    return pages.failed(call, "wrong_offer", ", ".join(problem.path for problem in error.problems))


def _allowed(call: Call, asked: Asked, form: Any, credentials: dict[str, str]) -> Reply:
    state = none(form.state)
    if asked.offer is None:
        return _leave(call, asked, oauth.allow(asked, call.shared_host, **credentials, state=state))
    user_id = offers.agree(asked, **credentials)
    then = partial(_delivered, asked, user_id)
    return Reply(posting=Posting(asked.offer.secrets_uri, offers.keys(asked, state), then))


def _delivered(asked: Asked, user_id: int, answered: int | str, work: Work, call: Call) -> Reply:
    """Nothing is made for a site that does not take its keys: it could do nothing with the code. (unconfirmed) the
    vendor takes 200 alone for a yes; sites that were never told so answer 201 and 204 too."""
    if answered not in range(200, 300):
        return pages.failed(call, "keys_refused", str(answered))
    return _leave(call, asked, offers.take_in(work, asked, user_id, call.shared_host, none(call.body.state)))


def _leave(call: Call, asked: Asked, url: str, **outcome: str) -> Reply:
    mode = none(call.body.mode)
    if mode in WINDOWED:
        return pages.leaving(call, url, mode, {"client_id": asked.integration.client_id, **outcome})
    headers = {"Location": in_ascii(url), "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    return Reply(status=HTTPStatus.FOUND.value, headers=headers)
