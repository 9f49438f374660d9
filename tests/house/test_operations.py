"""The operation table is the truth: each line is bound once, described, and alone at its place."""

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.sources import ROOT
from voronka.api.amocrm_v2.routes import HANDLERS as HANDLERS_V2
from voronka.api.amocrm_v4.routes import HANDLERS
from voronka.contract import amocrm_v2, amocrm_v4
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.wording import summary


def test_every_operation_has_exactly_one_handler():
    assert sorted(HANDLERS) == sorted(operation.name for operation in OPERATIONS)
    assert sorted(HANDLERS_V2) == sorted(operation.name for operation in amocrm_v2.OPERATIONS)


@pytest.mark.parametrize("wire", [amocrm_v2, amocrm_v4], ids=["v2", "v4"])
def test_a_search_for_a_name_or_a_path_ends_in_a_line(wire: ModuleType):
    folder = ROOT / "src" / Path(*wire.__name__.split("."))
    written = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert [each.name for each in wire.OPERATIONS if f'"{each.name}"' not in written] == []
    assert [each.path for each in wire.OPERATIONS if f'"{each.path}"' not in written] == []


def test_no_two_operations_share_a_name_or_a_place():
    names = Counter(operation.name for operation in OPERATIONS)
    places = Counter((operation.method, operation.path) for operation in OPERATIONS)

    assert [name for name, times in names.items() if times > 1] == []
    assert [place for place, times in places.items() if times > 1] == []


def test_every_operation_says_what_it_does():
    summaries = Counter((summary(operation), operation.path) for operation in OPERATIONS)

    assert [said for said, times in summaries.items() if times > 1 or len(said[0]) < 5] == []
