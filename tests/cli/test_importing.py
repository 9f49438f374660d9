"""`voronka import csv`: what it prints, when it fails, and that a power cut loses and doubles nothing."""

import json
import os
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.installation import PATIENCE, VORONKA, Installation

MAPPING = """source = "shop"
[[tables]]
into = "companies"
file = "clients.csv"
key = "id"
set.name = "name"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.toml").write_text(MAPPING)
    (tmp_path / "clients.csv").write_text("id,name\n1,Лютик\n2,Пион\n,Без номера\n")
    return tmp_path


@pytest.fixture
def romashka(any_installation: Installation) -> Installation:
    any_installation.call("account", "create", "romashka")
    return any_installation


def test_a_table_of_what_was_done(romashka: Installation, folder: Path):
    done = romashka.call("import", "csv", str(folder / "shop.toml"), "--rejects", str(folder / "bad.csv"))

    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["file", "into", "new", "changed", "same", "rejected"]
    assert lines[1].split() == ["clients.csv", "companies", "2", "0", "0", "1"]
    assert lines[2].startswith("3 rows in ")
    assert lines[3].startswith(f"Rejected rows, with the reasons: {folder / 'bad.csv'}.")
    assert done.stderr == "clients.csv: 100 %, 3 rows\n"
    assert (folder / "bad.csv").read_text().splitlines()[1] == "clients.csv,4,no key: id is empty,,Без номера"


def test_json_for_programs(romashka: Installation, folder: Path):
    arguments = ("import", "csv", str(folder / "shop.toml"), "--json", "--rejects", str(folder / "bad.csv"))
    rehearsed = json.loads(romashka.call(*arguments, "--dry-run").stdout)
    first = json.loads(romashka.call(*arguments).stdout)
    second = romashka.call(*arguments)

    assert (rehearsed["dry_run"], rehearsed["new"]) == (True, 2)
    assert (first["dry_run"], first["new"], first["rejected"]) == (False, 2, 1)
    assert first["rejects"] == str(folder / "bad.csv")
    assert json.loads(second.stdout)["tables"] == [
        {"file": "clients.csv", "into": "companies", "new": 0, "changed": 0, "same": 2, "rejected": 1}
    ]
    assert second.stderr == ""


def test_the_files_may_be_elsewhere(romashka: Installation, folder: Path):
    (folder / "exports").mkdir()
    (folder / "exports" / "clients.csv").write_text("id,name\n1,Лютик\n")
    arguments = ("import", "csv", str(folder / "shop.toml"), "--folder", str(folder / "exports"), "--json")

    assert json.loads(romashka.call(*arguments).stdout)["new"] == 1


def test_a_fault_of_the_mapping_is_told_with_its_line(romashka: Installation, folder: Path):
    (folder / "shop.toml").write_text(MAPPING.replace("set.name", "set.nam"))
    done = romashka.call("import", "csv", str(folder / "shop.toml"))

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "voronka: shop.toml, line 6: tables[1].set.nam: there is no such key here. Did you mean name?\n"
    )


def test_a_missing_file_is_told(romashka: Installation, folder: Path):
    (folder / "clients.csv").unlink()
    done = romashka.call("import", "csv", str(folder / "shop.toml"))
    unread = romashka.call("import", "csv", str(folder / "other.toml"))

    assert (done.returncode, unread.returncode) == (1, 1)
    assert "shop.toml, line 4: tables[1].file:" in done.stderr
    assert "docs/import.md shows how to write one" in unread.stderr


def test_an_unknown_user_or_account_is_told(romashka: Installation, folder: Path):
    user = romashka.call("import", "csv", str(folder / "shop.toml"), "--user", "nobody@romashka.example")
    account = romashka.call("import", "csv", str(folder / "shop.toml"), "--account", "veter")

    assert (user.returncode, account.returncode) == (1, 1)
    assert "nobody@romashka.example" in user.stderr
    assert "There is no account 'veter'" in account.stderr


def test_without_a_mapping_it_was_wrongly_called(romashka: Installation):
    assert romashka.call("import", "csv").returncode == 2


def test_after_a_power_cut_the_same_command_finishes(installation: Installation, folder: Path):
    """The file is a pipe: the first batch is written, the second never ends, then the process is killed."""
    installation.call("account", "create", "romashka")
    rows = "".join(f"{number},Клиент {number}\n" for number in range(2600))
    (folder / "clients.csv").unlink()
    os.mkfifo(folder / "clients.csv")
    command = [VORONKA, "import", "csv", str(folder / "shop.toml")]
    process = subprocess.Popen(command, env=installation.environment, stdout=subprocess.DEVNULL)
    with (folder / "clients.csv").open("w") as pipe:
        pipe.write("id,name\n" + rows)
        pipe.flush()
        wait_for_companies(installation, 2000)
        process.kill()
        process.wait()

    (folder / "clients.csv").unlink()
    (folder / "clients.csv").write_text("id,name\n" + rows)
    again = json.loads(installation.call("import", "csv", str(folder / "shop.toml"), "--json").stdout)

    assert (again["new"], again["same"]) == (600, 2000)
    assert companies(installation) == 2600


def wait_for_companies(installation: Installation, count: int) -> None:
    patience = time.monotonic() + PATIENCE
    while companies(installation) < count:
        assert time.monotonic() < patience


def companies(installation: Installation) -> int:
    with closing(sqlite3.connect(installation.data_dir / "voronka.db")) as database:
        return database.execute("SELECT count(*) FROM companies").fetchone()[0]
