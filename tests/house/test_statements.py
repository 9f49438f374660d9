"""The rule that every statement names its account, tried on statements that keep it and that break it."""

import pytest

from tests.statements import names_account


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT leads.id FROM leads WHERE leads.account_id = ? AND leads.id = ?",
        "SELECT l.id FROM leads l JOIN links k ON k.account_id = l.account_id WHERE l.account_id = ?",
        "INSERT INTO tags (account_id, id) VALUES (?, ?)",
        "UPDATE leads SET price = ? WHERE account_id = ?",
        "SELECT accounts.id FROM accounts WHERE accounts.subdomain = ?",
        "BEGIN IMMEDIATE",
        "PRAGMA foreign_keys=ON",
        "SELECT version_num FROM alembic_version",
    ],
)
def test_a_statement_that_shards_by_account(statement: str):
    assert names_account(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT leads.account_id, leads.id FROM leads WHERE leads.id = ?",
        "SELECT l.id FROM leads l JOIN links k ON k.from_id = l.id WHERE l.account_id = ?",
        "INSERT INTO tags (id) VALUES (?)",
        "UPDATE leads SET account_id = ?",
        "DELETE FROM deliveries WHERE id = ?",
        "SELECT id FROM leads WHERE account_id = ? AND id IN (SELECT from_id FROM links)",
    ],
)
def test_a_statement_that_would_ask_every_account(statement: str):
    assert not names_account(statement)
