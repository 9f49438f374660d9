"""Row 1: a page of 250 leads with custom fields, tags and contacts among 200,000, against the bare reading of it."""

from typing import Any

from bench import serving
from bench.measuring import Result, compare

SIZE = 200_000
LIMIT = 250
BAR = 2.5


def measure(url: str) -> Result:
    with serving.voronka(url) as ours, serving.raw(url) as raw:
        pages = SIZE // LIMIT // 40  # further down both would rather measure how OFFSET skips

        def of_round(number: int) -> int:
            return number % pages + 1

        answer = ours.json(f"/api/v4/leads?limit={LIMIT}&page=1&with=contacts")
        _check(answer["_embedded"]["leads"])
        return compare(
            "page of 250 leads: ours, bare",
            lambda number: ours.get(f"/api/v4/leads?limit={LIMIT}&page={of_round(number)}&with=contacts"),
            lambda number: raw.get(f"/leads?limit={LIMIT}&page={of_round(number)}"),
            bar=BAR,
            rounds=100,
        )


def _check(leads: list[dict[str, Any]]) -> None:
    assert len(leads) == LIMIT
    assert all(len(lead["custom_fields_values"]) >= 5 for lead in leads)
    assert all(len(lead["_embedded"]["tags"]) == 2 for lead in leads)
    assert all(len(lead["_embedded"]["contacts"]) == 1 for lead in leads)
