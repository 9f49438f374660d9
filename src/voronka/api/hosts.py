"""Where an account is reached, as a request shows it."""

from voronka.api.http import Call
from voronka.services import oauth
from voronka.services.work import Work


def own_origin(work: Work, call: Call) -> str:
    """The account's own host: one that serves every account would not know whose short address it is."""
    scheme = call.origin.partition("://")[0]
    return f"{scheme}://{oauth.address_of(work.account, call.shared_host).domain}"
