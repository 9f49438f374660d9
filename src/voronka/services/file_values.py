"""Files in custom fields: what is written must be on the drive, and a field tells when its file was deleted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from voronka.domain import file_names
from voronka.domain.access import ALL
from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.file_values import FILE, held_in, marked
from voronka.domain.fields.writes import ValueWrite
from voronka.domain.files import File, Version
from voronka.domain.kinds import Kind
from voronka.domain.records import RecordChange
from voronka.services.work import Work
from voronka.services.written_values import Written, written
from voronka.store import field_values, records
from voronka.store import files as store


class _Named(Struct, frozen=True):
    """A file by its uuid, and what the field of this record has held of it so far."""

    at: Written
    uuid: str
    held: dict[str, Any] | None

    def refuse(self, key: str, problems: Problems) -> None:
        problems.add(self.at.item, f"{self.at.path}.value.{key}", Rule.UNKNOWN_CHOICE)


def complete(
    work: Work, kind: Kind, changes: Sequence[RecordChange], before: Mapping[int, Any], problems: Problems
) -> None:
    """Writes beside the uuids, in place, what is known of the files. Who sends back what he read may keep it."""
    files = list(_named(written(work, kind, changes, (FILE,)), before))
    if not files:
        return
    found = store.get_many(work, sorted({each.uuid for each in files}))
    versions = {version.uuid: version for version in store.versions(work, [file.id for file in found.values()])}
    for each in files:
        file = found.get(each.uuid)
        if file is not None and file.deleted_at is None:
            _complete(each, file, versions, problems)
        elif each.held is not None:
            each.at.complete(ValueWrite(value=each.held))
        else:
            each.refuse("file_uuid", problems)


def _named(places: Iterable[Written], before: Mapping[int, Any]) -> Iterator[_Named]:
    for at in places:
        if isinstance(at.value.value, dict) and at.value.value.get("file_uuid"):
            uuid = str(at.value.value["file_uuid"])
            yield _Named(at, uuid, held_in(before.get(at.record_id), at.field.id, uuid))


def _complete(named: _Named, file: File, versions: Mapping[str, Version], problems: Problems) -> None:
    version = versions.get(str(named.at.value.value.get("version_uuid") or file.version_uuid))
    if version is None or version.file_id != file.id:
        named.refuse("version_uuid", problems)
    else:
        named.at.complete(ValueWrite(value=_known(file, version)))


def _known(file: File, version: Version) -> dict[str, Any]:
    return {
        "file_uuid": file.uuid,
        "version_uuid": version.uuid,
        "file_name": file_names.joined(file.name, version.extension),
        "file_size": version.size,
    }


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
