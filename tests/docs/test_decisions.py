"""Decisions: the same headings on every page, all listed, every dependency with its reason."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT

FOLDER = ROOT / "docs/decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
HEADINGS = ["The question", "The decision", "What else was weighed", "What follows"]

IDS = [page.stem for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_a_page_asks_decides_weighs_and_says_what_follows(page: Path):
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert re.match(rf"# {int(page.name[:3])}\. \S.*\n\nAccepted\.", text)
    assert len(text.splitlines()) <= 80


def test_every_page_is_listed():
    listed = re.findall(r"^\| \d+ \| \[[^]]+\]\(([^)]+)\) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)

    assert listed == [page.name for page in PAGES]


def test_a_figure_names_its_source():
    """Ratios and times are measured; a page that has one says where."""
    for page in PAGES:
        for paragraph in re.split(r"\n(?=- |\n)", page.read_text(encoding="utf-8")):
            if re.search(r"\btimes (slower|the cost|the raw|as much)|against [\d,]+", paragraph):
                assert "measured" in paragraph or "bench" in paragraph, f"{page.name}: {paragraph}"


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [
        *project["project"]["dependencies"],
        *extras["server"],
        *extras["dev"],
        *project["build-system"]["requires"],
    ]
    names = {re.match(r"[\w-]+", each)[0] for each in wanted} - {"voronka"}  # pyright: ignore[reportOptionalSubscript]
    page = (FOLDER / "015-dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \| \S", page, re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}

    assert explained | {"hatchling"} == names
