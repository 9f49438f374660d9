"""The repository stands alone and is finished; tests/docs holds its pages against it."""

import re

from tests.house.sources import modules, name, texts

# written in parts, so that this file does not hold what it forbids
ELSEWHERE = re.compile(
    "|".join(["/wor" + "k/", "/opt" + "/", "/roo" + "t/", "/hom" + "e/", "python" + "hosted", "pypi" + r"\.org"])
)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
OUTSIDE = re.compile(r"\.\./sha" + "red")


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_index():
    assert _holding(ELSEWHERE) == []


def test_nothing_is_left_to_be_done():
    assert _holding(UNFINISHED) == []


def test_only_the_continuous_integration_looks_outside_the_repository():
    assert [name for name in _holding(OUTSIDE) if name != ".ci/run"] == []


def test_tests_neither_sleep_nor_pretend():
    forbidden = re.compile(r"\bslee" + r"p\(|unittest\.mo" + r"ck")
    found = [name(path) for path in modules("tests") if forbidden.search(path.read_text(encoding="utf-8"))]

    assert found == []


def _holding(pattern: re.Pattern[str]) -> list[str]:
    return [name(path) for path in texts() if pattern.search(path.read_text(encoding="utf-8"))]
