"""How a file comes in: a session is opened, its parts are written one by one, the whole takes its place.

Bytes are written to the disk outside of transactions (`write`, `assemble`, `tidy` run in a thread); a part that came
is one whose row stands. So a server may be killed at any moment: the sender goes on with the part that was not
answered, and what nobody goes on with is swept away (file_sweeping.py).
"""

import hashlib
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct, structs

from voronka.base.secrets import fingerprint
from voronka.domain import file_names, files, uploads
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.files import INTERNAL, SCOPE, Author, Contents, File, Version
from voronka.domain.uploads import LIVES, Part, Session, SessionDraft
from voronka.services import previews
from voronka.services.work import Work
from voronka.store import file_contents, file_sessions
from voronka.store import files as store
from voronka.store.disk import Disk

COUNTER = "files"


class Incoming(Struct, frozen=True):
    """A part that is wanted: what is to be written, where, and for whom."""

    disk: Disk
    account_id: int
    token: str
    session: Session
    position: int
    data: bytes


class Pieces(Struct, frozen=True):
    """All parts of a file, and what they are called on the disk."""

    disk: Disk
    account_id: int
    token: str
    session: Session
    keys: list[str]


class Whole(Struct, frozen=True):
    """A file that stands on the disk."""

    disk: Disk
    account_id: int
    token: str
    session: Session
    contents: Contents


def open(work: Work, draft: SessionDraft) -> tuple[Session, str]:
    """The session and the token that is its key."""
    work.actor.require_scope(SCOPE)
    problems = Problems()
    uploads.check_name_and_type(draft, problems)
    files.check_author(draft.created_by, work.facts.users, "created_by", problems)
    file = _file_of(work, draft.file_uuid, problems)
    problems.check()
    uploads.check_room(*file_sessions.under_way(work, work.actor.user_id), draft.file_size)
    author = draft.created_by if isinstance(draft.created_by, Author) else Author(work.actor.user_id, INTERNAL)
    token = secrets.token_hex(32)
    session = Session(
        id=work.new_id("file_sessions"),
        token=fingerprint(token),
        file_name=file_names.cleaned(draft.file_name),
        file_size=draft.file_size,
        content_type=file_names.plain_type(draft.content_type) if draft.content_type else None,
        file_id=file and file.id,
        with_preview=draft.with_preview,
        created_by=author.id,
        created_by_type=author.type,
        received=0,
        parts=0,
        version_id=None,
        opened_by=work.actor.user_id,
        created_at=work.now,
        expires_at=work.now + LIVES,
    )
    file_sessions.insert(work, session)
    return session, token


def _file_of(work: Work, file_uuid: str | None, problems: Problems) -> File | None:
    """Whose new version it will be."""
    if not file_uuid:
        return None
    found = store.get_many(work, [file_uuid]).get(file_uuid)
    if found is None or found.deleted_at is not None:
        problems.add(0, "file_uuid", Rule.UNKNOWN_CHOICE)
        return None
    files.require(work.actor, "edit", [found])
    return found


def expect(work: Work, token: str, position: int, data: bytes) -> Incoming | Session:
    """The session alone: this part has come before, and its answer was lost."""
    session = _session(work, token)
    if position < session.received:
        known = file_sessions.part_at(work, session.id, position)
        if (known and (known.size, known.digest)) == (len(data), _digest(data)):
            return session
    uploads.check_next(session, position, len(data))
    return Incoming(work.database.disk, work.account_id, token, session, position, data)


def write(incoming: Incoming) -> str:
    with _unless_taken_away():
        return incoming.disk.write_part(incoming.account_id, incoming.session.id, incoming.data)


@contextmanager
def _unless_taken_away() -> Iterator[None]:
    """Of two who send the last part, the one who is done first takes the folder of the parts away."""
    try:
        yield
    except FileNotFoundError:
        raise Conflict("Another request is just making the file of these parts. Send the last one again.") from None


def add(work: Work, incoming: Incoming, key: str) -> Session:
    """The session with this part, unless somebody was faster."""
    session = expect(work, incoming.token, incoming.position, incoming.data)
    if isinstance(session, Session):
        return session
    before, size = session.session, len(incoming.data)
    part = Part(position=incoming.position, size=size, digest=_digest(incoming.data), key=key)
    file_sessions.insert_part(work, before.id, part)
    after = structs.replace(before, received=before.received + size, parts=before.parts + 1)
    file_sessions.save(work, after)
    return after


def pieces(work: Work, token: str, session: Session) -> Pieces:
    keys = [part.key for part in file_sessions.parts(work, session.id)]
    return Pieces(work.database.disk, work.account_id, token, session, keys)


def assemble(pieces: Pieces) -> Whole:
    disk, account_id, session = pieces.disk, pieces.account_id, pieces.session
    with _unless_taken_away():
        draft, hash = disk.assemble(account_id, session.id, pieces.keys)
        path = disk.keep(account_id, draft, hash)
    return Whole(disk, account_id, pieces.token, session, _looked_at(disk, account_id, session, path, hash))


def _looked_at(disk: Disk, account_id: int, session: Session, path: Path, hash: str) -> Contents:
    with path.open("rb") as file:
        beginning = file.read(file_names.BEGINNING)
    extension = file_names.split(session.file_name)[1]
    mime_type = file_names.mime_type(session.content_type, extension, beginning)
    small = previews.make(disk, account_id, hash, mime_type) if session.with_preview else []
    return Contents(
        hash=hash,
        size=session.file_size,
        type=file_names.type_of(mime_type, extension),
        extension=extension,
        mime_type=mime_type,
        previews=small,
    )


def finish(work: Work, whole: Whole) -> File:
    session = _session(work, whole.token)
    if session.version_id is not None:  # two senders of the last part
        return made_of(work, session)
    if not file_contents.add(work, whole.contents.hash, whole.contents.size):
        raise Conflict("The contents were just swept away. Send the last part again.")
    version = _version(work, session, whole.contents)
    file = _new_file(work, session, version) if session.file_id is None else _renewed(work, session, version)
    store.insert_version(work, structs.replace(version, file_id=file.id))
    file_sessions.save(work, structs.replace(session, version_id=version.id))
    return file


def tidy(whole: Whole) -> None:
    """Once the file stands, nobody needs the parts."""
    whole.disk.drop_upload(whole.account_id, whole.session.id)


def made_of(work: Work, session: Session) -> File:
    version = store.version(work, session.version_id or 0)
    found = store.of_ids(work, [version.file_id]).get(version.file_id) if version else None
    if found is None:
        raise NotFound("The file that was made of this upload is not there any more.")
    return found


def _version(work: Work, session: Session, contents: Contents) -> Version:
    return Version(
        **structs.asdict(contents),
        id=work.new_id("file_versions"),
        uuid=str(uuid.uuid4()),
        file_id=session.file_id or 0,
        session_id=session.id,
        created_by=session.created_by,
        created_by_type=session.created_by_type,
        created_at=work.now,
    )


def _new_file(work: Work, session: Session, version: Version) -> File:
    name = file_names.split(session.file_name)[0]
    by, by_type = session.created_by, session.created_by_type
    made = File(
        **files.of_version(version),  # type: ignore[arg-type]  # the columns that both have
        id=work.new_id(COUNTER),
        uuid=str(uuid.uuid4()),
        name=name,
        sanitized_name=file_names.sanitized(name),
        source_id=None,
        has_multiple_versions=False,
        created_by=by,
        created_by_type=by_type,
        updated_by=by,
        updated_by_type=by_type,
        created_at=work.now,
        updated_at=work.now,
        deleted_at=None,
        deleted_by=None,
        deleted_by_type=None,
    )
    store.insert(work, [made])
    return made


def _renewed(work: Work, session: Session, version: Version) -> File:
    """The new version is the active one."""
    before = store.of_ids(work, [session.file_id or 0], lock=True).get(session.file_id or 0)
    if before is None or before.deleted_at is not None:
        raise Conflict("The file was deleted while its new version was on its way. Upload it as a new file.")
    by, by_type = session.created_by, session.created_by_type
    signed = {"updated_at": work.now, "updated_by": by, "updated_by_type": by_type, "has_multiple_versions": True}
    after = structs.replace(before, **files.of_version(version), **signed)
    store.save(work, [after])
    return after


def _session(work: Work, token: str) -> Session:
    work.actor.require_scope(SCOPE)
    found = file_sessions.by_token(work, fingerprint(token))
    if found is None:
        raise NotFound("There is no such upload, or it began more than 24 hours ago. Open a new session.")
    return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
