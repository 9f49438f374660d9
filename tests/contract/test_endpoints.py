"""Every endpoint of the vendor that is answered has an example here: a real call, held strictly against its operation.

The examples of a noun stand in examples/<noun>.py, named as the noun's file in contract/amocrm_v4: a function
`tell(shop)` that calls each of its operations, one after the other, in a fresh «Ромашка».
"""

from pathlib import Path

import httpx2
import pytest

from scripts.print_coverage import endpoints
from tests.contract.shop import Shop
from tests.contract.telling import kept, nouns, read, shape, tell
from tests.integration import Sync
from tests.world import World

EXAMPLES = Path(__file__).parent / "examples"
FOLDER = "tests/contract/examples"

# Resources of which some endpoint is not answered yet. When this is empty, an endpoint without operation fails.
UNANSWERED: set[str] = set()


NOUNS = nouns()


@pytest.mark.parametrize("noun", NOUNS)
def test_every_endpoint_has_an_example(
    noun: str, world: World, client: httpx2.Client, sync: Sync, subtests: pytest.Subtests
) -> None:
    if not (EXAMPLES / f"{noun}.py").exists():
        pytest.fail(f"{FOLDER}/{noun}.py is missing: write `def tell(shop: Shop) -> None`, see CONTRIBUTING.md")
    shop = Shop(world, client, sync)
    tell(noun, shop)
    for operation in NOUNS[noun]:
        with subtests.test(endpoint=f"{operation.method} {operation.path}"):
            name = operation.name
            assert name in shop.faults, f"it has no example: add shop.call({name!r}, …) to {FOLDER}/{noun}.py"
            assert shop.faults[name] == [], f"{name} does not answer what {noun}.py of the contract says"
    assert shape(kept(shop.told, NOUNS[noun])) == shape(read(noun)), "stale: run scripts/print_examples.py"


def test_no_examples_of_what_is_not_there() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} <= set(NOUNS)


def test_every_endpoint_has_an_operation() -> None:
    missing = [each for each in endpoints() if each.operation is None]
    forgotten = [f"{each.method} {each.path}" for each in missing if each.resource not in UNANSWERED]
    assert forgotten == [], "docs/coverage.md calls these not answered, and UNANSWERED does not allow it"


def test_what_is_answered_is_no_longer_excused() -> None:
    excused = {each.resource for each in endpoints() if each.operation is None}
    assert excused >= UNANSWERED, "these are all answered: take them out of UNANSWERED"
