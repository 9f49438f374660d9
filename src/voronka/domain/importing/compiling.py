"""A table of a mapping, made ready for a file with this header: cells are found by place, not by name."""

from collections.abc import Sequence
from hashlib import blake2b
from operator import itemgetter

import msgspec

from voronka.domain.importing.cells import Bad
from voronka.domain.importing.desk import Desk, Text
from voronka.domain.importing.mapping import AnyTable, Cell, Elements, Users
from voronka.domain.importing.names import Names, Want
from voronka.domain.importing.rows import Draft, Row
from voronka.domain.importing.setters import setters_of
from voronka.domain.importing.walking import PLACEHOLDER, columns_of

KEY_AT_MOST = 500
BETWEEN = "|"  # the columns of a key of several


class Reader:
    def __init__(self, table: AnyTable, header: Sequence[str], timezone: str) -> None:
        self.table = table
        self.places = {column: place for place, column in enumerate(header)}
        self._corrections = [(self.places[column], texts) for column, texts in table.values.items()]
        self._key = [self.places[column] for column in table.key_columns]
        used = sorted({self.places[column] for _, column in columns_of(0, table)})
        self._used = itemgetter(*used) if len(used) > 1 else itemgetter(slice(used[0], used[0] + 1))
        self._mark = blake2b(msgspec.json.encode([table, timezone]), digest_size=16).digest()
        self._setters = setters_of(table, Desk(self.text, table.decimal, timezone, _needed(table)))

    def row(self, line: int, raw: list[str]) -> Row:
        """Bad when it has no key or holds what no text may hold."""
        if len(raw) != len(self.places):
            raise Bad(f"the row has {len(raw)} columns, the header has {len(self.places)}")
        cells = [cell.strip() for cell in raw]
        for place, texts in self._corrections:
            cells[place] = texts.get(cells[place], cells[place])
        return Row(line, raw, cells, self._key_of(cells), self._fingerprint(cells))

    def draft(self, row: Row, names: Names, *, is_new: bool, wants: list[Want] | None) -> Draft:
        draft = Draft(row, names, is_new, wants)
        for label, setter in self._setters:
            try:
                setter(row.cells, draft)
            except Bad as bad:
                draft.faults.append(f"{label}: {bad}")
        return draft

    def text(self, cell: Cell) -> Text:
        """What the cell says of a row; Bad when it must say something and does not."""
        found, default = self._found(cell), cell.default

        def read(cells: Sequence[str]) -> str:
            return found(cells) or default

        def demand(cells: Sequence[str]) -> str:
            text = found(cells) or default
            if not text:
                raise Bad("is empty")
            return text

        return demand if cell.required else read

    def _found(self, cell: Cell) -> Text:
        if cell.column:
            return itemgetter(self.places[cell.column])
        # re.split gives texts and columns by turns
        pieces = PLACEHOLDER.split(cell.text)
        texts, columns = pieces[::2], [self.places[column] for column in pieces[1::2]]

        def filled(cells: Sequence[str]) -> str:
            if columns and not any(cells[place] for place in columns):
                return ""
            middle = (cells[place] + text for place, text in zip(columns, texts[1:], strict=True))
            return (texts[0] + "".join(middle)).strip()

        return filled

    def _key_of(self, cells: Sequence[str]) -> str:
        key = BETWEEN.join(cells[place] for place in self._key)
        if not any(cells[place] for place in self._key):
            raise Bad(f"no key: {', '.join(self.table.key_columns)} is empty")
        if len(key) > KEY_AT_MOST:
            raise Bad(f"the key is longer than {KEY_AT_MOST} letters")
        return key

    def _fingerprint(self, cells: Sequence[str]) -> str:
        joined = "\x1f".join(self._used(cells))
        if "\x00" in joined:
            raise Bad("the row holds a NUL character")
        try:
            return blake2b(joined.encode(), digest_size=12, key=self._mark).hexdigest()
        except UnicodeEncodeError:
            raise Bad(f"the row is not text in {self.table.encoding}; set `encoding` of the table") from None


def _needed(table: AnyTable) -> frozenset[str]:
    """Leads, contacts and companies have a name of their own making when they are given none."""
    return frozenset({"name"}) if isinstance(table, Elements | Users) else frozenset()
