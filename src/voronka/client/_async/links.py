"""Links (связи) of leads, contacts, companies and customers with each other and with catalog elements."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.links import Link, LinkFilter, LinkManyFilter, LinkManyWrite, LinkWrite


class AsyncLinks(AsyncResource):
    """What a record is linked to; `amo.leads.links` and its like."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(self, id: int, *, filter: LinkFilter | None = None) -> AsyncPages[Link]:
        """The links of one record, all on one page. GET /api/v4/{entity}/{id}/links

        filter: `to_entity_id` and `to_entity_type` go together.
        """
        return self._pages(f"{self._entity}.links.list", id, filter=filter)

    def list_many(self, *, filter: LinkManyFilter) -> AsyncPages[Link]:
        """The links of several records; each says whose it is by `entity_id`. GET /api/v4/{entity}/links

        filter: `entity_id` is required.
        """
        return self._pages(f"{self._entity}.links.list_many", filter=filter)


class AsyncLinking(AsyncResource):
    """The methods that leads, contacts, companies and customers share for making and cutting links."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity
        self.links = AsyncLinks(caller, entity)

    async def link(self, id: int, links: Sequence[LinkWrite]) -> List[Link]:
        """Links a record to others. A link that is there already is changed. POST /api/v4/{entity}/{id}/link

        ValidationFailed: NotSupportedChoice at `to_entity_id` for a record that is not there.
        """
        return await self._save(f"{self._entity}.link", id, items=links)

    async def unlink(self, id: int, links: Sequence[LinkWrite]) -> None:
        """Cuts links; the records stay. POST /api/v4/{entity}/{id}/unlink"""
        await self._save(f"{self._entity}.unlink", id, items=links)

    async def link_many(self, links: Sequence[LinkManyWrite]) -> List[Link]:
        """Links several records: `entity_id` says which. Over 250 are sent in parts. POST /api/v4/{entity}/link"""
        return await self._save(f"{self._entity}.link_many", items=links)

    async def unlink_many(self, links: Sequence[LinkManyWrite]) -> None:
        """Cuts links of several records. Over 250 are sent in parts. POST /api/v4/{entity}/unlink"""
        await self._save(f"{self._entity}.unlink_many", items=links)
