"""Segments (сегменты) and statuses of customers, and the mode that chooses between them."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.custom_fields import AsyncCustomFields
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.customer_statuses import (
    CustomerStatus,
    CustomerStatusAdd,
    CustomerStatusPatchOne,
    CustomerStatusRef,
)
from voronka.contract.amocrm_v4.segments import Segment, SegmentAdd, SegmentPatchOne


class AsyncSegments(AsyncResource):
    """Groups of customers: `amo.customers.segments`. Writing is for administrators.

    They are there only in the mode `segments`; otherwise every call raises AmoError with status 422.
    """

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller)
        self.custom_fields = AsyncCustomFields(caller, "customers.segments")

    def list(self, *, page: int = 1, limit: int = 250) -> AsyncPages[Segment]:
        """Segments, each with the number of its customers. GET /api/v4/customers/segments"""
        return self._pages("customers.segments.list", page=page, limit=limit)

    async def get(self, id: int) -> Segment | None:
        """One segment, None when there is none. GET /api/v4/customers/segments/{id}"""
        return await self._get("customers.segments.get", id)

    async def add(self, segment: SegmentAdd) -> Segment:
        """One new segment, answered whole. POST /api/v4/customers/segments

        ValidationFailed: NotSupportedChoice at `color` for a colour that is none of the vendor's.
        """
        return await self._save_one("customers.segments.add", body=segment)

    async def update_one(self, id: int, segment: SegmentPatchOne) -> Segment:
        """Changes one segment; what is not named stays. PATCH /api/v4/customers/segments/{id}"""
        return await self._save_one("customers.segments.update_one", id, body=segment)

    async def delete(self, id: int) -> None:
        """Deletes a segment; its customers stay. DELETE /api/v4/customers/segments/{id}"""
        await self._do("customers.segments.delete", id)


class AsyncCustomerStatuses(AsyncResource):
    """Where customers stand between purchases: `amo.customers.statuses`. Writing is for administrators.

    They are there only in the mode `periodicity`; otherwise every call raises AmoError with status 422.
    """

    def list(self) -> AsyncPages[CustomerStatus]:
        """All statuses, on one page. GET /api/v4/customers/statuses"""
        return self._pages("customers.statuses.list")

    async def get(self, id: int) -> CustomerStatus | None:
        """One status, None when there is none. GET /api/v4/customers/statuses/{id}"""
        return await self._get("customers.statuses.get", id)

    async def add(self, statuses: Sequence[CustomerStatusAdd]) -> List[CustomerStatusRef]:
        """New statuses, answered in the order sent. POST /api/v4/customers/statuses"""
        return await self._save("customers.statuses.add", items=statuses)

    async def update_one(self, id: int, status: CustomerStatusPatchOne) -> CustomerStatus:
        """Changes one status. PATCH /api/v4/customers/statuses/{id}"""
        return await self._save_one("customers.statuses.update_one", id, body=status)

    async def delete(self, id: int) -> None:
        """Deletes a status; its customers go back to the first one. DELETE /api/v4/customers/statuses/{id}"""
        await self._do("customers.statuses.delete", id)
