"""Loss reasons (причины отказа): why a lead went to status 143."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Item, PageOf, RequestId, Saved, Sort
from voronka.contract.operation import Operation, Right


class LossReason(Item, kw_only=True):
    """A loss reason as read; `request_id` only in the answer of an add or a change."""

    id: int
    name: str = ""
    sort: int = 0
    created_at: int = 0
    updated_at: int = 0
    request_id: str | UnsetType = UNSET


class LossReasonAdd(Struct, kw_only=True):
    name: str
    sort: Sort | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class LossReasonPatchOne(Struct, kw_only=True):
    """A change of the reason in the path; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET
    sort: Sort | UnsetType = UNSET
    request_id: RequestId | UnsetType | None = UNSET


# fmt: off
OPERATIONS = (
    Operation("loss_reasons.list", "GET", "/api/v4/leads/loss_reasons", answer=PageOf[LossReason], key="loss_reasons"),
    Operation("loss_reasons.get", "GET", "/api/v4/leads/loss_reasons/{id}", answer=LossReason),
    Operation("loss_reasons.add", "POST", "/api/v4/leads/loss_reasons", body=list[LossReasonAdd], answer=Saved[LossReason], key="loss_reasons", right=Right.ADMIN),
    Operation("loss_reasons.update_one", "PATCH", "/api/v4/leads/loss_reasons/{id}", body=LossReasonPatchOne, answer=LossReason, right=Right.ADMIN),
    Operation("loss_reasons.delete", "DELETE", "/api/v4/leads/loss_reasons/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
