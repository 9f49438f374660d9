"""custom_fields_values of a lead, a contact: written in every spelling, read in one shape, found by a filter."""

from typing import Any

import pytest
from httpx2 import Client, Response
from sqlalchemy import select

from tests.answers import embedded, marked_faults, paths
from tests.api.amocrm_v4.test_custom_fields import LEADS, SOURCE, add, add_catalog
from tests.world import World
from voronka.domain.elements import ElementChange
from voronka.services import accounts, elements
from voronka.store import tables
from voronka.store.work import Work

MARCH_8 = 1930683600  # 2031-03-08, midnight in Moscow

DEFINITIONS: dict[str, dict[str, Any]] = {
    **{type: {} for type in ("text", "textarea", "url", "streetaddress", "tracking_data", "numeric", "checkbox")},
    **{type: {} for type in ("date", "date_time", "birthday", "smart_address", "legal_entity", "file")},
    **{type: {"enums": SOURCE["enums"]} for type in ("select", "multiselect", "radiobutton")},
    "monetary": {"currency": "RUB"},
}


def make(client: Client, type: str) -> dict[str, Any]:
    return add(client, {"type": type, "name": f"Поле {type}", **DEFINITIONS[type]})[0]


def add_lead(client: Client, *values: dict[str, Any], name: str = "Роза") -> int:
    return embedded(client.post("/api/v4/leads", json=[{"name": name, "custom_fields_values": list(values)}]))[0]["id"]


def shown(client: Client, lead_id: int) -> Any:
    return client.get(f"/api/v4/leads/{lead_id}").json()["custom_fields_values"]


def found(client: Client, field_id: int, **asked: str) -> list[int]:
    """`found(client, 5, **{"[]": "a"})`: ids of leads."""
    params = {f"filter[custom_fields_values][{field_id}]{key}": value for key, value in asked.items()}
    answer = client.get("/api/v4/leads", params=params)
    if answer.status_code == 204:
        return []
    assert answer.status_code == 200, answer.text
    return [lead["id"] for lead in answer.json()["_embedded"]["leads"]]


@pytest.mark.parametrize("type", ["select", "radiobutton", "multiselect"])
def test_an_option_is_read_back_with_text_id_and_code(client: Client, type: str) -> None:
    field = make(client, type)
    friend = field["enums"][1]
    value = {"value": "Рекомендация", "enum_id": friend["id"], "enum_code": "FRIEND"}
    for sent in ({"value": "Рекомендация"}, {"value": None, "enum_id": friend["id"], "enum_code": None}, value):
        lead_id = add_lead(client, {"field_id": field["id"], "values": [sent]})
        assert shown(client, lead_id)[0]["values"] == [value]


def test_a_chain_of_lists_is_read_as_it_was_written(client: Client, world: World) -> None:
    catalog_id = world.do(add_catalog, 100_777)
    (field,) = add(client, {"type": "chained_list", "name": "Куда", "chained_lists": [{"catalog_id": catalog_id}]})
    [moscow] = world.do(elements.add, [ElementChange(catalog_id=catalog_id, name="Москва")])
    step = {"catalog_id": catalog_id, "catalog_element_id": moscow.id}
    assert shown(client, add_lead(client, {"field_id": field["id"], "values": [step]}))[0]["values"] == [step]


def test_phones_are_written_by_code_with_a_usual_kind(client: Client) -> None:
    values = [{"value": "+79261110022", "enum_id": None, "enum_code": "MOB"}, {"value": "+74951110022"}]
    phone = {"field_id": None, "field_code": "PHONE", "values": values}
    made = client.post("/api/v4/contacts", json=[{"name": "Анна", "custom_fields_values": [phone]}]).json()
    contact = client.get(f"/api/v4/contacts/{made['_embedded']['contacts'][0]['id']}").json()
    (item,) = contact["custom_fields_values"]
    assert [(value["value"], value["enum_code"]) for value in item["values"]] == [
        ("+79261110022", "MOB"),
        ("+74951110022", "WORK"),
    ]
    assert (item["field_name"], item["field_type"], "is_computed" in item) == ("Телефон", "multitext", False)


def test_values_are_replaced_whole_and_keep_their_order(client: Client) -> None:
    address, many, flag = (make(client, type) for type in ("smart_address", "multiselect", "checkbox"))
    parts = [{"value": "Тверь", "enum_code": "city"}, {"value": "170000", "enum_code": "zip"}]
    options = [{"value": "Рекомендация"}, {"value": "Выставка"}]
    lead_id = add_lead(
        client,
        {"field_id": address["id"], "values": parts},
        {"field_id": many["id"], "values": options},
        {"field_id": flag["id"], "values": [{"value": False}]},
    )
    held = {item["field_type"]: item["values"] for item in shown(client, lead_id)}
    assert [part["enum_code"] for part in held["smart_address"]] == ["city", "zip"]
    assert [option["value"] for option in held["multiselect"]] == ["Рекомендация", "Выставка"]
    assert held["checkbox"] == [{"value": False}]
    street = {"field_id": address["id"], "values": [{"value": "Садовая, 1", "enum_id": 1}]}
    assert client.patch(f"/api/v4/leads/{lead_id}", json={"custom_fields_values": [street]}).status_code == 200
    assert shown(client, lead_id)[0]["values"] == [{"value": "Садовая, 1", "enum_id": 1, "enum_code": "address_line_1"}]
    assert client.patch(f"/api/v4/leads/{lead_id}", json={"custom_fields_values": None}).status_code == 200
    assert len(shown(client, lead_id)) == 3


@pytest.mark.parametrize("clearing", [None, [], [{"value": None}], [{"value": ""}]])
def test_nothing_clears_the_field_and_leaves_the_others(client: Client, clearing: Any) -> None:
    first, second = make(client, "text"), make(client, "numeric")
    lead_id = add_lead(
        client,
        {"field_id": first["id"], "values": [{"value": "Чай"}]},
        {"field_id": second["id"], "values": [{"value": 5}]},
    )
    change = {"custom_fields_values": [{"field_id": first["id"], "values": clearing}]}
    assert client.patch(f"/api/v4/leads/{lead_id}", json=change).status_code == 200
    assert [item["field_id"] for item in shown(client, lead_id)] == [second["id"]]
    assert found(client, first["id"], **{"[]": "Чай"}) == []


def test_no_values_at_all_read_as_null(client: Client) -> None:
    assert shown(client, add_lead(client)) is None


def test_what_was_read_can_be_sent_back_whole(client: Client) -> None:
    fields = {type: make(client, type) for type in ("text", "date", "select", "checkbox", "numeric", "legal_entity")}
    values = {
        "text": "Чай",
        "date": MARCH_8,
        "select": "Выставка",
        "checkbox": False,
        "numeric": "7.25",
        "legal_entity": {"name": "ООО"},
    }
    lead_id = add_lead(client, *({"field_id": fields[t]["id"], "values": [{"value": v}]} for t, v in values.items()))
    read = client.get(f"/api/v4/leads/{lead_id}").json()
    assert client.patch(f"/api/v4/leads/{lead_id}", json=read).status_code == 200
    assert shown(client, lead_id) == read["custom_fields_values"]


def refuse(client: Client, *values: Any) -> list[tuple[str, str, str]]:
    answer: Response = client.post("/api/v4/leads", json=[{"name": "Роза"}, {"custom_fields_values": list(values)}])
    assert client.get("/api/v4/leads").status_code == 204, "one bad item saves nothing"
    return marked_faults(answer)


def test_every_fault_is_named_and_nothing_is_saved(client: Client) -> None:
    number, choice = make(client, "numeric"), make(client, "select")
    assert refuse(
        client,
        {"field_id": number["id"], "values": [{"value": "много"}]},
        {"field_id": 5, "values": [{"value": "?"}]},
        {"field_code": "NO_SUCH", "values": []},
        {"field_id": choice["id"], "values": [{"enum_id": 5}]},
        {"field_id": choice["id"], "values": [{"value": "Телевизор"}]},
    ) == [
        ("1", "custom_fields_values.0.values.0.value", "InvalidType"),
        ("1", "custom_fields_values.1.field_id", "NotSupportedChoice"),
        ("1", "custom_fields_values.2.field_code", "NotSupportedChoice"),
        ("1", "custom_fields_values.3.values.0.enum_id", "NotSupportedChoice"),
        ("1", "custom_fields_values.4.values.0.value", "NotSupportedChoice"),
    ]


@pytest.mark.parametrize("values", ["text", [5], {"value": 1}, [{"value": 1, "enum_id": "x"}]])
def test_values_of_another_form_are_refused(client: Client, values: Any) -> None:
    assert refuse(client, {"field_id": make(client, "text")["id"], "values": values})


def test_a_field_of_another_entity_is_no_choice(client: Client) -> None:
    assert refuse(client, {"field_code": "PHONE", "values": [{"value": "+7"}]}) == [
        ("1", "custom_fields_values.0.field_code", "NotSupportedChoice")
    ]


@pytest.mark.parametrize(
    ("type", "values", "asked"),
    [
        ("text", ["Чай", "Кофе"], {"[]": "чай"}),
        ("text", ["Чай", "Кофе"], {"": "ЧАЙ"}),
        ("numeric", [12.5, 13], {"[0]": "12.50"}),
        ("numeric", [12.5, 13], {"[from]": "12", "[to]": "12.9"}),
        ("numeric", [1, 13], {"[to]": "12"}),
        ("monetary", [99, 5], {"[from]": "50"}),
        ("checkbox", [True, False], {"[]": "1"}),
        ("date", [MARCH_8, MARCH_8 + 86400], {"[]": str(MARCH_8)}),
        ("date", [MARCH_8, MARCH_8 + 86400], {"[from]": str(MARCH_8 + 5), "[to]": str(MARCH_8 + 10)}),
        ("date_time", [MARCH_8, MARCH_8 + 60], {"[to]": str(MARCH_8 + 30)}),
        ("birthday", [MARCH_8, 0], {"[from]": "100000"}),
        ("select", ["Выставка", "Рекомендация"], {"[]": "Выставка"}),
        ("multiselect", ["Выставка", "Рекомендация"], {"[]": "Выставка"}),
        ("url", ["https://a.example", "https://b.example"], {"[]": "https://a.example"}),
        ("streetaddress", ["Садовая, 1", "Садовая, 2"], {"[]": "садовая, 1"}),
        ("legal_entity", [{"name": "ООО Ромашка"}, {"name": "ООО Ветер"}], {"[]": "ООО Ромашка"}),
    ],
)
def test_a_lead_is_found_by_its_field(client: Client, type: str, values: list[Any], asked: dict[str, str]) -> None:
    field = make(client, type)
    ids = [add_lead(client, {"field_id": field["id"], "values": [{"value": value}]}) for value in values]
    assert found(client, field["id"], **asked) == ids[:1]


def test_a_lead_is_found_by_any_of_several_options(client: Client) -> None:
    field = make(client, "select")
    ids = [add_lead(client, {"field_id": field["id"], "values": [{"enum_id": enum["id"]}]}) for enum in field["enums"]]
    first, second = (str(enum["id"]) for enum in field["enums"])
    assert found(client, field["id"], **{"[0]": first, "[1]": second}) == ids
    assert found(client, field["id"], **{"[]": second}) == ids[1:]


@pytest.mark.parametrize("spelling", ["+79261110022", "8 (926) 111-00-22", "7 926 111 00 22"])
def test_a_contact_is_found_by_a_phone_in_any_spelling(client: Client, spelling: str) -> None:
    phone = {"field_code": "PHONE", "values": [{"value": "+7 926 111-00-22"}]}
    client.post("/api/v4/contacts", json=[{"name": "Анна", "custom_fields_values": [phone]}, {"name": "Олег"}])
    fields = client.get("/api/v4/contacts/custom_fields").json()["_embedded"]["custom_fields"]
    field_id = next(field["id"] for field in fields if field["code"] == "PHONE")
    answer = client.get("/api/v4/contacts", params={f"filter[custom_fields_values][{field_id}][]": spelling}).json()
    assert [contact["name"] for contact in answer["_embedded"]["contacts"]] == ["Анна"]


def test_a_filter_that_cannot_be_is_an_error(client: Client) -> None:
    number, address = make(client, "numeric"), make(client, "file")
    for field_id, value in ((number["id"], "много"), (address["id"], "6a0b"), (5, "?")):
        params = {f"filter[custom_fields_values][{field_id}][]": value}
        assert paths(client.get("/api/v4/leads", params=params)) == [f"filter.custom_fields_values.{field_id}"]


def test_a_required_field_stops_a_lead_before_its_stage(client: Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    stage = pipeline.statuses[3].id
    where = {"pipeline_id": pipeline.id, "status_id": stage}
    (field,) = add(client, {"type": "text", "name": "Договор", "required_statuses": [where]})
    lead_id = add_lead(client)
    value = {"field_id": field["id"], "values": [{"value": "№ 17"}]}

    assert client.patch(f"/api/v4/leads/{lead_id}", json={"status_id": stage}).status_code == 400
    moved = client.patch(f"/api/v4/leads/{lead_id}", json={"status_id": stage, "custom_fields_values": [value]})
    assert moved.status_code == 200


def test_a_contacts_field_that_a_stage_requires_stops_no_lead(client: Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    where = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[3].id}
    sent = {"type": "text", "name": "Паспорт", "required_statuses": [where]}
    (field,) = add(client, sent, path="/api/v4/contacts/custom_fields")
    assert field["required_statuses"] == [where]
    [anna] = client.post("/api/v4/contacts", json=[{"name": "Анна"}]).json()["_embedded"]["contacts"]
    lead = {"status_id": where["status_id"], "_embedded": {"contacts": [{"id": anna["id"]}]}}
    assert client.post("/api/v4/leads", json=[lead]).status_code == 200


def test_a_change_of_a_field_is_an_event_with_both_values(client: Client, world: World) -> None:
    (field,) = add(client, SOURCE)
    exhibition, friend = (enum["id"] for enum in field["enums"])
    lead_id = add_lead(client, {"field_id": field["id"], "values": [{"enum_id": exhibition}]})
    change = {"custom_fields_values": [{"field_id": field["id"], "values": [{"enum_id": friend}]}]}
    client.patch(f"/api/v4/leads/{lead_id}", json=change)
    (event,) = world.do(told, f"custom_field_{field['id']}_value_changed")
    after = {"field_id": field["id"], "field_type": 4, "enum_id": friend, "text": "Рекомендация"}
    before = {**after, "enum_id": exhibition, "text": "Выставка"}
    assert event.value_after == [{"custom_field_value": after}]
    assert event.value_before == [{"custom_field_value": before}]


def told(work: Work, type: str) -> list[Any]:
    events = tables.events.c
    statement = select(tables.events).where(events.account_id == work.account_id, events.type == type)
    return list(work.connection.execute(statement))


def test_renaming_an_option_shows_in_every_lead(client: Client) -> None:
    (field,) = add(client, SOURCE)
    lead_id = add_lead(client, {"field_id": field["id"], "values": [{"value": "Выставка"}]})
    enums = [{**field["enums"][0], "value": "Ярмарка"}]
    client.patch(f"{LEADS}/{field['id']}", json={"enums": enums})
    assert shown(client, lead_id)[0]["values"][0]["value"] == "Ярмарка"


def test_a_deleted_option_takes_its_values_out_of_every_lead(client: Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    where = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[3].id}
    (field,) = add(client, {**SOURCE, "required_statuses": [where]})
    gone, kept = field["enums"]
    lead_id = add_lead(client, {"field_id": field["id"], "values": [{"value": "Выставка"}]})
    client.patch(f"{LEADS}/{field['id']}", json={"type": "select", "enums": [{**kept, "value": "Знакомые"}]})

    assert shown(client, lead_id) is None
    params = {f"filter[custom_fields_values][{field['id']}][]": gone["id"]}
    assert marked_faults(client.get("/api/v4/leads", params=params))[0][2] == "NotSupportedChoice"
    assert client.get("/api/v4/leads", params={"query": "Выставка"}).status_code == 204
    assert client.patch(f"/api/v4/leads/{lead_id}", json={"status_id": where["status_id"]}).status_code == 400

    change = {"custom_fields_values": [{"field_id": field["id"], "values": [{"value": "Знакомые"}]}]}
    assert client.patch(f"/api/v4/leads/{lead_id}", json={**change, "status_id": where["status_id"]}).is_success
    (event,) = world.do(told, f"custom_field_{field['id']}_value_changed")
    assert (event.value_before, event.value_after[0]["custom_field_value"]["enum_id"]) == ([], kept["id"])


def test_a_required_field_stops_a_new_lead_too(client: Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    where = {"pipeline_id": pipeline.id, "status_id": pipeline.statuses[3].id}
    (field,) = add(client, {"type": "text", "name": "Договор", "required_statuses": [where]})
    value = {"field_id": field["id"], "values": [{"value": "№ 17"}]}
    fault = [("0", f"custom_fields_values.{field['id']}", "FieldMissing")]
    assert marked_faults(client.post("/api/v4/leads", json=[{"status_id": where["status_id"]}])) == fault
    assert marked_faults(client.post("/api/v4/leads/complex", json=[{"status_id": where["status_id"]}])) == fault
    made = client.post("/api/v4/leads", json=[{"status_id": where["status_id"], "custom_fields_values": [value]}])
    assert made.status_code == 200


@pytest.mark.parametrize(
    ("timezone", "day"),
    [("Europe/Moscow", MARCH_8), ("Asia/Vladivostok", MARCH_8 - 7 * 3600), ("UTC", MARCH_8 + 10800)],
)
def test_a_day_begins_where_the_account_is(client: Client, world: World, timezone: str, day: int) -> None:
    world.do(accounts.adjust, {"timezone": timezone})
    field = make(client, "date")
    lead_id = add_lead(client, {"field_id": field["id"], "values": [{"value": "2031-03-08"}]})
    assert shown(client, lead_id)[0]["values"] == [{"value": day}]
    assert found(client, field["id"], **{"[from]": str(day), "[to]": str(day + 86399)}) == [lead_id]
