"""Who may see and change what. A level per entity and action: all, own group, own, denied."""

from collections.abc import Iterable
from typing import Any, Literal, Protocol

from msgspec import Struct

from voronka.domain.errors import Forbidden
from voronka.domain.kinds import TASKED, Kind

Level = Literal["A", "G", "M", "D"]
Action = Literal["view", "edit", "add", "delete", "export"]

ALL: Level = "A"
GROUP: Level = "G"
OWN: Level = "M"
DENIED: Level = "D"
NARROW_FIRST = (DENIED, OWN, GROUP, ALL)

ACTIONS: tuple[Action, ...] = ("view", "edit", "add", "delete", "export")
ENTITIES = ("leads", "contacts", "companies")


class Owned(Protocol):
    """Any record that somebody is responsible for."""

    @property
    def responsible_user_id(self) -> int: ...
    @property
    def group_id(self) -> int: ...


class Actor(Struct, frozen=True, kw_only=True):
    """The user in whose name the work is done, and how he came in."""

    user_id: int
    group_id: int = 0
    is_admin: bool = False
    is_free: bool = False
    rights: dict[str, Any] = {}
    client_id: str | None = None
    token_id: str | None = None

    def level(self, kind: Kind, action: Action) -> Level:
        if self.is_admin:
            return ALL
        if self.is_free:
            return DENIED
        if kind == Kind.TASK and action == "add":
            return ALL
        if kind == Kind.TASK and action == "view":
            return ALL if self._sees_every_task() else OWN
        if kind == Kind.ELEMENT:
            return ALL if self.rights.get("catalog_access") else DENIED
        granted = self.rights.get(kind.plural, {})
        return granted.get(action, DENIED)

    def _sees_every_task(self) -> bool:
        """Seeing tasks is no right of its own at the vendor: it follows from the records that they stand on, and for
        those on none from the right to change them. OWN: his own, and those on records that he sees."""
        of_records = all(self.level(kind, "view") == ALL for kind in TASKED)
        return of_records and self.level(Kind.TASK, "edit") == ALL

    def require_admin(self) -> None:
        if not self.is_admin:
            raise Forbidden("Only an administrator of the account may do this.")


SYSTEM = Actor(user_id=0, is_admin=True)
NOBODY = Actor(user_id=0)  # no token was asked for


def narrowest(actor: Actor, kind: Kind, *actions: Action) -> Level:
    """The level at which the actor may do all of it."""
    granted = {actor.level(kind, action) for action in actions}
    return next(level for level in NARROW_FIRST if level in granted)


def allowed(actor: Actor, level: Level, record: Owned) -> bool:
    if level == ALL:
        return True
    if level == GROUP:
        return record.group_id == actor.group_id or record.responsible_user_id == actor.user_id
    return level == OWN and record.responsible_user_id == actor.user_id


def require(actor: Actor, kind: Kind, action: Action, records: Iterable[Owned] = ()) -> Level:
    """The level of the right, when it covers all of `records`."""
    level = actor.level(kind, action)
    if level == DENIED or not (level == ALL or all(allowed(actor, level, record) for record in records)):
        raise Forbidden(
            f"Your rights do not allow to {action} these {kind.plural}. Ask an administrator of the account."
        )
    return level


def full_rights() -> dict[str, object]:
    """The rights object of a user who may do everything, in v4's shape."""
    everything = dict.fromkeys(ACTIONS, ALL)
    return {
        **{entity: dict(everything) for entity in ENTITIES},
        "tasks": {"edit": ALL, "delete": ALL},
        "mail_access": True,
        "catalog_access": True,
        "status_rights": None,
        "catalog_rights": [],
    }
