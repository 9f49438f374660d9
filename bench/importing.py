"""How fast `voronka import csv` is, and that its memory does not grow with the file.

    python -m bench.importing [ROWS …]        default: 10000 100000
    python -m bench.importing 1000000         the long one

On SQLite, and on PostgreSQL where VORONKA_TEST_DATABASE_URL names a server on which a database may be created.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from msgspec import Struct

from bench.deals_csv import write_files
from voronka.cli.importing import COUNTS

MAPPING = Path(__file__).parents[1] / "examples/maven-crm-sales.toml"
VORONKA = Path(sys.executable).with_name("voronka")
VARIABLE = "VORONKA_TEST_DATABASE_URL"
DATABASE = "voronka_bench_import"

PUBLIC = Path(os.environ.get("VORONKA_TEST_DATA", "nowhere")) / "maven-crm-sales"  # 8,800 deals
ROWS_A_SECOND = 3_000

LINE = "{:<12} {:>10} {:>9} {:>9} {:>9} {:>9} {:>13}"


class Imported(Struct, frozen=True):
    """seconds: of the clock; spent: of the processor, by the command itself."""

    database: str
    rows: int
    seconds: float
    spent: float
    per_second: float
    megabytes: int

    @property
    def is_kept(self) -> bool:
        return self.per_second >= ROWS_A_SECOND


def main(sizes: list[int]) -> list[Imported]:
    print(LINE.format("database", "rows", "seconds", "our CPU", "rows/s", "heap MB", "again rows/s"))
    found: list[Imported] = []
    with tempfile.TemporaryDirectory(prefix="voronka-bench-") as home:
        if PUBLIC.is_dir():
            found += _of_files(Path(home) / "public", MAPPING, PUBLIC)
        for rows in sizes:
            files = Path(home) / f"files-{rows}"
            found += _of_files(Path(home) / f"{rows}", write_files(files, rows), files)
    return found


def _of_files(home: Path, mapping: Path, folder: Path) -> Iterator[Imported]:
    for name, url in databases():
        first = imported(name, home / name, url, mapping, folder)
        again = imported(name, home / name, url, mapping, folder)
        times = f"{first.seconds:.1f}", f"{first.spent:.1f}", f"{first.per_second:.0f}"
        print(LINE.format(name, first.rows, *times, first.megabytes, f"{again.per_second:.0f}"), flush=True)
        yield first


def databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    server = os.environ.get(VARIABLE)
    if server:
        asyncio.run(fresh(server))
        yield "PostgreSQL", urlsplit(server)._replace(path=f"/{DATABASE}").geturl()


async def fresh(server: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
    await connection.execute(f"CREATE DATABASE {DATABASE}")
    await connection.close()


def imported(name: str, data_dir: Path, url: str, mapping: Path, folder: Path) -> Imported:
    """What the command says of itself, and what it took and held."""
    surroundings = os.environ | {"VORONKA_DATA_DIR": str(data_dir), "VORONKA_DATABASE_URL": url}
    if not data_dir.exists():
        for command in (["migrate"], ["account", "create", "bench"]):
            subprocess.run([VORONKA, *command], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [VORONKA, "import", "csv", mapping, "--folder", folder, "--rejects", data_dir / "rejects.csv", "--json"],
        env=surroundings,
        stdout=subprocess.PIPE,
        text=True,
    )
    peak = watched(process)
    assert process.stdout and process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = json.loads(process.stdout.read())
    rows = sum(told[count] for count in COUNTS)
    return Imported(name, rows, told["seconds"], spent, told["rows_per_second"], peak)


def watched(process: subprocess.Popen[str]) -> int:
    """Its own memory; the database file that SQLite maps is the system's cache."""
    peak = 0
    status = Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        with suppress(FileNotFoundError, ProcessLookupError):
            lines = status.read_text().splitlines()
            peak = max([peak, *(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))])
        time.sleep(0.2)
    return peak // 1024


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
