"""Catalogs (lists) of the account; their elements are records of their own."""

from collections.abc import Container

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import checked_name

REGULAR = "regular"
INVOICES = "invoices"
PRODUCTS = "products"
SUPPLIERS = "suppliers"
AT_MOST = {REGULAR: 10, INVOICES: 1, PRODUCTS: 1, SUPPLIERS: 1}  # (unconfirmed) of suppliers: as of the other two

SORT_STEP = 10


class Catalog(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    type: str  # regular, invoices, products, suppliers
    sort: int
    can_add_elements: bool
    can_show_in_cards: bool
    can_link_multiple: bool
    can_be_deleted: bool
    is_enabled: bool  # products alone are ever switched off
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int


class CatalogWrite(Struct, kw_only=True):
    """`id` is 0 for a new catalog; `type` is told once and stays."""

    id: int = 0
    name: str | Absent = ABSENT
    type: str | Absent = ABSENT
    sort: int | Absent = ABSENT
    can_add_elements: bool | Absent = ABSENT
    can_show_in_cards: bool | Absent = ABSENT
    can_link_multiple: bool | Absent = ABSENT
    created_by: int | Absent = ABSENT
    updated_by: int | Absent = ABSENT
    created_at: int | Absent = ABSENT


class Desk(Struct, frozen=True):
    """Whose hand writes, when, and which users there are to be named."""

    problems: Problems
    users: Container[int]
    actor_id: int
    now: int


def make(write: CatalogWrite, id: int, sort: int, item: int, desk: Desk) -> Catalog:
    """`sort` is the place it gets when none is asked for."""
    type = or_else(write.type, REGULAR)
    if type not in AT_MOST:
        desk.problems.add(item, "type", Rule.UNKNOWN_CHOICE)
    created_by = or_else(write.created_by, desk.actor_id)
    blank = Catalog(
        id=id,
        name="",
        type=type,
        sort=sort,
        can_add_elements=True,
        can_show_in_cards=type == INVOICES,
        can_link_multiple=True,
        can_be_deleted=type == REGULAR,
        is_enabled=True,
        created_by=created_by,
        updated_by=created_by,
        created_at=desk.now,
        updated_at=desk.now,
    )
    return _written(blank, write, checked_name(write.name, None, desk.problems, item), item, desk)


def apply(before: Catalog, write: CatalogWrite, item: int, desk: Desk) -> Catalog:
    stamped = structs.replace(before, updated_by=desk.actor_id, updated_at=desk.now)
    return _written(stamped, write, checked_name(write.name, before.name, desk.problems, item), item, desk)


def _written(before: Catalog, write: CatalogWrite, name: str, item: int, desk: Desk) -> Catalog:
    """Adding elements in the interface is a matter of invoices alone; clients that speak of it for every list are not
    refused for it. The tab in cards v4 tells of invoices alone, the API before it of every list, so it is kept."""
    for key in ("created_by", "updated_by"):
        user_id = getattr(write, key)
        if user_id is not ABSENT and user_id != 0 and user_id not in desk.users:
            desk.problems.add(item, key, Rule.UNKNOWN_CHOICE)
    keys = ["sort", "can_show_in_cards", "can_link_multiple", "created_by", "updated_by", "created_at"]
    keys += ["can_add_elements"] if before.type == INVOICES else []
    values = {key: value for key in keys if (value := getattr(write, key)) is not ABSENT}
    return structs.replace(before, name=name, **values)
