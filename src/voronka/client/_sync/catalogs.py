# Made from _async by scripts/make_sync.py. Change it there.
"""Catalogs (списки)."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.custom_field_groups import CatalogCustomFieldGroups
from voronka.client._sync.custom_fields import CatalogCustomFields
from voronka.client._sync.elements import Elements
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.catalogs import Catalog, CatalogAdd, CatalogPatch, CatalogPatchOne


class Catalogs(Resource):
    """Lists of elements such as products and invoices: `amo.catalogs`. Writing a catalog is for administrators."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)
        self.elements = Elements(caller)
        self.custom_fields = CatalogCustomFields(caller)
        self.custom_field_groups = CatalogCustomFieldGroups(caller)

    def list(self, *, type: Sequence[str] | None = None, page: int = 1, limit: int = 250) -> Pages[Catalog]:
        """Catalogs. type: regular, invoices, products, suppliers. GET /api/v4/catalogs"""
        return self._pages("catalogs.list", type=type, page=page, limit=limit)

    def get(self, id: int) -> Catalog | None:
        """One catalog, None when there is none. GET /api/v4/catalogs/{id}"""
        return self._get("catalogs.get", id)

    def add(self, catalogs: Sequence[CatalogAdd]) -> List[Catalog]:
        """New catalogs, answered whole in the order sent. POST /api/v4/catalogs"""
        return self._save("catalogs.add", items=catalogs)

    def update(self, catalogs: Sequence[CatalogPatch]) -> List[Catalog]:
        """Changes catalogs, `id` says which. PATCH /api/v4/catalogs"""
        return self._save("catalogs.update", items=catalogs)

    def update_one(self, id: int, catalog: CatalogPatchOne) -> Catalog:
        """Changes one catalog. PATCH /api/v4/catalogs/{id}"""
        return self._save_one("catalogs.update_one", id, body=catalog)
