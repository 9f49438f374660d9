# Made from _async by scripts/make_sync.py. Change it there.
"""Groups (tabs) of custom fields on a card. Their ids are texts."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.custom_field_groups import (
    CustomFieldGroup,
    CustomFieldGroupAdd,
    CustomFieldGroupPatchOne,
)


class CustomFieldGroups(Resource):
    """The groups of one entity: `amo.leads.custom_field_groups`."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(self) -> Pages[CustomFieldGroup]:
        """All groups with the ids of their fields, on one page. GET /api/v4/{entity}/custom_fields/groups"""
        return self._pages(f"{self._entity}.custom_field_groups.list")

    def get(self, id: str) -> CustomFieldGroup | None:
        """One group, None when there is none. GET /api/v4/{entity}/custom_fields/groups/{id}"""
        return self._get(f"{self._entity}.custom_field_groups.get", id)

    def add(self, groups: Sequence[CustomFieldGroupAdd]) -> List[CustomFieldGroup]:
        """New groups, answered in the order sent. Administrators only. POST /api/v4/{entity}/custom_fields/groups"""
        return self._save(f"{self._entity}.custom_field_groups.add", items=groups)

    def update_one(self, id: str, group: CustomFieldGroupPatchOne) -> CustomFieldGroup:
        """Changes one group. Administrators only. PATCH /api/v4/{entity}/custom_fields/groups/{id}"""
        return self._save_one(f"{self._entity}.custom_field_groups.update_one", id, body=group)

    def delete(self, id: str) -> None:
        """Deletes a group; its fields move to the default one. Administrators only.
        DELETE /api/v4/{entity}/custom_fields/groups/{id}
        """
        self._do(f"{self._entity}.custom_field_groups.delete", id)


class CatalogCustomFieldGroups(Resource):
    """The groups of one catalog's fields: `amo.catalogs.custom_field_groups`. The catalog's id comes first."""

    def list(self, catalog_id: int) -> Pages[CustomFieldGroup]:
        """All groups, on one page. GET /api/v4/catalogs/{catalog_id}/custom_fields/groups"""
        return self._pages("catalogs.custom_field_groups.list", catalog_id)

    def get(self, catalog_id: int, id: str) -> CustomFieldGroup | None:
        """One group, None when there is none. GET /api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}"""
        return self._get("catalogs.custom_field_groups.get", catalog_id, id)

    def add(self, catalog_id: int, groups: Sequence[CustomFieldGroupAdd]) -> List[CustomFieldGroup]:
        """New groups, answered in the order sent. POST /api/v4/catalogs/{catalog_id}/custom_fields/groups"""
        return self._save("catalogs.custom_field_groups.add", catalog_id, items=groups)

    def update_one(self, catalog_id: int, id: str, group: CustomFieldGroupPatchOne) -> CustomFieldGroup:
        """Changes one group. PATCH /api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}"""
        return self._save_one("catalogs.custom_field_groups.update_one", catalog_id, id, body=group)

    def delete(self, catalog_id: int, id: str) -> None:
        """Deletes a group. DELETE /api/v4/catalogs/{catalog_id}/custom_fields/groups/{id}"""
        self._do("catalogs.custom_field_groups.delete", catalog_id, id)
