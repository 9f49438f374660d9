# Made from _async by scripts/make_sync.py. Change it there.
"""Leads (сделки)."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.custom_field_groups import CustomFieldGroups
from voronka.client._sync.custom_fields import CustomFields
from voronka.client._sync.entity_subscriptions import EntitySubscriptions
from voronka.client._sync.file_links import AttachedFiles
from voronka.client._sync.links import Linking
from voronka.client._sync.notes import Notes, NotesOf
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import List
from voronka.client._sync.tags import LeadTags
from voronka.client._sync.unsorted import UnsortedLeads
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.leads import Lead, LeadAdd, LeadFilter, LeadPatch, LeadPatchOne, LeadRef
from voronka.contract.amocrm_v4.leads_complex import LeadComplex, LeadComplexRef


class Leads(Linking):
    """Deals on their way through a pipeline: `amo.leads`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "leads")
        self.subscriptions = EntitySubscriptions(caller, "leads")
        self.notes = Notes(caller, "leads")
        self.notes_of = NotesOf(caller, "leads")
        self.files = AttachedFiles(caller, "leads")
        self.tags = LeadTags(caller)
        self.custom_fields = CustomFields(caller, "leads")
        self.custom_field_groups = CustomFieldGroups(caller, "leads")
        self.unsorted = UnsortedLeads(caller)

    def list(
        self,
        *,
        query: str | None = None,
        filter: LeadFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> Pages[Lead]:
        """Leads that the token's user may see. GET /api/v4/leads

        query: words of the name, of custom fields, digits of phones. filter: conditions that hold together.
        with_: what else to tell: contacts, catalog_elements, loss_reason, is_price_modified_by_robot, source_id,
            source; `only_deleted` lists the deleted ones.
        order: `{"updated_at": "desc"}`; also created_at, id. page: where to begin. limit: leads per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("leads.list", **fields)

    def get(self, id: int, *, with_: Sequence[str] = ()) -> Lead | None:
        """One lead, None when there is none. with_: as for `list`. GET /api/v4/leads/{id}"""
        return self._get("leads.get", id, with_=with_)

    def add(self, leads: Sequence[LeadAdd]) -> List[LeadRef]:
        """New leads; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/leads

        ValidationFailed: NotSupportedChoice for an unknown stage, user, field or option.
        """
        return self._save("leads.add", items=leads)

    def update(self, leads: Sequence[LeadPatch]) -> List[LeadRef]:
        """Changes leads, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/leads
        """
        return self._save("leads.update", items=leads)

    def update_one(self, id: int, lead: LeadPatchOne) -> LeadRef:
        """Changes one lead; what is not named stays. PATCH /api/v4/leads/{id}"""
        return self._save_one("leads.update_one", id, body=lead)

    def complex(self, leads: Sequence[LeadComplex]) -> List[LeadComplexRef]:
        """New leads with a new contact and company each, under duplicate control. Over 50 are sent in parts.
        POST /api/v4/leads/complex

        Several of them may end in one lead, so there may be fewer answers than items: `request_id` of an answer lists
        the items that it is about, by their own mark or by their place in the list.
        """
        return self._save("leads.complex", items=leads)
