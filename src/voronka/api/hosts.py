"""Where an account is reached, as a request shows it."""

from voronka.api.http import Call
from voronka.services import oauth
from voronka.services.work import Work


def own_origin(work: Work, call: Call) -> str:
    """The account's own host: one that serves every account would not know whose short address it is."""
    scheme, _, host = call.origin.partition("://")
    return f"{scheme}://{oauth.address_of(work.account, host).domain}"
