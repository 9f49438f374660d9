"""What the worker sweeps away: uploads that nobody finished, files that have lain in the recycle bin long enough,
contents that no version has any more, and what a killed server left on the disk."""

from collections.abc import Callable

from msgspec import Struct

from voronka.domain.files import KEPT_IN_BIN
from voronka.services.work import Database, Work
from voronka.store import file_contents, file_sessions
from voronka.store import files as store

AT_ONCE = 500
YOUNG = 3600  # seconds: what is on the disk may be younger than the row that is about to speak of it

Step = Callable[[Work], bool]  # True: there may be more of it


class Lying(Struct, frozen=True):
    """Some of what lies on the disk."""

    uploads: list[int] = []
    contents: list[str] = []


def steps(database: Database) -> tuple[Step, ...]:
    return (end_uploads, empty_bin, drop_contents) if database.disk.is_there else ()


def end_uploads(work: Work) -> bool:
    ids = file_sessions.expired(work, AT_ONCE)
    for id in ids:
        work.database.disk.drop_upload(work.account_id, id)
    file_sessions.delete_many(work, ids)
    return len(ids) == AT_ONCE


def empty_bin(work: Work) -> bool:
    """Rows alone: what a transaction undoes, no disk can."""
    ids = store.binned_before(work, work.now - KEPT_IN_BIN, AT_ONCE)
    if ids:
        file_contents.suspect(work, [version.hash for version in store.versions(work, ids)])
        store.forget(work, ids)
    return len(ids) == AT_ONCE


def drop_contents(work: Work) -> bool:
    """Their rows are ours meanwhile, so no upload begins to use what is being dropped. Killed in the midst of it, we
    begin anew: the row stands until the contents are gone."""
    suspects = file_contents.suspects(work, AT_ONCE)
    gone = file_contents.unused(work, suspects)
    for hash in gone:
        work.database.disk.drop_content(work.account_id, hash)
    file_contents.settle(work, suspects, gone)
    return len(suspects) == AT_ONCE


def lying(database: Database, account_id: int, now: float) -> list[Lying]:
    """Everything on the disk that is not young, in parts. To be read in a thread."""
    disk, before = database.disk, now - YOUNG
    if not disk.is_there:
        return []
    uploads, contents = disk.uploads(account_id, before), disk.contents(account_id, before)
    parts = [Lying(uploads=uploads[at : at + AT_ONCE]) for at in range(0, len(uploads), AT_ONCE)]
    return parts + [Lying(contents=contents[at : at + AT_ONCE]) for at in range(0, len(contents), AT_ONCE)]


def sweep_disk(work: Work, part: Lying) -> None:
    """Drops what no row speaks of."""
    disk = work.database.disk
    for id in set(part.uploads) - file_sessions.open_ones(work, part.uploads):
        disk.drop_upload(work.account_id, id)
    for hash in set(part.contents) - file_contents.known(work, part.contents):
        disk.drop_content(work.account_id, hash)
