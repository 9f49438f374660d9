"""A login for somebody of whom only the name is known."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

_SINGLE = zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)
_SEVERAL = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
_LETTERS = str.maketrans({**dict(_SINGLE), **_SEVERAL})
_OTHER = re.compile(r"[^a-z0-9]+")


def login_of(name: str, subdomain: str, taken: Container[str]) -> str:
    """`Анна Соколова` → `anna.sokolova@romashka.invalid`: no letter ever arrives there, so nobody else gets it."""
    latin = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    base = _OTHER.sub(".", latin).strip(".") or "user"
    names = (base if number == 1 else f"{base}.{number}" for number in count(1))
    return next(login for login in (f"{name}@{subdomain}.invalid" for name in names) if login not in taken)
