"""Roles (роли)."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.roles import Role, RoleAdd, RolePatchOne


class AsyncRoles(AsyncResource):
    """Rights under a name: `amo.roles`. Administrators only."""

    def list(self, *, with_: Sequence[str] = (), page: int = 1, limit: int = 250) -> AsyncPages[Role]:
        """Roles. with_: users. GET /api/v4/roles"""
        return self._pages("roles.list", with_=with_, page=page, limit=limit)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Role | None:
        """One role, None when there is none. GET /api/v4/roles/{id}"""
        return await self._get("roles.get", id, with_=with_)

    async def add(self, roles: Sequence[RoleAdd]) -> List[Role]:
        """New roles, answered whole in the order sent; what they do not grant is denied. POST /api/v4/roles

        ValidationFailed: a stage or catalog that is not there, at `rights.status_rights.0.status_id` and the like.
        """
        return await self._save("roles.add", items=roles)

    async def update_one(self, id: int, role: RolePatchOne) -> Role:
        """Changes one role, and with it what all who have it may do. PATCH /api/v4/roles/{id}

        Each key of `rights` that is sent is replaced whole. `status_rights=[]` closes the incoming-leads stages.
        """
        return await self._save_one("roles.update_one", id, body=role)

    async def delete(self, id: int) -> None:
        """Deletes a role; Voronka leaves its rights to those who had it. DELETE /api/v4/roles/{id}"""
        await self._do("roles.delete", id)
