"""Won amounts by quarter, by seller and by product, straight from the CSV files. Knows nothing of Voronka.

python3 tests/tutorial/sums.py FOLDER [WRONG=RIGHT …]     misspelt products and how they are spelt right
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path


def sums(folder: Path, spellings: dict[str, str]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Three dictionaries of whole amounts: by quarter (`2025-Q1`), by seller, by product."""
    by_quarter: dict[str, int] = defaultdict(int)
    by_seller: dict[str, int] = defaultdict(int)
    by_product: dict[str, int] = defaultdict(int)
    with (folder / "sales_pipeline.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["deal_stage"] != "Won":
                continue
            amount = int(row["close_value"])
            year, month, _ = row["close_date"].split("-")
            by_quarter[f"{year}-Q{(int(month) + 2) // 3}"] += amount
            by_seller[row["sales_agent"]] += amount
            by_product[spellings.get(row["product"], row["product"])] += amount
    return dict(by_quarter), dict(by_seller), dict(by_product)


def main(folder: str, *corrections: str) -> None:
    spellings = dict(correction.split("=", 1) for correction in corrections)
    for title, found in zip(("quarter", "seller", "product"), sums(Path(folder), spellings), strict=True):
        sys.stdout.write(f"won by {title}\n")
        sys.stdout.writelines(f"{name}: {amount}\n" for name, amount in sorted(found.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
