"""Names of files: cleaned of paths, taken apart, written in Latin letters; and what a file is by its name and bytes."""

import mimetypes
import re
import unicodedata

from voronka.domain.errors import Problems, Rule

NAME_AT_MOST = 255
UNKNOWN_TYPE = "application/octet-stream"

_PATH = re.compile(r"[/\\]")
_EXTENSION = re.compile(r"[0-9A-Za-z]{1,20}")
_UNSAFE = re.compile(r"[^0-9A-Za-z_.-]+")
_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,127}")

_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэіґё", "abvgdeziyklmnoprstufyeige", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ї": "yi",
        "є": "ye",
        "ъ": "",
        "ь": "",
    }
)

WRITTEN = {"csv", "doc", "docm", "docx", "epub", "md", "odt", "pages", "pdf", "rtf", "txt", "xml"}
SHOWN = {"key", "numbers", "odp", "ods", "ppt", "pptm", "pptx", "xls", "xlsm", "xlsx"}
DOCUMENTS = frozenset(WRITTEN | SHOWN)

# What begins so is this and nothing else; a declared type of these families is believed only if the bytes agree.
SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"%PDF-", 0, "application/pdf"),
)
KNOWN = frozenset(mime for _, _, mime in SIGNATURES)
BEGINNING = 16  # bytes that a signature needs


def cleaned(name: str) -> str:
    """The last part of a path, without what cannot be seen: nobody's folders come along with a name."""
    last = _PATH.split(name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    return unicodedata.normalize("NFC", seen).strip(" ")


def split(name: str) -> tuple[str, str]:
    """`Договор.pdf` → Договор, pdf. What begins with a dot has no other name than that."""
    stem, dot, extension = name.rpartition(".")
    return (stem, extension.lower()) if dot and stem.strip(". ") and _EXTENSION.fullmatch(extension) else (name, "")


def joined(name: str, extension: str) -> str:
    return f"{name}.{extension}" if extension else name


def bare(name: str, extension: str) -> str:
    stem, given = split(cleaned(name))
    return stem if given and given == extension else cleaned(name)


def sanitized(name: str) -> str:
    """In letters that every address and every disk takes: Договор № 5 → Dogovor_No_5."""
    latin = "".join(_latin(letter) for letter in name)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("_", plain).strip("._-")[:NAME_AT_MOST] or "file"


def check(name: str, path: str, problems: Problems) -> None:
    if not name.strip(". "):
        problems.add(0, path, Rule.BLANK)
    elif len(name) > NAME_AT_MOST:
        problems.add(0, path, Rule.TOO_LONG, str(NAME_AT_MOST))


def is_mime_type(text: str) -> bool:
    return bool(_MIME.fullmatch(text))


def plain_type(declared: str) -> str:
    """`Text/Plain; charset=utf-8` → text/plain."""
    return declared.partition(";")[0].strip().lower()


def mime_type(declared: str | None, extension: str, beginning: bytes) -> str:
    """By the bytes where they say it; else as declared, or by the extension, unless the bytes would have said it."""
    for mark, offset, mime in SIGNATURES:
        if beginning[offset : offset + len(mark)] == mark:
            return mime
    claimed = declared or mimetypes.guess_type(f"x.{extension}")[0] or UNKNOWN_TYPE
    return UNKNOWN_TYPE if claimed in KNOWN else claimed


def type_of(mime: str, extension: str) -> str:
    family = mime.partition("/")[0]
    if family in ("image", "video", "audio"):
        return family
    return "document" if extension in DOCUMENTS or family == "text" or mime == "application/pdf" else "file"


def _latin(letter: str) -> str:
    small = letter.lower().translate(_LETTERS)
    return small.capitalize() if small != letter.lower() and not letter.islower() else letter.translate(_LETTERS)
