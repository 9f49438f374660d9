"""Prints docs/coverage.md: which of the vendor's endpoints are answered. `--check` only tells a stale page."""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from voronka.api.amocrm_v2.routes import HANDLERS as HANDLERS_V2
from voronka.api.amocrm_v4.routes import HANDLERS
from voronka.contract.amocrm_v2 import OPERATIONS as OPERATIONS_V2
from voronka.contract.amocrm_v4 import OPERATIONS

HOME = Path(__file__).parent.parent
LISTS = [HOME / "tests/contract/amocrm_v4" / name for name in ("endpoints-a.csv", "endpoints-b.csv")]
LISTS_V2 = [HOME / "tests/contract/amocrm_v2/endpoints.csv"]
PAGE = HOME / "docs/coverage.md"

INTRODUCTION = """# Which endpoints are answered

Printed by `scripts/print_coverage.py` from the operation table and the vendor's endpoints as public clients and
documents name them; a test fails when this page is stale.

**{answered} of {all} are answered.**
"""

INTRODUCTION_V2 = """
# API v2

API v2, and the private calls that are older still. **{answered} of {all} are answered.**
"""


class Endpoint(NamedTuple):
    method: str
    path: str
    resource: str
    operation: str | None  # ours, when it has a handler


def endpoints() -> list[Endpoint]:
    return _endpoints(LISTS)


def endpoints_v2() -> list[Endpoint]:
    return _endpoints(LISTS_V2)


def page() -> str:
    return _part(INTRODUCTION, endpoints()) + _part(INTRODUCTION_V2, endpoints_v2())


def _endpoints(files: list[Path]) -> list[Endpoint]:
    ours = {
        (each.method, _shape(each.path)): each.name
        for each in (*OPERATIONS, *OPERATIONS_V2)
        if each.name in HANDLERS or each.name in HANDLERS_V2
    }
    return [
        Endpoint(row["method"], row["path"], row["resource"], ours.get((row["method"], _shape(row["path"]))))
        for file in files
        for row in csv.DictReader(file.read_text().splitlines())
    ]


def _part(introduction: str, rows: list[Endpoint]) -> str:
    by_resource: dict[str, list[Endpoint]] = defaultdict(list)
    for row in rows:
        by_resource[row.resource].append(row)
    text = introduction.format(answered=_answered(rows), all=len(rows))
    return text + "".join(line for name, found in by_resource.items() for line in _section(name, found))


def _shape(path: str) -> str:
    """Placeholders are compared by their place: the vendor says {entity_id} where we say {id}. A slash at the end and
    `?type=json` make no other endpoint."""
    return re.sub(r"\{[^}]+\}", "{}", path.partition("?")[0].rstrip("/"))


def _answered(rows: Iterable[Endpoint]) -> int:
    return sum(row.operation is not None for row in rows)


def _section(name: str, rows: list[Endpoint]) -> Iterator[str]:
    yield f"\n## {name}: {_answered(rows)} of {len(rows)}\n\n| Method | Path | Answered by |\n|---|---|---|\n"
    for row in rows:
        answer = f"`{row.operation}`" if row.operation else "not yet"
        yield f"| {row.method} | `{row.path}` | {answer} |\n"


def main() -> None:
    if "--check" not in sys.argv:
        PAGE.write_text(page())
    elif PAGE.read_text() != page():
        sys.exit("docs/coverage.md is stale: run scripts/print_coverage.py.")


if __name__ == "__main__":
    main()
