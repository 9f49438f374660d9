"""docs/client.md does not lie: its examples run, in their order, against a started server."""

import ast
import inspect
import re
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal

from tests.house.sources import ROOT
from tests.integration import REDIRECT, Sync
from tests.world import World
from voronka import AmoSync

PAGE = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_example_runs(
    served: str, sync: Sync, world: World, portal: BlockingPortal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)  # where tokens.json lands
    real = {
        "https://romashka.amocrm.ru": served,
        "eyJ0…": world.token(),
        "5f0c2a7e-…": sync.integration.client_id,
        "s3cr3t…": sync.secret,
        "https://crm-sync.example/oauth": REDIRECT,
        "def502…": sync.code(),
    }
    names: dict[str, Any] = {}
    for number, example in enumerate(EXAMPLES):
        meant = re.sub("|".join(map(re.escape, real)), lambda told: real[told[0]], example)
        run(compiled(meant, number), names, portal)

    assert (tmp_path / "tokens.json").exists()
    for value in names.values():
        if isinstance(value, AmoSync):
            value.close()


def compiled(example: str, number: int) -> CodeType:
    return compile(example, f"docs/client.md, example {number}", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


def run(code: CodeType, names: dict[str, Any], portal: BlockingPortal) -> None:
    """With `await` on the loop of the tests; plain code stays in this thread, because the server is on that loop."""
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, names)
        return

    async def running() -> None:
        await eval(code, names)

    portal.call(running)


def test_the_table_of_methods_names_what_there_is():
    amo = AmoSync("https://romashka.example", token="")
    nouns = set(re.findall(r"`amo\.(\w+)`", PAGE))

    assert nouns == {name for name, value in vars(amo).items() if not name.startswith("_") and name != "url" and value}
