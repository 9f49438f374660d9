"""Events (события)."""

from collections.abc import Sequence
from typing import Literal

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.events import Event, EventFilter, EventType


class AsyncEvents(AsyncResource):
    """What happened in the account: `amo.events`."""

    def list(
        self,
        *,
        filter: EventFilter | None = None,
        with_: Sequence[str] = (),
        page: int = 1,
        limit: int = 100,
    ) -> AsyncPages[Event]:
        """Events, newest first. GET /api/v4/events

        filter: `entity_id` needs exactly one `entity` (lead, contact, company …).
        with_: contact_name, lead_name, company_name, customer_name, catalog_element_name, catalog_name, note.
        limit: events per request; amoCRM gives up to 100.
        """
        return self._pages("events.list", filter=filter, with_=with_, page=page, limit=limit)

    async def get(self, id: str, *, with_: Sequence[str] = ()) -> Event | None:
        """One event, None when there is none. GET /api/v4/events/{id}"""
        return await self._get("events.get", id, with_=with_)

    def types(self, *, language_code: Literal["en", "es", "ru", "pt"] | None = None) -> AsyncPages[EventType]:
        """The types of events, on one page; named in the user's language unless told. GET /api/v4/events/types"""
        return self._pages("events.types", language_code=language_code)
