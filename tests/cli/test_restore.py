"""What somebody deleted by mistake comes back by a command."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.cli.installation import Installation
from voronka.domain.companies import CompanyChange
from voronka.domain.contacts import ContactChange
from voronka.domain.customers import CustomerChange
from voronka.domain.leads import LeadChange
from voronka.services import companies, contacts, customers, leads
from voronka.services.work import Work

DRAFTS: dict[str, tuple[Any, Any]] = {
    "leads": (leads, LeadChange),
    "contacts": (contacts, ContactChange),
    "companies": (companies, CompanyChange),
    "customers": (customers, CustomerChange),
}


@pytest.fixture
def romashka(any_installation: Installation) -> Installation:
    done = any_installation.call("account", "create", "romashka", "--admin-password", "Secret-1")
    assert done.returncode == 0, done.stderr
    return any_installation


def deleted(noun: str) -> Callable[[Work], list[int]]:
    """Two of three records are in the recycle bin."""
    verbs, draft = DRAFTS[noun]

    def unit(work: Work) -> list[int]:
        ids = [record.id for record in verbs.add(work, [draft(name=f"{number}") for number in range(3)])]
        verbs.delete(work, ids[:2])
        return ids

    return unit


def left(noun: str, ids: Sequence[int]) -> Callable[[Work], list[int]]:
    verbs, _ = DRAFTS[noun]
    return lambda work: sorted(card.record.id for card in verbs.get_many(work, ids))


@pytest.mark.parametrize("noun", DRAFTS)
def test_deleted_records_come_back(romashka: Installation, noun: str):
    ids = romashka.do(deleted(noun))

    done = romashka.call("restore", noun, *map(str, ids[:2]), "--json")

    assert json.loads(done.stdout) == {"restored": ids[:2]}
    assert romashka.do(left(noun, ids)) == ids


def test_of_several_all_or_none_come_back(romashka: Installation):
    ids = romashka.do(deleted("leads"))

    done = romashka.call("restore", "leads", str(ids[0]), "999999")

    assert done.returncode == 1 and "Not in the recycle bin: 999999" in done.stderr
    assert romashka.do(left("leads", ids)) == ids[2:]


def test_what_cannot_be_restored_is_told(romashka: Installation):
    done = romashka.call("restore", "tasks", "1")

    assert done.returncode == 2 and "customers" in done.stderr
