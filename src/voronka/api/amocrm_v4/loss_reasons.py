"""Loss reasons: five plain keys, all of them always there, for the official client reads them unguarded."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.loss_reasons import LossReason, LossReasonWrite
from voronka.services import loss_reasons
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[LossReason]:
    return Page(loss_reasons.all_of(work))


def find_one(work: Work, call: Call) -> LossReason:
    return loss_reasons.get(work, call.path["id"])


def add(work: Work, call: Call, writes: Any) -> list[LossReason]:
    return loss_reasons.add(work, writes)


def update_one(work: Work, call: Call, write: LossReasonWrite) -> LossReason:
    return loss_reasons.update(work, call.path["id"], write)


def delete(work: Work, call: Call) -> None:
    loss_reasons.delete(work, call.path["id"])


def from_wire(item: Any, work: Work, call: Call) -> LossReasonWrite:
    return LossReasonWrite(name=item.name, sort=given(item.sort))


def to_wire(reason: LossReason, work: Work, call: Call) -> Wire:
    return {
        "id": reason.id,
        "name": reason.name,
        "sort": reason.sort,
        "created_at": reason.created_at,
        "updated_at": reason.updated_at,
        "_links": self_link(call, "leads/loss_reasons", reason.id),
    }
