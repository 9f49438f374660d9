"""`voronka doctor`: sound or not, and what to do about it."""

import json
import sqlite3
from typing import Any

import pytest

from tests.cli.installation import Installation
from voronka.cli.common import run_work, settings_of
from voronka.services.subscriptions import Subscription, subscribe


def findings(installation: Installation, **environment: str) -> dict[str, dict[str, Any]]:
    done = installation.call("doctor", "--json", **environment)
    found = json.loads(done.stdout)
    assert found["sound"] is (done.returncode == 0)
    return {check["name"]: check for check in found["checks"]}


@pytest.fixture
def started(any_installation: Installation) -> Installation:
    any_installation.call("account", "create", "romashka")
    return any_installation


def test_a_new_installation_is_sound(started: Installation):
    found = findings(started)

    assert {check["state"] for check in found.values()} == {"ok"}
    assert found["accounts"]["detail"] == "romashka"


def test_before_the_first_start_it_says_what_to_start(installation: Installation):
    done = installation.call("doctor")

    assert done.returncode == 1
    assert "start `voronka serve` once" in done.stdout


def test_a_key_that_others_can_read_is_a_fault(installation: Installation):
    installation.call("account", "create", "romashka")
    key = installation.data_dir / "secret.key"
    key.chmod(0o644)

    assert findings(installation)["secret key"] == {
        "name": "secret key",
        "state": "fault",
        "detail": f"{key} can be read by other users of this machine (644): chmod 600 {key}",
    }


def test_a_database_out_of_reach_is_a_fault(installation: Installation):
    found = findings(installation, VORONKA_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert found["database"]["state"] == "fault"


def test_a_webhook_that_was_switched_off_is_a_warning(installation: Installation):
    installation.call("account", "create", "romashka")
    subscription = Subscription(destination="https://hooks.example/crm", settings=["add_lead"])
    run_work(settings_of(installation.data_dir, None), None, lambda work: subscribe(work, subscription))
    with sqlite3.connect(installation.data_dir / "voronka.db") as database:
        database.execute("UPDATE webhooks SET disabled = 1")

    assert findings(installation)["webhook"] == {
        "name": "webhook",
        "state": "warning",
        "detail": "romashka: https://hooks.example/crm was switched off after failures: subscribe it again.",
    }
