"""Companies: organisations that contacts work for and leads are made with."""

from msgspec import structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.kinds import Kind
from voronka.domain.records import Record, RecordChange
from voronka.domain.saving import Moment, changed_values, new_values


class Company(Record, frozen=True):
    is_unsorted: bool


class CompanyChange(RecordChange, kw_only=True):
    is_unsorted: bool | Absent = ABSENT


def make(change: CompanyChange, id: int, item: int, moment: Moment) -> Company:
    values = new_values(Kind.COMPANY, change, id, item, moment)
    values["name"] = values["name"] or f"Компания #{id}"
    return Company(**values, is_unsorted=or_else(change.is_unsorted, False))


def apply(before: Company, change: CompanyChange, item: int, moment: Moment) -> Company:
    values = changed_values(Kind.COMPANY, before, change, item, moment)
    return structs.replace(before, **values, is_unsorted=or_else(change.is_unsorted, before.is_unsorted))
