"""Chats of contacts (чаты контактов)."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.contact_chats import ContactChat, ContactChatAdd, ContactChatAdded


class AsyncContactChats(AsyncResource):
    """Which chats belong to which contacts: `amo.contacts.chats`. Linking is for administrators."""

    def list(
        self, *, contact_id: Sequence[int] | None = None, chat_id: Sequence[str] | None = None
    ) -> AsyncPages[ContactChat]:
        """The chats of contacts, or the contacts of chats: give exactly one. GET /api/v4/contacts/chats"""
        return self._pages("contacts.chats.list", contact_id=contact_id, chat_id=chat_id)

    async def add(self, chats: Sequence[ContactChatAdd]) -> List[ContactChatAdded]:
        """Links chats of the integration to contacts, away from those they had. POST /api/v4/contacts/chats"""
        return await self._save("contacts.chats.add", items=chats)
