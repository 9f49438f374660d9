"""Contacts (контакты)."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.contact_chats import AsyncContactChats
from voronka.client._async.custom_field_groups import AsyncCustomFieldGroups
from voronka.client._async.custom_fields import AsyncCustomFields
from voronka.client._async.file_links import AsyncAttachedFiles
from voronka.client._async.links import AsyncLinking
from voronka.client._async.notes import AsyncNotes, AsyncNotesOf
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import List
from voronka.client._async.tags import AsyncTags
from voronka.contract.amocrm_v4.contacts import (
    Contact,
    ContactAdd,
    ContactFilter,
    ContactPatch,
    ContactPatchOne,
    ContactRef,
)
from voronka.contract.amocrm_v4.envelope import Order


class AsyncContacts(AsyncLinking):
    """People: `amo.contacts`. Phones and e-mails are custom fields with the codes PHONE and EMAIL."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller, "contacts")
        self.notes = AsyncNotes(caller, "contacts")
        self.notes_of = AsyncNotesOf(caller, "contacts")
        self.files = AsyncAttachedFiles(caller, "contacts")
        self.chats = AsyncContactChats(caller)
        self.tags = AsyncTags(caller, "contacts")
        self.custom_fields = AsyncCustomFields(caller, "contacts")
        self.custom_field_groups = AsyncCustomFieldGroups(caller, "contacts")

    def list(
        self,
        *,
        query: str | None = None,
        filter: ContactFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Contact]:
        """Contacts that the token's user may see. GET /api/v4/contacts

        query: words of the name and of custom fields, digits of phones. filter: conditions that hold together.
        with_: what else to tell: leads, customers, catalog_elements, social_profiles; `only_deleted` lists the deleted.
        order: `{"updated_at": "desc"}`; also id. page: where to begin. limit: contacts per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("contacts.list", **fields)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Contact | None:
        """One contact, None when there is none. with_: as for `list`. GET /api/v4/contacts/{id}"""
        return await self._get("contacts.get", id, with_=with_)

    async def add(self, contacts: Sequence[ContactAdd]) -> List[ContactRef]:
        """New contacts; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/contacts
        """
        return await self._save("contacts.add", items=contacts)

    async def update(self, contacts: Sequence[ContactPatch]) -> List[ContactRef]:
        """Changes contacts, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/contacts
        """
        return await self._save("contacts.update", items=contacts)

    async def update_one(self, id: int, contact: ContactPatchOne) -> ContactRef:
        """Changes one contact; what is not named stays. PATCH /api/v4/contacts/{id}"""
        return await self._save_one("contacts.update_one", id, body=contact)
