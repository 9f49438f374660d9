"""Files (файлы) of the drive. Their addresses are below `drive_url` of the account, where the same token is good."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import (
    Amount,
    Comma,
    Href,
    Order,
    Page,
    PageOf,
    RequestId,
    Saved,
)
from voronka.contract.operation import Operation, Right

FILE_AT_MOST = 314_572_800
PART_AT_MOST = 524_288

Size = Annotated[int, Meta(ge=1, le=FILE_AT_MOST, description="bytes")]


class FileAuthor(Struct, kw_only=True):
    """id: a user, 0 a robot, -1 a client of the company. type: internal, external and the like."""

    id: int
    type: str


class FileMetadata(Struct, kw_only=True):
    extension: str | None = None
    mime_type: str | None = None


class FilePreview(Struct, kw_only=True):
    download_link: str
    width: int
    height: int


class FileAddresses(Struct, kw_only=True, rename={"self_": "self"}):
    """download: the active version, whichever it is then. download_version: this one for ever."""

    self_: Href | UnsetType = UNSET
    download: Href
    download_version: Href


class FileFields(Struct, kw_only=True):
    """What files and their versions have in common.

    name: without the extension. type: image, video, audio, document, file. session_id: by which upload it came.
    previews: null where there are none. deleted_at, deleted_by: null outside the recycle bin.
    """

    id: int = 0
    uuid: str
    version_uuid: str = ""
    name: str = ""
    sanitized_name: str = ""
    size: int = 0
    type: str = "file"
    metadata: FileMetadata
    session_id: int | None = None
    source_id: int | None = None
    is_trashed: bool = False
    has_multiple_versions: bool = False
    previews: list[FilePreview] | None = None
    created_at: int = 0
    created_by: FileAuthor | None = None
    updated_at: int = 0
    updated_by: FileAuthor | None = None
    deleted_at: int | None = None
    deleted_by: FileAuthor | None = None
    links: FileAddresses = field(name="_links")


class File(FileFields, kw_only=True):
    """A file as read, with the contents of its active version."""


class FileVersion(FileFields, kw_only=True):
    """One version of a file: `uuid` is the version's own. is_main: the active one."""

    file_uuid: str
    is_main: bool = False


class FileAuthorWrite(Struct, kw_only=True):
    id: int
    type: str = "internal"


class FileSession(Struct, kw_only=True):
    """An upload to be. file_uuid: the file that gets a new version. with_preview: make small pictures of a picture.

    content_type: believed as far as the contents agree.
    """

    file_name: str
    file_size: Size
    content_type: str | UnsetType | None = UNSET
    file_uuid: str | UnsetType | None = UNSET
    with_preview: bool | UnsetType | None = UNSET
    created_by: FileAuthorWrite | UnsetType | None = UNSET


class FileSessionOpened(Struct, kw_only=True):
    """Send the first part to `upload_url` and each further one to the `next_url` of the answer before.

    max_part_size: bytes of one part. A session lives for 24 hours.
    """

    session_id: int
    upload_url: str
    max_file_size: int = FILE_AT_MOST
    max_part_size: int = PART_AT_MOST


class UploadedPart(Struct, kw_only=True):
    """`next_url` while more is wanted; after the last part all keys of the file instead."""

    session_id: int | None = None
    next_url: str | UnsetType = UNSET
    id: int | UnsetType = UNSET
    uuid: str | UnsetType = UNSET
    version_uuid: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    sanitized_name: str | UnsetType = UNSET
    size: int | UnsetType = UNSET
    type: str | UnsetType = UNSET
    metadata: FileMetadata | UnsetType = UNSET
    source_id: int | UnsetType | None = UNSET
    is_trashed: bool | UnsetType = UNSET
    has_multiple_versions: bool | UnsetType = UNSET
    previews: list[FilePreview] | UnsetType | None = UNSET
    created_at: int | UnsetType = UNSET
    created_by: FileAuthor | UnsetType | None = UNSET
    updated_at: int | UnsetType = UNSET
    updated_by: FileAuthor | UnsetType | None = UNSET
    deleted_at: int | UnsetType | None = UNSET
    deleted_by: FileAuthor | UnsetType | None = UNSET
    links: FileAddresses | UnsetType = field(name="_links", default=UNSET)


class FilePatch(Struct, kw_only=True):
    """A new name, or the version that is to be the active one; not both. `uuid` is ignored: the path says it."""

    name: str | UnsetType | None = UNSET
    version_uuid: str | UnsetType | None = UNSET
    uuid: str | UnsetType | None = UNSET
    updated_by: FileAuthorWrite | UnsetType | None = UNSET
    created_by: FileAuthorWrite | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class FileRef(Struct, kw_only=True):
    uuid: str


class FileSizeRange(Struct, kw_only=True, rename={"from_": "from"}):
    """unit: bytes in one of what `from` and `to` count."""

    from_: Amount | UnsetType = UNSET
    to: Amount | UnsetType = UNSET
    unit: Annotated[int, Meta(ge=1, le=2**30)] = 1


class FileDateRange(Struct, kw_only=True, rename={"from_": "from"}):
    """type: created_at, updated_at. date_preset: day, yesterday, week, month, quarter, year, up to now."""

    type: str = "created_at"
    date_preset: str | UnsetType = UNSET
    from_: Amount | UnsetType = UNSET
    to: Amount | UnsetType = UNSET


class FileFilter(Struct, kw_only=True):
    """name: the whole name, with its extension or without. term: a part of the name of the file or of a record that it is attached to.

    deleted: only those in the recycle bin. created_by, updated_by: users, 0 is a robot, -1 a client.
    """

    uuid: Comma | UnsetType = UNSET
    name: str | UnsetType = UNSET
    extensions: list[str] | UnsetType = UNSET
    term: str | UnsetType = UNSET
    source_id: list[int] | UnsetType = UNSET
    deleted: bool | UnsetType = UNSET
    size: FileSizeRange | UnsetType = UNSET
    date: FileDateRange | UnsetType = UNSET
    created_by: list[int] | UnsetType = UNSET
    updated_by: list[int] | UnsetType = UNSET


class FileQuery(Page, kw_only=True):
    """with: deleted, those in the recycle bin too; others are ignored. order: created_at, updated_at, size, id."""

    with_: Comma = field(name="with", default_factory=list)
    filter: FileFilter = field(default_factory=FileFilter)
    order: Order = {}


# fmt: off
OPERATIONS = (
    Operation("files.sessions.open", "POST", "/v1.0/sessions", body=FileSession, answer=FileSessionOpened, summary="Open an upload"),
    Operation("files.sessions.upload", "POST", "/v1.0/sessions/upload/{session_token}", body=bytes, answer=UploadedPart, texts=("session_token",), room=PART_AT_MOST, is_key=True, summary="Upload one part"),
    Operation("files.sessions.upload_short", "POST", "/upload/{session_token}", body=bytes, answer=UploadedPart, texts=("session_token",), room=PART_AT_MOST, is_key=True, summary="Upload one part at its shorter address"),
    Operation("files.list", "GET", "/v1.0/files", query=FileQuery, answer=PageOf[File], key="files"),
    Operation("files.get", "GET", "/v1.0/files/{uuid}", answer=File, texts=("uuid",)),
    Operation("files.update_one", "PATCH", "/v1.0/files/{uuid}", body=FilePatch, answer=File, texts=("uuid",), summary="Rename one file, or choose its active version"),
    Operation("files.delete", "DELETE", "/v1.0/files", body=list[FileRef], status=204, summary="Move files to the recycle bin"),
    Operation("files.restore", "POST", "/v1.0/files/restore", body=list[FileRef], answer=Saved[File], key="files", summary="Take files out of the recycle bin"),
    Operation("files.versions", "GET", "/v1.0/files/{uuid}/versions", answer=PageOf[FileVersion], key="versions", texts=("uuid",), summary="List the versions of one file"),
    Operation("files.download", "GET", "/download/{account_uuid}/{uuid}/{name}", answer=bytes, media="application/octet-stream", texts=("account_uuid", "uuid", "name"), right=Right.NOBODY, is_key=True, summary="Download the active version of one file"),
    Operation("files.download_version", "GET", "/download/{account_uuid}/{uuid}/{version_uuid}/{name}", answer=bytes, media="application/octet-stream", texts=("account_uuid", "uuid", "version_uuid", "name"), right=Right.NOBODY, is_key=True, summary="Download one version of one file"),
    Operation("files.download_preview", "GET", "/download/{account_uuid}/{uuid}/{version_uuid}/previews/{name}", answer=bytes, media="image/jpeg", texts=("account_uuid", "uuid", "version_uuid", "name"), right=Right.NOBODY, is_key=True, summary="Download a small picture of one version"),
)
# fmt: on
