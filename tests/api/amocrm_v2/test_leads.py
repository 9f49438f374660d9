"""Leads: written whole and in part, linked, moved, stale; read with everything around them, on both wires."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf
from tests.invariants import check
from tests.world import World

LATER = 2_000_000_000
STALE = "Last modified date is older than in database"


def test_a_lead_is_shown_whole(desk: Desk, world: World) -> None:
    [maria] = desk.add("contacts", {"name": "Мария Ким"})
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    draft = {
        "name": "Ремонт офиса",
        "created_at": "1700000000",
        "updated_at": 1700000300,
        "sale": 120000,
        "contacts_id": maria,
        "company_id": str(lutik),
        "tags": "опт, север",
        "visitor_uid": "5692210d-58d0-468c-acb2-dce7f93eef87",
    }
    [lead] = desk.add("leads", draft)
    pipeline = world.facts.main_pipeline
    shown = desk.one("leads", lead)
    tags = shown.pop("tags")
    assert shown == {
        "id": lead,
        "name": "Ремонт офиса",
        "responsible_user_id": world.irina.id,
        "created_by": world.irina.id,
        "created_at": 1700000000,
        "updated_at": 1700000300,
        "account_id": world.romashka.id,
        "updated_by": world.irina.id,
        "group_id": 0,
        "pipeline_id": pipeline.id,
        "status_id": pipeline.first_status.id,
        "is_deleted": False,
        "main_contact": {"id": maria, "_links": link(f"/api/v2/contacts?id={maria}")},
        "company": {"id": lutik, "name": "ООО Лютик", "_links": link(f"/api/v2/companies?id={lutik}")},
        "closed_at": 0,
        "contacts": {"id": [maria], "_links": link(f"/api/v2/contacts?id={maria}")},
        "sale": 120000,
        "loss_reason_id": 0,
        "pipeline": {"id": pipeline.id, "_links": link(f"/api/v2/pipelines?id={pipeline.id}")},
        "closest_task_at": 0,
        "custom_fields": [],
        "_links": link(f"/api/v2/leads?id={lead}"),
    }
    assert [tag["name"] for tag in tags] == ["опт", "север"]
    check(world)


def link(path: str, method: str = "get") -> dict[str, dict[str, str]]:
    return {"self": {"href": path, "method": method}}


def test_empty_relations_are_objects(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    shown = desk.one("leads", lead)
    assert [shown[key] for key in ("main_contact", "company", "contacts")] == [{}, {}, {}]
    assert [shown[key] for key in ("tags", "custom_fields")] == [[], []]


def test_the_answer_of_a_write(client: httpx2.Client) -> None:
    answer = client.post("/api/v2/leads", json={"add": [{"name": "Букеты", "request_id": 7}, {"name": "Свадьба"}]})
    first, second = (item["id"] for item in answer.json()["_embedded"]["items"])
    assert answer.headers["content-type"] == "application/hal+json"
    assert answer.headers["runtime-timestamp"].isdecimal()
    assert answer.json() == {
        "_links": link("/api/v2/leads", "post"),
        "_embedded": {
            "items": [
                {"id": first, "request_id": 7, "_links": link(f"/api/v2/leads?id={first}")},
                {"id": second, "request_id": 1, "_links": link(f"/api/v2/leads?id={second}")},
            ]
        },
    }


def test_an_update_changes_what_it_names_and_answers_its_time(desk: Desk, world: World) -> None:
    [maria, petr] = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [lead] = desk.add("leads", {"name": "Букеты", "sale": 100, "contacts_id": [maria, petr]})
    change = {
        "id": str(lead),
        "updated_at": str(LATER),
        "status_id": "142",
        "sale": "25000",
        "unlink": {"contacts_id": [petr]},
    }
    told = desk.update("leads", change)
    assert told == {"items": [{"id": lead, "updated_at": LATER, "_links": link(f"/api/v2/leads?id={lead}")}]}
    shown = desk.one("leads", lead)
    assert (shown["name"], shown["status_id"], shown["sale"]) == ("Букеты", 142, 25000)
    assert shown["updated_at"] == LATER
    assert shown["closed_at"] > 0
    assert shown["contacts"]["id"] == [maria]
    check(world)


def test_links_are_added_to_those_that_are_there(desk: Desk, world: World) -> None:
    [maria, petr] = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    [lead] = desk.add("leads", {"name": "Букеты", "contacts_id": maria})
    desk.update("leads", {"id": lead, "updated_at": LATER, "contacts_id": str(petr), "main_contact_id": petr})
    shown = desk.one("leads", lead)
    assert shown["contacts"]["id"] == [maria, petr]
    assert shown["main_contact"]["id"] == petr
    assert shown["updated_at"] == LATER
    check(world)


def test_what_is_stale_stays_and_the_rest_is_changed(desk: Desk) -> None:
    old, new = desk.add(
        "leads", {"name": "Старая", "updated_at": 1700000000}, {"name": "Новая", "updated_at": 1700000000}
    )
    told = desk.update(
        "leads",
        {"id": old, "updated_at": 1699999999, "name": "Нет"},
        {"id": new, "updated_at": 1700000000, "name": "Да", "request_id": 5},
    )
    assert told["errors"] == {"update": {str(old): STALE}}
    assert [(item["id"], item["request_id"]) for item in told["items"]] == [(new, 5)]
    assert [lead["name"] for lead in desk.list("leads")] == ["Старая", "Да"]


def test_an_update_without_its_time_is_stale(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    assert desk.update("leads", {"id": lead, "name": "Нет"})["errors"] == {"update": {str(lead): STALE}}


@pytest.mark.parametrize(
    ("noun", "code"), [("leads", "217"), ("contacts", "209"), ("companies", "209"), ("tasks", "400")]
)
def test_an_update_without_an_id_is_refused(client: httpx2.Client, desk: Desk, noun: str, code: str) -> None:
    [id] = desk.add(noun, {"name": "Букеты", "text": "Да", "complete_till": LATER})
    updates = [{"id": id, "updated_at": LATER, "name": "Нет", "text": "Нет"}, {"updated_at": LATER}, {"id": 0}]
    answer = client.post(f"/api/v2/{noun}", json={"update": updates})
    told = answer.json()
    assert (answer.status_code, told["response"]["error_code"]) == (400, code)
    faults = [(fault["code"], fault["path"]) for item in told["validation-errors"] for fault in item["errors"]]
    assert faults == [("FieldMissing", "update.1.id"), ("FieldMissing", "update.2.id")]
    assert desk.one(noun, id)["updated_at"] != LATER


def test_milliseconds_are_kept_as_they_were_sent(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    assert desk.update("leads", {"id": lead, "updated_at": 1700000000000})["items"][0]["updated_at"] == 1700000000000


def test_the_second_change_of_a_lead_is_held_against_the_first(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты"})
    first, second = (
        {"id": lead, "updated_at": LATER, "name": "Да"},
        {"id": lead, "updated_at": LATER - 1, "name": "Нет"},
    )
    assert desk.update("leads", first, second)["errors"] == {"update": {str(lead): STALE}}
    assert desk.one("leads", lead)["name"] == "Да"


def test_tags_replace_and_an_empty_text_clears(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "tags": "опт,2024"})
    opt, year = desk.one("leads", lead)["tags"]
    assert year["name"] == "2024"
    desk.update("leads", {"id": lead, "updated_at": LATER, "tags": [opt["id"]]})
    assert desk.one("leads", lead)["tags"] == [opt]
    desk.update("leads", {"id": lead, "updated_at": LATER, "tags": ["опт", "север"]})
    assert [tag["name"] for tag in desk.one("leads", lead)["tags"]] == ["опт", "север"]
    desk.update("leads", {"id": lead, "updated_at": LATER, "tags": ""})
    assert desk.one("leads", lead)["tags"] == []


def test_filters(desk: Desk, world: World) -> None:
    mine = {"responsible_user_id": world.anna.id}
    rose, iris, won = desk.add(
        "leads",
        {"name": "Розы", "created_at": 1700000000, "updated_at": 1700000000, **mine},
        {"name": "Ирисы", "created_at": 1710000000, "updated_at": 1710000000},
        {"name": "Пионы", "created_at": 1720000000, "updated_at": 1720000000, "status_id": 142},
    )
    desk.add("tasks", {"text": "Позвонить", "complete_till_at": 1900000000, "element_id": iris, "element_type": 2})

    def found(query: str, **headers: str) -> list[int]:
        return [lead["id"] for lead in desk.list("leads", query, **headers)]

    assert found("query=ирис") == [iris]
    assert found(f"responsible_user_id={world.anna.id}") == [rose]
    assert found(f"responsible_user_id[]={world.anna.id}&responsible_user_id[]={world.oleg.id}") == [rose]
    assert found("status=142") == found("status[]=142") == found("status=142,143") == [won]
    assert found("filter[active]=1") == [rose, iris]
    assert found("filter[tasks]=1") == [rose, won]
    assert found("filter[tasks]=2") == [iris]
    assert found("filter[date_create][from]=1705000000&filter[date_create][to]=1715000000") == [iris]
    assert found("filter[date_create][0][from]=2024-03-09 00:00:00") == [iris, won]
    assert found("filter[date_modify][to]=1710000000") == [rose, iris]
    assert found("filter[nonsense]=1&USER_LOGIN=x&lang=ru") == [rose, iris, won]


@pytest.mark.parametrize(
    "moment",
    [
        "Sat, 09 Mar 2024 16:00:00 UTC",
        "Sat, 09 Mar 2024 16:00:00 GMT",
        "Sat, 09 Mar 2024 16:00:00",
        "Sat, 09 Mar 2024 19:00:00 +0300",
        "1710000000",
    ],
)
def test_what_changed_later_than_a_moment(desk: Desk, moment: str) -> None:
    same, later = desk.add(
        "leads", {"name": "Розы", "updated_at": 1710000000}, {"name": "Ирисы", "updated_at": 1710000001}
    )
    assert same
    assert [lead["id"] for lead in desk.list("leads", **{"IF-MODIFIED-SINCE": moment})] == [later]
    assert desk.list("leads", **{"if-modified-since": "Mon, 01 Aug 2033 07:07:23 UTC"}) == []


def test_what_with_adds(desk: Desk, client: httpx2.Client, world: World) -> None:
    reason = next(iter(world.facts.loss_reasons))
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Товары"}]).json()["_embedded"]["catalogs"]
    path = f"/api/v4/catalogs/{catalog['id']}/elements"
    [rose] = client.post(path, json=[{"name": "Роза"}]).json()["_embedded"]["elements"]
    elements = {str(catalog["id"]): {str(rose["id"]): 3}}
    draft = {"name": "Букеты", "status_id": 143, "loss_reason_id": reason, "catalog_elements_id": elements}
    [lead] = desk.add("leads", draft)
    shown = desk.one("leads", lead, "&with=is_price_modified_by_robot,loss_reason_name,catalog_elements_links")
    assert shown["is_price_modified_by_robot"] is False
    assert shown["loss_reason_name"] == world.facts.loss_reasons[reason].name
    assert shown["catalog_elements"] == elements
    gone = {"catalog_elements_id": elements}
    desk.update("leads", {"id": lead, "updated_at": LATER, "unlink": gone})
    assert desk.one("leads", lead, "&with=catalog_elements_links")["catalog_elements"] == {}


def test_the_recycle_bin(desk: Desk, world: World) -> None:
    from voronka.services import leads

    gone, kept = desk.add("leads", {"name": "Розы"}, {"name": "Ирисы"})
    world.do(leads.delete, [gone])
    assert [lead["id"] for lead in desk.list("leads")] == [kept]
    [shown] = desk.list("leads", "with=only_deleted")
    assert (shown["id"], shown["is_deleted"]) == (gone, True)


def test_another_accounts_lead_does_not_exist(desk: Desk, client_of: ClientOf, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Наша"})
    veter = Desk(client_of(world.egor))
    assert veter.list("leads", f"id={lead}") == []
    assert veter.update("leads", {"id": lead, "updated_at": LATER})["errors"] == {
        "update": {str(lead): "Element not found"}
    }
    [maria] = desk.add("contacts", {"name": "Мария"})
    answer = veter.client.post("/api/v2/leads", json={"add": [{"name": "Чужая", "contacts_id": [maria]}]})
    assert answer.status_code == 400
    assert veter.list("leads") == []


def test_a_link_to_what_there_is_not_is_named(client: httpx2.Client, desk: Desk) -> None:
    leads = [{"name": "Розы"}, {"name": "Ирисы", "contacts_id": [999], "company_id": 998, "request_id": "b"}]
    answer = client.post("/api/v2/leads", json={"add": leads})
    [item] = answer.json()["validation-errors"]
    assert item["request_id"] == "b"
    assert [fault["path"] for fault in item["errors"]] == ["add.1.contacts_id", "add.1.company_id"]
    assert desk.list("leads") == []


def test_rules_are_told_in_the_words_of_each_wire(client: httpx2.Client) -> None:
    lead = {"name": "Розы", "status_id": 5, "custom_fields": [{"id": 5, "values": [{"value": 1}]}]}
    newer = client.post("/api/v2/leads", json={"add": [lead]})
    paths = [fault["path"] for fault in newer.json()["validation-errors"][0]["errors"]]
    assert paths == ["add.0.custom_fields.0.id", "add.0.status_id"]
    assert newer.json()["response"]["error_code"] == "240"
    older = client.post(
        "/private/api/v2/json/leads/set", json={"request": {"leads": {"add": [{"name": "Розы", "price": 10**14}]}}}
    )
    assert older.json()["response"]["errors"][0]["errors"][0]["path"] == "add.0.price"


def test_a_lead_needs_a_name(client: httpx2.Client, desk: Desk) -> None:
    answer = client.post("/api/v2/leads", json={"add": [{"sale": 5}, {"name": " "}]})
    faults = [fault["path"] for item in answer.json()["validation-errors"] for fault in item["errors"]]
    assert faults == ["add.0.name", "add.1.name"]


def test_the_older_list(client: httpx2.Client, desk: Desk, world: World) -> None:
    [maria] = desk.add("contacts", {"name": "Мария"})
    [lead, bare] = desk.add("leads", {"name": "Букеты", "sale": 90000, "contacts_id": maria}, {"name": "Свадьба"})
    answer = client.get("/private/api/v2/json/leads/list")
    assert answer.headers["content-type"] == 'application/json; charset="utf-8"'
    first, second = answer.json()["response"]["leads"]
    assert (first["id"], first["price"], first["main_contact_id"]) == (str(lead), "90000", maria)
    assert first["status_id"] == str(world.facts.main_pipeline.first_status.id)
    assert (first["deleted"], first["date_close"], first["linked_company_id"]) == (0, None, "0")
    assert (second["id"], second["main_contact_id"]) == (str(bare), False)
    assert client.get("/private/api/v2/json/leads/list?id=999").status_code == 204


def test_the_older_set(client: httpx2.Client, desk: Desk) -> None:
    [lutik] = desk.add("companies", {"name": "ООО Лютик"})
    new = {"name": "Поставка муки", "price": 90000, "request_id": 3, "tags": "опт", "linked_company_id": str(lutik)}

    def set_leads(**lists: Any) -> dict[str, Any]:
        answer = client.post("/private/api/v2/json/leads/set", json={"request": {"leads": lists}})
        assert answer.status_code == 200, answer.text
        assert isinstance(answer.json()["response"]["server_time"], int)
        return answer.json()["response"]["leads"]

    made = set_leads(add=[new])
    [item] = made["add"]
    assert made == {"add": [{"id": item["id"], "request_id": 3}]}
    shown = desk.one("leads", item["id"])
    assert (shown["sale"], shown["company"]["name"]) == (90000, "ООО Лютик")
    stale = set_leads(update=[{"id": item["id"], "last_modified": 5, "price": 1}])
    assert stale["update"] == {"errors": {str(item["id"]): STALE}}
    done = set_leads(update=[{"id": item["id"], "last_modified": LATER, "price": 1}])
    assert done["update"] == {str(item["id"]): {"id": item["id"], "last_modified": LATER}, "errors": []}
    assert desk.one("leads", item["id"])["sale"] == 1
