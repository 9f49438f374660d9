"""What every command has in common: help at once, one line for a failure, two kinds of exit status."""

import json
import sys

import pytest

from tests.cli.installation import Installation
from voronka.cli.main import COMMANDS
from voronka.contract.amocrm_v2 import OPERATIONS as V2_OPERATIONS
from voronka.contract.amocrm_v4 import OPERATIONS


def test_help_lists_every_command(installation: Installation):
    done = installation.call("--help")

    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(installation: Installation, command: str):
    done = installation.call(command, "--help")

    assert done.returncode == 0, done.stderr
    assert "Usage: voronka " + command in done.stdout


def test_help_loads_no_command(installation: Installation):
    done = installation.call("--help", PYTHONPROFILEIMPORTTIME="1")

    assert "voronka.cli.common" in done.stderr
    assert "starlette" not in done.stderr
    assert "voronka.cli.serve" not in done.stderr


@pytest.mark.parametrize("arguments", [["srve"], ["migrate", "--prot"], ["serve", "--port", "eighty"], ["token"]])
def test_a_wrong_call_ends_with_2(installation: Installation, arguments: list[str]):
    assert installation.call(*arguments).returncode == 2


def test_a_near_miss_is_guessed(installation: Installation):
    assert "Did you mean 'serve'?" in installation.call("srve").stderr


def test_without_a_database_commands_say_how_to_make_one(installation: Installation):
    done = installation.call("token", "create")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"voronka: There is no database at {installation.data_dir}/voronka.db.")
    assert "voronka serve" in done.stderr
    assert not installation.data_dir.exists()


def test_a_database_that_does_not_answer_is_said_in_one_line(installation: Installation):
    done = installation.call("migrate", "--database-url", "postgresql://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Is the database running where --database-url says?" in done.stderr


def test_migrate_makes_the_database_once(any_installation: Installation):
    first, second = any_installation.call("migrate", "--json"), any_installation.call("migrate", "--json")

    assert json.loads(first.stdout) == {"schema": "0001", "changed": True}
    assert json.loads(second.stdout) == {"schema": "0001", "changed": False}


def test_routes_lead_from_a_path_to_the_line_that_answers_it(installation: Installation):
    done = installation.call("routes")
    line = next(line for line in done.stdout.splitlines() if line.startswith("leads.list "))

    assert line.split()[1:3] == ["GET", "/api/v4/leads"]
    assert "api/amocrm_v4/leads.py:" in line


def test_routes_know_both_apis(installation: Installation):
    told = json.loads(installation.call("routes", "--json").stdout)["routes"]

    assert len(told) == len({line["operation"] for line in told}) == len(OPERATIONS) + len(V2_OPERATIONS)
    [calls] = [line for line in told if line["path"] == "/api/v2/leads" and line["method"] == "GET"]
    assert "api/amocrm_v2/leads.py:" in calls["file"]


def test_without_the_extra_the_command_says_what_to_install(installation: Installation):
    alone = "import sys; sys.modules['typer'] = None; sys.path[:0] = []; from voronka.cli import main; main.main()"
    done = installation.run([sys.executable, "-c", alone])

    assert done.returncode == 1
    assert "pip install 'voronka[server]'" in done.stderr
