"""Products: whether there are any, and in which catalog they are."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import Links
from voronka.contract.operation import Operation, Right


class ProductsSwitch(Struct, kw_only=True):
    """One of the two is needed: documents of the vendor have both names."""

    enabled: bool | UnsetType = UNSET
    enable: bool | UnsetType = UNSET


class ProductsSettings(Struct, kw_only=True):
    """catalog_id: null while products are switched off."""

    is_enabled: bool
    catalog_id: int | None
    links: Links = field(name="_links")


# fmt: off
OPERATIONS = (
    Operation("v2.products_settings.get", "GET", "/api/v2/products_settings", answer=ProductsSettings),
    Operation("v2.products_settings.switch", "POST", "/api/v2/products_settings", body=ProductsSwitch,
              answer=ProductsSettings, form=True, right=Right.ADMIN, summary="Switch products on or off"),
)
# fmt: on
