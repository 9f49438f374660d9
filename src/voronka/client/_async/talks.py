"""Talks (беседы)."""

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.talks import Message, MessageFilter, Talk, TalkClose, TalkFilter


class AsyncTalks(AsyncResource):
    """What customers and the company say to each other: `amo.talks`."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller)
        self.messages = AsyncMessages(caller)

    def list(self, *, filter: TalkFilter | None = None, page: int = 1, limit: int = 250) -> AsyncPages[Talk]:
        """Talks of the contacts that you may see. GET /api/v4/talks"""
        return self._pages("talks.list", filter=filter, page=page, limit=limit)

    async def get(self, id: int) -> Talk | None:
        """One talk, None when there is none. GET /api/v4/talks/{id}"""
        return await self._get("talks.get", id)

    async def close(self, id: int, talk: TalkClose) -> None:
        """Closes a talk. NotProcessable: it is closed already. POST /api/v4/talks/{id}/close"""
        await self._do("talks.close", id, body=talk)


class AsyncMessages(AsyncResource):
    """The messages of a talk: `amo.talks.messages`."""

    def list(
        self, id: int, *, filter: MessageFilter | None = None, page: int = 1, limit: int = 250
    ) -> AsyncPages[Message]:
        """The messages of one talk, the oldest first. GET /api/v4/talks/{id}/messages"""
        return self._pages("talks.messages.list", id, filter=filter, page=page, limit=limit)
