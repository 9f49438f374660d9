"""docs/amocrm-v2.md does not lie: its examples run, in their order, against a started server."""

import re
from typing import Any

from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "amocrm-v2.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_example_runs(served: str, key: dict[str, str]) -> None:
    real = {
        "https://romashka.amocrm.ru": served,
        "irina@romashka.example": key["USER_LOGIN"],
        "0011223344556677…": key["USER_HASH"],
    }
    assert [told for told in real if told not in PAGE] == []
    names: dict[str, Any] = {}
    for number, example in enumerate(EXAMPLES):
        meant = re.sub("|".join(map(re.escape, real)), lambda told: real[told[0]], example)
        exec(compile(meant, f"docs/amocrm-v2.md, example {number}", "exec"), names)
    names["crm"].close()
