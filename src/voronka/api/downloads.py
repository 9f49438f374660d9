"""Contents, for a browser that must not run them: whatever was uploaded is an attachment of a harmless type."""

from urllib.parse import quote

from voronka.api.http import NOT_MODIFIED, Call, Reply
from voronka.domain.file_names import UNKNOWN_TYPE
from voronka.services.downloads import Download

# What no browser takes for a page or a program. Everything else is bytes.
HARMLESS = frozenset(
    {
        "application/msword",
        "application/pdf",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/zip",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/csv",
        "text/plain",
    }
)
HARMLESS_FAMILIES = ("audio/", "video/", "application/vnd.openxmlformats-officedocument.")


def sent(call: Call, found: Download) -> Reply:
    mark = f'"{found.mark}"'
    headers = {
        "ETag": mark,
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": _disposition(found),
    }
    if mark in call.headers.get("if-none-match", ""):
        return Reply(status=NOT_MODIFIED, headers=headers)
    return Reply(file=found.path, headers=headers, content_type=_harmless(found.mime_type))


def _disposition(found: Download) -> str:
    """The Latin name for old programs, the real one for all others."""
    return f"attachment; filename=\"{found.sanitized_name}\"; filename*=UTF-8''{quote(found.file_name, safe='')}"


def _harmless(mime_type: str) -> str:
    is_harmless = mime_type in HARMLESS or mime_type.startswith(HARMLESS_FAMILIES)
    return mime_type if is_harmless else UNKNOWN_TYPE
