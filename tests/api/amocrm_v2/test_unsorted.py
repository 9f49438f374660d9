"""Requests that wait, through API v2 and the older form: they come as forms, and are accepted and declined by uid."""

from typing import Any

import httpx2
import pytest
from structlog.testing import capture_logs

from tests.answers import paths
from tests.api.amocrm_v2.conftest import Desk
from tests.conftest import ClientOf, Statements
from tests.invariants import check
from tests.world import EVERYTHING, World
from voronka.domain.kinds import Kind
from voronka.domain.users import UserDraft
from voronka.services import users

PATH = "/api/v2/incoming_leads"
OLDER = "/api/unsorted"
MANY = 20


def entities(number: int = 1, **lead: Any) -> dict[str, Any]:
    return {
        "leads": [{"name": f"Заявка {number}", **lead}],
        "contacts": [{"name": f"Пётр {number}"}],
        "companies": [{"name": f"ООО {number}"}],
    }


def form(number: int = 1, **more: Any) -> dict[str, Any]:
    info = {"form_id": "25", "form_page": "romashka.test", "ip": "203.0.113.9", "service_code": "abc"}
    return {
        "source_name": "Сайт",
        "source_uid": f"f-{number}",
        "created_at": 1700000000 + number,
        "incoming_entities": entities(number),
        "incoming_lead_info": info,
        **more,
    }


def sip(**more: Any) -> dict[str, Any]:
    info = {"from": "+7 926 111-00-22", "to": 1, "date_call": 1700000000, "duration": 61, "uniq": "c-1", **more}
    return {"source_name": "АТС", "source_uid": "s-1", "incoming_entities": entities(), "incoming_lead_info": info}


def sent(client: httpx2.Client, way: str, **body: Any) -> Any:
    answer = client.post(f"{PATH}/{way}", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "success"
    return answer.json()["data"]


def older(client: httpx2.Client, action: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"{OLDER}/{action}", json={"request": {"unsorted": body}})
    assert answer.status_code == 200, answer.text
    return answer.json()["response"]["unsorted"][action]["data"]


def test_one_client_has_no_question_mark_before_its_key(client: httpx2.Client, key: dict[str, str]) -> None:
    """As a path is logged, nothing of it may stay there."""
    stranger = httpx2.Client(transport=client._transport, base_url=client.base_url)
    signed = f"login={key['USER_LOGIN']}&api_key={key['USER_HASH']}"
    with capture_logs() as lines:
        assert stranger.post(f"{PATH}/form&{signed}", json={"add": [form()]}).json()["status"] == "success"
        assert stranger.post(f"{PATH}/form&{signed}0", json={"add": [form(2)]}).status_code == 401
    assert key["USER_HASH"] not in str(lines)


def test_a_form_in_brackets_waits_and_is_accepted(client: httpx2.Client, key: dict[str, str], desk: Desk) -> None:
    body = {
        "add[0][source_name]": "Сайт",
        "add[0][source_uid]": "f-77",
        "add[0][created_at]": "1700000000",
        "add[0][incoming_entities][leads][0][name]": "Заявка с сайта",
        "add[0][incoming_entities][leads][0][notes][0][text]": "Перезвонить",
        "add[0][incoming_entities][contacts][0][name]": "Пётр",
        "add[0][incoming_lead_info][form_id]": "25",
        "add[0][incoming_lead_info][form_page]": "romashka.test",
    }
    query = {"login": key["USER_LOGIN"], "api_key": key["USER_HASH"]}
    stranger = httpx2.Client(transport=client._transport, base_url=client.base_url)
    told = stranger.post(f"{PATH}/form", params=query, data=body).json()
    [uid] = told["data"]
    assert told == {
        "status": "success",
        "data": [uid],
        "_links": {"self": {"href": f"{PATH}/form", "method": "post"}},
    }
    assert len(uid) == 60
    assert desk.list("contacts") == []
    [done] = [*sent(client, "accept", accept=[uid]).values()]
    assert (desk.one("leads", done["leads"][0])["name"], done["companies"]) == ("Заявка с сайта", [])
    assert [each["id"] for each in desk.list("contacts")] == done["contacts"]
    assert [note["text"] for note in desk.list("notes", f"type=lead&element_id={done['leads'][0]}")] == ["Перезвонить"]
    assert client.get(PATH).status_code == 204


def test_one_that_waits_is_shown_with_what_came_with_it(client: httpx2.Client, desk: Desk, world: World) -> None:
    phone = next(field for field in world.facts.fields_of(Kind.CONTACT).by_id.values() if field.code == "PHONE")
    contact = {
        "name": "Пётр",
        "custom_fields": [{"id": phone.id, "values": [{"value": "89260000001", "enum": "WORK"}]}],
    }
    [uid] = sent(client, "form", add=[form(incoming_entities=entities(sale=500) | {"contacts": [contact]})])
    [shown] = desk.list("incoming_leads")
    held = shown.pop("incoming_entities")
    assert shown == {
        "uid": uid,
        "category": "forms",
        "source_name": "Сайт",
        "source_uid": "f-1",
        "created_at": 1700000001,
        "pipeline_id": world.facts.main_pipeline.id,
        "incoming_lead_info": {
            "form_id": "25",
            "form_page": "romashka.test",
            "form_name": None,
            "form_send_at": None,
            "ip": "203.0.113.9",
            "referer": None,
            "service_code": "abc",
        },
        "_links": {"self": {"href": f"{PATH}?uid={uid}", "method": "get"}},
    }
    assert (held["leads"][0]["name"], held["leads"][0]["sale"], held["companies"][0]["name"]) == (
        "Заявка 1",
        500,
        "ООО 1",
    )
    assert held["contacts"][0]["custom_fields"]["0"]["values"]["0"]["value"] == "89260000001"


def test_a_call_is_put_on_the_card_where_that_is_asked_for(client: httpx2.Client, desk: Desk, world: World) -> None:
    [uid] = sent(client, "sip", add=[sip(to=world.anna.id, add_note="1")])
    [shown] = desk.list("incoming_leads", "categories[]=sip")
    assert (shown["uid"], shown["incoming_lead_info"]["to"]) == (uid, world.anna.id)
    [note] = desk.list("notes", f"type=lead&element_id={shown['incoming_entities']['leads'][0]['id']}")
    assert note["note_type"] == 10
    assert (note["params"]["PHONE"], note["params"]["DURATION"]) == ("+7 926 111-00-22", 61)


def test_the_list_is_read_by_pages_and_filtered(client: httpx2.Client, desk: Desk, world: World) -> None:
    uids = sent(client, "form", add=[form(1), form(2), form(3)]) + sent(client, "sip", add=[sip()])

    def found(query: str) -> list[str]:
        return [each["uid"] for each in desk.list("incoming_leads", query)]

    assert found("page_size=2&PAGEN_1=2&order_by=asc") == [uids[2], uids[3]]
    assert found("page_size=1&page=1&order_by[created_at]=desc&categories[]=form") == [uids[2]]
    assert found("order_by[by]=created_at&order_by[order]=desc&categories[]=forms&limit_rows=1&limit_offset=1") == [
        uids[1]
    ]
    assert found(f"uid={uids[0]}") == [uids[0]]
    assert len(found(f"pipeline_id={world.facts.main_pipeline.id}")) == 4
    assert found("pipeline_id=404") == found("categories[]=mail") == []
    assert client.get(f"{PATH}?categories[]=letters").status_code == 400


def test_they_are_counted(client: httpx2.Client) -> None:
    first, second, _ = sent(client, "form", add=[form(1), form(2), form(3)])
    sent(client, "accept", accept=[first])
    sent(client, "decline", decline=[second])
    counted = client.get(f"{PATH}/summary").json()
    assert (counted["total"], counted["accepted"], counted["declined"]) == (3, 1, 1)
    assert counted["categories"]["forms"] == {"total": 3}
    for query in ("data[filter][date]", "filter[date]"):
        assert client.get(f"{PATH}/summary?{query}[from]=1700000002").json()["total"] == 2
    assert client.get(f"{OLDER}/get_all_summary/").json()["response"]["unsorted"]["category"]["forms"]["total"] == 3


def test_acceptance_names_stage_and_user(client: httpx2.Client, desk: Desk, world: World) -> None:
    uids = sent(client, "form", add=[form(1), form(2)])
    stage = [status for status in world.facts.main_pipeline.statuses if status.is_editable][-1].id
    done = sent(client, "accept", accept=uids, user_id=str(world.anna.id), status_id=str(stage))
    assert list(done) == uids
    for each in done.values():
        lead = desk.one("leads", each["leads"][0])
        assert (lead["status_id"], lead["responsible_user_id"]) == (stage, world.anna.id)
    check(world)


def test_what_is_declined_is_gone(client: httpx2.Client, desk: Desk) -> None:
    uids = sent(client, "form", add=[form(1), form(2)])
    done = sent(client, "decline", decline=uids)
    assert set(done) == set(uids)
    assert client.get(PATH).status_code == 204
    assert desk.list("leads") == desk.list("contacts") == desk.list("companies") == []


def test_of_several_that_do_not_all_wait_none_is_sorted(client: httpx2.Client) -> None:
    first, second = sent(client, "form", add=[form(1), form(2)])
    sent(client, "accept", accept=[first])
    for verb in ("accept", "decline"):
        answer = client.post(f"{PATH}/{verb}", json={verb: [second, first, "nonsense"]})
        assert paths(answer) == [f"{verb}.1", f"{verb}.2"]
        assert answer.json()["error"]
    assert [each["uid"] for each in client.get(PATH).json()["_embedded"]["items"]] == [second]
    for more, path in (({"user_id": 404}, "user_id"), ({"status_id": 404}, "status_id")):
        assert paths(client.post(f"{PATH}/accept", json={"accept": [second], **more})) == [path]


def test_the_same_twice_is_refused(client: httpx2.Client) -> None:
    sent(client, "form", add=[form(1)])
    answer = client.post(f"{PATH}/form", json={"add": [form(2), form(1)]})
    assert paths(answer) == ["add.1.source_uid"]
    assert len(client.get(PATH).json()["_embedded"]["items"]) == 1


@pytest.mark.parametrize(
    ("way", "item", "found"),
    [
        ("form", {}, ["add.0.source_name", "add.0.incoming_entities", "add.0.incoming_lead_info"]),
        ("form", form(incoming_lead_info={"ip": "1"}), [f"add.0.incoming_lead_info.form_{n}" for n in ("id", "page")]),
        ("sip", form(), ["add.0.incoming_lead_info.from", "add.0.incoming_lead_info.to"]),
        ("form", form(pipeline_id=404), ["add.0.pipeline_id"]),
        ("form", form(incoming_entities=entities(sale=10**14)), ["add.0.incoming_entities.leads.0.sale"]),
        (
            "form",
            form(incoming_entities={"contacts": [{"custom_fields": [{"id": 404, "values": []}]}]}),
            ["add.0.incoming_entities.contacts.0.custom_fields.0.id"],
        ),
        ("form", form(incoming_entities={"leads": [{}, {}]}), ["add.0.incoming_entities.leads"]),
        (
            "form",
            form(incoming_entities=entities(notes=[{"text": "Да"}, {"note_type": 77, "text": "Нет"}])),
            ["add.0.incoming_entities.leads.0.notes.1.note_type"],
        ),
    ],
)
def test_what_it_cannot_take(client: httpx2.Client, desk: Desk, way: str, item: Any, found: list[str]) -> None:
    answer = client.post(f"{PATH}/{way}", json={"add": [item]})
    assert paths(answer) == found
    assert answer.json()["error"]
    assert desk.list("leads") == desk.list("incoming_leads") == []


def test_nothing_sent(client: httpx2.Client) -> None:
    for way in ("form", "sip", "accept", "decline"):
        assert client.post(f"{PATH}/{way}", json={}).json()["response"]["error_code"] == "103"
    for action in ("add", "accept", "decline"):
        assert client.post(f"{OLDER}/{action}", json={"request": {}}).json()["response"]["error_code"] == "103"


@pytest.mark.parametrize("ending", ["", "/", ".php"])
def test_the_older_form(client: httpx2.Client, desk: Desk, ending: str) -> None:
    source = {
        "data": {"name": {"type": "text", "name": "Имя", "value": "Пётр"}},
        "form_id": 25,
        "form_type": 1,
        "date": 1700000000,
        "from": "romashka.test",
        "form_name": "Обратная связь",
        "origin": {"ip": "203.0.113.9", "referer": "ya.ru"},
    }
    data = {"leads": [{"name": "Заявка", "price": 500}], "contacts": [{"name": "Пётр"}]}
    item = {"source": "Сайт", "source_uid": "f-1", "date_create": 1700000000, "source_data": source, "data": data}
    body = {"request": {"unsorted": {"category": "forms", "add": [item]}}}
    told = client.post(f"{OLDER}/add{ending}", json=body).json()["response"]["unsorted"]["add"]
    [uid] = told["data"]
    assert told["status"] == "success"
    [shown] = client.get(f"{OLDER}/list{ending}").json()["response"]["unsorted"]
    assert (shown["uid"], shown["source"], shown["date_create"]) == (uid, "Сайт", 1700000000)
    assert shown["source_data"] == source | {"form_id": "25"}
    assert shown["data"]["leads"][0]["sale"] == 500
    done = older(client, "accept", accept=[uid])
    assert desk.one("leads", done[uid]["leads"][0])["sale"] == 500


def test_the_older_form_takes_letters_and_calls(client: httpx2.Client) -> None:
    letter = {"from": {"email": "p@example.com", "name": "Пётр"}, "date": 1700000000, "subject": "Цены", "thread_id": 5}
    call = {"from": "79261110022", "to": "доб. 12", "date": 1700000000, "duration": 5, "service": "АТС"}
    for category, source in (("mail", letter), ("sip", call)):
        item = {"source": "Почта", "source_data": source, "data": {"leads": [{"name": "Письмо"}]}}
        [uid] = older(client, "add", category=category, add=[item])
        [shown] = client.get(f"{OLDER}/list?categories[]={category}").json()["response"]["unsorted"]
        assert shown["uid"] == uid
        assert source.items() <= shown["source_data"].items()


def test_the_older_form_as_a_form(client_of: ClientOf, key: dict[str, str]) -> None:
    query = {"login": key["USER_LOGIN"], "api_key": key["USER_HASH"]}
    new = {
        "request[unsorted][category]": "forms",
        "request[unsorted][add][0][source]": "Сайт",
        "request[unsorted][add][0][data][leads][0][name]": "Заявка",
        "request[unsorted][add][0][source_data][form_id]": "5",
    }
    stranger = client_of(None)

    def told(action: str, **more: Any) -> Any:
        method = "POST" if more else "GET"
        stranger.cookies.clear()
        return stranger.request(method, f"{OLDER}/{action}.php", params=query, **more).json()["response"]["unsorted"]

    [uid] = told("add", data=new)["add"]["data"]
    assert [each["uid"] for each in told("list")] == [uid]
    assert list(told("decline", data={"request[unsorted][decline][0]": uid})["decline"]["data"]) == [uid]
    assert told("get_all_summary")["declined"] == 1


def test_who_is_not_named_and_where_none_is_said(client: httpx2.Client, desk: Desk, world: World) -> None:
    uids = sent(client, "form", add=[form(number, pipeline_id=0, source_uid=None) for number in (1, 2)])
    shown = desk.list("incoming_leads")
    assert [each["uid"] for each in shown] == uids
    assert {(each["source_uid"], each["pipeline_id"]) for each in shown} == {("", world.facts.main_pipeline.id)}


def test_faults_of_the_older_form_are_told_in_its_names(client: httpx2.Client) -> None:
    item = {"source": "Сайт", "data": {"leads": [{"price": 10**14}]}}
    body = {"request": {"unsorted": {"category": "forms", "add": [item]}}}
    answer = client.post(f"{OLDER}/add", json=body)
    assert set(answer.json()) == {"response"}
    assert paths(answer) == ["add.0.data.leads.0.price"]
    body["request"]["unsorted"]["category"] = "letters"
    assert paths(client.post(f"{OLDER}/add", json=body)) == ["category"]


def test_who_sees_no_leads_sorts_nothing(client: httpx2.Client, world: World, client_of: ClientOf) -> None:
    [uid] = sent(client, "form", add=[form()])
    rights = {"leads": dict.fromkeys(EVERYTHING, "D")}
    [vera] = world.do(users.add, [UserDraft(name="Вера", email="v@romashka.example", rights=rights)])
    shop = client_of(vera)
    for answer in (
        shop.get(PATH),
        shop.get(f"{PATH}/summary"),
        shop.post(f"{PATH}/form", json={"add": [form(2)]}),
        shop.post(f"{PATH}/accept", json={"accept": [uid]}),
        shop.post(f"{OLDER}/decline", json={"request": {"unsorted": {"decline": [uid]}}}),
    ):
        assert (answer.status_code, answer.json()["response"]["error_code"]) == (403, "244")
    assert len(client.get(PATH).json()["_embedded"]["items"]) == 1


def test_another_accounts_request_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    [uid] = sent(client, "form", add=[form()])
    veter = client_of(world.egor)
    assert veter.get(f"{PATH}?uid={uid}").status_code == veter.get(f"{OLDER}/list").status_code == 204
    assert paths(veter.post(f"{PATH}/accept", json={"accept": [uid]})) == ["accept.0"]
    assert paths(veter.post(f"{PATH}/decline", json={"decline": [uid]})) == ["decline.0"]


def test_twenty_cost_as_much_as_one(client: httpx2.Client, statements: Statements) -> None:
    def cost(way: str, **body: Any) -> tuple[int, Any]:
        with statements() as seen:
            data = sent(client, way, **body)
        return len(seen), [*data]

    sent(client, "form", add=[form(0)])  # takes blocks of ids
    one, few = cost("form", add=[form(1)])
    many, more = cost("form", add=[form(number) for number in range(2, MANY)])
    assert many == one
    costs = set[int]()
    for size in (1, MANY):
        with statements() as seen:
            client.get(f"{PATH}?page_size={size}")
        costs.add(len(seen))
    assert len(costs) == 1
    assert cost("accept", accept=few)[0] == cost("accept", accept=more[:8])[0]
    assert cost("decline", decline=more[8:9])[0] == cost("decline", decline=more[9:])[0]
