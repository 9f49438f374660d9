# Made from _async by scripts/make_sync.py. Change it there.
"""Products (товары)."""

from voronka.client._sync.caller import Caller
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.products import ProductsSettings, ProductsSwitch


class OwnProductsSettings(Resource):
    """The switch: `amo.products.settings`."""

    def get(self) -> ProductsSettings:
        """Whether products are switched on, and in which catalog they are. GET /api/v4/catalogs/products/settings"""
        return self._one("products.settings.get")

    def change(self, settings: ProductsSwitch) -> ProductsSettings:
        """Switches products on or off; the first time on makes their catalog. Administrators only.
        PATCH /api/v4/catalogs/products/settings
        """
        return self._save_one("products.settings.change", body=settings)


class Products(Resource):
    """Products are elements of one catalog, `amo.catalogs.elements`; here is what is theirs alone: `amo.products`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)
        self.settings = OwnProductsSettings(caller)
