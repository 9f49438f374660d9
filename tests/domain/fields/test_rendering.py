"""Values in events and in webhooks."""

from typing import Any

import pytest

from tests.domain.fields.company import SOURCES, field, field_set
from voronka.domain.fields.rendering import event_values, webhook_fields


@pytest.mark.parametrize(
    ("type", "stored", "type_id", "enum_id", "text"),
    [
        ("text", "Чай", 1, None, "Чай"),
        ("numeric", "12.5", 2, None, "12.5"),
        ("checkbox", True, 3, None, "1"),
        ("select", 880012, 4, 880012, "Рекомендация"),
        ("date", 1930683600, 6, None, "1930683600"),
        ("multitext", ["+79261110022", 560031], 8, 560031, "+79261110022"),
        ("smart_address", ["Москва", 3], 13, 3, "Москва"),
        ("legal_entity", {"name": "ООО Ромашка"}, 15, None, "ООО Ромашка"),
        ("chained_list", {"catalog_id": 5001, "catalog_element_id": 2}, 24, None, "2"),
    ],
)
def test_an_event_has_one_element_per_value(
    type: str, stored: Any, type_id: int, enum_id: int | None, text: str
) -> None:
    made = field(type)
    expected = {"field_id": made.id, "field_type": type_id, "enum_id": enum_id, "text": text}
    assert event_values(made, [stored]) == [{"custom_field_value": expected}]


def test_a_webhook_tells_option_and_code() -> None:
    source = field("select", 700201, name="Источник заявки")
    assert webhook_fields(field_set(source), {"700201": [880012]}) == [
        {
            "id": 700201,
            "name": "Источник заявки",
            "values": [{"value": "Рекомендация", "enum": 880012}],
            "code": "APPLY_SOURCE",
        }
    ]


@pytest.mark.parametrize(
    ("type", "stored", "told"),
    [
        ("text", "Чай", {"value": "Чай"}),
        ("numeric", "12.5", {"value": "12.5"}),
        ("checkbox", True, {"value": "1"}),
        ("date", 1930683600, 1930683600),
        ("multitext", ["+79261110022", 560031], {"value": "+79261110022", "enum": 560031}),
        ("items", {"unit_price": 320}, {"value": {"unit_price": 320}}),
        ("chained_list", {"catalog_id": 5001, "catalog_element_id": 2}, {"catalog_id": 5001, "catalog_element_id": 2}),
    ],
)
def test_a_webhook_tells_each_type_in_its_own_way(type: str, stored: Any, told: Any) -> None:
    made = field(type, code=None)
    assert webhook_fields(field_set(made), {str(made.id): [stored]}) == [
        {"id": made.id, "name": made.name, "values": [told]}
    ]


def test_empty_and_forgotten_fields_are_left_out() -> None:
    made = field("text")
    assert webhook_fields(field_set(made), {str(made.id): [], "1": ["забытое"]}) == []
    assert webhook_fields(field_set(made), None) == []


def test_an_option_that_was_deleted_is_told_no_more() -> None:
    source = field("multiselect", enums=SOURCES)
    (told,) = event_values(source, [5, 880011])
    assert told["custom_field_value"]["enum_id"] == 880011
    (shown,) = webhook_fields(field_set(source), {str(source.id): [5, 880011]})
    assert shown["values"] == [{"value": "Выставка", "enum": 880011}]
    assert webhook_fields(field_set(source), {str(source.id): [5]}) == []
