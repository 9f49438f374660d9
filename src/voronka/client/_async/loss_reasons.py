"""Loss reasons (причины отказа)."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.loss_reasons import LossReason, LossReasonAdd, LossReasonPatchOne


class AsyncLossReasons(AsyncResource):
    """Why leads are lost: `amo.loss_reasons`. Writing is for administrators."""

    def list(self) -> AsyncPages[LossReason]:
        """All reasons, on one page. GET /api/v4/leads/loss_reasons"""
        return self._pages("loss_reasons.list")

    async def get(self, id: int) -> LossReason | None:
        """One reason, None when there is none. GET /api/v4/leads/loss_reasons/{id}"""
        return await self._get("loss_reasons.get", id)

    async def add(self, reasons: Sequence[LossReasonAdd]) -> List[LossReason]:
        """New reasons, answered in the order sent. POST /api/v4/leads/loss_reasons"""
        return await self._save("loss_reasons.add", items=reasons)

    async def update_one(self, id: int, reason: LossReasonPatchOne) -> LossReason:
        """Changes one reason. PATCH /api/v4/leads/loss_reasons/{id}"""
        return await self._save_one("loss_reasons.update_one", id, body=reason)

    async def delete(self, id: int) -> None:
        """Deletes a reason. DELETE /api/v4/leads/loss_reasons/{id}"""
        await self._do("loss_reasons.delete", id)
