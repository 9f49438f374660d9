"""All figures of docs/benchmarks.md in one run, and at its end the tables of that page: `make bench`.

    python -m bench [ROW …] [--keep DIRECTORY]        make bench ARGS="page growth"

ROW: page, adding, growth, webhooks, importing, starting, form; without any, all of them. The invented databases are
made once, those of both kinds side by side, and kept in DIRECTORY (SQLite) or beside the database that
VORONKA_TEST_DATABASE_URL names (PostgreSQL). VORONKA_TEST_DATA names the folder of the public data sets, where there
is one. The import of a million rows takes too long for this: `python -m bench.importing 1000000`.
"""

import argparse
import os
import platform
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench import adding, form, growth, importing, loading, page, starting, tables, webhooks

VARIABLE = "VORONKA_TEST_DATABASE_URL"
IMPORTED = [10_000, 100_000]
Make = Callable[[int], str]  # number of leads → url of a database that has them


class Row(Struct, frozen=True):
    """sizes: of the databases that `measure` is told the urls of, for each kind of database."""

    sizes: tuple[int, ...]
    measure: Callable[..., Any]
    table: Callable[[dict[str, Any]], Iterator[str]]


ROWS = {
    "page": Row((page.SIZE,), page.measure, tables.of_ratios),
    "adding": Row((page.SIZE,), adding.measure, tables.of_ratios),
    "growth": Row((growth.SMALL, growth.LARGE), growth.measure, tables.of_growth),
    "webhooks": Row((webhooks.SIZE,), webhooks.measure, tables.of_webhooks),
    "starting": Row((growth.SMALL,), starting.measure, tables.of_starts),
}


def main() -> None:
    given = _arguments()
    began = time.perf_counter()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}", flush=True)
    databases = dict(_databases(given.keep))
    rows = [name for name in ROWS if name in given.rows]
    _make(databases.values(), sorted({size for name in rows for size in ROWS[name].sizes}))
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for database, make in databases.items():
        print(f"{database}:", flush=True)
        for name in rows:
            found[name][database] = ROWS[name].measure(*map(make, ROWS[name].sizes))
    if "form" in given.rows:
        form.measure()
    for name in rows:
        print("", name, "", *ROWS[name].table(found[name]), "", sep="\n", flush=True)
    if "importing" in given.rows:
        imports = importing.main(IMPORTED)
        print("", "importing", "", *tables.of_imports(imports), sep="\n")
    print(f"\nAll of it took {(time.perf_counter() - began) / 60:.0f} minutes.")


def _arguments() -> argparse.Namespace:
    every = [*ROWS, "importing", "form"]
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", default=every)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "voronka-bench")
    given = parser.parse_args()
    if unknown := set(given.rows) - set(every):
        parser.error(f"there is no row {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    return given


def _databases(keep: Path) -> Iterator[tuple[str, Make]]:
    print(f"SQLite {sqlite3.sqlite_version}", flush=True)
    yield "SQLite", partial(loading.sqlite, keep)
    server = os.environ.get(VARIABLE)
    if server:
        yield "PostgreSQL", partial(loading.postgresql, server)


def _make(kinds: Iterable[Make], sizes: list[int]) -> None:
    with ProcessPoolExecutor() as processes:
        for made in [processes.submit(_make_all, make, sizes) for make in kinds]:
            made.result()


def _make_all(make: Make, sizes: list[int]) -> None:
    for size in sizes:
        make(size)


if __name__ == "__main__":
    main()
