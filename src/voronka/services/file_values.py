"""Files in custom fields: what is written must be on the drive, and a field tells when its file was deleted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT
from voronka.domain import file_names
from voronka.domain.access import ALL
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.file_values import FILE, held_in, marked
from voronka.domain.fields.resolving import KEY, named
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.files import File, Version
from voronka.domain.kinds import Kind
from voronka.domain.records import RecordChange
from voronka.services.work import Work
from voronka.store import field_values, records
from voronka.store import files as store


class _Place(Struct, frozen=True):
    """Where in the batch a file is named, and what the field of this record has held of it so far."""

    item: int
    path: str
    values: list[ValueWrite]
    nth: int
    held: dict[str, Any] | None

    @property
    def sent(self) -> dict[str, Any]:
        return self.values[self.nth].value

    @property
    def uuid(self) -> str:
        return str(self.sent["file_uuid"])


def complete(
    work: Work, kind: Kind, changes: Sequence[RecordChange], before: Mapping[int, Any], problems: Problems
) -> None:
    """Writes beside the uuids, in place, what is known of the files. Who sends back what he read may keep it."""
    places = [place for item, change in enumerate(changes) for place in _places(work, kind, item, change, before)]
    if not places:
        return
    found = store.get_many(work, sorted({place.uuid for place in places}))
    versions = {version.uuid: version for version in store.versions(work, [file.id for file in found.values()])}
    for place in places:
        file = found.get(place.uuid)
        if file is not None and file.deleted_at is None:
            _fill(place, file, versions, problems)
        elif place.held is not None:
            place.values[place.nth] = ValueWrite(value=place.held)
        else:
            problems.add(place.item, f"{place.path}.file_uuid", Rule.UNKNOWN_CHOICE)


def _fill(place: _Place, file: File, versions: Mapping[str, Version], problems: Problems) -> None:
    version = versions.get(str(place.sent.get("version_uuid") or file.version_uuid))
    if version is None or version.file_id != file.id:
        problems.add(place.item, f"{place.path}.version_uuid", Rule.UNKNOWN_CHOICE)
    else:
        place.values[place.nth] = ValueWrite(value=_written(file, version))


def _written(file: File, version: Version) -> dict[str, Any]:
    return {
        "file_uuid": file.uuid,
        "version_uuid": version.uuid,
        "file_name": file_names.joined(file.name, version.extension),
        "file_size": version.size,
    }


def _places(work: Work, kind: Kind, item: int, change: RecordChange, before: Mapping[int, Any]) -> Iterator[_Place]:
    if change.custom_fields is ABSENT:
        return
    fields = work.facts.fields_of(kind, getattr(change, "catalog_id", 0))
    for place, write in enumerate(change.custom_fields):
        field = named(fields, write)
        if field is None or field.type != FILE:
            continue
        for nth, value in enumerate(write.values or ()):
            if isinstance(value.value, dict) and value.value.get("file_uuid"):
                held = held_in(before.get(change.id), field.id, str(value.value["file_uuid"]))
                yield _Place(item, f"{KEY}.{place}.values.{nth}.value", write.values or [], nth, held)


def file_fields(work: Work) -> list[int]:
    """Of all kinds of records."""
    return [field.id for held in work.facts.fields.values() for field in held.by_id.values() if field.type == FILE]


def mark(work: Work, uuids: Iterable[str], *, is_deleted: bool) -> None:
    """In all records whose fields hold these files. It is no change of theirs: nobody is told of it."""
    gone = set(uuids)
    fields = file_fields(work)
    if not fields or not gone:
        return
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for kind, id in field_values.holders_of_texts(work, fields, sorted(gone)):
        by_kind[kind].append(id)
    for kind, ids in sorted(by_kind.items()):
        before = records.get_many(work, kind, sorted(ids), ALL, lock=True)
        after = [
            structs.replace(record, custom_fields=marked(record.custom_fields, fields, gone, is_deleted=is_deleted))
            for record in before.values()
        ]
        records.save(work, kind, before, after)
