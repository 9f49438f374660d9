"""Runs a command with VORONKA_TEST_DATABASE_URL naming a throw-away PostgreSQL cluster, which is gone afterwards.

    python scripts/with_postgresql.py pytest -q

A URL that is already set is left alone. Without server binaries the command runs all the same, without PostgreSQL.
PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody` where there is no such user.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

VARIABLE = "VORONKA_TEST_DATABASE_URL"

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
}


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped then too
    programs = find_programs()
    if VARIABLE in os.environ or programs is None:
        return run(command, {})
    with cluster(programs) as url:
        return run(command, {VARIABLE: url})


def find_programs() -> Path | None:
    """The directory of initdb and pg_ctl; Debian keeps them off the PATH, a directory per version."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    return versions[-1].parent if versions else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    user = owner()
    home = Path(tempfile.mkdtemp(prefix="voronka-pg-", dir="/tmp"))
    shutil.chown(home, user)
    data = home / "data"
    try:
        as_owner(
            user,
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        )
        with (data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
            file.write(f"unix_socket_directories = '{home}'\n")
        as_owner(user, [programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "start"])
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            as_owner(user, [programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def owner() -> str:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_owner(user: str, command: list[str | Path]) -> None:
    other: dict[str, Any] = (
        {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    )
    done = subprocess.run(
        command, check=False, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **other
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stdout}{done.stderr}")


def run(command: list[str], more: dict[str, str]) -> int:
    return subprocess.run(command, env=os.environ | more, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
