"""docs/architecture.md knows every folder and counts right."""

import re
from pathlib import Path
from typing import Any

import httpx2

from tests.conftest import Statements
from tests.house.sources import ROOT
from tests.world import World

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
HOUSE = ROOT / "src/voronka"


def test_every_folder_is_explained():
    folders = [path.relative_to(HOUSE).as_posix() + "/" for path in HOUSE.rglob("*") if _is_ours(path)]
    explained = re.findall(r"^\| `([\w/]+/)` \| \S", PAGE, re.MULTILINE)

    assert sorted(explained) == sorted(folders)


def test_every_folder_beside_the_house_is_named():
    beside = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}

    assert {f"{folder}/" for folder in beside - _ignored()} <= set(re.findall(r"`(\w+/)", PAGE))


def test_the_rings_are_those_that_import_linter_knows():
    layers = re.search(r"^layers = \[(.*)\]$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert layers
    rings = re.findall(r"voronka\.(\w+)", layers[1])

    assert set(rings) | {"contract", "client", "demo"} == {path.name for path in HOUSE.iterdir() if _is_ours(path)}


def test_the_statements_of_the_walk_are_counted_right(
    client: httpx2.Client, world: World, statements: Statements
) -> None:
    field_id = _made(client, "leads/custom_fields", {"name": "Площадь", "type": "numeric"})[0]
    ids = _made(client, "leads", *({"name": f"Заказ {number}"} for number in range(50)))
    filled = {"custom_fields_values": [{"field_id": field_id, "values": [{"value": 5}]}]}
    stage = world.facts.main_pipeline.statuses[2].id

    moves, fills = [{"id": id, "status_id": stage} for id in ids], [{"id": id, **filled} for id in ids]

    with statements() as moved:
        client.patch("/api/v4/leads", json=moves).raise_for_status()
    with statements() as changed:
        client.patch("/api/v4/leads", json=fills).raise_for_status()
    with statements() as page:
        client.get("/api/v4/leads", params={"limit": 50}).raise_for_status()
    with statements() as added:
        client.post("/api/v4/leads", json=[filled] * 50).raise_for_status()
    client.post("/api/v4/leads/loss_reasons", json=[{"name": "Дорого"}]).raise_for_status()
    with statements() as after_a_change:
        client.patch("/api/v4/leads", json=[{"id": ids[0], "name": "Первый"}]).raise_for_status()
    with statements() as again:
        client.patch("/api/v4/leads", json=[{"id": ids[0], "name": "Второй"}]).raise_for_status()

    on_sqlite, on_postgresql = re.findall(r"with a field is \*\*(\d+)\*\* on SQLite and \*\*(\d+)\*\*", PAGE)[0]
    assert f"**{len(moved)} statements**, for one lead as for fifty; **{len(changed)}** when" in PAGE
    assert f"A page of 50 leads is **{len(page)}**" in PAGE
    assert len(added) == int(on_sqlite if world.database.dialect.name == "sqlite" else on_postgresql)
    assert f"anew: {len(after_a_change) - len(again)} more" in PAGE


def _made(client: httpx2.Client, path: str, *items: dict[str, Any]) -> list[int]:
    [made] = client.post(f"/api/v4/{path}", json=list(items)).raise_for_status().json()["_embedded"].values()
    return [one["id"] for one in made]


def _is_ours(path: Path) -> bool:
    return path.is_dir() and path.name != "__pycache__"


def _ignored() -> set[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return {line.strip("/") for line in lines if line.endswith("/")}
