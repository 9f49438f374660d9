"""Catalogs (списки)."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.custom_field_groups import AsyncCatalogCustomFieldGroups
from voronka.client._async.custom_fields import AsyncCatalogCustomFields
from voronka.client._async.elements import AsyncElements
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.catalogs import Catalog, CatalogAdd, CatalogPatch, CatalogPatchOne


class AsyncCatalogs(AsyncResource):
    """Lists of elements such as products and invoices: `amo.catalogs`. Writing a catalog is for administrators."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller)
        self.elements = AsyncElements(caller)
        self.custom_fields = AsyncCatalogCustomFields(caller)
        self.custom_field_groups = AsyncCatalogCustomFieldGroups(caller)

    def list(self, *, type: Sequence[str] | None = None, page: int = 1, limit: int = 250) -> AsyncPages[Catalog]:
        """Catalogs. type: regular, invoices, products, suppliers. GET /api/v4/catalogs"""
        return self._pages("catalogs.list", type=type, page=page, limit=limit)

    async def get(self, id: int) -> Catalog | None:
        """One catalog, None when there is none. GET /api/v4/catalogs/{id}"""
        return await self._get("catalogs.get", id)

    async def add(self, catalogs: Sequence[CatalogAdd]) -> List[Catalog]:
        """New catalogs, answered whole in the order sent. POST /api/v4/catalogs"""
        return await self._save("catalogs.add", items=catalogs)

    async def update(self, catalogs: Sequence[CatalogPatch]) -> List[Catalog]:
        """Changes catalogs, `id` says which. PATCH /api/v4/catalogs"""
        return await self._save("catalogs.update", items=catalogs)

    async def update_one(self, id: int, catalog: CatalogPatchOne) -> Catalog:
        """Changes one catalog. PATCH /api/v4/catalogs/{id}"""
        return await self._save_one("catalogs.update_one", id, body=catalog)
