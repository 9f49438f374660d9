"""Users (пользователи): the people of the account and their rights."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.account import UserGroup
from voronka.contract.amocrm_v4.envelope import Comma, Item, Page, PageOf, RequestId, Saved
from voronka.contract.amocrm_v4.rights import Rights, RightsWrite
from voronka.contract.operation import Operation, Right

AT_ONCE = 10


class UserRights(Rights, kw_only=True):
    """What the user may do; all keys are always there. Whoever has a role has its rights."""

    is_admin: bool = False
    is_free: bool = False
    is_active: bool = True
    group_id: int | None = None
    role_id: int | None = None


class UserRole(Item, kw_only=True):
    """The role of a user, without its rights: he has them himself."""

    id: int
    name: str


class UserEmbedded(Struct, kw_only=True):
    """Each key by its `with`: role, group."""

    roles: list[UserRole] | UnsetType = UNSET
    groups: list[UserGroup] | UnsetType = UNSET


class User(Item, kw_only=True):
    """A user as read. user_rank: newbie, candidate, master. Keys that may be absent come by `with`; request_id only in
    the answer of an add."""

    id: int
    name: str
    email: str
    lang: str
    rights: UserRights
    uuid: str | UnsetType | None = UNSET
    amojo_id: str | UnsetType | None = UNSET
    user_rank: str | UnsetType | None = UNSET
    phone_number: str | UnsetType | None = UNSET
    request_id: str | UnsetType = UNSET
    embedded: UserEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class UserRightsWrite(RightsWrite, kw_only=True):
    """is_free: the other rights are ignored. role_id: the rights are the role's. group_id null: the default department.
    What is not granted is denied."""

    is_free: bool | UnsetType | None = UNSET
    role_id: int | UnsetType | None = UNSET
    group_id: int | UnsetType | None = UNSET


class UserAdd(Struct, kw_only=True):
    """A new user. name: at most 50 characters, no links, of special characters only . @ - _
    password: at least 6 characters, with a digit, an upper and a lower case letter. lang: the account's if not said."""

    name: str
    email: str
    password: str
    lang: Literal["ru", "en", "es", "pt"] | UnsetType | None = UNSET
    rights: UserRightsWrite | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class UserId(Struct, kw_only=True):
    id: int


class UserGetQuery(Struct, kw_only=True):
    """with: role, group, uuid, amojo_id, user_rank, phone_number; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class UserQuery(Page, kw_only=True):
    """with: role, group, uuid, amojo_id, user_rank, phone_number; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("users.list", "GET", "/api/v4/users", query=UserQuery, answer=PageOf[User], key="users", right=Right.ADMIN),
    Operation("users.get", "GET", "/api/v4/users/{id}", query=UserGetQuery, answer=User, right=Right.ADMIN),
    Operation("users.add", "POST", "/api/v4/users", body=list[UserAdd], answer=Saved[User], key="users", status=201, right=Right.ADMIN, most=AT_ONCE),
    Operation("users.activate", "POST", "/api/v4/users/activate", body=list[UserId], status=202, right=Right.ADMIN, most=AT_ONCE, summary="Lets blocked users in again"),
    Operation("users.deactivate", "POST", "/api/v4/users/deactivate", body=list[UserId], status=204, right=Right.ADMIN, most=AT_ONCE, summary="Blocks users: what they hold stops at once"),
)
# fmt: on
