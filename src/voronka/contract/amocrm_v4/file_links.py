"""What files are attached to: leads, contacts, companies, customers and elements of catalogs. The files themselves: files.py."""

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v4.envelope import Page, PageOf, Saved
from voronka.contract.operation import Operation


class AttachedFile(Struct, kw_only=True):
    """A file on a record. `id` is of the attachment itself: the newest have the highest."""

    file_uuid: str
    id: int = 0


class FileUuid(Struct, kw_only=True):
    file_uuid: str


class AttachedFileQuery(Page, kw_only=True):
    """before_id: only what was attached before this one."""

    before_id: int | UnsetType = UNSET


class FileHolder(Struct, kw_only=True):
    """A record that a file is attached to. price, pipeline_id, status_id: leads only."""

    id: int
    name: str = ""
    entity_type: str = ""
    created_by: int = 0
    main_user_id: int | None = None
    date_create: int = 0
    date_update: int = 0
    updated_by: int = 0
    price: int | float | None = None
    pipeline_id: int | None = None
    status_id: int | None = None
    closest_task_at: int | None = None


class FileHolders(Struct, kw_only=True):
    file_uuid: str
    entities: list[FileHolder]


# fmt: off
def operations(entity: str, path: str, one: str) -> tuple[Operation, ...]:
    return (
        Operation(f"{entity}.files.list", "GET", f"{path}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary=f"List the files of one {one}"),
        Operation(f"{entity}.files.attach", "PUT", f"{path}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary=f"Attach files to one {one}"),
        Operation(f"{entity}.files.detach", "DELETE", f"{path}/files", body=list[FileUuid], status=202, summary=f"Detach files from one {one}"),
    )


OPERATIONS = (
    *operations("leads", "/api/v4/leads/{id}", "lead"),
    *operations("contacts", "/api/v4/contacts/{id}", "contact"),
    *operations("companies", "/api/v4/companies/{id}", "company"),
    *operations("customers", "/api/v4/customers/{id}", "customer"),
    *operations("catalogs.elements", "/api/v4/catalogs/{catalog_id}/{id}", "element of a catalog"),
    Operation("files.links", "GET", "/api/v4/files/{uuid}/links", answer=FileHolders, texts=("uuid",), summary="List what one file is attached to"),
)
# fmt: on
