"""Links (связи) between leads, contacts, companies, customers and catalog elements.

A link is a change of the record that holds it, whichever end asks: a lead and a customer hold their contacts and company,
a contact its company, each of them its catalog elements. Who may edit the holder and see the other end makes and cuts it.
"""

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Amount, Number, PageOf, Saved
from voronka.contract.operation import Operation


class ElementMetadata(Struct, kw_only=True):
    """How much of the catalog element hangs on the record, and the price field it is counted with."""

    quantity: Number = 1
    catalog_id: int = 0
    price_id: int | UnsetType | None = UNSET


class LinkedElement(Struct, kw_only=True):
    """A catalog element among the embedded things of a record."""

    id: int
    metadata: ElementMetadata


class LinkMetadata(Struct, kw_only=True):
    """metadata of a link as read: contacts have `main_contact`, catalog elements the rest, others null."""

    main_contact: bool | UnsetType = UNSET
    quantity: Number | UnsetType = UNSET
    catalog_id: int | UnsetType = UNSET
    price_id: int | UnsetType | None = UNSET


class Link(Struct, kw_only=True):
    """A link as read. entity_id and entity_type are left out where the path says them."""

    entity_id: int | UnsetType = UNSET
    entity_type: str | UnsetType = UNSET
    to_entity_id: int
    to_entity_type: str
    metadata: LinkMetadata | None = None


class LinkMetadataWrite(Struct, kw_only=True):
    """Null means absent.

    is_main: contacts. catalog_id (required), quantity, price_id: catalog elements. updated_by: acting user.
    """

    is_main: bool | UnsetType | None = UNSET
    catalog_id: int | UnsetType | None = UNSET
    quantity: Amount | UnsetType | None = UNSET
    price_id: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET


class LinkTarget(Struct, kw_only=True):
    """The other end of a link.

    to_entity_type: leads, contacts, companies, customers, catalog_elements.
    metadata: PHP clients send an empty array for an empty object.
    """

    to_entity_id: int
    to_entity_type: str
    entity_type: str | UnsetType | None = UNSET
    metadata: LinkMetadataWrite | list[Any] | UnsetType | None = UNSET


class LinkWrite(LinkTarget, kw_only=True):
    """One record to link to, or to unlink from, the record in the path, which clients repeat in `entity_id`."""

    entity_id: int | UnsetType | None = UNSET


class LinkManyWrite(LinkTarget, kw_only=True):
    """The same where the path names no record: `entity_id` is required."""

    entity_id: int


class LinkFilter(Struct, kw_only=True):
    """to_entity_id and to_entity_type go together."""

    to_entity_id: list[int] | UnsetType = UNSET
    to_entity_type: str | UnsetType = UNSET
    to_catalog_id: list[int] | UnsetType = UNSET


class LinkManyFilter(LinkFilter, kw_only=True):
    """entity_id is required: the records whose links are wanted."""

    entity_id: list[int] | UnsetType = UNSET


class LinkQuery(Struct, kw_only=True):
    filter: LinkFilter = field(default_factory=LinkFilter)


class LinkManyQuery(Struct, kw_only=True):
    filter: LinkManyFilter = field(default_factory=LinkManyFilter)


# fmt: off
OPERATIONS = (
    Operation("leads.links.list", "GET", "/api/v4/leads/{id}/links", query=LinkQuery, answer=PageOf[Link], key="links"),
    Operation("leads.link", "POST", "/api/v4/leads/{id}/link", body=list[LinkWrite], answer=Saved[Link], key="links"),
    Operation("leads.unlink", "POST", "/api/v4/leads/{id}/unlink", body=list[LinkWrite], status=204),
    Operation("leads.links.list_many", "GET", "/api/v4/leads/links", query=LinkManyQuery, answer=PageOf[Link], key="links"),
    Operation("leads.link_many", "POST", "/api/v4/leads/link", body=list[LinkManyWrite], answer=Saved[Link], key="links"),
    Operation("leads.unlink_many", "POST", "/api/v4/leads/unlink", body=list[LinkManyWrite], status=204),
    Operation("contacts.links.list", "GET", "/api/v4/contacts/{id}/links", query=LinkQuery, answer=PageOf[Link], key="links"),
    Operation("contacts.link", "POST", "/api/v4/contacts/{id}/link", body=list[LinkWrite], answer=Saved[Link], key="links"),
    Operation("contacts.unlink", "POST", "/api/v4/contacts/{id}/unlink", body=list[LinkWrite], status=204),
    Operation("contacts.links.list_many", "GET", "/api/v4/contacts/links", query=LinkManyQuery, answer=PageOf[Link], key="links"),
    Operation("contacts.link_many", "POST", "/api/v4/contacts/link", body=list[LinkManyWrite], answer=Saved[Link], key="links"),
    Operation("contacts.unlink_many", "POST", "/api/v4/contacts/unlink", body=list[LinkManyWrite], status=204),
    Operation("companies.links.list", "GET", "/api/v4/companies/{id}/links", query=LinkQuery, answer=PageOf[Link], key="links"),
    Operation("companies.link", "POST", "/api/v4/companies/{id}/link", body=list[LinkWrite], answer=Saved[Link], key="links"),
    Operation("companies.unlink", "POST", "/api/v4/companies/{id}/unlink", body=list[LinkWrite], status=204),
    Operation("companies.links.list_many", "GET", "/api/v4/companies/links", query=LinkManyQuery, answer=PageOf[Link], key="links"),
    Operation("companies.link_many", "POST", "/api/v4/companies/link", body=list[LinkManyWrite], answer=Saved[Link], key="links"),
    Operation("companies.unlink_many", "POST", "/api/v4/companies/unlink", body=list[LinkManyWrite], status=204),
    Operation("customers.links.list", "GET", "/api/v4/customers/{id}/links", query=LinkQuery, answer=PageOf[Link], key="links"),
    Operation("customers.link", "POST", "/api/v4/customers/{id}/link", body=list[LinkWrite], answer=Saved[Link], key="links"),
    Operation("customers.unlink", "POST", "/api/v4/customers/{id}/unlink", body=list[LinkWrite], status=204),
    Operation("customers.links.list_many", "GET", "/api/v4/customers/links", query=LinkManyQuery, answer=PageOf[Link], key="links"),
    Operation("customers.link_many", "POST", "/api/v4/customers/link", body=list[LinkManyWrite], answer=Saved[Link], key="links"),
    Operation("customers.unlink_many", "POST", "/api/v4/customers/unlink", body=list[LinkManyWrite], status=204),
    Operation("catalogs.elements.links.list", "GET", "/api/v4/catalogs/{catalog_id}/elements/{id}/links", query=LinkQuery, answer=PageOf[Link], key="links", summary="List what one element is linked to"),
    Operation("catalogs.elements.link", "POST", "/api/v4/catalogs/{catalog_id}/elements/{id}/link", body=list[LinkWrite], answer=Saved[Link], key="links"),
    Operation("catalogs.elements.unlink", "POST", "/api/v4/catalogs/{catalog_id}/elements/{id}/unlink", body=list[LinkWrite], status=204),
)
# fmt: on
