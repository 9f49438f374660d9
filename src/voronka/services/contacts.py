"""The verbs of contacts: page and get to read, add and update to write."""

from collections.abc import Collection, Iterable, Sequence

from voronka.base.page import Page
from voronka.domain import contacts
from voronka.domain.contacts import Contact, ContactChange
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import records, saving
from voronka.services.saving import Noun
from voronka.services.work import Work

NOUN = Noun(Kind.CONTACT, contacts.make, contacts.apply)


def page(work: Work, query: ListQuery, around: Iterable[Kind] = ()) -> Page[Card]:
    return records.page(work, Kind.CONTACT, query, around)


def get(work: Work, id: int, around: Iterable[Kind] = (), *, deleted: bool = False) -> Card:
    return records.get(work, Kind.CONTACT, id, around, deleted=deleted)


def get_many(work: Work, ids: Sequence[int], around: Iterable[Kind] = ()) -> list[Card]:
    """Those of `ids` that the actor may see."""
    return records.get_many(work, Kind.CONTACT, ids, around)


def add(work: Work, drafts: Sequence[ContactChange], just_made: Collection[End] = ()) -> list[Contact]:
    """`just_made`: records made in the same request, which the drafts may link whoever will look after them."""
    return saving.add(work, NOUN, drafts, just_made)


def update(work: Work, changes: Sequence[ContactChange]) -> list[Contact]:
    return saving.update(work, NOUN, changes)


def update_one(work: Work, change: ContactChange) -> Contact:
    return saving.update(work, NOUN, [change], only_one=True)[0]


def delete(work: Work, ids: Sequence[int]) -> list[Contact]:
    return saving.set_deleted(work, NOUN, ids, deleted=True)


def restore(work: Work, ids: Sequence[int]) -> list[Contact]:
    return saving.set_deleted(work, NOUN, ids, deleted=False)
