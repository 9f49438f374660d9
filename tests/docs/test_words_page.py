"""docs/words.md has a row for every column of every record and a word for every kind of it."""

import re

import pytest

from tests.house.sources import ROOT
from voronka.domain.companies import Company
from voronka.domain.contacts import Contact
from voronka.domain.customers import Customer
from voronka.domain.kinds import Kind
from voronka.domain.leads import Lead

PAGE = (ROOT / "docs/words.md").read_text(encoding="utf-8")
COLUMNS = set(re.findall(r"^\| `(\w+)`", PAGE, re.MULTILINE))
THINGS = {row.split(",")[0] for row in re.findall(r"^\| ([^|`]+?) \|", PAGE, re.MULTILINE)}


@pytest.mark.parametrize("record", [Lead, Contact, Company, Customer])
def test_every_column_has_its_words(record: type[Lead | Contact | Company | Customer]):
    assert set(record.__struct_fields__) <= COLUMNS


def test_every_kind_of_record_has_its_words():
    assert {kind.singular.replace("catalog_", "").replace("_", " ") for kind in Kind} <= THINGS


def test_no_row_has_more_or_fewer_cells_than_its_table():
    for table in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        assert len({row.count("|") for row in table.splitlines()}) == 1, table.splitlines()[0]
