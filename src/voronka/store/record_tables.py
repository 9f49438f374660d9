"""Where the records of each kind stand."""

from sqlalchemy import Table

from voronka.domain.kinds import Kind
from voronka.store import tables

TABLES: dict[Kind, Table] = {
    Kind.LEAD: tables.leads,
    Kind.CONTACT: tables.contacts,
    Kind.COMPANY: tables.companies,
    Kind.CUSTOMER: tables.customers,
    Kind.ELEMENT: tables.elements,
}
