"""All figures of docs/benchmarks.md in one run: `make bench`.

    python -m bench [--keep DIRECTORY] [--rows page,adding,growth,importing,starting,form]

The invented databases are made once and kept in DIRECTORY (SQLite) or beside the database that
VORONKA_TEST_DATABASE_URL names (PostgreSQL). The first run takes about half an hour, most of it to make a million
leads on each database; the next ones some minutes.
"""

import argparse
import os
import platform
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import adding, form, growth, importing, loading, page, starting

VARIABLE = "VORONKA_TEST_DATABASE_URL"
Make = Callable[[int], str]  # number of leads → url of a database that has them


def main() -> None:
    given = _arguments()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    for name, make in _databases(given.keep):
        print(f"{name}:", flush=True)
        for row in given.rows:
            if row in ROWS:
                ROWS[row](make)
    if "form" in given.rows:
        form.measure()
    if "importing" in given.rows:
        importing.main([10_000, 100_000])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "voronka-bench")
    parser.add_argument("--rows", type=lambda text: text.split(","), default=[*ROWS, "form", "importing"])
    return parser.parse_args()


def _databases(keep: Path) -> Iterator[tuple[str, Make]]:
    yield f"SQLite {sqlite3.sqlite_version}", lambda size: loading.sqlite(keep, size)
    server = os.environ.get(VARIABLE)
    if server:
        yield "PostgreSQL", lambda size: loading.postgresql(server, size)


ROWS: dict[str, Callable[[Make], object]] = {
    "starting": lambda make: starting.measure(make(10_000)),
    "page": lambda make: page.measure(make(page.SIZE)),
    "adding": lambda make: adding.measure(make(page.SIZE)),
    "growth": lambda make: growth.measure(make(growth.SMALL), make(growth.LARGE)),
}


if __name__ == "__main__":
    main()
