"""Custom fields (дополнительные поля): their definitions. Values are written with the records."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.custom_fields import (
    CustomField,
    CustomFieldAdd,
    CustomFieldFilter,
    CustomFieldPatch,
    CustomFieldPatchOne,
)
from voronka.contract.amocrm_v4.envelope import Order


class AsyncCustomFields(AsyncResource):
    """The fields of one entity: `amo.leads.custom_fields`."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(
        self,
        *,
        filter: CustomFieldFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 50,
    ) -> AsyncPages[CustomField]:
        """Definitions of fields. GET /api/v4/{entity}/custom_fields

        order: `{"sort": "asc"}` or by id. limit: fields per request, up to 250.
        """
        return self._pages(f"{self._entity}.custom_fields.list", filter=filter, order=order, page=page, limit=limit)

    async def get(self, id: int) -> CustomField | None:
        """One definition, None when there is no such field. GET /api/v4/{entity}/custom_fields/{id}"""
        return await self._get(f"{self._entity}.custom_fields.get", id)

    async def add(self, fields: Sequence[CustomFieldAdd]) -> List[CustomField]:
        """New fields, answered whole in the order sent. Administrators only. POST /api/v4/{entity}/custom_fields

        ValidationFailed: NotSupportedChoice at `code` for a code that is taken.
        """
        return await self._save(f"{self._entity}.custom_fields.add", items=fields)

    async def update(self, fields: Sequence[CustomFieldPatch]) -> List[CustomField]:
        """Changes fields, `id` says which. Options left out of `enums` are deleted. Administrators only.
        PATCH /api/v4/{entity}/custom_fields
        """
        return await self._save(f"{self._entity}.custom_fields.update", items=fields)

    async def update_one(self, id: int, field: CustomFieldPatchOne) -> CustomField:
        """Changes one field. Administrators only. PATCH /api/v4/{entity}/custom_fields/{id}"""
        return await self._save_one(f"{self._entity}.custom_fields.update_one", id, body=field)

    async def delete(self, id: int) -> None:
        """Deletes a field with all its values. Administrators only. DELETE /api/v4/{entity}/custom_fields/{id}"""
        await self._do(f"{self._entity}.custom_fields.delete", id)


class AsyncCatalogCustomFields(AsyncResource):
    """The fields of one catalog's elements: `amo.catalogs.custom_fields`. The catalog's id comes first."""

    def list(
        self,
        catalog_id: int,
        *,
        filter: CustomFieldFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 50,
    ) -> AsyncPages[CustomField]:
        """Definitions of fields. GET /api/v4/catalogs/{catalog_id}/custom_fields

        order: `{"sort": "asc"}` or by id. limit: fields per request, up to 250.
        """
        query = {"filter": filter, "order": order, "page": page, "limit": limit}
        return self._pages("catalogs.custom_fields.list", catalog_id, **query)

    async def get(self, catalog_id: int, id: int) -> CustomField | None:
        """One definition, None when there is none. GET /api/v4/catalogs/{catalog_id}/custom_fields/{id}"""
        return await self._get("catalogs.custom_fields.get", catalog_id, id)

    async def add(self, catalog_id: int, fields: Sequence[CustomFieldAdd]) -> List[CustomField]:
        """New fields, answered in the order sent. POST /api/v4/catalogs/{catalog_id}/custom_fields"""
        return await self._save("catalogs.custom_fields.add", catalog_id, items=fields)

    async def update(self, catalog_id: int, fields: Sequence[CustomFieldPatch]) -> List[CustomField]:
        """Changes fields, `id` says which. PATCH /api/v4/catalogs/{catalog_id}/custom_fields"""
        return await self._save("catalogs.custom_fields.update", catalog_id, items=fields)

    async def update_one(self, catalog_id: int, id: int, field: CustomFieldPatchOne) -> CustomField:
        """Changes one field. PATCH /api/v4/catalogs/{catalog_id}/custom_fields/{id}"""
        return await self._save_one("catalogs.custom_fields.update_one", catalog_id, id, body=field)

    async def delete(self, catalog_id: int, id: int) -> None:
        """Deletes a field with all its values. DELETE /api/v4/catalogs/{catalog_id}/custom_fields/{id}"""
        await self._do("catalogs.custom_fields.delete", catalog_id, id)
