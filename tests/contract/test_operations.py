"""The operation table: each line is unique, complete, and made of types that can travel."""

from collections import Counter
from typing import get_origin

import msgspec
import pytest

from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.operation import Operation
from voronka.contract.wording import summary

BY_NAME = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


def test_names_and_addresses_are_unique() -> None:
    assert Counter(operation.name for operation in OPERATIONS).most_common(1)[0][1] == 1
    assert Counter((operation.method, operation.path) for operation in OPERATIONS).most_common(1)[0][1] == 1


@BY_NAME
def test_its_types_can_be_decoded(operation: Operation) -> None:
    for type_ in (operation.query, operation.body, operation.answer, operation.error):
        if type_ is not None:
            msgspec.json.Decoder(type_)


@BY_NAME
def test_it_has_a_summary(operation: Operation) -> None:
    assert summary(operation)[0].isupper()


# A request that waits has one record beside it, and segments the vendor takes one by one.
ONE_OBJECT = {"leads.unsorted.link", "customers.segments.add"}


@BY_NAME
def test_a_collection_is_written_by_an_array(operation: Operation) -> None:
    verb = operation.name.rpartition(".")[2]
    if operation.name in ONE_OBJECT or verb == "update_one":
        assert get_origin(operation.body) is None
    elif verb in {"add", "update", "link", "unlink", "link_many", "unlink_many", "complex"}:
        assert get_origin(operation.body) is list


@BY_NAME
def test_a_list_names_its_array(operation: Operation) -> None:
    generic = getattr(get_origin(operation.answer), "__name__", "")
    assert bool(operation.key) == (generic in {"PageOf", "Saved"})


@BY_NAME
def test_its_texts_are_parts_of_its_path(operation: Operation) -> None:
    assert all(f"{{{name}}}" in operation.path for name in operation.texts)
