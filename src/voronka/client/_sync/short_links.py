# Made from _async by scripts/make_sync.py. Change it there.
"""Short links (короткие ссылки)."""

from collections.abc import Sequence

from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.short_links import ShortLink, ShortLinkAdd


class ShortLinks(Resource):
    """Addresses made short for one contact: `amo.short_links`. Opening one leaves an event on his card."""

    def add(self, links: Sequence[ShortLinkAdd]) -> List[ShortLink]:
        """New short links, answered in the order sent. POST /api/v4/short_links

        ValidationFailed: an address that is not of the web, a contact that you may not see.
        """
        return self._save("short_links.add", items=links)
