"""Users (пользователи)."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.users import User, UserAdd, UserId


class AsyncUsers(AsyncResource):
    """The people of the account and their rights: `amo.users`. Administrators only."""

    def list(self, *, with_: Sequence[str] = (), page: int = 1, limit: int = 250) -> AsyncPages[User]:
        """Users. with_: role, group, uuid, amojo_id, user_rank, phone_number. GET /api/v4/users"""
        return self._pages("users.list", with_=with_, page=page, limit=limit)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> User | None:
        """One user, None when there is none. GET /api/v4/users/{id}"""
        return await self._get("users.get", id, with_=with_)

    async def add(self, users: Sequence[UserAdd]) -> List[User]:
        """New users, answered whole in the order sent, 10 in each request. POST /api/v4/users

        `rights=UserRightsWrite(role_id=…)` gives a role; what is not granted is denied.

        ValidationFailed: an e-mail that is taken, a weak password, a role that is not there (`rights.role_id`), ….
        """
        return await self._save("users.add", items=users)

    async def activate(self, users: Sequence[UserId]) -> None:
        """Lets blocked users in again, at most 10. BadRequest for administrators. POST /api/v4/users/activate"""
        await self._do("users.activate", body=users)

    async def deactivate(self, users: Sequence[UserId]) -> None:
        """Blocks users, at most 10: their tokens stop at once. BadRequest for administrators.
        POST /api/v4/users/deactivate
        """
        await self._do("users.deactivate", body=users)
