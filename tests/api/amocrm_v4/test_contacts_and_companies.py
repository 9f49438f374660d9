"""People and organisations over HTTP."""

from typing import Any

import httpx2


def contact(client: httpx2.Client, **values: Any) -> dict[str, Any]:
    id = client.post("/api/v4/contacts", json=[values]).json()["_embedded"]["contacts"][0]["id"]
    return client.get(f"/api/v4/contacts/{id}").json()


def test_first_and_last_name_make_the_name(client: httpx2.Client) -> None:
    made = contact(client, first_name="Мария", last_name="Ким")
    assert (made["name"], made["first_name"], made["last_name"]) == ("Мария Ким", "Мария", "Ким")


def test_a_name_alone_is_not_split(client: httpx2.Client) -> None:
    made = contact(client, name="Мария Ким")
    assert (made["name"], made["first_name"], made["last_name"]) == ("Мария Ким", "", "")


def test_a_new_last_name_changes_the_whole(client: httpx2.Client) -> None:
    made = contact(client, first_name="Мария", last_name="Ким")
    answer = client.patch(f"/api/v4/contacts/{made['id']}", json={"last_name": "Лин"}).json()
    assert answer["name"] == "Мария Лин"
    assert set(answer) == {"id", "name", "updated_at", "_links"}


def test_phones_and_mails_are_written_by_code_and_read_whole(client: httpx2.Client) -> None:
    fields = [
        {
            "field_id": None,
            "field_code": "PHONE",
            "values": [{"value": "+7 926 111-00-22", "enum_id": None, "enum_code": "MOB"}],
        },
        {"field_code": "EMAIL", "values": [{"value": "kim@example.com"}]},
    ]
    made = contact(client, name="Мария", custom_fields_values=fields)
    phone, mail = made["custom_fields_values"]
    assert (phone["field_code"], phone["field_type"]) == ("PHONE", "multitext")
    assert phone["values"][0] | {"enum_id": 0} == {"value": "+7 926 111-00-22", "enum_id": 0, "enum_code": "MOB"}
    assert mail["values"][0]["enum_code"] == "WORK"
    client.patch(
        f"/api/v4/contacts/{made['id']}", json={"custom_fields_values": [{"field_code": "PHONE", "values": None}]}
    )
    left = client.get(f"/api/v4/contacts/{made['id']}").json()["custom_fields_values"]
    assert [field["field_code"] for field in left] == ["EMAIL"]


def test_a_phone_is_found_in_any_spelling(client: httpx2.Client) -> None:
    made = contact(
        client,
        name="Мария",
        custom_fields_values=[{"field_code": "PHONE", "values": [{"value": "+7 (926) 111-00-22"}]}],
    )
    contact(
        client, name="Пётр", custom_fields_values=[{"field_code": "PHONE", "values": [{"value": "+7 926 999-00-22"}]}]
    )
    for spelling in ("89261110022", "+7 926 111 00 22", "9261110022"):
        found = client.get("/api/v4/contacts", params={"query": spelling}).json()["_embedded"]["contacts"]
        assert [each["id"] for each in found] == [made["id"]], spelling


def test_names_are_found_by_parts_in_any_case(client: httpx2.Client) -> None:
    made = contact(client, name="Семён Йодль")
    for words in ("СЕМЕН", "йод", "семён йодль", "се"):
        found = client.get("/api/v4/contacts", params={"query": words})
        assert found.status_code == 200, words
        assert found.json()["_embedded"]["contacts"][0]["id"] == made["id"]
    assert client.get("/api/v4/contacts", params={"query": "Ёжиков"}).status_code == 204


def test_a_company_shows_tags_always_and_people_when_asked(client: httpx2.Client) -> None:
    person = contact(client, name="Мария")
    id = client.post("/api/v4/companies", json=[{"name": "ООО Полюс"}]).json()["_embedded"]["companies"][0]["id"]
    client.post(f"/api/v4/companies/{id}/link", json=[{"to_entity_id": person["id"], "to_entity_type": "contacts"}])
    assert client.get(f"/api/v4/companies/{id}").json()["_embedded"] == {"tags": []}
    held = client.get(f"/api/v4/companies/{id}", params={"with": "contacts"}).json()["_embedded"]["contacts"]
    assert [(each["id"], "is_main" in each) for each in held] == [(person["id"], False)]
    assert client.get(f"/api/v4/contacts/{person['id']}").json()["_embedded"]["companies"][0]["id"] == id


def test_update_answers_of_companies_carry_the_name(client: httpx2.Client) -> None:
    id = client.post("/api/v4/companies", json=[{"name": "ООО Полюс"}]).json()["_embedded"]["companies"][0]["id"]
    ref = client.patch("/api/v4/companies", json=[{"id": id, "name": "АО Полюс"}]).json()["_embedded"]["companies"][0]
    assert (ref["name"], ref["request_id"]) == ("АО Полюс", "0")
