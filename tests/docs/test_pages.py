"""What pages name is there: files, folders, links, commands, targets of make, operations."""

import re
from pathlib import Path

import pytest

from tests.docs.commands import SHARED, commands
from tests.house.sources import ROOT, name
from voronka.cli.main import COMMANDS
from voronka.contract.amocrm_v4 import OPERATIONS

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=[name(page) for page in PAGES])

FOLDERS = ("src", "tests", "scripts", "docs", "examples", "bench", "requirements")
RINGS = sorted(path.name for path in (ROOT / "src/voronka").iterdir() if path.is_dir() and path.name[0] != "_")
CALL = re.compile(r"(?:^ *|[`$/] ?)voronka ([a-z][^`\n]*)", re.MULTILINE)
KNOWN = dict(commands())
PATH = re.compile(rf"`((?:{'|'.join([*FOLDERS, *RINGS])})/[\w./-]*)`")


@EACH_PAGE
def test_the_files_and_folders_it_names_are_there(page: Path):
    named = PATH.findall(page.read_text(encoding="utf-8"))

    assert [path for path in named if not (ROOT / path).exists() and not (ROOT / "src/voronka" / path).exists()] == []


@EACH_PAGE
def test_its_links_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@EACH_PAGE
def test_its_links_into_pages_lead_to_headings(page: Path):
    links = re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", page.read_text(encoding="utf-8"))

    for link, anchor in links:
        if "://" not in link:
            assert anchor in _anchors(page.parent / link if link else page), f"{link}#{anchor}"


@EACH_PAGE
def test_the_commands_it_names_are_there(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"```.*?```|`[^`]+`|^    [^\n]*$", text, re.DOTALL | re.MULTILINE))

    assert set(re.findall(r"(?:^ *|[`$] ?|&& )make ([a-z]+)", code, re.MULTILINE)) <= targets
    assert [call for call in CALL.findall(code) if not _is_a_command(call)] == []


def test_the_operations_that_pages_name_are_in_the_table():
    names = {operation.name for operation in OPERATIONS}
    resources = {name.rpartition(".")[0] for name in names}
    verbs = {name.rpartition(".")[2] for name in names}
    for page in ("docs/architecture.md", "docs/webhooks.md", "docs/decisions/003-operation-table.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        told = [each for each in re.findall(r"`([a-z_.]+\.[a-z_]+)`", text) if each.rpartition(".")[0] in resources]
        assert [each for each in told if each.rpartition(".")[2] in verbs and each not in names] == []


def _is_a_command(call: str) -> bool:
    """`token create --days 7`; a group may be named alone, as `token`."""
    words, options = call.partition(" --")[0].split(), set(re.findall(r"--[a-z-]+", call))
    named = KNOWN.get(" ".join(words[:2]), KNOWN.get(words[0]))
    return options <= named | SHARED | {"--help"} if named is not None else words in [[name] for name in COMMANDS]


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
