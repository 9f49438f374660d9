"""Every type of field, made at every entity: allowed where the contract says, refused elsewhere, answered whole."""

from typing import Any

import pytest
from httpx2 import Client

from tests.answers import marked_faults
from tests.api.amocrm_v4.test_custom_fields import LEADS, add, add_catalog
from tests.world import World

ENUMS = [{"value": "Да", "sort": 1}, {"value": "Нет", "sort": 2}]
NEEDED: dict[str, dict[str, Any]] = {
    **{type: {"enums": ENUMS} for type in ("select", "multiselect", "radiobutton", "multitext")},
    "monetary": {"currency": "RUB"},
}
CARDS = frozenset({"leads", "contacts", "companies", "customers", "segments"})
INVOICES = frozenset({"invoices"})
CATALOGS = {"products"} | INVOICES
ALLOWED = {
    **dict.fromkeys(("text", "numeric", "checkbox", "select", "multiselect", "radiobutton"), CARDS | CATALOGS),
    **dict.fromkeys(("date", "date_time", "url", "textarea", "streetaddress"), CARDS | CATALOGS),
    **dict.fromkeys(("tracking_data", "monetary"), CARDS | CATALOGS),
    "file": CARDS - {"segments"} | CATALOGS,
    **dict.fromkeys(("birthday", "smart_address"), CARDS),
    **dict.fromkeys(("price", "category", "linked_entity"), CATALOGS),
    **dict.fromkeys(("items", "payer", "supplier"), INVOICES),
    "legal_entity": CARDS | INVOICES,
    "multitext": {"contacts", "companies"},
    "org_legal_name": {"companies"},
    "chained_list": {"leads", "customers"},
}
OF_ALL = {
    *("id", "name", "type", "account_id", "entity_type", "sort", "code", "is_api_only", "enums", "nested", "group_id"),
    *("required_statuses", "hidden_statuses", "is_deletable", "is_predefined", "tracking_callback", "remind"),
    *("currency", "chained_lists", "search_in", "triggers", "settings", "request_id", "_links"),
}
IN_CATALOGS = {"is_visible", "is_required", "catalog_id"}
OF_SOME = {"leads": {"is_computed"}, "products": IN_CATALOGS, "invoices": IN_CATALOGS}


@pytest.mark.parametrize("owner", ["leads", "contacts", "companies", "customers", "segments", "products", "invoices"])
def test_every_type_is_made_where_it_is_allowed_and_refused_elsewhere(client: Client, world: World, owner: str) -> None:
    catalog_id = world.do(add_catalog, 100_777, owner if owner in CATALOGS else "products")
    paths = {"segments": "customers/segments", **dict.fromkeys(CATALOGS, f"catalogs/{catalog_id}")}
    path = f"/api/v4/{paths.get(owner, owner)}/custom_fields"
    needed = NEEDED | {"chained_list": {"chained_lists": [{"catalog_id": catalog_id}]}}
    fields = {type: {"type": type, "name": f"Поле {type}", **needed.get(type, {})} for type in ALLOWED}
    allowed = [type for type, owners in ALLOWED.items() if owner in owners]
    refused = [type for type in ALLOWED if type not in allowed]

    made = add(client, *(fields[type] for type in allowed), path=path)
    answer = client.post(path, json=[fields[type] for type in refused])

    assert [field["type"] for field in made] == allowed
    assert {frozenset(field) for field in made} == {frozenset(OF_ALL | OF_SOME.get(owner, set()))}
    assert {field["entity_type"] for field in made} == {"catalogs" if owner in CATALOGS else owner}
    for field in made:
        assert client.get(f"{path}/{field['id']}").json() == {k: field[k] for k in field if k != "request_id"}
    assert marked_faults(answer) == [(str(place), "type", "NotSupportedChoice") for place in range(len(refused))]


def official(field: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """What the official client sends when a field that it has read is saved: the type and the id once more, what a
    type has of its own whole, and nothing that is null but a reminder."""
    own = {"enums", "nested", "currency", "search_in", "remind", "chained_lists"}
    sent = {"type", "id", "name", "code", "sort", "group_id", "is_api_only", "required_statuses"} | own
    kept: dict[str, Any] = {
        key: value for key, value in field.items() if key in sent and (value is not None or key == "remind")
    }
    if kept.get("chained_lists"):
        kept["chained_lists"] = {str(level["catalog_id"]): level for level in kept["chained_lists"]}
    return {**kept, **changed, "request_id": "0"}


def test_every_type_is_edited_as_the_official_client_edits_it(client: Client, world: World) -> None:
    catalog_id = world.do(add_catalog, 100_777, "invoices")
    needed = NEEDED | {
        "chained_list": {"chained_lists": [{"catalog_id": catalog_id, "title": "Букет"}]},
        "category": {"nested": [{"value": "Розы", "sort": 1}]},
        "birthday": {"remind": "week"},
        "linked_entity": {"search_in": "companies"},
    }
    for path, owner in ((LEADS, "leads"), (f"/api/v4/catalogs/{catalog_id}/custom_fields", "invoices")):
        types = [type for type, owners in ALLOWED.items() if owner in owners]
        for made in add(client, *({"type": type, "name": type, **needed.get(type, {})} for type in types), path=path):
            answer = client.patch(f"{path}/{made['id']}", json=official(made, name="Новое имя"))
            assert answer.status_code == 200, answer.text
            assert answer.json() == {**{k: made[k] for k in made if k != "request_id"}, "name": "Новое имя"}


def test_nulls_of_a_batch_take_code_and_group_away_and_leave_the_rest(client: Client) -> None:
    made = add(
        client,
        {"type": "monetary", "name": "Бюджет", "currency": "EUR", "code": "BUDGET", "group_id": "statistic"},
        {"type": "birthday", "name": "День рождения", "remind": "week", "code": "BORN", "group_id": "statistic"},
        {"type": "select", "name": "Повод", "enums": ENUMS, "code": "REASON", "group_id": "statistic"},
    )
    nulls = [dict.fromkeys(field) | {"id": field["id"], "name": field["name"]} for field in made]
    answer = client.patch(LEADS, json=nulls)
    assert answer.status_code == 200, answer.text
    changed = answer.json()["_embedded"]["custom_fields"]
    assert changed == [{**field, "code": None, "group_id": None} for field in made]
