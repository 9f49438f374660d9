"""Who may see and change what. A level per entity and action: all, linked, own group, own, denied."""

from collections.abc import Iterable
from typing import Any, Literal, Protocol, Self

from msgspec import Struct

from voronka.domain.errors import Forbidden
from voronka.domain.kinds import TASKED, Kind

Letter = Literal["A", "L", "G", "M", "D"]
Action = Literal["view", "edit", "add", "delete", "export"]
Place = tuple[int, ...]

NARROW_FIRST: tuple[Letter, ...] = ("D", "M", "G", "L", "A")
ACTIONS: tuple[Action, ...] = ("view", "edit", "add", "delete", "export")  # no operation exports; clients do
ENTITIES = ("leads", "contacts", "companies")
# (unconfirmed) the vendor's rights know no customers: who sells to them has the rights that he has on leads
GOVERNED_BY = {Kind.CUSTOMER: "leads", Kind.SEGMENT: "leads"}


class Owned(Protocol):
    """Any record that somebody is responsible for."""

    @property
    def responsible_user_id(self) -> int: ...
    @property
    def group_id(self) -> int: ...


class Level(Struct, frozen=True):
    """How far a right reaches. `exceptions`: what it is instead for the leads of a stage (pipeline, status) or for the
    elements of a catalog."""

    letter: Letter
    exceptions: dict[Place, Letter] = {}

    @classmethod
    def but(cls, letter: Letter, exceptions: dict[Place, Letter]) -> Self:
        """What says nothing else is no exception: so a level that lets everything through equals ALL."""
        return cls(letter, {place: other for place, other in exceptions.items() if other != letter})

    def at(self, place: Place) -> Letter:
        return self.exceptions.get(place, self.letter)

    def of(self, record: Any) -> Letter:
        return self.at(record.place) if self.exceptions else self.letter

    def narrowed(self, other: Self) -> Self:
        """What both let through."""
        places = {*self.exceptions, *other.exceptions}
        exceptions: dict[Place, Letter] = {place: narrower(self.at(place), other.at(place)) for place in places}
        return self.but(narrower(self.letter, other.letter), exceptions)


ALL, GROUP, OWN, DENIED = Level("A"), Level("G"), Level("M"), Level("D")


def narrower(*letters: Letter) -> Letter:
    return min(letters, key=NARROW_FIRST.index)


class Actor(Struct, frozen=True, kw_only=True):
    """The user in whose name the work is done, and how he came in."""

    user_id: int
    group_id: int = 0
    is_admin: bool = False
    is_free: bool = False
    rights: dict[str, Any] = {}
    client_id: str | None = None
    token_id: str | None = None
    scopes: tuple[str, ...] | None = None  # what his integration was granted; None: no integration stands between

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
            return self._of_elements(action)
        granted = self.rights.get(GOVERNED_BY.get(kind, kind.plural)) or {}
        exceptions = self._of_stages(action) if kind == Kind.LEAD else {}
        return Level.but(granted.get(action, "D"), exceptions)

    @property
    def reads_mail(self) -> bool:
        """(unconfirmed) what the vendor's switch closes over the API: here, requests that came by mail."""
        return self.is_admin or (not self.is_free and bool(self.rights.get("mail_access")))

    def _sees_every_task(self) -> bool:
        """Seeing tasks is no right of its own at the vendor: it follows from the records that they stand on, and for
        those on none from the right to change them. OWN: his own, and those on records that he sees."""
        of_records = all(self.level(kind, "view") == ALL for kind in TASKED)
        return of_records and self.level(Kind.TASK, "edit") == ALL

    def _of_stages(self, action: Action) -> dict[Place, Letter]:
        """What is said of a stage wins over what is said of all leads; what is not named there is as elsewhere."""
        stages = self.rights.get("status_rights") or ()
        return {
            (stage["pipeline_id"], stage["status_id"]): stage["rights"][action]
            for stage in stages
            if action in stage["rights"]
        }

    def _of_elements(self, action: Action) -> Level:
        """Nobody is responsible for an element. A catalog of which nothing is said is open to whom lists are."""
        if not self.rights.get("catalog_access"):
            return DENIED
        catalogs = self.rights.get("catalog_rights") or ()
        return Level.but("A", {(one["catalog_id"],): one["rights"].get(action, "D") for one in catalogs})

    def require_scope(self, scope: str) -> None:
        if self.scopes is not None and scope not in self.scopes:
            raise Forbidden("Client doesn't have the required scope")

    def require_admin(self) -> None:
        if not self.is_admin:
            raise Forbidden("Only an administrator of the account may do this.")

    def require_seat(self) -> None:
        """(unconfirmed) what the vendor's free users may do over the API: where nobody's records are, they look."""
        if self.is_free and not self.is_admin:
            raise Forbidden("A free user changes nothing. Ask an administrator of the account for a seat.")


SYSTEM = Actor(user_id=0, is_admin=True)
NOBODY = Actor(user_id=0)  # no token was asked for


def narrowest(actor: Actor, kind: Kind, *actions: Action) -> Level:
    """The level at which the actor may do all of it."""
    level = ALL
    for action in actions:
        level = level.narrowed(actor.level(kind, action))
    return level


def allowed(actor: Actor, level: Level, record: Owned) -> bool:
    """Which elements are linked only the store knows: here `L` lets all of them through, new ones too, which hang on
    nothing yet."""
    letter = level.of(record)
    if letter in ("A", "L"):
        return True
    if letter == "G":
        return record.group_id == actor.group_id or record.responsible_user_id == actor.user_id
    return letter == "M" and record.responsible_user_id == actor.user_id


def require(actor: Actor, kind: Kind, action: Action, records: Iterable[Owned] = ()) -> Level:
    """The level of the right, when it covers all of `records`."""
    level = actor.level(kind, action)
    if level == DENIED or not (level == ALL or all(allowed(actor, level, record) for record in records)):
        raise refusal(kind, action)
    return level


def require_some(actor: Actor, kinds: Iterable[Kind], action: Action) -> dict[Kind, Level]:
    """The level of each kind of which the actor may do it to any; there must be one."""
    levels = {kind: actor.level(kind, action) for kind in kinds}
    if all(level == DENIED for level in levels.values()):
        raise refusal(next(iter(levels)), action)
    return {kind: level for kind, level in levels.items() if level != DENIED}


def refusal(kind: Kind, action: Action) -> Forbidden:
    return Forbidden(f"Your rights do not allow to {action} these {kind.plural}. Ask an administrator of the account.")


def full_rights() -> dict[str, object]:
    """The rights object of a user who may do everything, in v4's shape."""
    everything = dict.fromkeys(ACTIONS, "A")
    return {
        **{entity: dict(everything) for entity in ENTITIES},
        "tasks": {"edit": "A", "delete": "A"},
        "mail_access": True,
        "catalog_access": True,
        "status_rights": None,
        "catalog_rights": [],
    }
