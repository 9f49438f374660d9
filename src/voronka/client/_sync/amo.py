# Made from _async by scripts/make_sync.py. Change it there.
"""The client itself."""

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx2

from voronka.client import addresses
from voronka.client._sync.account import OwnAccount
from voronka.client._sync.bots import Bots
from voronka.client._sync.caller import Caller
from voronka.client._sync.calls import Calls
from voronka.client._sync.catalogs import Catalogs
from voronka.client._sync.chats import Chats
from voronka.client._sync.companies import Companies
from voronka.client._sync.contacts import Contacts
from voronka.client._sync.currencies import Currencies
from voronka.client._sync.customers import Customers
from voronka.client._sync.events import Events
from voronka.client._sync.files import Files
from voronka.client._sync.leads import Leads
from voronka.client._sync.line import Line
from voronka.client._sync.loss_reasons import LossReasons
from voronka.client._sync.oauth import Oauth
from voronka.client._sync.pipelines import Pipelines, Statuses
from voronka.client._sync.products import Products
from voronka.client._sync.roles import Roles
from voronka.client._sync.short_links import ShortLinks
from voronka.client._sync.signing import Given, Renewing, Signer
from voronka.client._sync.sources import Sources
from voronka.client._sync.talks import Talks
from voronka.client._sync.tasks import Tasks
from voronka.client._sync.users import Users
from voronka.client._sync.webhooks import Webhooks
from voronka.client._sync.website_buttons import WebsiteButtons
from voronka.client._sync.widgets import Widgets
from voronka.client.auth import OAuth
from voronka.client.limiter import PER_SECOND, Limiter
from voronka.client.requests import plain
from voronka.client.retry import Retry
from voronka.contract import VERSION

TIMEOUT = 30.0
AGENT = f"voronka/{VERSION} Python/{platform.python_version()}"


class AmoSync:
    """A client of one account, in amoCRM's cloud or on a server of Voronka.

        with AmoSync("https://romashka.amocrm.ru", token="eyJ0…") as amo:
            for lead in amo.leads.list(with_=["contacts"]):
                print(lead.name, lead.price)

    Every operation is a method, and its name is the way to it: `leads.tags.add` is `amo.leads.tags.add(…)`. Queries are
    keyword arguments, bodies and answers are the types of voronka.types. Lists are iterated over all their pages, `get`
    answers None for what is not there, errors are those of voronka.client.errors.

    Keep one client per account as long as you work: it keeps connections open, counts requests and renews tokens for
    all who use it.

    url: address of the account. Links in answers are not followed elsewhere.
    token: a long-lived token; or
    oauth: an integration, whose tokens are renewed by themselves.
    as_user: id of the user in whose name to act (X-Context-User-ID); needs an administrator's token.
    per_second: how many requests may start in a second; None on a server of your own without a limit.
    retry: when to try again, see Retry; `Retry(tries=1)` for never.
    timeout: seconds to connect, and to wait for each piece of an answer.
    transport: another way to the server: a proxy, a certificate, or an application in memory (httpx2's transports).
    agent: name of your program, put before ours in User-Agent.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        oauth: OAuth | None = None,
        as_user: int | None = None,
        per_second: int | None = PER_SECOND,
        retry: Retry | None = None,
        timeout: float = TIMEOUT,
        transport: httpx2.BaseTransport | None = None,
        agent: str = "",
    ) -> None:
        if token is not None and oauth is not None:
            raise ValueError("give either a token or oauth, not both")
        self.url = addresses.base(url)
        headers = {"Accept": "application/hal+json, application/json", "User-Agent": f"{agent} {AGENT}".strip()}
        if as_user is not None:
            headers["X-Context-User-ID"] = str(as_user)
        http = httpx2.Client(base_url=self.url, timeout=timeout, transport=transport)
        line = Line(http, retry or Retry(), Limiter(per_second))
        self._renewing = _renewing(line, self.url, headers, oauth) if oauth else None
        signer: Signer | None = Given(token) if token is not None else self._renewing
        self._caller = Caller(line, signer, headers)
        self._furnish()

    def _furnish(self) -> None:
        self.account = OwnAccount(self._caller)
        self.users = Users(self._caller)
        self.roles = Roles(self._caller)
        self.leads = Leads(self._caller)
        self.contacts = Contacts(self._caller)
        self.companies = Companies(self._caller)
        self.customers = Customers(self._caller)
        self.pipelines = Pipelines(self._caller)
        self.statuses = Statuses(self._caller)
        self.loss_reasons = LossReasons(self._caller)
        self.catalogs = Catalogs(self._caller)
        self.products = Products(self._caller)
        self.currencies = Currencies(self._caller)
        self.tasks = Tasks(self._caller)
        self.calls = Calls(self._caller)
        self.events = Events(self._caller)
        self.files = Files(self._caller)
        self.webhooks = Webhooks(self._caller)
        self.short_links = ShortLinks(self._caller)
        self.chats = Chats(self._caller)
        self.bots = Bots(self._caller)
        self.widgets = Widgets(self._caller)
        self.talks = Talks(self._caller)
        self.sources = Sources(self._caller)
        self.website_buttons = WebsiteButtons(self._caller)
        self.oauth = Oauth(self._caller, self.url)

    def sign_in(self, code: str) -> None:
        """OAuth's first step: trades the code of the consent page for the first pair of tokens and stores it.

        TokenRefused: the code is used up, too old (20 minutes), or not for this integration.
        """
        if self._renewing is None:
            raise ValueError("sign_in() needs AmoSync(…, oauth=OAuth(…))")
        self._renewing.sign_in(code)

    def request(self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Any other call, for what has no method yet: the same token, limits, retries and errors.

            amo.request("GET", "/api/v4/talks", query={"filter": {"only_in_work": 1}})

        query: nested as it is meant, sent in PHP's brackets. body: anything that becomes JSON. Answers plain dicts and
        lists; None for an empty answer.
        """
        return self._caller.call(plain(method, path, query, body))

    def close(self) -> None:
        """Closes the connections, after a renewal of tokens that is under way. `with` does it by itself."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _renewing(line: Line, url: str, headers: Mapping[str, str], oauth: OAuth) -> Renewing:
    """Tokens are asked for over the same line, unsigned."""
    return Renewing(oauth, Oauth(Caller(line, None, headers), url).token)
