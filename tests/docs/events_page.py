"""docs/events.md as tests read it."""

import re
from typing import Any

from tests.house.sources import ROOT

PAGE = (ROOT / "docs/events.md").read_text(encoding="utf-8")
NOTHING = "—"


def written() -> dict[str, tuple[str, str]]:
    """By type: what an object of value_before and of value_after has."""
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE, re.MULTILINE)
    return {name: (before, after) for name, before, after in rows}


def never() -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE))


def spelled(value: Any) -> str:
    """`[{"note": {"id": 5}}]` → `note {id}`, as the page spells it."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(map(spelled, value))) or NOTHING
    inside = {key: f" {{{spelled(below)}}}" if isinstance(below, dict) else "" for key, below in value.items()}
    return ", ".join(key + below for key, below in inside.items())
