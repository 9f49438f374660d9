"""Leads (сделки)."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.custom_field_groups import AsyncCustomFieldGroups
from voronka.client._async.custom_fields import AsyncCustomFields
from voronka.client._async.entity_subscriptions import AsyncEntitySubscriptions
from voronka.client._async.file_links import AsyncAttachedFiles
from voronka.client._async.links import AsyncLinking
from voronka.client._async.notes import AsyncNotes, AsyncNotesOf
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import List
from voronka.client._async.tags import AsyncLeadTags
from voronka.client._async.unsorted import AsyncUnsortedLeads
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.leads import Lead, LeadAdd, LeadFilter, LeadPatch, LeadPatchOne, LeadRef
from voronka.contract.amocrm_v4.leads_complex import LeadComplex, LeadComplexRef


class AsyncLeads(AsyncLinking):
    """Deals on their way through a pipeline: `amo.leads`."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller, "leads")
        self.subscriptions = AsyncEntitySubscriptions(caller, "leads")
        self.notes = AsyncNotes(caller, "leads")
        self.notes_of = AsyncNotesOf(caller, "leads")
        self.files = AsyncAttachedFiles(caller, "leads")
        self.tags = AsyncLeadTags(caller)
        self.custom_fields = AsyncCustomFields(caller, "leads")
        self.custom_field_groups = AsyncCustomFieldGroups(caller, "leads")
        self.unsorted = AsyncUnsortedLeads(caller)

    def list(
        self,
        *,
        query: str | None = None,
        filter: LeadFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Lead]:
        """Leads that the token's user may see. GET /api/v4/leads

        query: words of the name, of custom fields, digits of phones. filter: conditions that hold together.
        with_: what else to tell: contacts, catalog_elements, loss_reason, is_price_modified_by_robot, source_id,
            source; `only_deleted` lists the deleted ones.
        order: `{"updated_at": "desc"}`; also created_at, id. page: where to begin. limit: leads per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("leads.list", **fields)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Lead | None:
        """One lead, None when there is none. with_: as for `list`. GET /api/v4/leads/{id}"""
        return await self._get("leads.get", id, with_=with_)

    async def add(self, leads: Sequence[LeadAdd]) -> List[LeadRef]:
        """New leads; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/leads

        ValidationFailed: NotSupportedChoice for an unknown stage, user, field or option.
        """
        return await self._save("leads.add", items=leads)

    async def update(self, leads: Sequence[LeadPatch]) -> List[LeadRef]:
        """Changes leads, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/leads
        """
        return await self._save("leads.update", items=leads)

    async def update_one(self, id: int, lead: LeadPatchOne) -> LeadRef:
        """Changes one lead; what is not named stays. PATCH /api/v4/leads/{id}"""
        return await self._save_one("leads.update_one", id, body=lead)

    async def complex(self, leads: Sequence[LeadComplex]) -> List[LeadComplexRef]:
        """New leads with a new contact and company each, under duplicate control. Over 50 are sent in parts.
        POST /api/v4/leads/complex

        Several of them may end in one lead, so there may be fewer answers than items: `request_id` of an answer lists
        the items that it is about, by their own mark or by their place in the list.
        """
        return await self._save("leads.complex", items=leads)
