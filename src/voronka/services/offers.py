"""An integration that a site's button offers: an administrator agrees, its site gets the keys, and then it is there."""

from voronka.domain.errors import Forbidden, Problems, Rule
from voronka.domain.integrations import Offer, is_web_address
from voronka.domain.tokens import SCOPES
from voronka.services import integrations, logins, oauth
from voronka.services.oauth import Asked
from voronka.services.work import Work


def asked_by(work: Work, offer: Offer) -> Asked:
    """In the account whose host was asked. Scopes that there are none of here are passed over: the vendor has more."""
    scopes = [scope for scope in SCOPES if scope in offer.scopes]
    drafted = integrations.draft(work, name=offer.name, redirect_uri=offer.redirect_uri, scopes=scopes)
    problems = Problems()
    if not is_web_address(offer.secrets_uri):
        problems.add(0, "secrets_uri", Rule.URL)
    if not scopes:
        problems.add(0, "scopes", Rule.UNKNOWN_CHOICE)
    problems.check()
    return Asked(work, drafted, offer)


def agree(asked: Asked, *, login: str, password: str) -> int:
    """The administrator in whose name the new integration will act."""
    user = logins.sign_in(asked.work, login, password)
    if not user.is_admin:
        raise Forbidden("Only an administrator may connect a new integration.")
    return user.id


def keys(asked: Asked, state: str | None) -> dict[str, str]:
    """(unconfirmed) sites that take such keys look for these three names, in JSON."""
    secret = integrations.secret_of(asked.work, asked.integration)
    told = {"client_id": asked.integration.client_id, "client_secret": secret}
    return told if state is None else told | {"state": state}


def take_in(work: Work, asked: Asked, user_id: int, host: str, state: str | None) -> str:
    """Once its site has the keys. The address to which the administrator goes on with his code."""
    integrations.register(work.as_actor(work.facts.users[user_id].actor()), asked.integration)
    return oauth.landing(Asked(work, asked.integration), host, user_id, state)
