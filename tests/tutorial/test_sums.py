"""Data sets imported by the program and asked over the API have the sums that the files have.

The small set is always there; the real one where VORONKA_TEST_DATA names the folder of data sets.
"""

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from msgspec import Struct

from tests.cli.installation import Installation
from tests.tutorial.sums import sums

ROOT = Path(__file__).parents[2]
REAL = Path(os.environ.get("VORONKA_TEST_DATA", "nowhere")) / "maven-crm-sales"

WON, LOST = 142, 143


class DataSet(Struct, frozen=True):
    folder: Path
    mapping: Path
    spellings: dict[str, str]
    rejected: int


SMALL = DataSet(ROOT / "examples/sales", ROOT / "examples/sales/sales.toml", {"TorinoPro": "Torino Pro"}, 2)
LARGE = DataSet(REAL, ROOT / "examples/maven-crm-sales.toml", {"GTXPro": "GTX Pro"}, 0)

if_there = pytest.mark.skipif(not REAL.is_dir(), reason="VORONKA_TEST_DATA names no folder with maven-crm-sales")


class Crm:
    """What a reader sees who has nothing but the API."""

    def __init__(self, address: str, token: str) -> None:
        self._http = httpx2.Client(
            base_url=f"{address}/api/v4/", headers={"Authorization": f"Bearer {token}"}, timeout=60
        )

    def all(self, path: str, key: str, **query: Any) -> Iterator[dict[str, Any]]:
        answer = self._http.get(path, params={"limit": 250, **query})
        while answer.status_code != 204:
            page = answer.raise_for_status().json()
            yield from page["_embedded"][key]
            if "next" not in page["_links"]:
                return
            answer = self._http.get(page["_links"]["next"]["href"])

    def won(self, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        return self.all("leads", "leads", **{"filter[statuses][0][status_id]": WON, **query})

    def names(self, path: str, key: str) -> dict[int, str]:
        return {each["id"]: each["name"] for each in self.all(path, key)}

    def close(self) -> None:
        self._http.close()


class Imported(Struct, frozen=True):
    data: DataSet
    crm: Crm
    told: dict[str, Any]

    @property
    def rows(self) -> list[dict[str, str]]:
        with (self.data.folder / "sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=[SMALL, pytest.param(LARGE, marks=if_there)], ids=["small", "real"])
def imported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    data: DataSet = request.param
    home = tmp_path_factory.mktemp("tutorial")
    installation = Installation(home / "data")
    with installation.serving() as server:
        arguments = [str(data.mapping), "--folder", str(data.folder), "--rejects", str(home / "rejects.csv"), "--json"]
        done = installation.call("import", "csv", *arguments, patience=300)
        assert done.returncode == 0, done.stderr
        crm = Crm(server.address, server.shown("token"))
        yield Imported(data, crm, json.loads(done.stdout))
        crm.close()


def quarter(name: str) -> tuple[int, int]:
    """First and last second of `2025-Q1`."""
    year, first = int(name[:4]), int(name[-1]) * 3 - 2
    after = datetime(year + first // 10, (first + 3) % 12 or 12, 1, tzinfo=UTC)
    return int(datetime(year, first, 1, tzinfo=UTC).timestamp()), int(after.timestamp()) - 1


def test_every_row_was_imported_but_the_hopeless(imported: Imported):
    assert imported.told["rejected"] == imported.data.rejected
    assert imported.told["tables"][-1]["new"] == len(imported.rows) - imported.data.rejected


def test_won_by_quarter(imported: Imported):
    expected, _, _ = sums(imported.data.folder, imported.data.spellings)

    def won(name: str) -> int:
        since, until = quarter(name)
        closed = {"filter[closed_at][from]": since, "filter[closed_at][to]": until}
        return sum(lead["price"] for lead in imported.crm.won(closed))

    assert {name: won(name) for name in expected} == expected
    assert sum(lead["price"] for lead in imported.crm.won({})) == sum(expected.values())


def test_won_by_seller(imported: Imported):
    _, expected, _ = sums(imported.data.folder, imported.data.spellings)
    found = {
        name: sum(lead["price"] for lead in imported.crm.won({"filter[responsible_user_id]": id}))
        for id, name in imported.crm.names("users", "users").items()
    }

    assert {name: amount for name, amount in found.items() if amount} == expected


def test_won_by_product(imported: Imported):
    _, _, expected = sums(imported.data.folder, imported.data.spellings)
    (catalog_id,) = imported.crm.names("catalogs", "catalogs")
    products = imported.crm.names(f"catalogs/{catalog_id}/elements", "elements")
    found: dict[str, int] = defaultdict(int)
    for lead in imported.crm.won({"with": "catalog_elements"}):
        (link,) = lead["_embedded"]["catalog_elements"]
        found[products[link["id"]]] += lead["price"]

    assert found == expected


def test_deals_without_an_account_are_leads_without_a_company(imported: Imported):
    rejected = imported.data.rejected  # both have an account
    without = sum(not row["account"] for row in imported.rows)
    leads = list(imported.crm.all("leads", "leads"))

    assert sum(not lead["_embedded"]["companies"] for lead in leads) == without
    assert len(leads) == len(imported.rows) - rejected


def test_the_stages_are_those_of_the_file(imported: Imported):
    pipelines = imported.crm.all("leads/pipelines", "pipelines")
    (sales,) = (each for each in pipelines if each["name"] == "Sales")
    stages = {each["id"]: each["name"] for each in sales["_embedded"]["statuses"]} | {WON: "Won", LOST: "Lost"}
    expected = Counter(row["deal_stage"] for row in imported.rows)
    found = Counter(stages[lead["status_id"]] for lead in imported.crm.all("leads", "leads"))

    assert (expected - found).total() == imported.data.rejected
    assert not found - expected


def test_misspelt_values_were_put_right(imported: Imported):
    wrong = {"technolgy", "hospitalty", "Philipines", "Netherland"}
    fields = imported.crm.all("companies/custom_fields", "custom_fields")
    options = {option["value"] for field in fields for option in field.get("enums") or ()}
    products = set(imported.crm.names("leads", "leads").values())

    assert not wrong & options
    assert not any(name.startswith(tuple(imported.data.spellings)) for name in products)
