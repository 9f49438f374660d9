"""STYLE.md shows code that is there."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT

PAGE = (ROOT / "STYLE.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"```python\n# no\n.*?```\n\n```python\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)


def test_every_rule_with_a_bad_example_has_a_good_one():
    assert len(PAIRS) == PAGE.count("# no\n") == PAGE.count("```python") // 2


@pytest.mark.parametrize(("file", "shown"), PAIRS, ids=[Path(file).stem for file, _ in PAIRS])
def test_the_good_example_stands_in_our_code(file: str, shown: str):
    assert shown in (ROOT / file).read_text(encoding="utf-8")


def test_it_is_short_enough_to_be_read_whole():
    assert len(PAGE.splitlines()) <= 250
