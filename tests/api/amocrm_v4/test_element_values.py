"""Values that only elements of catalogs have: prices, categories, lines of invoices, payers, suppliers, links."""

from typing import Any

import pytest
from httpx2 import Client

from tests.answers import marked_faults
from tests.api.amocrm_v4.test_custom_fields import add, add_catalog
from tests.world import World

NOT_SENT = {
    **dict.fromkeys(("vat_id", "tax_registration_reason_code", "address", "real_address", "kpp", "bank_code")),
    **dict.fromkeys(("bank_account_number", "unp", "bin", "egrpou", "mfo", "oked", "director")),
}
LINE = {"sku": "CH-5", "description": "Чай листовой", "unit_price": 320, "quantity": 4, "unit_type": "шт"}
COUNTED = {
    **dict.fromkeys(("vat_rate_id", "external_uid", "product_id", "bonus_points_per_purchase", "metadata")),
    "is_discount_recalculated": False,
    "is_total_sum_recalculated": False,
}


@pytest.fixture
def url(world: World) -> str:
    return f"/api/v4/catalogs/{world.do(add_catalog, 100_777, 'invoices')}"


def made(client: Client, url: str, field: dict[str, Any], *values: dict[str, Any]) -> Any:
    """The field's values as they are read after an element was added with them."""
    invoice = {"name": "Счёт 17", "custom_fields_values": [{"field_id": field["id"], "values": list(values)}]}
    answer = client.post(f"{url}/elements", json=[invoice])
    assert answer.status_code == 201, answer.text
    id = answer.json()["_embedded"]["elements"][0]["id"]
    (item,) = client.get(f"{url}/elements/{id}").json()["custom_fields_values"]
    assert (item["field_id"], item["field_type"], "is_computed" in item) == (field["id"], field["type"], False)
    return item["values"]


@pytest.mark.parametrize(
    ("type", "sent", "read"),
    [
        ("price", {"value": 12.50}, {"value": "12.5"}),
        ("price", {"value": "320"}, {"value": "320"}),
        (
            "items",
            {"value": {**LINE, "discount": {"type": "amount", "value": 20}, "vat_rate_value": 20, "total_sum": 5}},
            {
                "value": LINE
                | COUNTED
                | {"discount": {"type": "amount", "value": 20}, "vat_rate_value": 20, "total_sum": 1260}
            },
        ),
        (
            "payer",
            {"value": {"name": "ООО Ветер", "type": "legal"}},
            {
                "value": {
                    "name": "ООО Ветер",
                    "type": "legal",
                    "entity_type": None,
                    "entity_id": None,
                    **NOT_SENT,
                    "phone": None,
                    "email": None,
                }
            },
        ),
        (
            "linked_entity",
            {"value": {"name": "Мария"}},
            {"value": {"name": "Мария", "entity_id": None, "entity_type": None, "catalog_id": None}},
        ),
        (
            "legal_entity",
            {"value": {"name": "ООО Ромашка", "entity_type": 2}},
            {"value": {"name": "ООО Ромашка", "entity_type": 2, **NOT_SENT, "external_uid": None}},
        ),
    ],
)
def test_a_value_is_read_back_in_the_shape_of_its_type(
    client: Client, url: str, type: str, sent: Any, read: Any
) -> None:
    (field,) = add(client, {"type": type, "name": type}, path=f"{url}/custom_fields")
    assert made(client, url, field, sent) == [read]


@pytest.mark.parametrize("key", ["value", "enum_id"])
def test_a_category_is_a_branch_of_its_tree(client: Client, url: str, key: str) -> None:
    tree = [{"value": "Чай", "sort": 1, "request_id": "t"}, {"value": "Зелёный", "sort": 2, "parent_request_id": "t"}]
    (field,) = add(client, {"type": "category", "name": "Группа", "nested": tree}, path=f"{url}/custom_fields")
    green = field["nested"][1]
    sent = {"value": "Зелёный"} if key == "value" else {"value": None, "enum_id": green["id"]}
    assert made(client, url, field, sent) == [{"value": "Зелёный", "enum_id": green["id"], "enum_code": None}]


def test_an_invoice_has_as_many_lines_as_it_needs(client: Client, url: str) -> None:
    (field,) = add(client, {"type": "items", "name": "Строки"}, path=f"{url}/custom_fields")
    half = {**LINE, "discount": {"type": "percentage", "value": 50}}
    lines = made(client, url, field, {"value": LINE}, {"value": half})
    assert [line["value"]["total_sum"] for line in lines] == [1280, 640]


@pytest.mark.parametrize(
    ("type", "sent", "code", "path"),
    [
        ("price", "дорого", "InvalidType", "value"),
        ("items", "Чай", "InvalidType", "value"),
        ("items", {"discount": {"type": "gift", "value": 5}}, "NotSupportedChoice", "value.discount.type"),
        ("payer", {"type": "legal"}, "FieldMissing", "value.name"),
        ("payer", {"name": "ООО", "type": "firm"}, "NotSupportedChoice", "value.type"),
        ("supplier", {"entity_id": None}, "FieldMissing", "value.entity_id"),
        ("linked_entity", {"entity_type": "contacts"}, "FieldMissing", "value.name"),
        ("legal_entity", {"vat_id": "7701"}, "FieldMissing", "value.name"),
        ("legal_entity", {"name": "ООО", "entity_type": 3}, "NotSupportedChoice", "value.entity_type"),
    ],
)
def test_a_fault_is_named_inside_the_value(
    client: Client, url: str, type: str, sent: Any, code: str, path: str
) -> None:
    (field,) = add(client, {"type": type, "name": type}, path=f"{url}/custom_fields")
    values = [{"field_id": field["id"], "values": [{"value": sent}]}]
    answer = client.post(f"{url}/elements", json=[{"name": "Счёт", "custom_fields_values": values}])
    assert marked_faults(answer) == [("0", f"custom_fields_values.0.values.0.{path}", code)]
