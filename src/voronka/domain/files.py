"""Files of the drive: what is known of each, and of each version of its contents."""

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent
from voronka.domain import changes, file_names
from voronka.domain.access import ALL, Action, Actor
from voronka.domain.changes import Change, columns_difference
from voronka.domain.errors import Forbidden, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery

SCOPE, DELETING_SCOPE = "files", "files_delete"  # what an integration must have been granted

KEPT_IN_BIN = 30 * 86_400
INTERNAL = "internal"
CLIENT = -1  # the vendor's number of a client who sent the file himself
LONGEST_TYPE = 50

# On what a file may hang.
HOLDERS = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.CUSTOMER, Kind.ELEMENT)
PEOPLE_AND_DEALS = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY)


class Author(Struct, frozen=True):
    id: int
    type: str


class Preview(Struct, frozen=True):
    width: int
    height: int

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}.jpg"


class Contents(Struct, kw_only=True, frozen=True):
    """What the bytes are. `hash` is where they lie; `previews`: the small pictures that lie beside them."""

    hash: str
    size: int
    type: str
    extension: str
    mime_type: str
    previews: list[Preview]


class Version(Contents, kw_only=True, frozen=True):
    id: int
    uuid: str
    file_id: int
    session_id: int
    created_by: int
    created_by_type: str
    created_at: int


class File(Contents, kw_only=True, frozen=True):
    """With the contents of the active version."""

    id: int
    uuid: str
    version_uuid: str
    session_id: int
    name: str
    sanitized_name: str
    source_id: int | None
    has_multiple_versions: bool
    created_by: int
    created_by_type: str
    updated_by: int
    updated_by_type: str
    created_at: int
    updated_at: int
    deleted_at: int | None
    deleted_by: int | None
    deleted_by_type: str | None

    @property
    def file_name(self) -> str:
        return file_names.joined(self.name, self.extension)


def told(action: changes.Action, before: File, after: File, actor_id: int) -> Change:
    old, new = columns_difference(before, after)
    return Change(kind=Kind.FILE, id=after.id, action=action, actor_id=actor_id, before=old, after=new, record=after)


class FileQuery(ListQuery, kw_only=True):
    uuids: list[str] | None = None
    extensions: list[str] | None = None
    with_deleted: bool = False


class FileChange(Struct, kw_only=True):
    name: str | Absent = ABSENT
    version_uuid: str | Absent = ABSENT
    created_by: Author | Absent = ABSENT
    updated_by: Author | Absent = ABSENT


def of_version(version: Version) -> dict[str, object]:
    """The columns of a file that come from its active version."""
    own = {name: getattr(version, name) for name in Contents.__struct_fields__}
    return {**own, "version_uuid": version.uuid, "session_id": version.session_id}


def sees_all(actor: Actor) -> bool:
    """The vendor has no rights on files: who sees every record sees every file, whatever it hangs on."""
    return actor.is_admin or all(actor.level(kind, "view") == ALL for kind in PEOPLE_AND_DEALS)


def require(actor: Actor, action: Action, files: list[File]) -> None:
    """Whoever uploaded a file may change it, and whoever may do so with every record."""
    if actor.is_admin or all(actor.level(kind, action) == ALL for kind in PEOPLE_AND_DEALS):
        return
    if not all((file.created_by, file.created_by_type) == (actor.user_id, INTERNAL) for file in files):
        raise Forbidden(f"Your rights do not allow to {action} files of others. Ask an administrator of the account.")


def check_author(author: Author | Absent | None, users: object, path: str, problems: Problems) -> None:
    if not isinstance(author, Author):
        return
    if author.id not in (0, CLIENT) and author.id not in users:  # type: ignore[operator]  # users by id
        problems.add(0, f"{path}.id", Rule.UNKNOWN_CHOICE)
    if len(author.type) > LONGEST_TYPE:
        problems.add(0, f"{path}.type", Rule.TOO_LONG, str(LONGEST_TYPE))


def renamed(file: File, name: str, problems: Problems) -> File:
    """Who sends the extension along means the same name."""
    bare = file_names.bare(name, file.extension)
    file_names.check(bare, "name", problems)
    return structs.replace(file, name=bare, sanitized_name=file_names.sanitized(bare))
