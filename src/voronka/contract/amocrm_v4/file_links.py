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
OPERATIONS = (
    Operation("leads.files.list", "GET", "/api/v4/leads/{id}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary="List the files of one lead"),
    Operation("leads.files.attach", "PUT", "/api/v4/leads/{id}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary="Attach files to one lead"),
    Operation("leads.files.detach", "DELETE", "/api/v4/leads/{id}/files", body=list[FileUuid], status=202, summary="Detach files from one lead"),
    Operation("contacts.files.list", "GET", "/api/v4/contacts/{id}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary="List the files of one contact"),
    Operation("contacts.files.attach", "PUT", "/api/v4/contacts/{id}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary="Attach files to one contact"),
    Operation("contacts.files.detach", "DELETE", "/api/v4/contacts/{id}/files", body=list[FileUuid], status=202, summary="Detach files from one contact"),
    Operation("companies.files.list", "GET", "/api/v4/companies/{id}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary="List the files of one company"),
    Operation("companies.files.attach", "PUT", "/api/v4/companies/{id}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary="Attach files to one company"),
    Operation("companies.files.detach", "DELETE", "/api/v4/companies/{id}/files", body=list[FileUuid], status=202, summary="Detach files from one company"),
    Operation("customers.files.list", "GET", "/api/v4/customers/{id}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary="List the files of one customer"),
    Operation("customers.files.attach", "PUT", "/api/v4/customers/{id}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary="Attach files to one customer"),
    Operation("customers.files.detach", "DELETE", "/api/v4/customers/{id}/files", body=list[FileUuid], status=202, summary="Detach files from one customer"),
    Operation("catalogs.elements.files.list", "GET", "/api/v4/catalogs/{catalog_id}/{id}/files", query=AttachedFileQuery, answer=PageOf[AttachedFile], key="files", summary="List the files of one element of a catalog"),
    Operation("catalogs.elements.files.attach", "PUT", "/api/v4/catalogs/{catalog_id}/{id}/files", body=list[FileUuid], answer=Saved[AttachedFile], key="files", summary="Attach files to one element of a catalog"),
    Operation("catalogs.elements.files.detach", "DELETE", "/api/v4/catalogs/{catalog_id}/{id}/files", body=list[FileUuid], status=202, summary="Detach files from one element of a catalog"),
    Operation("files.links", "GET", "/api/v4/files/{uuid}/links", answer=FileHolders, texts=("uuid",), summary="List what one file is attached to"),
)
# fmt: on
