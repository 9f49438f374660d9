# Made from _async by scripts/make_sync.py. Change it there.
"""Contacts (контакты)."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.contact_chats import ContactChats
from voronka.client._sync.custom_field_groups import CustomFieldGroups
from voronka.client._sync.custom_fields import CustomFields
from voronka.client._sync.file_links import AttachedFiles
from voronka.client._sync.links import Linking
from voronka.client._sync.notes import Notes, NotesOf
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import List
from voronka.client._sync.tags import Tags
from voronka.contract.amocrm_v4.contacts import (
    Contact,
    ContactAdd,
    ContactFilter,
    ContactPatch,
    ContactPatchOne,
    ContactRef,
)
from voronka.contract.amocrm_v4.envelope import Order


class Contacts(Linking):
    """People: `amo.contacts`. Phones and e-mails are custom fields with the codes PHONE and EMAIL."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "contacts")
        self.notes = Notes(caller, "contacts")
        self.notes_of = NotesOf(caller, "contacts")
        self.files = AttachedFiles(caller, "contacts")
        self.chats = ContactChats(caller)
        self.tags = Tags(caller, "contacts")
        self.custom_fields = CustomFields(caller, "contacts")
        self.custom_field_groups = CustomFieldGroups(caller, "contacts")

    def list(
        self,
        *,
        query: str | None = None,
        filter: ContactFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> Pages[Contact]:
        """Contacts that the token's user may see. GET /api/v4/contacts

        query: words of the name and of custom fields, digits of phones. filter: conditions that hold together.
        with_: what else to tell: leads, customers, catalog_elements, social_profiles; `only_deleted` lists the deleted.
        order: `{"updated_at": "desc"}`; also id. page: where to begin. limit: contacts per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("contacts.list", **fields)

    def get(self, id: int, *, with_: Sequence[str] = ()) -> Contact | None:
        """One contact, None when there is none. with_: as for `list`. GET /api/v4/contacts/{id}"""
        return self._get("contacts.get", id, with_=with_)

    def add(self, contacts: Sequence[ContactAdd]) -> List[ContactRef]:
        """New contacts; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/contacts
        """
        return self._save("contacts.add", items=contacts)

    def update(self, contacts: Sequence[ContactPatch]) -> List[ContactRef]:
        """Changes contacts, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/contacts
        """
        return self._save("contacts.update", items=contacts)

    def update_one(self, id: int, contact: ContactPatchOne) -> ContactRef:
        """Changes one contact; what is not named stays. PATCH /api/v4/contacts/{id}"""
        return self._save_one("contacts.update_one", id, body=contact)
