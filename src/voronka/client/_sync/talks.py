# Made from _async by scripts/make_sync.py. Change it there.
"""Talks (беседы)."""

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.talks import Message, MessageFilter, Talk, TalkClose, TalkFilter


class Talks(Resource):
    """What customers and the company say to each other: `amo.talks`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)
        self.messages = Messages(caller)

    def list(self, *, filter: TalkFilter | None = None, page: int = 1, limit: int = 250) -> Pages[Talk]:
        """Talks of the contacts that you may see. GET /api/v4/talks"""
        return self._pages("talks.list", filter=filter, page=page, limit=limit)

    def get(self, id: int) -> Talk | None:
        """One talk, None when there is none. GET /api/v4/talks/{id}"""
        return self._get("talks.get", id)

    def close(self, id: int, talk: TalkClose) -> None:
        """Closes a talk. NotProcessable: it is closed already. POST /api/v4/talks/{id}/close"""
        self._do("talks.close", id, body=talk)


class Messages(Resource):
    """The messages of a talk: `amo.talks.messages`."""

    def list(
        self, id: int, *, filter: MessageFilter | None = None, page: int = 1, limit: int = 250
    ) -> Pages[Message]:
        """The messages of one talk, the oldest first. GET /api/v4/talks/{id}/messages"""
        return self._pages("talks.messages.list", id, filter=filter, page=page, limit=limit)
