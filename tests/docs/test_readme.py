"""The first page, in both languages: what it shows is what happens."""

import re
from pathlib import Path

import pytest

from tests.cli.installation import Installation
from tests.docs.transcripts import answers, blocks, commands, differences, run
from tests.house.sources import ROOT
from voronka.contract import VERSION
from voronka.domain.fields.types import TYPES

READMES = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.md", ROOT / "README.ru.md")}
ENGLISH, RUSSIAN = READMES.values()
EACH_README = pytest.mark.parametrize("page", READMES.values(), ids=READMES)

COVERAGE = (ROOT / "docs/coverage.md").read_text(encoding="utf-8").partition("\n# API v2\n")[0]

# What the README calls the groups of docs/coverage.md that do not answer at all.
MISSING = {
    "notes": ["notes"],
    "tasks": ["tasks"],
    "incoming leads": ["unsorted"],
    "calls": ["calls"],
    "roles": ["roles"],
    "files": ["drive_files", "entity_files"],
    "the API of SalesMan": [],  # its endpoints are not on the list
}


def test_the_curl_lines_are_answered_as_it_says(tmp_path: Path):
    installation = Installation(tmp_path / "data")
    _, block = blocks(ENGLISH)
    lines, said = [line for line in commands(block) if not line.startswith("TOKEN=")], answers(block)

    with installation.serving() as serving:
        environment = installation.environment | {"TOKEN": serving.shown("token")}
        printed = dict(zip(lines, run(lines, environment, serving.address), strict=True))

    assert len(said) == 10
    assert {line: found for line, answer in said.items() if (found := differences(answer, printed[line]))} == {}


def test_both_languages_have_the_same_commands_and_answers():
    english, russian = blocks(ENGLISH), blocks(RUSSIAN)

    assert [commands(block) for block in english] == [commands(block) for block in russian]
    assert [answers(block) for block in english] == [answers(block) for block in russian]


def test_both_languages_lead_to_the_same_places():
    english, russian = (set(re.findall(r"\]\(([^)]+)\)", page)) for page in (ENGLISH, RUSSIAN))

    assert english - {"README.ru.md"} == russian - {"README.md"}
    assert ENGLISH.count("\n## ") == RUSSIAN.count("\n## ")


@EACH_README
def test_it_fits_a_screen_or_two(page: str):
    assert len(page.splitlines()) <= 100


@EACH_README
def test_it_draws_the_rings_as_import_linter_has_them(page: str):
    layers = re.search(r"^layers = \[(.*)\]$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert layers
    rings = re.findall(r"voronka\.(\w+)", layers[1])
    drawn = re.findall(r"^[│ ]*(?:┌─)? *(\w+(?:, \w+)?) ─{3,} ", page, re.MULTILINE)

    assert [ring for line in drawn for ring in line.split(", ")] == rings


@EACH_README
def test_it_tells_the_version_and_the_number_of_endpoints(page: str):
    [(_, known)] = re.findall(r"\*\*(\d+) of (\d+) are answered", COVERAGE)

    assert VERSION in page
    assert re.findall(r"\b(\d{3}) ", page)[-1] == known


@EACH_README
def test_it_says_under_which_licence_and_whose_it_is_not(page: str):
    ending = page.rpartition("\n\n")[2]

    assert all(word in ending for word in ("MIT", "amoCRM", "Kommo", "SalesMan"))


def test_what_it_calls_missing_is_missing_and_nothing_else_is():
    sentence = re.search(r"Not there yet: (.*?);", ENGLISH, re.DOTALL)
    assert sentence
    told = re.split(r", | and ", " ".join(sentence[1].split()))
    silent = [
        group for group, answered in re.findall(r"^## ([\w-]+): (\d+) of", COVERAGE, re.MULTILINE) if answered == "0"
    ]

    assert sorted(group for word in told for group in MISSING[word]) == sorted(silent), "put both READMEs right"


def test_the_number_of_field_types_is_the_one_in_the_pages():
    for page in ("CHANGELOG.md", "docs/decisions/009-custom-field-values.md"):
        assert f"{len(TYPES)} types" in (ROOT / page).read_text(encoding="utf-8")
