"""In which line of a TOML text a key stands. tomllib does not tell, and a fault without its line has to be searched."""

import re

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[\s,]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_PART = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_TEXT = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_BARE = re.compile(r"[^,\]}\n#]*")


def line_of(text: str, path: Path) -> int:
    """The line of the key, or of the nearest thing around it that stands in the text. `text` is valid TOML."""
    lines = _Scan(text).lines
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}  # how many elements an array of tables has so far
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._skip(_BLANK) < len(self.text):
            table = self._header() if self.text[self.at] == "[" else self._pair(table)

    def _header(self) -> Path:
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        path: Path = ()
        *above, last = self._key()
        for part in above:
            path = self._latest((*path, part))
        path = (*path, last)
        self.at = self.text.index("]", self.at) + (2 if is_array else 1)
        if is_array:
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self._latest(path)
        self._mark(path)
        return path

    def _latest(self, path: Path) -> Path:
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _pair(self, table: Path) -> Path:
        start = self.at
        path = (*table, *self._key())
        for length in range(len(table) + 1, len(path) + 1):
            self._mark(path[:length], start)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)
        return table

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            found = _PART.match(self.text, self.at)
            assert found, "tomllib has read this text"
            self.at = found.end()
            parts.append(found.group().strip("\"'"))
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        opening = self.text[self.at]
        if opening in "[{":
            self.at += 1
            self._inside(path, "]" if opening == "[" else "}")
        else:
            self._skip(_TEXT if opening in "\"'" else _BARE)

    def _inside(self, path: Path, closing: str) -> None:
        place = 0
        while self.text[self._skip(_BLANK)] != closing:
            if closing == "}":
                self._pair(path)
            else:
                self._mark((*path, place))
                self._value((*path, place))
                place += 1
        self.at += 1

    def _mark(self, path: Path, at: int | None = None) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, self.at if at is None else at) + 1)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at
