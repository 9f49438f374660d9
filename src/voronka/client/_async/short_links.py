"""Short links (короткие ссылки)."""

from collections.abc import Sequence

from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.short_links import ShortLink, ShortLinkAdd


class AsyncShortLinks(AsyncResource):
    """Addresses made short for one contact: `amo.short_links`. Opening one leaves an event on his card."""

    async def add(self, links: Sequence[ShortLinkAdd]) -> List[ShortLink]:
        """New short links, answered in the order sent. POST /api/v4/short_links

        ValidationFailed: an address that is not of the web, a contact that you may not see.
        """
        return await self._save("short_links.add", items=links)
