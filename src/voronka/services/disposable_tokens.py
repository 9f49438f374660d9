"""Tokens of one use: an integration checks them with its client_secret, to know that it is we who speak to it.

Nothing of them is kept here: whoever checks one remembers its jti until it expires, and takes it once.
"""

import uuid
from typing import Any
from urllib.parse import urlsplit

import jwt

from voronka.domain.bots import MARKETING, Bot, Run
from voronka.domain.integrations import Integration
from voronka.domain.tokens import DISPOSABLE_LIVES
from voronka.domain.users import User
from voronka.services import integrations
from voronka.services.work import Work


def of_widget(work: Work, integration: Integration, user: User, origin: str) -> str:
    """For the header X-Auth-Token, in the user's name. origin: scheme and host of the account."""
    claims = _claims(work, integration, origin, integration.redirect_origin)
    claims |= {"user_id": user.id, "is_admin": user.is_admin}
    return jwt.encode(claims, integrations.secret_of(work, integration), "HS256")


def of_bot(work: Work, integration: Integration, bot: Bot, run: Run, origin: str, url: str) -> str:
    """For the address that a bot calls."""
    parts = urlsplit(url)
    claims = _claims(work, integration, origin, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    bot_type = "marketingbot" if bot.type_functionality == MARKETING else "salesbot"
    claims |= {"entity_id": run.entity_id, "entity_type": int(run.entity_type), "bot_type": bot_type}
    return jwt.encode(claims, integrations.secret_of(work, integration), "HS512")


def _claims(work: Work, integration: Integration, origin: str, audience: str) -> dict[str, Any]:
    return {
        "iss": origin,
        "aud": audience,
        "jti": str(uuid.uuid4()),
        "iat": work.now,
        "nbf": work.now,
        "exp": work.now + DISPOSABLE_LIVES,
        "account_id": work.account_id,
        "subdomain": work.account.subdomain,
        "client_uuid": integration.client_id,
    }
