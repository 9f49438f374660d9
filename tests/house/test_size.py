"""Files and functions stay short: half of them very short, and the longest few say why."""

import ast
from pathlib import Path
from statistics import median, quantiles

from tests.house.sources import modules, name

LONGEST = 400


def lengths(paths: list[Path]) -> list[int]:
    return [len(path.read_text(encoding="utf-8").splitlines()) for path in paths]


def functions(paths: list[Path]) -> list[int]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    found = [
        node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [(node.end_lineno or 0) - node.lineno + 1 for node in found]


def nine_in_ten(values: list[int]) -> float:
    return quantiles(values, n=10)[-1]


def test_files_are_short():
    found = [length for length in lengths(modules("src")) if length]

    assert median(found) <= 90
    assert nine_in_ten(found) <= 300
    assert nine_in_ten(lengths(modules("tests"))) <= 300


def test_functions_are_short():
    found = functions(modules("src"))

    assert median(found) <= 10
    assert nine_in_ten(found) <= 30


def test_a_long_file_says_in_its_first_line_why():
    long = [path for path in modules("src", "tests", "scripts") if lengths([path])[0] > LONGEST]
    silent = [name(path) for path in long if "because" not in path.read_text(encoding="utf-8").partition("\n")[0]]

    assert silent == []


def test_every_module_of_a_ring_says_what_it_is_for():
    without = [name(path) for path in modules("src/voronka") if not _docstring(path)]

    assert without == []


def _docstring(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return not tree.body or ast.get_docstring(tree) is not None
