"""The read shape of custom-field-values.md, to the key."""

from typing import Any

import pytest

from tests.domain.fields.company import field, field_set
from voronka.domain.fields.reading import to_wire
from voronka.domain.kinds import Kind

LEGAL = {"name": "ООО Ромашка", "entity_type": 2}


def shown(type: str, *stored: Any) -> list[Any] | None:
    made = field(type)
    items = to_wire(field_set(made), {str(made.id): list(stored)})
    return items and items[0]["values"]


def test_a_field_of_a_lead_tells_whether_it_is_computed() -> None:
    source = field("select", 700201, name="Источник заявки")
    assert to_wire(field_set(source), {"700201": [880012]}) == [
        {
            "field_id": 700201,
            "field_name": "Источник заявки",
            "field_code": "APPLY_SOURCE",
            "field_type": "select",
            "is_computed": False,
            "values": [{"value": "Рекомендация", "enum_id": 880012, "enum_code": "FRIEND"}],
        }
    ]


def test_a_field_of_a_contact_does_not() -> None:
    phone = field("multitext", 700150, name="Телефон", entity_type=Kind.CONTACT)
    stored = {"700150": [["+79261110022", 560031], ["+74951110022", 560027]]}
    assert to_wire(field_set(phone), stored) == [
        {
            "field_id": 700150,
            "field_name": "Телефон",
            "field_code": "PHONE",
            "field_type": "multitext",
            "values": [
                {"value": "+79261110022", "enum_id": 560031, "enum_code": "MOB"},
                {"value": "+74951110022", "enum_id": 560027, "enum_code": "WORK"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("type", "stored", "value"),
    [
        ("text", "Чай", {"value": "Чай"}),
        ("textarea", "Чай", {"value": "Чай"}),
        ("url", "https://romashka.example", {"value": "https://romashka.example"}),
        ("streetaddress", "Садовая, 1", {"value": "Садовая, 1"}),
        ("tracking_data", "vk", {"value": "vk"}),
        ("org_legal_name", "ООО Ромашка", {"value": "ООО Ромашка"}),
        ("numeric", "12.5", {"value": "12.5"}),
        ("price", "320", {"value": "320"}),
        ("monetary", "99.9", {"value": "99.9"}),
        ("checkbox", True, {"value": True}),
        ("checkbox", False, {"value": False}),
        ("date", 1930683600, {"value": 1930683600}),
        ("date_time", 0, {"value": 0}),
        ("birthday", -1, {"value": -1}),
        ("select", 880011, {"value": "Выставка", "enum_id": 880011, "enum_code": None}),
        ("radiobutton", 880012, {"value": "Рекомендация", "enum_id": 880012, "enum_code": "FRIEND"}),
        ("multiselect", 880011, {"value": "Выставка", "enum_id": 880011, "enum_code": None}),
        ("category", 990002, {"value": "Зелёный", "enum_id": 990002, "enum_code": None}),
        ("smart_address", ["Москва", 3], {"value": "Москва", "enum_id": 3, "enum_code": "city"}),
        ("legal_entity", LEGAL, {"value": LEGAL}),
        ("file", {"file_uuid": "6a0b"}, {"value": {"file_uuid": "6a0b", "is_deleted": False}}),
        ("chained_list", {"catalog_id": 5001, "catalog_element_id": 2}, {"catalog_id": 5001, "catalog_element_id": 2}),
    ],
)
def test_each_type_has_its_shape(type: str, stored: Any, value: dict[str, Any]) -> None:
    assert shown(type, stored) == [value]


@pytest.mark.parametrize("stored", [None, {}])
def test_no_values_at_all_is_null(stored: Any) -> None:
    assert to_wire(field_set(field("text")), stored) is None


def test_what_a_deleted_field_left_behind_is_passed_over() -> None:
    made = field("text")
    stored = {"1": ["забытое"], str(made.id): ["Чай"]}
    assert [item["field_id"] for item in to_wire(field_set(made), stored) or []] == [made.id]
    assert to_wire(field_set(made), {"1": ["забытое"]}) is None


def test_a_deleted_option_is_passed_over_and_with_it_an_empty_field() -> None:
    assert shown("multiselect", 1, 880011) == [{"value": "Выставка", "enum_id": 880011, "enum_code": None}]
    assert shown("select", 1) is None


def test_a_phone_outlives_its_kind() -> None:
    assert shown("multitext", ["+79261110022", 1]) == [
        {"value": "+79261110022", "enum_id": 560027, "enum_code": "WORK"}
    ]
