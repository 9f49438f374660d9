"""The tree of errors is what its drawing shows."""

import inspect
import re

from voronka.client import errors
from voronka.client.errors import AmoError, ItemProblem, NotProcessable, Refused

DRAWN = re.compile(r"^ {4}([│├└─ ]*)(\w+)", re.MULTILINE)


def drawn() -> dict[str, str]:
    """Each error of the drawing with the one above it."""
    way: list[str] = ["Exception"]
    found = dict[str, str]()
    for branch, name in DRAWN.findall(errors.__doc__ or ""):
        depth = len(branch) // 4 + 1
        way = [*way[:depth], name]
        found[name] = way[-2]
    return found


def test_every_error_is_drawn_where_it_stands():
    there = {name: each.__base__.__name__ for name, each in inspect.getmembers(errors, _is_error)}

    assert drawn() == there


def test_an_error_without_words_of_the_vendor_tells_its_status():
    assert str(NotProcessable("leads.add", status=422)) == "leads.add: 422"
    assert str(Refused("leads.add", status=405, title="Method Not Allowed")) == "leads.add: 405 Method Not Allowed"


def test_nothing_is_saved_unless_it_is_told():
    assert AmoError("leads.add", "no").saved == []


def test_a_problem_reads_as_a_sentence():
    problem = ItemProblem(index=None, code="FieldMissing", path="name", detail="This field is missing.")

    assert str(problem) == "name: This field is missing."


def _is_error(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, AmoError)
