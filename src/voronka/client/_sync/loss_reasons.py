# Made from _async by scripts/make_sync.py. Change it there.
"""Loss reasons (причины отказа)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.loss_reasons import LossReason, LossReasonAdd, LossReasonPatchOne


class LossReasons(Resource):
    """Why leads are lost: `amo.loss_reasons`. Writing is for administrators."""

    def list(self) -> Pages[LossReason]:
        """All reasons, on one page. GET /api/v4/leads/loss_reasons"""
        return self._pages("loss_reasons.list")

    def get(self, id: int) -> LossReason | None:
        """One reason, None when there is none. GET /api/v4/leads/loss_reasons/{id}"""
        return self._get("loss_reasons.get", id)

    def add(self, reasons: Sequence[LossReasonAdd]) -> List[LossReason]:
        """New reasons, answered in the order sent. POST /api/v4/leads/loss_reasons"""
        return self._save("loss_reasons.add", items=reasons)

    def update_one(self, id: int, reason: LossReasonPatchOne) -> LossReason:
        """Changes one reason. PATCH /api/v4/leads/loss_reasons/{id}"""
        return self._save_one("loss_reasons.update_one", id, body=reason)

    def delete(self, id: int) -> None:
        """Deletes a reason. DELETE /api/v4/leads/loss_reasons/{id}"""
        self._do("loss_reasons.delete", id)
