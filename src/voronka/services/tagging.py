"""Tags of records: what a change asks for, made into tags of the directory.

(unconfirmed) New names are created on the way, as at the card: to refuse them would have every client look first.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from voronka.base.absent import ABSENT
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.naming import NAME_AT_MOST
from voronka.domain.records import RecordChange, Tag, TagWrite
from voronka.services.work import Work
from voronka.store import tags


class Directory(Struct):
    """The tags that one batch speaks of."""

    by_id: dict[int, Tag]
    by_name: dict[str, Tag]

    def find(self, asked: TagWrite) -> Tag | None:
        return self.by_id.get(asked.id) if asked.id is not None else self.by_name.get(name_of(asked))


def name_of(asked: TagWrite) -> str:
    """As the directory keeps it: without spaces around. (unconfirmed) Case is heeded: nothing is joined by mistake."""
    return (asked.name or "").strip()


def asked_of(change: RecordChange) -> list[tuple[str, TagWrite]]:
    """Every tag the change names, with the path where it stands."""
    parts = (
        ("_embedded.tags", change.tags),
        ("tags_to_add", change.tags_to_add),
        ("tags_to_delete", change.tags_to_delete),
    )
    return [(f"{name}.{place}", tag) for name, part in parts if part is not ABSENT for place, tag in enumerate(part)]


def directory(work: Work, kind: Kind, changes: Sequence[RecordChange], problems: Problems) -> Directory:
    """All tags named by the changes; names to be set that are not there yet are new tags."""
    asked = [(item, path, tag) for item, change in enumerate(changes) for path, tag in asked_of(change)]
    if not asked:
        return Directory({}, {})
    ids = sorted({tag.id for _, _, tag in asked if tag.id is not None})
    names = sorted({name_of(tag) for _, _, tag in asked if tag.id is None} - {""})
    found = tags.by_ids_or_names(work, kind, ids, names)
    held = Directory({tag.id: tag for tag in found}, {tag.name: tag for tag in found})
    _check(asked, held, problems)
    problems.check()
    missing = [name for name in _names_to_set(changes) if name not in held.by_name]
    for tag in create(work, kind, missing):
        held.by_id[tag.id] = held.by_name[tag.name] = tag
    return held


def _check(asked: Iterable[tuple[int, str, TagWrite]], held: Directory, problems: Problems) -> None:
    for item, path, tag in asked:
        if tag.id is not None and tag.id not in held.by_id:
            problems.add(item, f"{path}.id", Rule.UNKNOWN_CHOICE)
        elif tag.id is None and not name_of(tag):
            problems.add(item, f"{path}.name", Rule.BLANK)
        elif tag.id is None and len(name_of(tag)) > NAME_AT_MOST:
            problems.add(item, f"{path}.name", Rule.TOO_LONG, str(NAME_AT_MOST))


def _names_to_set(changes: Sequence[RecordChange]) -> list[str]:
    parts = [part for change in changes for part in (change.tags, change.tags_to_add) if part is not ABSENT]
    return list(dict.fromkeys(name_of(tag) for part in parts for tag in part if tag.id is None))


def create(work: Work, kind: Kind, names: Sequence[str], colors: dict[str, str | None] | None = None) -> list[Tag]:
    """New tags; where another writer was faster with a name, his tag."""
    if not names:
        return []
    ids = work.new_ids("tags", len(names))
    new = [Tag(id=id, name=name, color=(colors or {}).get(name)) for id, name in zip(ids, names, strict=True)]
    tags.insert(work, kind, new)
    return tags.by_ids_or_names(work, kind, [], names)


def applied(before: Sequence[Tag], change: RecordChange, held: Directory) -> list[Tag]:
    """The tags a record carries after the change: a replacement first, then additions, then removals."""
    kept = before if change.tags is ABSENT else [held.find(asked) for asked in change.tags]
    after = {tag.id: tag for tag in kept if tag}
    for asked in change.tags_to_add if change.tags_to_add is not ABSENT else ():
        tag = held.find(asked)
        if tag:
            after[tag.id] = tag
    for asked in change.tags_to_delete if change.tags_to_delete is not ABSENT else ():
        tag = held.find(asked)
        if tag:
            after.pop(tag.id, None)
    return [after[id] for id in sorted(after)]  # as they are read, so that another order is no change
