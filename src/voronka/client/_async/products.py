"""Products (товары)."""

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.products import ProductsSettings, ProductsSwitch


class AsyncOwnProductsSettings(AsyncResource):
    """The switch: `amo.products.settings`."""

    async def get(self) -> ProductsSettings:
        """Whether products are switched on, and in which catalog they are. GET /api/v4/catalogs/products/settings"""
        return await self._one("products.settings.get")

    async def change(self, settings: ProductsSwitch) -> ProductsSettings:
        """Switches products on or off; the first time on makes their catalog. Administrators only.
        PATCH /api/v4/catalogs/products/settings
        """
        return await self._save_one("products.settings.change", body=settings)


class AsyncProducts(AsyncResource):
    """Products are elements of one catalog, `amo.catalogs.elements`; here is what is theirs alone: `amo.products`."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller)
        self.settings = AsyncOwnProductsSettings(caller)
