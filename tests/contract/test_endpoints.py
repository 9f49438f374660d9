"""Every endpoint of the vendor has an example here: a real call, held strictly against its operation.

The examples of a noun stand in examples/<noun>.py and, of API v2 and the older calls, in examples_v2/<noun>.py, named
as the noun's file in contract/: a function `tell(shop)` that calls each of its operations, one after the other, in a
fresh «Ромашка».
"""

import importlib
from pathlib import Path

import httpx2
import pytest

from scripts.print_coverage import Endpoint, endpoints, endpoints_v2
from tests.contract.shop import Shop
from tests.contract.telling import kept, nouns, read, shape
from tests.integration import Sync
from tests.world import World
from voronka.contract import amocrm_v2, amocrm_v4

NOUNS = {"examples": nouns(amocrm_v4), "examples_v2": nouns(amocrm_v2)}
HERE = Path(__file__).parent

of_either_wire = pytest.mark.parametrize("folder", NOUNS)


@pytest.mark.parametrize(("folder", "noun"), [(folder, noun) for folder, found in NOUNS.items() for noun in found])
def test_every_endpoint_has_an_example(
    folder: str, noun: str, world: World, client: httpx2.Client, sync: Sync, subtests: pytest.Subtests
) -> None:
    file, operations = f"tests/contract/{folder}/{noun}.py", NOUNS[folder][noun]
    if not (HERE / folder / f"{noun}.py").exists():
        pytest.fail(f"{file} is missing: write `def tell(shop: Shop) -> None`, see CONTRIBUTING.md")
    shop = Shop(world, client, sync)
    importlib.import_module(f"tests.contract.{folder}.{noun}").tell(shop)
    for operation in operations:
        with subtests.test(endpoint=f"{operation.method} {operation.path}"):
            name = operation.name
            assert name in shop.faults, f"it has no example: add shop.call({name!r}, …) to {file}"
            assert shop.faults[name] == [], f"{name} does not answer what {noun}.py of the contract says"
    if folder == "examples":
        assert shape(kept(shop.told, operations)) == shape(read(noun)), "stale: run scripts/print_examples.py"


@of_either_wire
def test_no_examples_of_what_is_not_there(folder: str) -> None:
    assert {path.stem for path in (HERE / folder).glob("*.py")} - {"__init__"} <= set(NOUNS[folder])


@pytest.mark.parametrize("listed", [endpoints(), endpoints_v2()], ids=NOUNS)
def test_every_endpoint_has_an_operation(listed: list[Endpoint]) -> None:
    missing = [f"{each.method} {each.path}" for each in listed if each.operation is None]
    assert missing == [], "docs/coverage.md calls these not answered"


def test_every_older_operation_is_one_of_the_vendors_endpoints() -> None:
    listed = {each.operation for each in endpoints_v2()}
    assert {operation.name for operation in amocrm_v2.OPERATIONS} - listed == set()
    assert len(endpoints_v2()) == 97
