"""Files on records: who sees the record sees what hangs on it, who may change the record hangs it there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from voronka.base.page import Page
from voronka.domain import access, file_links
from voronka.domain.access import DENIED, Action
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.file_links import HOLDERS_AT_MOST, Attached, AttachedQuery
from voronka.domain.files import SCOPE, File
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.services import catalogs, files, journal
from voronka.services.work import Work
from voronka.store import file_links as store
from voronka.store import records


def page(work: Work, kind: Kind, id: int, query: AttachedQuery, catalog_id: int | None = None) -> Page[Attached]:
    _record(work, kind, id, catalog_id, "view")
    return store.page(work, End(kind, id), query)


def attach(work: Work, kind: Kind, id: int, uuids: Sequence[str], catalog_id: int | None = None) -> list[Attached]:
    """Each file as it now hangs there, in the order asked for."""
    record = _record(work, kind, id, catalog_id, "edit")
    found = _files(work, uuids)
    end, ids = End(kind, id), [file.id for file in found]
    before = store.attached(work, end, ids)
    new = {file.id: file for file in found if file.id not in before}
    store.add(work, end, list(new))
    now = store.attached(work, end, ids)
    _tell(work, kind, record, "attach", [file.uuid for file in new.values()])
    return [now[file.id] for file in found]


def detach(work: Work, kind: Kind, id: int, uuids: Sequence[str], catalog_id: int | None = None) -> None:
    """What does not hang there is passed over; a file that is not there at all is told."""
    record = _record(work, kind, id, catalog_id, "edit")
    ids = [file.id for file in files.required(work, uuids, "file_uuid").values()]
    before = store.attached(work, End(kind, id), ids)
    store.remove(work, End(kind, id), ids)
    _tell(work, kind, record, "detach", [attached.file_uuid for attached in before.values()])


def holders(work: Work, uuid: str) -> list[tuple[Kind, Any]]:
    """The records on which the file hangs and that may be seen, the newest attachment first."""
    ends = store.holders(work, files.get(work, uuid).id, HOLDERS_AT_MOST)
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for end in ends:
        by_kind[end.kind].append(end.id)
    seen = {End(kind, id): record for kind, ids in by_kind.items() for id, record in _seen(work, kind, ids).items()}
    return [(end.kind, seen[end]) for end in ends if end in seen]


def _seen(work: Work, kind: Kind, ids: list[int]) -> dict[int, Any]:
    level = work.actor.level(kind, "view")
    return {} if level == DENIED or kind not in records.TABLES else records.get_many(work, kind, sorted(ids), level)


def _record(work: Work, kind: Kind, id: int, catalog_id: int | None, action: Action) -> Any:
    work.actor.require_scope(SCOPE)
    if catalog_id is not None:
        catalogs.get(work, catalog_id)
    level = access.require(work.actor, kind, "view")
    found = records.get_many(work, kind, [id], level, lock=action != "view").get(id)
    if found is None or getattr(found, "catalog_id", None) != catalog_id:
        raise NotFound(f"There is no {kind.singular.replace('_', ' ')} {id} that you may see.")
    access.require(work.actor, kind, action, [found])
    return found


def _files(work: Work, uuids: Sequence[str]) -> list[File]:
    """What lies in the recycle bin is hung nowhere."""
    work.actor.require_scope(SCOPE)
    found = files.required(work, uuids, "file_uuid")
    problems = Problems()
    for item, uuid in enumerate(uuids):
        if found[uuid].deleted_at is not None:
            problems.add(item, "file_uuid", Rule.UNKNOWN_CHOICE)
    problems.check()
    return [found[uuid] for uuid in uuids]


def _tell(work: Work, kind: Kind, record: Any, action: Any, uuids: list[str]) -> None:
    if uuids:
        journal.record(work, [file_links.changed(kind, record, action, uuids, work.actor.user_id)])
