"""Catalogs (lists) of the account; their elements are records of their own."""

from msgspec import Struct


class Catalog(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    type: str  # regular, invoices, products, suppliers
    sort: int
    can_add_elements: bool
    can_show_in_cards: bool
    can_link_multiple: bool
    can_be_deleted: bool
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
