"""`multipart/form-data`, as PHP's clients send it where they hand an array to curl: pairs of a name and a text.

Python's own parser is that of e-mail and goes line by line: ten megabytes of empty lines would hold everybody up. Here
the body is split at its boundary, once.
"""

import re

MEDIA = "multipart/form-data"
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_NAME = re.compile(rb';\s*name="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_FILE = re.compile(rb";\s*filename\*?=", re.IGNORECASE)


class Broken(ValueError):
    """No boundary, or more parts than any client sends."""


def is_named(content_type: str) -> bool:
    return content_type.strip().lower().startswith(MEDIA)


def pairs(raw: bytes, content_type: str, most: int) -> list[tuple[str, str]]:
    """In the order of the body. Files are no values, in PHP neither; what has no name is passed over."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise Broken("its Content-Type names no boundary")
    boundary = (found[1] or found[2]).encode()
    parts = (b"\r\n" + raw).split(b"\r\n--" + boundary)[1:]
    if len(parts) > most + 1:
        raise Broken(f"more than {most} values")
    return [pair for part in parts if (pair := _pair(part)) is not None]


def _pair(part: bytes) -> tuple[str, str] | None:
    head, _, text = part.partition(b"\r\n\r\n")
    name = _NAME.search(head)
    if name is None or _FILE.search(head):
        return None
    return name[1].replace(b'\\"', b'"').decode(), text.decode()
