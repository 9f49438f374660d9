"""The same for API v2 and the older calls: every operation has an example, and what is not answered yet is named.

The examples stand in examples_v2/<noun>.py, named as the noun's file in contract/amocrm_v2.
"""

import importlib
from pathlib import Path
from types import ModuleType

import httpx2
import pytest

from scripts.print_coverage import endpoints_v2
from tests.contract.shop import Shop
from tests.integration import Sync
from tests.world import World
from voronka.api.amocrm_v2.routes import HANDLERS
from voronka.contract import amocrm_v2
from voronka.contract.operation import Operation

EXAMPLES = Path(__file__).parent / "examples_v2"
FOLDER = "tests/contract/examples_v2"

# Resources of which some endpoint is not answered yet. When this is empty, an endpoint without operation fails.
UNANSWERED: set[str] = set()


def nouns() -> dict[str, list[Operation]]:
    """The operations of each file of the contract."""
    modules = {name: module for name, module in vars(amocrm_v2).items() if isinstance(module, ModuleType)}
    found = {name: getattr(module, "OPERATIONS", ()) for name, module in modules.items()}
    return {name: list(own) for name, own in sorted(found.items()) if own}


NOUNS = nouns()


@pytest.mark.parametrize("noun", NOUNS)
def test_every_endpoint_has_an_example(
    noun: str, world: World, client: httpx2.Client, sync: Sync, subtests: pytest.Subtests
) -> None:
    if not (EXAMPLES / f"{noun}.py").exists():
        pytest.fail(f"{FOLDER}/{noun}.py is missing: write `def tell(shop: Shop) -> None`, see CONTRIBUTING.md")
    shop = Shop(world, client, sync)
    importlib.import_module(f"tests.contract.examples_v2.{noun}").tell(shop)
    for operation in NOUNS[noun]:
        with subtests.test(endpoint=f"{operation.method} {operation.path}"):
            name = operation.name
            assert name in shop.faults, f"it has no example: add shop.call({name!r}, …) to {FOLDER}/{noun}.py"
            assert shop.faults[name] == [], f"{name} does not answer what {noun}.py of the contract says"


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    assert sorted(HANDLERS) == sorted(operation.name for operation in amocrm_v2.OPERATIONS)


def test_all_endpoints_of_the_vendor_are_listed() -> None:
    assert len(endpoints_v2()) == 97


def test_every_operation_is_one_of_the_vendors_endpoints() -> None:
    listed = {each.operation for each in endpoints_v2()}
    assert {operation.name for operation in amocrm_v2.OPERATIONS} - listed == set()


def test_every_endpoint_has_an_operation() -> None:
    missing = [each for each in endpoints_v2() if each.operation is None]
    forgotten = [f"{each.method} {each.path}" for each in missing if each.resource not in UNANSWERED]
    assert forgotten == [], "docs/coverage.md calls these not answered, and UNANSWERED does not allow it"


def test_what_is_answered_is_no_longer_excused() -> None:
    excused = {each.resource for each in endpoints_v2() if each.operation is None}
    assert excused == UNANSWERED, "take out of UNANSWERED what is answered"
