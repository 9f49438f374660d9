"""A key of a TOML text is found in its line, however it is written."""

import pytest

from voronka.domain.importing.lines import Path, line_of

TEXT = '''# a comment with "quotes" and [brackets]
source = "shop"  # x = [
[[tables]]
file = "a.csv"
set.name = "x"
set.price = { column = "a,b}", text = 'x' }
fields = [
  { name = "A", type = "select" }, # c ]
  { name = "B" },
]
[[tables]]
[tables.set]
name = """
several ] } " lines
"""
"с пробелом" = 3
[[tables.links]]
to = 1
[[tables.links]]
to = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("source",), 2),
        (("tables", 0), 3),
        (("tables", 0, "file"), 4),
        (("tables", 0, "set"), 5),
        (("tables", 0, "set", "price", "text"), 6),
        (("tables", 0, "fields", 1, "name"), 9),
        (("tables", 1, "set", "name"), 13),
        (("tables", 1, "set", "с пробелом"), 16),
        (("tables", 1, "links", 0, "to"), 18),
        (("tables", 1, "links", 1, "to"), 20),
    ],
)
def test_the_line_of_a_key(path: Path, line: int):
    assert line_of(TEXT, path) == line


def test_what_is_missing_is_where_it_should_be():
    assert line_of(TEXT, ("tables", 1, "links", 1, "column")) == 19
    assert line_of(TEXT, ("nothing",)) == 1
