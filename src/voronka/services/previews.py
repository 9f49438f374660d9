"""Small pictures of pictures. A file may be made to burst its reader, so it is looked at with bounds and in turn."""

import io
import struct
import threading
import zlib
from pathlib import Path
from typing import Any

from voronka.domain.files import Preview
from voronka.store.disk import Disk

SIDES = (100, 300, 800)  # pixels of the longer side; (unconfirmed) which ones the vendor makes
PIXELS_AT_MOST = 25_000_000  # 100 MB of memory; photographs are read smaller than they are
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
QUALITY = 82

_TURN = threading.BoundedSemaphore(2)


def make(disk: Disk, account_id: int, hash: str, mime_type: str) -> list[Preview]:
    """Those that were made, the smallest first; none of what is no picture or cannot be read."""
    if mime_type not in FORMATS:
        return []
    with _TURN:
        picture = _read(disk.content(account_id, hash), FORMATS[mime_type])
        return [_made(disk, account_id, hash, picture, side) for side in _sides(picture)] if picture else []


def _sides(picture: Any) -> list[int]:
    """No preview is larger than its picture; the smallest is always made."""
    longer = max(picture.size)
    return [side for side in SIDES if side < longer] or [longer]


def _read(path: Path, format: str) -> Any:
    from PIL import Image, ImageOps  # a tenth of a second, which only those pay who send pictures

    try:
        with Image.open(path, formats=(format,)) as found:
            found.draft("RGB", (SIDES[-1], SIDES[-1]))
            if found.width * found.height > PIXELS_AT_MOST:
                return None
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((SIDES[-1] * 2, SIDES[-1] * 2))
            return _on_white(upright.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, Image.DecompressionBombError):
        return None  # whatever is wrong with it, the file itself is stored as it came


def _on_white(picture: Any) -> Any:
    from PIL import Image

    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return white.convert("RGB")


def _made(disk: Disk, account_id: int, hash: str, picture: Any, side: int) -> Preview:
    small = picture.copy()
    small.thumbnail((side, side))
    preview, data = Preview(*small.size), io.BytesIO()
    small.save(data, "JPEG", quality=QUALITY)
    disk.write_preview(account_id, hash, preview.name, data.getvalue())
    return preview
