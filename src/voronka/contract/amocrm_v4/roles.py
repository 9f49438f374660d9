"""Roles (роли): rights under a name, for all who have the role."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Item, Page, PageOf, RequestId, Saved
from voronka.contract.amocrm_v4.rights import Rights, RightsWrite
from voronka.contract.amocrm_v4.users import User
from voronka.contract.operation import Operation, Right


class RoleEmbedded(Struct, kw_only=True):
    """`with=users`: all who have the role."""

    users: list[User] | UnsetType = UNSET


class Role(Item, kw_only=True):
    """A role as read; request_id only in the answer of an add."""

    id: int
    name: str
    rights: Rights
    request_id: str | UnsetType = UNSET
    embedded: RoleEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class RoleAdd(Struct, kw_only=True):
    """A new role; what its rights do not grant is denied."""

    name: str
    rights: RightsWrite | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class RolePatchOne(Struct, kw_only=True):
    """A change of the role in the path, at once of all who have it; an `id` in the body is ignored."""

    name: str | UnsetType = UNSET
    rights: RightsWrite | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class RoleGetQuery(Struct, kw_only=True):
    """with: users; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class RoleQuery(Page, kw_only=True):
    """with: users; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("roles.list", "GET", "/api/v4/roles", query=RoleQuery, answer=PageOf[Role], key="roles", right=Right.ADMIN),
    Operation("roles.get", "GET", "/api/v4/roles/{id}", query=RoleGetQuery, answer=Role, right=Right.ADMIN),
    Operation("roles.add", "POST", "/api/v4/roles", body=list[RoleAdd], answer=Saved[Role], key="roles", status=201, right=Right.ADMIN),
    Operation("roles.update_one", "PATCH", "/api/v4/roles/{id}", body=RolePatchOne, answer=Role, status=202, right=Right.ADMIN),
    Operation("roles.delete", "DELETE", "/api/v4/roles/{id}", status=204, right=Right.ADMIN),
)
# fmt: on
