"""The client itself."""

import platform
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx2

from voronka.client import addresses
from voronka.client._async.account import AsyncOwnAccount
from voronka.client._async.bots import AsyncBots
from voronka.client._async.caller import AsyncCaller
from voronka.client._async.calls import AsyncCalls
from voronka.client._async.catalogs import AsyncCatalogs
from voronka.client._async.chats import AsyncChats
from voronka.client._async.companies import AsyncCompanies
from voronka.client._async.contacts import AsyncContacts
from voronka.client._async.currencies import AsyncCurrencies
from voronka.client._async.customers import AsyncCustomers
from voronka.client._async.events import AsyncEvents
from voronka.client._async.files import AsyncFiles
from voronka.client._async.leads import AsyncLeads
from voronka.client._async.line import AsyncLine
from voronka.client._async.loss_reasons import AsyncLossReasons
from voronka.client._async.oauth import AsyncOauth
from voronka.client._async.pipelines import AsyncPipelines, AsyncStatuses
from voronka.client._async.products import AsyncProducts
from voronka.client._async.roles import AsyncRoles
from voronka.client._async.short_links import AsyncShortLinks
from voronka.client._async.signing import AsyncGiven, AsyncRenewing, AsyncSigner
from voronka.client._async.sources import AsyncSources
from voronka.client._async.talks import AsyncTalks
from voronka.client._async.tasks import AsyncTasks
from voronka.client._async.users import AsyncUsers
from voronka.client._async.webhooks import AsyncWebhooks
from voronka.client._async.website_buttons import AsyncWebsiteButtons
from voronka.client._async.widgets import AsyncWidgets
from voronka.client.auth import OAuth
from voronka.client.limiter import PER_SECOND, Limiter
from voronka.client.requests import plain
from voronka.client.retry import Retry
from voronka.contract import VERSION

TIMEOUT = 30.0
AGENT = f"voronka/{VERSION} Python/{platform.python_version()}"


class Amo:
    """A client of one account, in amoCRM's cloud or on a server of Voronka.

        async with Amo("https://romashka.amocrm.ru", token="eyJ0…") as amo:
            async for lead in amo.leads.list(with_=["contacts"]):
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
        transport: httpx2.AsyncBaseTransport | None = None,
        agent: str = "",
    ) -> None:
        if token is not None and oauth is not None:
            raise ValueError("give either a token or oauth, not both")
        self.url = addresses.base(url)
        headers = {"Accept": "application/hal+json, application/json", "User-Agent": f"{agent} {AGENT}".strip()}
        if as_user is not None:
            headers["X-Context-User-ID"] = str(as_user)
        http = httpx2.AsyncClient(base_url=self.url, timeout=timeout, transport=transport)
        line = AsyncLine(http, retry or Retry(), Limiter(per_second))
        self._renewing = _renewing(line, self.url, headers, oauth) if oauth else None
        signer: AsyncSigner | None = AsyncGiven(token) if token is not None else self._renewing
        self._caller = AsyncCaller(line, signer, headers)
        self._furnish()

    def _furnish(self) -> None:
        self.account = AsyncOwnAccount(self._caller)
        self.users = AsyncUsers(self._caller)
        self.roles = AsyncRoles(self._caller)
        self.leads = AsyncLeads(self._caller)
        self.contacts = AsyncContacts(self._caller)
        self.companies = AsyncCompanies(self._caller)
        self.customers = AsyncCustomers(self._caller)
        self.pipelines = AsyncPipelines(self._caller)
        self.statuses = AsyncStatuses(self._caller)
        self.loss_reasons = AsyncLossReasons(self._caller)
        self.catalogs = AsyncCatalogs(self._caller)
        self.products = AsyncProducts(self._caller)
        self.currencies = AsyncCurrencies(self._caller)
        self.tasks = AsyncTasks(self._caller)
        self.calls = AsyncCalls(self._caller)
        self.events = AsyncEvents(self._caller)
        self.files = AsyncFiles(self._caller)
        self.webhooks = AsyncWebhooks(self._caller)
        self.short_links = AsyncShortLinks(self._caller)
        self.chats = AsyncChats(self._caller)
        self.bots = AsyncBots(self._caller)
        self.widgets = AsyncWidgets(self._caller)
        self.talks = AsyncTalks(self._caller)
        self.sources = AsyncSources(self._caller)
        self.website_buttons = AsyncWebsiteButtons(self._caller)
        self.oauth = AsyncOauth(self._caller, self.url)

    async def sign_in(self, code: str) -> None:
        """OAuth's first step: trades the code of the consent page for the first pair of tokens and stores it.

        TokenRefused: the code is used up, too old (20 minutes), or not for this integration.
        """
        if self._renewing is None:
            raise ValueError("sign_in() needs Amo(…, oauth=OAuth(…))")
        await self._renewing.sign_in(code)

    async def request(self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Any other call, for what has no method yet: the same token, limits, retries and errors.

            await amo.request("GET", "/api/v4/talks", query={"filter": {"only_in_work": 1}})

        query: nested as it is meant, sent in PHP's brackets. body: anything that becomes JSON. Answers plain dicts and
        lists; None for an empty answer.
        """
        return await self._caller.call(plain(method, path, query, body))

    async def aclose(self) -> None:
        """Closes the connections, after a renewal of tokens that is under way. `async with` does it by itself."""
        await self._caller.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def _renewing(line: AsyncLine, url: str, headers: Mapping[str, str], oauth: OAuth) -> AsyncRenewing:
    """Tokens are asked for over the same line, unsigned."""
    return AsyncRenewing(oauth, AsyncOauth(AsyncCaller(line, None, headers), url).token)
