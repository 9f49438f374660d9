"""The verbs of each kind of record, and the change that a row's values make."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.elements import ElementChange
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.services import companies, contacts, elements, leads
from voronka.services.work import Work

Verb = Callable[[Work, Sequence[Any]], list[Any]]


class Noun(Struct, frozen=True):
    change: type[Any]
    add: Verb
    update: Verb


NOUNS = {
    Kind.LEAD: Noun(LeadChange, leads.add, leads.update),
    Kind.CONTACT: Noun(ContactChange, contacts.add, contacts.update),
    Kind.COMPANY: Noun(CompanyChange, companies.add, companies.update),
    Kind.ELEMENT: Noun(ElementChange, elements.add, elements.update),
}


def change_of(kind: Kind, catalog_id: int, values: dict[str, Any]) -> Any:
    catalog = {"catalog_id": catalog_id} if kind == Kind.ELEMENT else {}
    return NOUNS[kind].change(**values, **catalog)
