"""Why deals are lost: a short list that the account keeps for itself."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.beginnings import BUILT_IN_SORT
from voronka.domain.errors import Problems
from voronka.domain.naming import checked_name


class LossReason(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    sort: int
    created_at: int
    updated_at: int


class LossReasonWrite(Struct, kw_only=True, frozen=True):
    name: str | Absent = ABSENT
    sort: int | Absent = ABSENT


def make(write: LossReasonWrite, id: int, item: int, problems: Problems, now: int) -> LossReason:
    name = checked_name(write.name, None, problems, item)
    return LossReason(id=id, name=name, sort=or_else(write.sort, BUILT_IN_SORT), created_at=now, updated_at=now)


def apply(before: LossReason, write: LossReasonWrite, problems: Problems, now: int) -> LossReason:
    name = checked_name(write.name, before.name, problems, 0)
    return structs.replace(before, name=name, sort=or_else(write.sort, before.sort), updated_at=now)
