"""Sources: an integration writes its own and sees no others. Whoever holds its token acts for it."""

from collections.abc import Iterable, Sequence

from msgspec import structs

from voronka.domain import sources
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.sources import AT_MOST, Desk, Source, SourceWrite
from voronka.services.work import Work
from voronka.store import sources as store


def all_of(work: Work, external_ids: Sequence[str] = ()) -> list[Source]:
    found = store.live(work, owner(work))
    return [source for source in found if not external_ids or source.external_id in external_ids]


def get(work: Work, id: int) -> Source:
    found = next((source for source in all_of(work) if source.id == id), None)
    if found is None:
        raise NotFound(f"There is no source {id} of this integration. List the sources to see those that are.")
    return found


def add(work: Work, writes: Sequence[SourceWrite]) -> list[Source]:
    """One that was deleted comes back under its old id: integrations know their sources by external_id."""
    desk, held = _begin(work)
    named = [write.external_id for write in writes if isinstance(write.external_id, str)]
    gone = store.deleted(work, desk.client_id, named)
    ids = work.new_ids("sources", len(writes))
    made = [
        sources.make(write, _id(gone, write) or id, item, desk)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    _check_taken(held, made, desk.problems)
    desk.problems.check()
    if len(held) + len(made) > AT_MOST:
        raise Conflict(f"An integration has at most {AT_MOST} sources. Delete one that is not needed any more.")
    made = _one_default(work, held, made)
    revived = {source.id for source in gone.values()}
    store.add(work, [source for source in made if source.id not in revived])
    store.save(work, [source for source in made if source.id in revived])
    return made


def update(work: Work, writes: Sequence[SourceWrite], *, only_one: bool = False) -> list[Source]:
    """The sources after their changes, in the order of the changes."""
    desk, held = _begin(work)
    if only_one:
        get(work, writes[0].id)
    current, changed = {source.id: source for source in held}, list[Source]()
    for item, write in enumerate(writes):
        if write.id not in current:
            desk.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
            continue
        current[write.id] = sources.apply(current[write.id], write, item, desk)
        changed.append(current[write.id])
    if len(changed) == len(writes):
        _check_taken(held, changed, desk.problems)
    desk.problems.check()
    changed = _one_default(work, held, changed)
    store.save(work, list({source.id: source for source in changed}.values()))
    return changed


def delete(work: Work, ids: Iterable[int], *, only_one: bool = False) -> None:
    """Leads keep where they came from. The mark of the default goes to none: the integration gives it to another."""
    desk, held = _begin(work)
    current = {source.id: source for source in held}
    for item, id in enumerate(ids):
        if id not in current and only_one:
            raise NotFound(f"There is no source {id} of this integration. List the sources to see those that are.")
        if id not in current:
            desk.problems.add(item, "id", Rule.UNKNOWN_CHOICE)
    desk.problems.check()
    gone = {"is_deleted": True, "is_default": False, "updated_at": work.now}
    store.save(work, [structs.replace(current[id], **gone) for id in dict.fromkeys(ids)])


def by_external_id(work: Work, external_ids: Iterable[str]) -> dict[str, Source]:
    """Those of the caller's own sources."""
    wanted = set(external_ids)
    return {source.external_id: source for source in all_of(work) if source.external_id in wanted} if wanted else {}


def by_id(work: Work, ids: Iterable[int]) -> dict[int, Source]:
    """Anybody's, deleted ones too: a lead shows where it came from."""
    wanted = sorted(set(ids))
    return store.by_id(work, wanted) if wanted else {}


def owner(work: Work) -> str:
    """A long-lived token that was made for no integration stands for the account's own scripts: they are one owner,
    so that what one of them made another one finds (unconfirmed: the vendor ties such tokens to an integration)."""
    return work.actor.client_id or ""


def _begin(work: Work) -> tuple[Desk, list[Source]]:
    """Nor does a pipeline go away meanwhile."""
    work.lock_facts()
    facts = work.facts
    desk = Desk(Problems(), owner(work), facts.pipelines, facts.main_pipeline.id, work.now)
    return desk, store.live(work, desk.client_id)


def _id(gone: dict[str, Source], write: SourceWrite) -> int | None:
    found = gone.get(write.external_id) if isinstance(write.external_id, str) else None
    return found and found.id


def _check_taken(held: Sequence[Source], written: Sequence[Source], problems: Problems) -> None:
    """An external_id that any source had before the request is not free for another one in it: rows are written in
    no particular order."""
    taken = {source.external_id: source.id for source in held}
    for item, source in enumerate(written):
        if taken.setdefault(source.external_id, source.id) != source.id:
            problems.add(item, "external_id", Rule.TAKEN)


def _one_default(work: Work, held: Sequence[Source], written: Sequence[Source]) -> list[Source]:
    """The last one that asks for the mark gets it."""
    marked = next((source.id for source in reversed(written) if source.is_default), None)
    if marked is None:
        return list(written)
    ours = {source.id for source in written}
    before = [source for source in held if source.is_default and source.id not in ours]
    store.save(work, [structs.replace(source, is_default=False) for source in before])
    return [structs.replace(source, is_default=source.id == marked) for source in written]
