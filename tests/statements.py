"""Every statement that reaches a database while tests run: to be counted, and to be checked for account_id."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from voronka.store.tables import metadata

# what carries no rows of an account: transactions, schema, the database's own tables
_OTHER = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA|CREATE|ALTER|DROP|SET|SHOW)\b", re.IGNORECASE)
_NAMED = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)
_OF_ACCOUNTS = frozenset(metadata.tables) - {"accounts"}


class Recorder:
    """Statements of all threads, since the recorder was last cleared."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, str]] = []
        self._lock = threading.Lock()

    def start(self) -> None:
        event.listen(Engine, "before_cursor_execute", self._record)

    def clear(self) -> None:
        with self._lock:
            self._seen.clear()

    def without_account(self) -> list[str]:
        with self._lock:
            return sorted({text for dialect, text in self._seen if not names_account(text, dialect)})

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """`with recorder.statements() as seen:` fills `seen` when the block ends."""
        first = len(self._seen)
        seen: list[str] = []
        yield seen
        with self._lock:
            seen += [text for _, text in self._seen[first:] if not _OTHER.match(text)]

    def _record(self, connection: Any, cursor: Any, text: str, parameters: Any, context: Any, many: bool) -> None:
        with self._lock:
            self._seen.append((connection.dialect.name, text))


def names_account(text: str, dialect: str = "") -> bool:
    """Each table of accounts that the statement names is narrowed by account_id: it would shard by account."""
    if _OTHER.match(text):
        return True
    named = [table for table in _NAMED.findall(text) if table in _OF_ACCOUNTS]
    if dialect == "sqlite":
        named = [table for table in named if table != "search_texts"]  # its rowid begins with the account
    return _conditions(text).count("account_id") >= len(named)


def _conditions(text: str) -> str:
    """The part in which account_id narrows; naming the column among those read is not enough."""
    flat = " ".join(text.split())
    verb = flat.partition(" ")[0].upper()
    if verb == "INSERT":
        return flat
    return flat.partition(" WHERE " if verb in {"UPDATE", "DELETE"} else " FROM ")[2]
