# Made from _async by scripts/make_sync.py. Change it there.
"""Users (пользователи)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.users import User


class Users(Resource):
    """The people of the account and their rights: `amo.users`. Administrators only."""

    def list(self, *, with_: Sequence[str] = (), page: int = 1, limit: int = 250) -> Pages[User]:
        """Users. with_: role, group, uuid, amojo_id, user_rank, phone_number. GET /api/v4/users"""
        return self._pages("users.list", with_=with_, page=page, limit=limit)

    def get(self, id: int, *, with_: Sequence[str] = ()) -> User | None:
        """One user, None when there is none. GET /api/v4/users/{id}"""
        return self._get("users.get", id, with_=with_)
