"""Users (пользователи): the people of the account and their rights."""

from msgspec import UNSET, Struct, UnsetType, field

from voronka.contract.amocrm_v4.account import UserGroup
from voronka.contract.amocrm_v4.envelope import Comma, Item, Page, PageOf
from voronka.contract.operation import Operation, Right


class EntityRights(Struct, kw_only=True):
    """A all, G own group, M own, D denied."""

    view: str
    edit: str
    add: str
    delete: str
    export: str


class TaskRights(Struct, kw_only=True):
    edit: str
    delete: str


class StatusActions(Struct, kw_only=True):
    view: str
    edit: str
    delete: str
    export: str | UnsetType = UNSET


class StatusRights(Struct, kw_only=True):
    """An exception for one stage."""

    entity_type: str
    pipeline_id: int
    status_id: int
    rights: StatusActions


class CatalogRights(Struct, kw_only=True):
    catalog_id: int
    rights: EntityRights


class UserRights(Struct, kw_only=True):
    """What the user may do; all keys are always there."""

    leads: EntityRights
    contacts: EntityRights
    companies: EntityRights
    tasks: TaskRights
    mail_access: bool = False
    catalog_access: bool = False
    status_rights: list[StatusRights] | None = None
    catalog_rights: list[CatalogRights] | None = None
    is_admin: bool = False
    is_free: bool = False
    is_active: bool = True
    group_id: int | None = None
    role_id: int | None = None


class Role(Item, kw_only=True):
    id: int
    name: str


class UserEmbedded(Struct, kw_only=True):
    """Each key by its `with`: role, group."""

    roles: list[Role] | UnsetType = UNSET
    groups: list[UserGroup] | UnsetType = UNSET


class User(Item, kw_only=True):
    """A user as read. user_rank: newbie, candidate, master. Keys that may be absent come by `with`."""

    id: int
    name: str
    email: str
    lang: str
    rights: UserRights
    uuid: str | UnsetType | None = UNSET
    amojo_id: str | UnsetType | None = UNSET
    user_rank: str | UnsetType | None = UNSET
    phone_number: str | UnsetType | None = UNSET
    embedded: UserEmbedded | UnsetType = field(name="_embedded", default=UNSET)


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
)
# fmt: on
