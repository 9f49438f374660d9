"""Unsorted (неразобранное): requests that wait to be accepted or declined."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.unsorted import (
    Unsorted,
    UnsortedAccept,
    UnsortedDecline,
    UnsortedFilter,
    UnsortedFormAdd,
    UnsortedLink,
    UnsortedLinked,
    UnsortedRef,
    UnsortedSipAdd,
    UnsortedSorted,
    UnsortedSummary,
    UnsortedSummaryFilter,
)


class AsyncUnsortedLeads(AsyncResource):
    """Requests that wait: `amo.leads.unsorted`. Each is named by its `uid`, a text."""

    def list(
        self,
        *,
        filter: UnsortedFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Unsorted]:
        """Requests that wait, as far as the token's user may see their leads. GET /api/v4/leads/unsorted

        order: `{"created_at": "desc"}`; also updated_at.
        """
        return self._pages("leads.unsorted.list", filter=filter, order=order, page=page, limit=limit)

    async def get(self, uid: str) -> Unsorted | None:
        """One request, None when none of this uid waits. GET /api/v4/leads/unsorted/{uid}"""
        return await self._get("leads.unsorted.get", uid)

    async def add_sip(self, calls: Sequence[UnsortedSipAdd]) -> List[UnsortedRef]:
        """New calls. Over 250 are sent in parts. POST /api/v4/leads/unsorted/sip

        ValidationFailed: NotSupportedChoice at `source_uid` when the very same request waits already.
        """
        return await self._save("leads.unsorted.add_sip", items=calls)

    async def add_forms(self, forms: Sequence[UnsortedFormAdd]) -> List[UnsortedRef]:
        """New forms of a site. Over 250 are sent in parts. POST /api/v4/leads/unsorted/forms

        ValidationFailed: NotSupportedChoice at `source_uid` when the very same request waits already.
        """
        return await self._save("leads.unsorted.add_forms", items=forms)

    async def accept(self, uid: str, accept: UnsortedAccept) -> UnsortedSorted:
        """The lead moves on, its contact and company are shown. POST /api/v4/leads/unsorted/{uid}/accept

        BadRequest: it has been accepted or declined before. NotFound: there is none.
        """
        return await self._save_one("leads.unsorted.accept", uid, body=accept)

    async def decline(self, uid: str, decline: UnsortedDecline) -> UnsortedSorted:
        """Lead, contact and company go into the recycle bin. DELETE /api/v4/leads/unsorted/{uid}/decline

        BadRequest: it has been accepted or declined before. NotFound: there is none.
        """
        return await self._save_one("leads.unsorted.decline", uid, body=decline)

    async def link(self, uid: str, link: UnsortedLink) -> UnsortedLinked:
        """Attaches a conversation or a letter to what is there already. POST /api/v4/leads/unsorted/{uid}/link

        BadRequest: it is a call or a form, or has been accepted or declined before.
        """
        return await self._save_one("leads.unsorted.link", uid, body=link)

    async def summary(self, *, filter: UnsortedSummaryFilter | None = None) -> UnsortedSummary:
        """How many requests there were and how soon they were sorted. GET /api/v4/leads/unsorted/summary"""
        return await self._one("leads.unsorted.summary", filter=filter)
