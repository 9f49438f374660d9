"""`voronka doctor`: sound or not, and what to do about it."""

import json
import sqlite3
from typing import Any, TypeVar

import pytest
from sqlalchemy import delete, update

from tests.cli.installation import Installation
from tests.invariants import broken
from voronka.domain.contacts import ContactChange
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.services import contacts
from voronka.services.subscriptions import Subscription, subscribe
from voronka.store.tables import field_values
from voronka.store.work import Work

T = TypeVar("T")


def findings(installation: Installation, *options: str) -> dict[str, dict[str, Any]]:
    done = installation.call("doctor", "--json", *options)
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
    found = findings(installation, "--database-url", "postgresql://nobody@127.0.0.1:1/none")

    assert found["database"]["state"] == "fault"


def test_a_webhook_that_was_switched_off_is_a_warning(installation: Installation):
    installation.call("account", "create", "romashka")
    subscription = Subscription(destination="https://hooks.example/crm", settings=["add_lead"])
    installation.do(lambda work: subscribe(work, subscription))
    with sqlite3.connect(installation.data_dir / "voronka.db") as database:
        database.execute("UPDATE webhooks SET disabled = 1")

    assert findings(installation)["webhook"] == {
        "name": "webhook",
        "state": "warning",
        "detail": "romashka: https://hooks.example/crm was switched off after failures: subscribe it again.",
    }


def test_a_spoilt_index_is_found_and_made_anew(started: Installation):
    started.do(lambda work: contacts.add(work, [contact(number) for number in range(1200)]))
    assert findings(started, "--thorough")["indexes"] == {
        "name": "indexes",
        "state": "ok",
        "detail": "romashka: agree with 1200 records",
    }

    started.do(spoil)

    assert findings(started, "--thorough")["indexes"] == {
        "name": "indexes",
        "state": "fault",
        "detail": "romashka: 3 indexed values and 2 searched texts are not as the records say: "
        "run `voronka doctor --rebuild`.",
    }
    rebuilt = started.call("doctor", "--rebuild")
    assert "romashka: made anew from 1200 records" in rebuilt.stdout
    assert findings(started, "--thorough")["indexes"]["state"] == "ok"
    assert started.do(broken) == []


def contact(number: int) -> ContactChange:
    phone = FieldWrite(field_code="PHONE", values=[ValueWrite(value=f"+7 926 555-{number:04}")])
    return ContactChange(name=f"Покупатель {number}", custom_fields=[phone])


def spoil(work: Work) -> None:
    """A phone that no filter finds, one that it finds wrongly, an e-mail of nobody; and the same for the search."""
    first, second = 100_001, 101_150
    c = field_values.c
    ours = (c.account_id == work.account_id, c.entity_type == int(Kind.CONTACT))
    work.connection.execute(delete(field_values).where(*ours, c.value_text == "9265550000"))
    changed = update(field_values).where(*ours, c.entity_id == second, c.position == 0)
    work.connection.execute(changed.values(value_text="x"))
    nobodys = {"account_id": work.account_id, "entity_type": 1, "entity_id": 700_000, "field_id": 1, "position": 0}
    work.dialect.insert_many(
        work.connection, field_values, [nobodys | {"value_text": "x@y.example", "value_num": None}]
    )
    work.dialect.delete_search_texts(work.connection, work.account_id, int(Kind.CONTACT), [first])
    texts = {700_000: "никто"}
    work.dialect.save_search_texts(work.connection, work.account_id, int(Kind.CONTACT), texts, new=True)


def test_a_directory_of_files_that_is_none_is_a_fault(started: Installation):
    assert findings(started)["files"]["state"] == "ok"

    (started.data_dir / "files").write_text("")
    assert findings(started)["files"]["state"] == "fault"
