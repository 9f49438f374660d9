"""By what a value is found."""

from typing import Any

import pytest

from tests.domain.fields.company import field
from voronka.domain.fields.indexing import index_rows, search_texts


@pytest.mark.parametrize(
    ("type", "stored", "rows"),
    [
        ("text", "  Чай   ЗЕЛЁНЫЙ", [("чай зеленый", None)]),
        ("text", "   ", []),
        ("textarea", "ш" * 300, [("ш" * 200, None)]),
        ("numeric", "12.5", [(None, 12.5)]),
        ("monetary", "100", [(None, 100.0)]),
        ("checkbox", True, [(None, 1.0)]),
        ("checkbox", False, [(None, 0.0)]),
        ("date", 1930683600, [(None, 1930683600)]),
        ("select", 880011, [(None, 880011)]),
        ("category", 990002, [(None, 990002)]),
        ("multitext", ["+7 (926) 111-00-22", 560031], [("+7 (926) 111-00-22", None), ("9261110022", None)]),
        ("multitext", ["Anna@Romashka.example", 1], [("anna@romashka.example", None)]),
        ("smart_address", ["Москва", 3], [("москва", None)]),
        ("legal_entity", {"name": "ООО Ромашка"}, [("ооо ромашка", None)]),
        ("chained_list", {"catalog_id": 1, "catalog_element_id": 2}, [(None, 2)]),
        ("file", {"file_uuid": "6a0b"}, [("6a0b", None)]),  # not for filters: so a deleted file finds its records
        ("items", {"description": "Чай"}, []),
    ],
)
def test_a_filter_finds_a_value_by_its_rows(type: str, stored: Any, rows: list[Any]) -> None:
    assert index_rows(field(type), [stored]) == rows


@pytest.mark.parametrize(
    ("type", "stored", "texts"),
    [
        ("text", "Чай ЗЕЛЁНЫЙ", ["чай зеленый"]),
        ("numeric", "12.5", ["12.5"]),
        ("multitext", ["+7 (926) 111-00-22", 1], ["+7 (926) 111-00-22", "79261110022"]),
        ("multitext", ["anna@romashka.example", 1], ["anna@romashka.example"]),
        ("legal_entity", {"name": "ООО Ромашка"}, ["ооо ромашка"]),
        ("items", {"description": "Чай листовой"}, ["чай листовой"]),
        ("linked_entity", {"name": None, "entity_id": 5}, ["5"]),
        ("checkbox", True, []),
        ("date", 1930683600, []),
        ("select", 880011, []),
        ("chained_list", {"catalog_id": 1, "catalog_element_id": 2}, []),
    ],
)
def test_a_search_finds_a_value_by_its_texts(type: str, stored: Any, texts: list[str]) -> None:
    assert search_texts(field(type), [stored]) == texts
