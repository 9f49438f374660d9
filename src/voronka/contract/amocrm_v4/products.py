"""Products (товары): the switch of the one catalog that holds them. The catalog itself is among catalogs.

`/api/v4/products/settings`, where older documents have the switch, answers as well.
"""

from msgspec import Struct

from voronka.contract.operation import Operation, Right


class ProductsSettings(Struct, kw_only=True):
    """catalog_id: the catalog of products, null while they are switched off."""  # (unconfirmed) spares listing catalogs

    is_enabled: bool
    catalog_id: int | None = None


class ProductsSwitch(Struct, kw_only=True):
    """Off hides the catalog and what is in it; on again brings all of it back."""

    is_enabled: bool


# fmt: off
OPERATIONS = (
    Operation("products.settings.get", "GET", "/api/v4/catalogs/products/settings", answer=ProductsSettings, summary="Read whether products are switched on"),
    Operation("products.settings.change", "PATCH", "/api/v4/catalogs/products/settings", body=ProductsSwitch, answer=ProductsSettings, right=Right.ADMIN, summary="Switch products on or off"),
)
# fmt: on
