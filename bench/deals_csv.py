"""Files of invented deals, of any length: written a row at a time, the same for the same number of rows."""

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

MAPPING = """
source = "synthetic"
timezone = "UTC"

[[tables]]
file = "sellers.csv"
into = "users"
key = "name"
set.name = "name"

[[tables]]
file = "companies.csv"
into = "companies"
key = "id"
set.name = "name"
fields = [{ column = "city", name = "City", type = "select", missing = "create" }]

[[tables]]
file = "products.csv"
into = "elements"
catalog = { name = "Products" }
key = "id"
set.name = "name"
fields = [{ column = "price", name = "Price", code = "PRICE", type = "price" }]

[[tables]]
file = "deals.csv"
into = "leads"
key = "id"
pipeline = { name = "Sales", stages = ["Talks", "Contract"] }
set.name = "name"
set.status = "stage"
set.price = "amount"
set.responsible = "seller"
set.created_at = "opened"
set.closed_at = "closed"
fields = [
    { column = "id", name = "Number", code = "NUMBER", type = "text" },
    { column = "weight", name = "Weight", type = "numeric" },
]
links = [
    { to = "companies", column = "company" },
    { to = "elements", catalog = "Products", column = "product", quantity = "quantity" },
]
"""

COMPANIES, PRODUCTS, SELLERS = 20_000, 200, 50
CITIES = ("Tver", "Pskov", "Kazan", "Samara", "Kaluga")
WORDS = ("tea", "samovar", "sugar", "honey", "lemon", "kettle", "cups", "jam", "mint", "thyme")


def write_files(folder: Path, rows: int) -> Path:
    """The mapping that imports them."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "sellers.csv", ["name"], ([f"Seller {number}"] for number in range(SELLERS)))
    companies = min(COMPANIES, max(rows // 20, 1))
    _write(folder / "companies.csv", ["id", "name", "city"], _companies(companies))
    products = ([f"p{number}", f"Product {number}", number * 10 + 5] for number in range(PRODUCTS))
    _write(folder / "products.csv", ["id", "name", "price"], products)
    _write(folder / "deals.csv", HEADER, _deals(rows, companies))
    mapping = folder / "synthetic.toml"
    mapping.write_text(MAPPING)
    return mapping


HEADER = ["id", "name", "stage", "amount", "seller", "opened", "closed", "weight", "company", "product", "quantity"]


def _companies(count: int) -> Iterator[list[Any]]:
    for number in range(count):
        yield [f"c{number}", f"Company {number}", CITIES[number % len(CITIES)]]


def _deals(rows: int, companies: int) -> Iterator[list[Any]]:
    chance = random.Random(rows)
    for number in range(rows):
        stage = chance.choice(("Talks", "Contract", "Won", "Won", "Lost"))
        opened = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
        closed = opened + timedelta(days=chance.randrange(1, 90)) if stage in ("Won", "Lost") else ""
        name = f"{' '.join(chance.sample(WORDS, 3))} {number}"
        seller, company = f"Seller {chance.randrange(SELLERS)}", f"c{chance.randrange(companies)}"
        amount, weight = chance.randrange(100, 90_000) / 10, chance.randrange(1, 500)
        product, quantity = f"p{chance.randrange(PRODUCTS)}", chance.randrange(1, 20)
        yield [f"d{number}", name, stage, amount, seller, opened, closed, weight, company, product, quantity]


def _write(path: Path, header: list[str], rows: Iterable[list[Any]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
