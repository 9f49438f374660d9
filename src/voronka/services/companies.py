"""The verbs of companies: page and get to read, add and update to write."""

from collections.abc import Iterable, Sequence

from voronka.base.page import Page
from voronka.domain import companies
from voronka.domain.companies import Company, CompanyChange
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import records, saving
from voronka.services.saving import Noun
from voronka.services.work import Work

NOUN = Noun(Kind.COMPANY, companies.make, companies.apply)


def page(work: Work, query: ListQuery, around: Iterable[Kind] = ()) -> Page[Card]:
    return records.page(work, Kind.COMPANY, query, around)


def get(work: Work, id: int, around: Iterable[Kind] = (), *, deleted: bool = False) -> Card:
    return records.get(work, Kind.COMPANY, id, around, deleted=deleted)


def get_many(work: Work, ids: Sequence[int], around: Iterable[Kind] = ()) -> list[Card]:
    """Those of `ids` that the actor may see."""
    return records.get_many(work, Kind.COMPANY, ids, around)


def add(work: Work, drafts: Sequence[CompanyChange]) -> list[Company]:
    return saving.add(work, NOUN, drafts)


def update(work: Work, changes: Sequence[CompanyChange]) -> list[Company]:
    return saving.update(work, NOUN, changes)


def update_one(work: Work, change: CompanyChange) -> Company:
    return saving.update(work, NOUN, [change], only_one=True)[0]


def delete(work: Work, ids: Sequence[int]) -> list[Company]:
    return saving.set_deleted(work, NOUN, ids, deleted=True)


def restore(work: Work, ids: Sequence[int]) -> list[Company]:
    return saving.set_deleted(work, NOUN, ids, deleted=False)
