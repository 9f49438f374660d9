"""Links between records, and the pairs of contacts and leads of the oldest call."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import (
    JSON,
    MOST,
    RESPONSE,
    Ids,
    Items,
    Number,
    OneResponse,
    Request,
    Response,
    Rows,
)
from voronka.contract.operation import Operation

Noun = Literal["leads", "contacts", "companies", "customers", "catalog_elements"]


class LinkQuery(Struct, kw_only=True):
    """Links of which records: `links[0][from]`, `links[0][from_id]` and so on; what is left out may be anything."""

    from_: Noun = field(name="from")
    from_id: Ids
    to: Noun | UnsetType = UNSET
    to_id: Ids | UnsetType = UNSET
    from_catalog_id: int | UnsetType = UNSET
    to_catalog_id: int | UnsetType = UNSET


class LinksQuery(Struct, kw_only=True):
    links: list[LinkQuery] = []


class LinkItem(Struct, kw_only=True):
    """One link. The catalog and the quantity belong to links with elements of catalogs."""

    from_: Noun = field(name="from")
    from_id: int
    to: Noun
    to_id: int
    from_catalog_id: int | UnsetType = UNSET
    to_catalog_id: int | UnsetType = UNSET
    quantity: Number | UnsetType = UNSET


class LinksSet(Struct, kw_only=True):
    link: list[LinkItem] | UnsetType = UNSET
    unlink: list[LinkItem] | UnsetType = UNSET


class LinksDone(Struct, kw_only=True):
    """`link` and `unlink`, each with its links and with `errors` that are empty."""

    link: dict[str, list[Any]] | UnsetType = UNSET
    unlink: dict[str, list[Any]] | UnsetType = UNSET


class PairQuery(Rows, kw_only=True):
    """contacts_link, deals_link: only pairs of these contacts, of these leads."""

    contacts_link: Ids | UnsetType = UNSET
    deals_link: Ids | UnsetType = UNSET


class Pair(Struct, kw_only=True):
    contact_id: str
    lead_id: str
    last_modified: int


# fmt: off
OPERATIONS = (
    Operation("v2.links.list", "GET", "/api/v2/links", query=LinksQuery, answer=Items[LinkItem]),
    Operation("v2.links.set", "POST", "/api/v2/links", body=LinksSet, answer=Items[LinkItem], most=MOST, form=True,
              summary="Link and unlink records"),
    Operation("private.links.list", "GET", "/private/api/v2/json/links/list", query=LinksQuery,
              answer=Response[LinkItem], key="links", root=RESPONSE, media=JSON),
    Operation("private.links.set", "POST", "/private/api/v2/json/links/set", body=Request[LinksSet],
              answer=OneResponse[LinksDone], key="links", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Link and unlink records"),
    Operation("private.contacts.links", "GET", "/private/api/v2/json/contacts/links", query=PairQuery,
              answer=Response[Pair], key="links", root=RESPONSE, media=JSON,
              summary="List pairs of contacts and leads"),
)
# fmt: on
