"""Tells the examples of tests/contract/examples/ and keeps what was sent and answered beside the contract.

    python scripts/print_examples.py [NOUN ...]

The OpenAPI and docs/wire/ show them. Written are those whose keys or types have changed, and the nouns that are named.
A test tells which are stale.
"""

import sys
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.contract.telling import KEPT, read, shape, tell_all
from voronka.contract.pretty import pretty


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    told = tell_all()
    for path in KEPT.glob("*.json"):
        if path.stem not in told:
            path.unlink()
    for noun, examples in told.items():
        if noun in sys.argv or shape(examples) != shape(read(noun)):
            (KEPT / f"{noun}.json").write_text(pretty(examples) + "\n")


if __name__ == "__main__":
    main()
