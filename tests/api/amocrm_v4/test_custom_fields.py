"""/api/v4/{entity}/custom_fields: definitions of fields."""

from typing import Any

import pytest
from httpx2 import Client
from sqlalchemy import func, select

from tests.answers import embedded, marked_faults, paths
from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World
from voronka.store import tables
from voronka.store.work import Work

LEADS = "/api/v4/leads/custom_fields"
CONTACTS = "/api/v4/contacts/custom_fields"
COMPANIES = "/api/v4/companies/custom_fields"

SOURCE = {
    "type": "select",
    "name": "Источник заявки",
    "code": "APPLY_SOURCE",
    "sort": 530,
    "is_api_only": False,
    "enums": [{"value": "Выставка", "sort": 10}, {"value": "Рекомендация", "sort": 20, "code": "FRIEND"}],
    "request_id": "0",
}


def add(client: Client, *fields: dict[str, Any], path: str = LEADS) -> list[dict[str, Any]]:
    return embedded(client.post(path, json=list(fields)), 201)


def codes(client: Client, path: str) -> list[str]:
    found = client.get(path, params={"limit": 250}).json()["_embedded"]["custom_fields"]
    return [field["code"] for field in found]


def add_catalog(work: Work, id: int, type: str = "products") -> int:
    row = {
        "account_id": work.account_id,
        "id": id,
        "name": "Букеты",
        "type": type,
        "sort": 10,
        **dict.fromkeys(
            ("can_add_elements", "can_show_in_cards", "can_link_multiple", "can_be_deleted", "is_enabled"), True
        ),
        **dict.fromkeys(("created_by", "updated_by", "created_at", "updated_at"), 0),
    }
    work.dialect.insert_many(work.connection, tables.catalogs, [row])
    work.facts_change()
    return id


def test_kinds_of_text_are_codes(client: Client) -> None:
    kinds = [{"value": "Дача"}, {"value": "Работа", "code": "JOB"}]
    (field,) = add(client, {"type": "multitext", "name": "Адреса", "enums": kinds}, path=CONTACTS)
    assert [option["code"] for option in field["enums"]] == ["Дача", "JOB"]
    values = [{"value": "Тверь", "enum_code": "JOB"}, {"value": "Клин", "enum_code": "Дача"}]
    sent = [{"name": "Анна", "custom_fields_values": [{"field_id": field["id"], "values": values}]}]
    assert client.post("/api/v4/contacts", json=sent).status_code == 200
    [anna] = client.get("/api/v4/contacts").json()["_embedded"]["contacts"]
    held = anna["custom_fields_values"][0]["values"]
    assert [{key: value[key] for key in ("value", "enum_code")} for value in held] == values


def test_an_added_field_is_answered_whole(client: Client, world: World) -> None:
    answer = client.post(LEADS, json=[SOURCE])
    assert answer.status_code == 201
    body = answer.json()
    assert body["_total_items"] == 1
    (made,) = body["_embedded"]["custom_fields"]
    first, second = made.pop("enums")
    assert first == {"id": first["id"], "value": "Выставка", "sort": 10, "code": None}
    assert second == {"id": second["id"], "value": "Рекомендация", "sort": 20, "code": "FRIEND"}
    assert made == {
        "id": made["id"],
        "name": "Источник заявки",
        "type": "select",
        "account_id": world.romashka.id,
        "code": "APPLY_SOURCE",
        "sort": 530,
        "is_api_only": False,
        "nested": None,
        "group_id": None,
        "required_statuses": [],
        "hidden_statuses": [],
        "is_deletable": True,
        "is_predefined": False,
        "entity_type": "leads",
        "is_computed": False,
        "tracking_callback": None,
        "remind": None,
        "triggers": [],
        "currency": None,
        "chained_lists": None,
        "search_in": None,
        "settings": None,
        "request_id": "0",
        "_links": {"self": {"href": f"https://{world.host()}{LEADS}/{made['id']}"}},
    }


def test_one_field_is_a_bare_object(client: Client) -> None:
    (made,) = add(client, SOURCE)
    found = client.get(f"{LEADS}/{made['id']}").json()
    assert found == {key: value for key, value in made.items() if key != "request_id"}


def test_a_field_that_is_not_there_is_no_content(client: Client, world: World) -> None:
    assert client.get(f"{LEADS}/5").status_code == 204
    phone = next(field for field in client.get(CONTACTS).json()["_embedded"]["custom_fields"])
    assert client.get(f"{LEADS}/{phone['id']}").status_code == 204


def test_request_ids_come_back_as_texts_or_as_the_index(client: Client) -> None:
    made = add(client, {"type": "text", "name": "Раз"}, {"type": "text", "name": "Два", "request_id": 77})
    assert [field["request_id"] for field in made] == ["0", "77"]


def test_a_list_is_paged_with_totals(client: Client, world: World) -> None:
    page = client.get(CONTACTS, params={"page": 2, "limit": 1, "order[sort]": "asc"}).json()
    assert (page["_page"], page["_page_count"], page["_total_items"]) == (2, 4, 4)
    assert [field["code"] for field in page["_embedded"]["custom_fields"]] == ["PHONE"]
    assert "page=3" in page["_links"]["next"]["href"]
    assert "page=1" in page["_links"]["prev"]["href"]
    assert page["_links"]["last"]["href"].endswith("page=4&limit=1")
    assert client.get(CONTACTS, params={"page": 5, "limit": 1}).status_code == 204


def test_fifty_fields_are_a_page_unless_asked_otherwise(client: Client) -> None:
    add(client, *({"type": "text", "name": f"Поле {number}"} for number in range(60)))
    assert len(client.get(LEADS).json()["_embedded"]["custom_fields"]) == 50
    assert len(client.get(LEADS, params={"limit": 250}).json()["_embedded"]["custom_fields"]) > 60


@pytest.mark.parametrize("key", ["filter[type][0]", "filter[type][]", "filter[type]"])
def test_fields_are_filtered_by_type(client: Client, key: str) -> None:
    found = client.get(CONTACTS, params={key: "multitext"}).json()["_embedded"]["custom_fields"]
    assert [field["code"] for field in found] == ["PHONE", "EMAIL", "IM"]
    assert client.get(CONTACTS, params={key: "numeric"}).status_code == 204


def test_fields_are_filtered_by_id_and_ordered_by_it(client: Client) -> None:
    ids = [field["id"] for field in client.get(CONTACTS).json()["_embedded"]["custom_fields"]]
    asked = {"filter[id][0]": ids[0], "filter[id][1]": ids[2], "order[id]": "desc"}
    found = client.get(CONTACTS, params=asked).json()["_embedded"]["custom_fields"]
    assert [field["id"] for field in found] == [ids[2], ids[0]]


def test_fields_are_ordered_by_their_place_either_way(client: Client) -> None:
    up, down = (client.get(CONTACTS, params={"order[sort]": way}).json()["_embedded"] for way in ("asc", "desc"))
    assert [field["code"] for field in up["custom_fields"]] == codes(client, CONTACTS)
    assert down["custom_fields"] == up["custom_fields"][::-1]


def test_a_code_is_taken_in_its_own_entity_alone(client: Client) -> None:
    named = {"type": "text", "name": "Метка", "code": "UTM_SOURCE"}
    assert marked_faults(client.post(LEADS, json=[named])) == [("0", "code", "NotSupportedChoice")]
    (made,) = add(client, named, path=CONTACTS)
    assert (made["code"], made["entity_type"]) == ("UTM_SOURCE", "contacts")


@pytest.mark.parametrize("held", [None, [1, 2], {"is_wide": True}])
def test_settings_and_the_callback_of_a_mark_are_kept_as_they_came(client: Client, held: Any) -> None:
    sent = {"type": "tracking_data", "name": "Метка", "tracking_callback": "gaClientId", "settings": held}
    (made,) = add(client, sent)
    assert (made["tracking_callback"], made["settings"]) == ("gaClientId", held)


def test_a_single_edit_answers_the_whole_field(client: Client) -> None:
    (made,) = add(client, SOURCE)
    kept = {"id": made["enums"][0]["id"], "value": "Ярмарка", "sort": 10}
    answer = client.patch(
        f"{LEADS}/{made['id']}", json={**made, "name": "Откуда", "enums": [kept, {"value": "Звонок"}]}
    )
    assert answer.status_code == 200
    changed = answer.json()
    assert changed["name"] == "Откуда"
    assert changed["type"] == "select"
    assert [enum["value"] for enum in changed["enums"]] == ["Ярмарка", "Звонок"]
    assert changed["enums"][0]["id"] == kept["id"]
    assert changed == client.get(f"{LEADS}/{made['id']}").json()


def test_a_batch_edit_takes_ids_and_echoes_request_ids(client: Client) -> None:
    first, second = add(client, {"type": "text", "name": "Раз"}, {"type": "text", "name": "Два"})
    changes = [{"id": second["id"], "sort": 1, "request_id": "b"}, {"id": first["id"], "name": "Один"}]
    answer = client.patch(LEADS, json=changes)
    assert answer.status_code == 200
    changed = answer.json()["_embedded"]["custom_fields"]
    assert [(field["id"], field["request_id"]) for field in changed] == [(second["id"], "b"), (first["id"], "1")]
    assert changed[1]["name"] == "Один"


def test_all_faults_of_a_batch_are_named_and_nothing_is_saved(client: Client) -> None:
    before = codes(client, LEADS)
    bad = [
        {"type": "text", "name": "Годное"},
        {"type": "select", "name": "Без вариантов", "request_id": "s"},
        {"type": "text", "name": "Занятое", "code": "UTM_SOURCE"},
        {"type": "multitext", "name": "Телефоны сделки", "enums": [{"value": "WORK"}]},
    ]
    assert marked_faults(client.post(LEADS, json=bad)) == [
        ("s", "enums", "FieldMissing"),
        ("2", "code", "NotSupportedChoice"),
        ("3", "type", "NotSupportedChoice"),
    ]
    assert codes(client, LEADS) == before


def test_an_edit_of_a_field_that_is_not_there(client: Client) -> None:
    assert marked_faults(client.patch(LEADS, json=[{"id": 5, "name": "?"}])) == [("0", "id", "NotSupportedChoice")]
    assert client.patch(f"{LEADS}/5", json={"name": "?"}).status_code == 404


def test_the_type_of_a_field_stays(client: Client) -> None:
    (made,) = add(client, {"type": "text", "name": "Раз"})
    assert client.patch(f"{LEADS}/{made['id']}", json={"type": "text", "name": "Один"}).status_code == 200
    assert paths(client.patch(f"{LEADS}/{made['id']}", json={"type": "numeric"})) == ["type"]


@pytest.mark.parametrize("body", [{}, {"type": "text", "name": "Раз"}, [], [5], "text", [{"type": 5, "name": []}]])
def test_what_is_no_list_of_fields_is_refused(client: Client, body: Any) -> None:
    assert client.post(LEADS, json=body).status_code == 400


def test_statuses_are_checked_against_the_pipelines(client: Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    where = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[2].id}
    (made,) = add(client, {"type": "text", "name": "Договор", "required_statuses": [where], "hidden_statuses": [where]})
    assert made["required_statuses"] == made["hidden_statuses"] == [where]
    wrong = [{"type": "text", "name": "Договор", "required_statuses": [{**where, "status_id": 5}]}]
    assert marked_faults(client.post(LEADS, json=wrong)) == [
        ("0", "required_statuses.0.status_id", "NotSupportedChoice")
    ]
    wrong[0]["required_statuses"] = [{**where, "pipeline_id": 5}]
    assert marked_faults(client.post(LEADS, json=wrong)) == [
        ("0", "required_statuses.0.pipeline_id", "NotSupportedChoice")
    ]


@pytest.mark.parametrize("key", ["required_statuses", "hidden_statuses"])
def test_customers_stand_in_no_stage(client: Client, world: World, key: str) -> None:
    pipeline, path = world.facts.main_pipeline, "/api/v4/customers/custom_fields"
    where = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[2].id}
    field = {"type": "text", "name": "Договор"}
    assert marked_faults(client.post(path, json=[{**field, key: [where]}])) == [("0", key, "NotSupportedField")]
    assert [made[key] for made in add(client, {**field, key: []}, {**field, key: None}, path=path)] == [[], []]


def test_a_deleted_field_is_gone_with_its_values(client: Client, world: World) -> None:
    kept, gone = add(client, {"type": "text", "name": "Город"}, {"type": "text", "name": "Район"})
    values = [{"field_id": field["id"], "values": [{"value": "Тверь"}]} for field in (kept, gone)]
    lead = client.post("/api/v4/leads", json=[{"name": "Роза", "custom_fields_values": values}]).json()
    lead_id = lead["_embedded"]["leads"][0]["id"]

    answer = client.delete(f"{LEADS}/{gone['id']}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(f"{LEADS}/{gone['id']}").status_code == 204
    shown = client.get(f"/api/v4/leads/{lead_id}").json()["custom_fields_values"]
    assert [value["field_id"] for value in shown] == [kept["id"]]
    assert world.do(indexed, gone["id"]) == 0
    assert world.do(indexed, kept["id"]) == 1


def test_a_record_is_not_found_by_a_field_that_is_gone(client: Client, world: World) -> None:
    kept, gone = add(client, {"type": "text", "name": "Город"}, {"type": "file", "name": "Договор"})
    contract = upload(client, "Тюльпаны.pdf", b"tulips")
    values = [
        {"field_id": kept["id"], "values": [{"value": "Тверь"}]},
        {"field_id": gone["id"], "values": [{"value": {"file_uuid": contract["uuid"]}}]},
    ]
    leads = [{"name": f"Роза {number}", "custom_fields_values": values} for number in range(3)]
    assert client.post("/api/v4/leads", json=leads).status_code == 200
    assert len(found_by(client, "тюльпаны")) == 3

    assert client.delete(f"{LEADS}/{gone['id']}").status_code == 204

    assert found_by(client, "тюльпаны") == []
    assert len(found_by(client, "тверь")) == 3
    check(world)


def found_by(client: Client, words: str) -> list[int]:
    return [lead["id"] for lead in embedded(client.get("/api/v4/leads", params={"query": words}))]


def indexed(work: Work, field_id: int) -> int:
    values = tables.field_values
    ours = (values.c.account_id == work.account_id, values.c.field_id == field_id)
    return work.connection.execute(select(func.count()).select_from(values).where(*ours)).scalar_one()


def test_a_field_that_is_kept_from_being_deleted_says_how_to_do_it(client: Client, world: World) -> None:
    path = f"/api/v4/catalogs/{world.do(add_catalog, 100_777)}/custom_fields"
    (made,) = add(client, {"type": "text", "name": "Сорт", "is_deletable": False}, path=path)
    at = f"{path}/{made['id']}"
    refused = client.delete(at)
    assert (refused.status_code, "is_deletable" in refused.json()["detail"]) == (422, True)
    assert client.patch(at, json={"is_deletable": True}).status_code == 200
    assert client.delete(at).status_code == 204


def test_everybody_reads_and_only_an_administrator_writes(client_of: ClientOf, world: World) -> None:
    anna = client_of(world.anna)
    (field, *_) = anna.get(LEADS).json()["_embedded"]["custom_fields"]
    assert anna.post(LEADS, json=[{"type": "text", "name": "?"}]).status_code == 403
    assert anna.patch(LEADS, json=[{"id": field["id"], "name": "?"}]).status_code == 403
    assert anna.patch(f"{LEADS}/{field['id']}", json={"name": "?"}).status_code == 403
    assert anna.delete(f"{LEADS}/{field['id']}").status_code == 403


def test_another_accounts_field_does_not_exist(client: Client, client_of: ClientOf, world: World) -> None:
    add(client, SOURCE)
    assert "APPLY_SOURCE" in codes(client, LEADS)
    assert "APPLY_SOURCE" not in codes(client_of(world.egor), LEADS)


def test_a_catalog_has_fields_of_its_own(client: Client, world: World) -> None:
    catalog_id = world.do(add_catalog, 100_777)
    path = f"/api/v4/catalogs/{catalog_id}/custom_fields"
    assert client.get(path).status_code == 204
    tree = [
        {"value": "Розы", "sort": 1, "request_id": "roses"},
        {"value": "Красные", "sort": 2, "parent_request_id": "roses"},
    ]
    group, price, link = add(
        client,
        {"type": "category", "name": "Группа", "code": "GROUP", "nested": tree},
        {"type": "price", "name": "Цена", "code": "PRICE", "is_required": True, "is_visible": False},
        {"type": "linked_entity", "name": "Поставщик", "search_in": catalog_id},
        path=path,
    )
    roses, red = group["nested"]
    assert (group["enums"], red["parent_id"], roses["parent_id"]) == (None, roses["id"], None)
    assert (group["entity_type"], group["catalog_id"]) == ("catalogs", catalog_id)
    assert (price["is_required"], price["is_visible"]) == (True, False)
    assert link["search_in"] == str(catalog_id)
    assert group["_links"]["self"]["href"].endswith(f"{path}/{group['id']}")
    assert client.get(path).json()["_total_items"] == 3
    assert client.delete(f"{path}/{price['id']}").status_code == 204


def test_a_catalog_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/api/v4/catalogs/5/custom_fields").status_code == 404
    assert client.post("/api/v4/catalogs/5/custom_fields", json=[{"type": "text", "name": "?"}]).status_code == 404


def test_levels_of_a_chain_come_as_array_or_keyed_by_catalog(client: Client, world: World) -> None:
    first, second = world.do(add_catalog, 100_777), world.do(add_catalog, 100_778)
    levels = [
        {"title": None, "catalog_id": first, "parent_catalog_id": None},
        {"title": "Город", "catalog_id": second, "parent_catalog_id": first},
    ]
    keyed = {str(level["catalog_id"]): level for level in levels}
    chains = [{"type": "chained_list", "name": "Куда", "chained_lists": sent} for sent in (levels, keyed)]
    assert [made["chained_lists"] for made in add(client, *chains)] == [levels, levels]


def test_the_number_of_statements_does_not_grow_with_the_batch(client: Client, statements: Any) -> None:
    def seen(count: int, mark: str) -> int:
        fields = [{**SOURCE, "name": f"{mark} {number}", "code": f"{mark}_{number}"} for number in range(count)]
        with statements() as listed:
            made = add(client, *fields)
            changed = client.patch(LEADS, json=[{"id": field["id"], "name": f"{mark}!"} for field in made])
        assert changed.status_code == 200
        return len(listed)

    seen(1, "A")  # the first one also fetches its blocks of ids
    assert seen(1, "B") == seen(40, "C")
