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

from bench.deals_csv import write_files

VORONKA = Path(sys.executable).with_name("voronka")
VARIABLE = "VORONKA_TEST_DATABASE_URL"
DATABASE = "voronka_bench_import"

LINE = "{:<12} {:>10} {:>9} {:>9} {:>9} {:>9} {:>13}"


def main(sizes: list[int]) -> None:
    print(LINE.format("database", "rows", "seconds", "our CPU", "rows/s", "heap MB", "again rows/s"))
    for rows in sizes:
        with tempfile.TemporaryDirectory(prefix="voronka-bench-") as home:
            mapping = write_files(Path(home) / "files", rows)
            for name, url in databases():
                first, spent, peak = imported(Path(home) / name, url, mapping)
                again, _, _ = imported(Path(home) / name, url, mapping)
                seconds, spent = f"{first['seconds']:.1f}", f"{spent:.1f}"
                print(
                    LINE.format(name, rows, seconds, spent, first["rows_per_second"], peak, again["rows_per_second"]),
                    flush=True,
                )


def databases() -> Iterator[tuple[str, str]]:
    yield "sqlite", ""
    server = os.environ.get(VARIABLE)
    if server:
        asyncio.run(fresh(server))
        yield "postgresql", urlsplit(server)._replace(path=f"/{DATABASE}").geturl()


async def fresh(server: str) -> None:
    connection = await asyncpg.connect(server)
    await connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
    await connection.execute(f"CREATE DATABASE {DATABASE}")
    await connection.close()


def imported(data_dir: Path, url: str, mapping: Path) -> tuple[dict[str, float], float, int]:
    """What the command says of itself, the processor's seconds it took, and the megabytes it held at most."""
    surroundings = os.environ | {"VORONKA_DATA_DIR": str(data_dir), "VORONKA_DATABASE_URL": url}
    if not data_dir.exists():
        for command in (["migrate"], ["account", "create", "bench"]):
            subprocess.run([VORONKA, *command], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [VORONKA, "import", "csv", mapping, "--json"], env=surroundings, stdout=subprocess.PIPE, text=True
    )
    peak = watched(process)
    assert process.stdout and process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(process.stdout.read()), spent, peak


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
