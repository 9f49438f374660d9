"""Files of the drive. Their addresses are absolute, on the host by which the caller came."""

from typing import Any

from msgspec import UNSET

from voronka.api.amocrm_v4.envelope import Wire, nothing, page_reply, paged
from voronka.api.amocrm_v4.file_dates import date_range
from voronka.api.amocrm_v4.listing import order_of
from voronka.api.amocrm_v4.writing import given, none
from voronka.api.faults import MAX_INT
from voronka.api.http import Call, Reply
from voronka.base.page import Page
from voronka.contract.amocrm_v4.files import FileAuthorWrite, FilePatch
from voronka.domain import file_names
from voronka.domain.files import Author, File, FileChange, FileQuery, Preview, Version
from voronka.domain.listing import Range
from voronka.services import files
from voronka.services.work import Work

ORDERS = ("created_at", "updated_at", "size", "id")


def list_page(work: Work, call: Call) -> Reply:
    found = files.page(work, query_from_wire(work, call))
    return counted(page_reply(call, found.map(lambda file: to_wire(file, work, call))), len(found.items))


def find_one(work: Work, call: Call) -> File:
    return files.get(work, call.path["uuid"])


def update_one(work: Work, call: Call, change: FileChange) -> File:
    return files.update(work, call.path["uuid"], change)


def delete(work: Work, call: Call) -> None:
    """204: the documents say 200 with an empty object, and the official client takes nothing but 204 for done."""
    files.delete(work, [item.uuid for item in call.body])


def restore(work: Work, call: Call) -> Reply:
    restored = files.restore(work, [item.uuid for item in call.body])
    embedded = {"files": [to_wire(file, work, call) for file in restored]}
    return Reply(body={"_count": len(restored), "_links": {"self": {"href": call.url}}, "_embedded": embedded})


def versions(work: Work, call: Call) -> Reply:
    file, found = files.versions(work, call.path["uuid"])
    shown = Page([version_to_wire(file, version, work, call) for version in found])
    return counted(page_reply(call, shown, paged=False), len(found))


def counted(reply: Reply, count: int) -> Reply:
    """(unconfirmed) whether the vendor counts all or those of the page: counting all would cost more than the page."""
    return nothing() if reply.body is None else Reply(body={"_count": count, **reply.body})


def query_from_wire(work: Work, call: Call) -> FileQuery:
    query, asked = call.query, call.query.filter
    equal = {name: none(getattr(asked, name)) for name in ("source_id", "created_by", "updated_by")}
    return FileQuery(
        **paged(call),
        order=order_of(query.order, ORDERS),
        text=none(asked.term),
        names=None if asked.name is UNSET else [asked.name],
        equal={name: values for name, values in equal.items() if values is not None},
        ranges=_ranges(work, asked),
        uuids=none(asked.uuid),
        extensions=none(asked.extensions),
        only_deleted=bool(none(asked.deleted)),
        with_deleted="deleted" in query.with_,
    )


def _ranges(work: Work, asked: Any) -> dict[str, Range]:
    found = {}
    if asked.size is not UNSET:
        found["size"] = Range(*(_bytes(none(end), asked.size.unit) for end in (asked.size.from_, asked.size.to)))
    return found | ({} if asked.date is UNSET else date_range(work, asked.date))


def _bytes(count: float | None, unit: int) -> float | None:
    """No file is larger than a column can say."""
    return None if count is None else max(-MAX_INT, min(count * unit, MAX_INT))


def change_from_wire(body: FilePatch, work: Work, call: Call) -> FileChange:
    return FileChange(
        name=given(body.name),
        version_uuid=given(body.version_uuid),
        created_by=author_from_wire(body.created_by),
        updated_by=author_from_wire(body.updated_by),
    )


def author_from_wire(sent: Any) -> Any:
    sent = given(sent)
    return Author(sent.id, sent.type) if isinstance(sent, FileAuthorWrite) else sent


def to_wire(file: File, work: Work, call: Call) -> Wire:
    return _wire(file, file, file.version_uuid, work, call)


def version_to_wire(file: File, version: Version, work: Work, call: Call) -> Wire:
    own = {"id": version.id, "uuid": version.uuid, "version_uuid": version.uuid, "file_uuid": file.uuid}
    made = {"created_at": version.created_at, "created_by": _author(version.created_by, version.created_by_type)}
    changed = {"updated_at": version.created_at, "updated_by": made["created_by"]}
    is_main = {"is_main": version.uuid == file.version_uuid}
    return _wire(file, version, version.uuid, work, call) | own | is_main | made | changed


def _wire(file: File, contents: File | Version, version_uuid: str, work: Work, call: Call) -> Wire:
    return {
        "id": file.id,
        "uuid": file.uuid,
        "version_uuid": version_uuid,
        "name": file.name,
        "sanitized_name": file.sanitized_name,
        "size": contents.size,
        "type": contents.type,
        "metadata": {"extension": contents.extension, "mime_type": contents.mime_type},
        "session_id": contents.session_id,
        "source_id": file.source_id,
        "is_trashed": file.deleted_at is not None,
        "has_multiple_versions": file.has_multiple_versions,
        "previews": _previews(file, contents.previews, version_uuid, work, call),
        "created_at": file.created_at,
        "created_by": _author(file.created_by, file.created_by_type),
        "updated_at": file.updated_at,
        "updated_by": _author(file.updated_by, file.updated_by_type),
        "deleted_at": file.deleted_at,
        "deleted_by": _author(file.deleted_by, file.deleted_by_type),
        "_links": _links(file, contents.extension, version_uuid, work, call),
    }


def _author(id: int | None, type: str | None) -> Wire | None:
    return None if id is None else {"id": id, "type": type}


def _links(file: File, extension: str, version_uuid: str, work: Work, call: Call) -> Wire:
    download, name = _download(file, work), file_names.joined(file.sanitized_name, extension)
    return {
        "self": call.href(f"/v1.0/files/{file.uuid}"),
        "download": call.href(f"{download}/{name}"),
        "download_version": call.href(f"{download}/{version_uuid}/{name}"),
    }


def _previews(file: File, made: list[Preview], version_uuid: str, work: Work, call: Call) -> list[Wire] | None:
    path = f"{call.origin}{_download(file, work)}/{version_uuid}/previews"
    shown = [{"download_link": f"{path}/{each.name}", "width": each.width, "height": each.height} for each in made]
    return shown or None


def _download(file: File, work: Work) -> str:
    return f"/download/{work.account.uuid}/{file.uuid}"
