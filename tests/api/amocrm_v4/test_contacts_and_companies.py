"""People and organisations over HTTP."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, paths
from tests.world import World
from voronka.domain.contacts import LAST_NAME_FIRST
from voronka.services import accounts


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


@pytest.mark.parametrize("entity", ["contacts", "companies"])
def test_a_phone_is_found_in_any_spelling(client: httpx2.Client, entity: str) -> None:
    phones = [[{"value": "+7 (926) 111-00-22"}], [{"value": "+7 926 999-00-22"}]]
    sent = [{"custom_fields_values": [{"field_code": "PHONE", "values": phone}]} for phone in phones]
    made, _ = client.post(f"/api/v4/{entity}", json=sent).json()["_embedded"][entity]
    for spelling in ("89261110022", "+7 926 111 00 22", "9261110022"):
        found = client.get(f"/api/v4/{entity}", params={"query": spelling}).json()["_embedded"][entity]
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


def test_a_contact_without_anything_has_a_name(client: httpx2.Client) -> None:
    made = contact(client)
    assert made["name"] == f"Контакт #{made['id']}"
    id = client.post("/api/v4/companies", json=[{}]).json()["_embedded"]["companies"][0]["id"]
    assert client.get(f"/api/v4/companies/{id}").json()["name"] == f"Компания #{id}"


def test_the_last_name_stands_first_where_the_account_says_so(client: httpx2.Client, world: World) -> None:
    world.do(accounts.adjust, {"contact_name_display_order": LAST_NAME_FIRST})
    made = contact(client, first_name="Мария", last_name="Ким")
    assert made["name"] == "Ким Мария"
    assert contact(client, last_name="Лин")["name"] == "Лин"


def test_a_part_of_a_name_is_cleared_by_an_empty_text_and_left_by_null(client: httpx2.Client) -> None:
    made = contact(client, first_name="Мария", last_name="Ким")
    client.patch(f"/api/v4/contacts/{made['id']}", json={"last_name": "", "first_name": None})
    after = client.get(f"/api/v4/contacts/{made['id']}").json()
    assert (after["name"], after["first_name"], after["last_name"]) == ("Мария", "Мария", "")


@pytest.mark.parametrize("entity", ["contacts", "companies"])
def test_people_and_organisations_keep_what_was_written(client: httpx2.Client, world: World, entity: str) -> None:
    """Links are made elsewhere: what stands of them in `_embedded` is passed over."""
    written = {
        "name": "Ромашка 🌼",
        "responsible_user_id": world.oleg.id,
        "created_by": 0,
        "updated_by": world.anna.id,
        "created_at": 1_700_000_000,
        "updated_at": 1_700_000_100,
    }
    embedded = {"tags": [{"name": "VIP"}], "companies": [{"id": 7}], "leads": [{"id": 7}]}
    fractions = {"created_at": 1_700_000_000.9, "updated_at": 1_700_000_100.1}
    sent = {**written, **fractions, "_embedded": embedded, "id": 7}
    [ref] = client.post(f"/api/v4/{entity}", json=[sent]).json()["_embedded"][entity]
    card = client.get(f"/api/v4/{entity}/{ref['id']}").json()
    assert {key: card[key] for key in written} == written
    assert card["group_id"] == world.people.id
    assert [tag["name"] for tag in card["_embedded"]["tags"]] == ["VIP"]
    answer = client.patch(f"/api/v4/{entity}/{ref['id']}", json={"name": "я" * 256})
    assert answer.json()["validation-errors"][0]["errors"][0]["code"] == "TooLong"


def test_a_contact_works_for_one_company_at_most(client: httpx2.Client) -> None:
    made = contact(client, name="Мария")
    firms = client.post("/api/v4/companies", json=[{"name": "Полюс"}, {"name": "Ветер"}]).json()["_embedded"]
    for firm in firms["companies"]:
        link = [{"to_entity_id": firm["id"], "to_entity_type": "companies"}]
        client.post(f"/api/v4/contacts/{made['id']}/link", json=link)
    [held] = client.get(f"/api/v4/contacts/{made['id']}").json()["_embedded"]["companies"]
    assert held == {
        "id": firms["companies"][1]["id"],
        "_links": {"self": {"href": f"https://romashka.voronka.test/api/v4/companies/{firms['companies'][1]['id']}"}},
    }


@pytest.mark.parametrize("entity", ["contacts", "companies"])
def test_an_unknown_one_is_204_to_read_404_to_change(client: httpx2.Client, entity: str) -> None:
    assert client.get(f"/api/v4/{entity}/7").status_code == 204
    assert client.patch(f"/api/v4/{entity}/7", json={"name": "?"}).status_code == 404
    answer = client.patch(f"/api/v4/{entity}", json=[{"id": 7, "name": "?"}])
    assert paths(answer) == ["id"]


ANY_ENTITY = pytest.mark.parametrize("entity", ["contacts", "companies", "customers"])


def added(client: httpx2.Client, entity: str, **values: Any) -> int:
    return embedded(client.post(f"/api/v4/{entity}", json=[{"name": "Ветер", **values}]))[0]["id"]


@ANY_ENTITY
def test_a_write_is_answered_shortly(client: httpx2.Client, entity: str) -> None:
    """With the name where the vendor repeats it, and the sender's mark as text, a zero too."""
    name = [] if entity == "customers" else ["name"]
    path = f"/api/v4/{entity}"
    [new] = client.post(path, json=[{"name": "Ветер", "request_id": 0}]).json()["_embedded"][entity]
    assert (list(new), new["request_id"]) == (["id", "request_id", "_links"], "0")
    [changed] = client.patch(path, json=[{"id": new["id"], "name": "Бриз"}]).json()["_embedded"][entity]
    assert list(changed) == ["id", *name, "updated_at", "request_id", "_links"]
    one = client.patch(f"{path}/{new['id']}", json={"id": 7, "name": "Шторм", "request_id": "x"}).json()
    assert (list(one), one["id"]) == (["id", *name, "updated_at", "_links"], new["id"])
    assert one["_links"] == {"self": {"href": f"https://romashka.voronka.test{path}/{new['id']}"}}


@ANY_ENTITY
def test_a_null_is_the_same_as_nothing(client: httpx2.Client, entity: str) -> None:
    id = added(client, entity, tags_to_add=[{"name": "Опт"}])
    before = client.get(f"/api/v4/{entity}/{id}").json()
    parts = (
        "name",
        "responsible_user_id",
        "created_by",
        "created_at",
        "custom_fields_values",
        "tags_to_add",
        "_embedded",
    )
    assert client.patch(f"/api/v4/{entity}/{id}", json=dict.fromkeys(parts)).status_code == 200
    assert client.get(f"/api/v4/{entity}/{id}").json() == before


@ANY_ENTITY
def test_tags_come_and_go(client: httpx2.Client, entity: str) -> None:
    """Both ways together are taken one after the other, although the vendor's client sends but one of them."""
    id = added(client, entity, tags_to_add=[{"name": "Опт"}, {"name": "VIP"}])

    def after(**change: Any) -> list[str]:
        assert client.patch(f"/api/v4/{entity}/{id}", json=change).status_code == 200
        tags = client.get(f"/api/v4/{entity}/{id}").json()["_embedded"]["tags"]
        assert {tag["color"] for tag in tags} <= {None}
        return [tag["name"] for tag in tags]

    [known] = client.get(f"/api/v4/{entity}/tags?filter[name]=VIP").json()["_embedded"]["tags"]
    assert after(tags_to_add=[{"name": "Сад"}], tags_to_delete=[{"id": known["id"]}, {"name": "нет такого"}]) == [
        "Опт",
        "Сад",
    ]
    assert after(_embedded={"tags": [{"id": known["id"]}]}) == ["VIP"]
    assert after(_embedded={"tags": [{"name": "Сад"}]}, tags_to_add=[{"name": "Опт"}]) == ["Опт", "Сад"]
    assert after(_embedded={"tags": None}) == []


@pytest.mark.parametrize(
    ("entity", "codes"),
    [
        ("contacts", {"PHONE": "multitext", "EMAIL": "multitext", "POSITION": "text"}),
        ("companies", {"PHONE": "multitext", "EMAIL": "multitext", "WEB": "url", "ADDRESS": "textarea"}),
    ],
)
def test_what_everybody_has_is_written_by_its_code(client: httpx2.Client, entity: str, codes: dict[str, str]) -> None:
    sent = [{"field_code": code, "values": [{"value": "https://veter.example"}]} for code in codes]
    id = added(client, entity, custom_fields_values=sent)
    shown = client.get(f"/api/v4/{entity}/{id}").json()["custom_fields_values"]
    assert {field["field_code"]: field["field_type"] for field in shown} == codes


def test_the_kinds_of_phones_and_mails(client: httpx2.Client) -> None:
    fields = client.get("/api/v4/contacts/custom_fields").json()["_embedded"]["custom_fields"]
    kinds = {field["code"]: [option["code"] for option in field["enums"] or ()] for field in fields}
    assert kinds["PHONE"] == ["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"]
    assert kinds["EMAIL"] == ["WORK", "PRIV", "OTHER"]
