"""The messenger's integration of «Ромашка» prepares answers, and WhatsApp reviews some of them."""

from typing import Any

import httpx2
import pytest

from tests.answers import NO_URL, embedded, faults
from tests.api.amocrm_v4.drive import upload
from tests.api.amocrm_v4.happenings import new, notices
from tests.conftest import ClientOf, Statements
from tests.integration import Sync
from tests.world import World
from voronka.domain.listing import ListQuery
from voronka.services import chat_templates as templates

TEMPLATES = "/api/v4/chats/templates"
FILE = "5f0c2a7e-1d34-4b7a-9a52-0c9f0d5e7711"
HELLO = {"name": "Привет", "content": "Здравствуйте, {{contact.name}}", "external_id": "hi"}
OFFER = {"name": "Акция", "content": "Пионы по {{1}}", "type": "waba", "waba_examples": {"{{1}}": "100 ₽"}}


def add(client: httpx2.Client, *templates: dict[str, Any]) -> list[dict[str, Any]]:
    return embedded(client.post(TEMPLATES, json=[*templates]))


def names(client: httpx2.Client, **query: Any) -> list[str]:
    return [each["name"] for each in embedded(client.get(TEMPLATES, params=query))]


@pytest.fixture
def whatsapp(client: httpx2.Client) -> list[int]:
    """Two sources that review templates, and one that does not."""
    waba = {"type": "whatsapp", "params": {"waba": True}, "pages": []}
    wanted = [{"name": name, "external_id": name, "services": [waba]} for name in ("wa-1", "wa-2")]
    plain = {"name": "site", "external_id": "site", "services": [waba | {"params": []}]}
    made = client.post("/api/v4/sources", json=[*wanted, plain]).json()["_embedded"]["sources"]
    return [source["id"] for source in made[:2]]


def test_a_template_is_answered_whole_as_the_vendor_shows_it(client: httpx2.Client, world: World) -> None:
    sent = HELLO | {"buttons": [{"type": "inline", "text": "Да"}], "request_id": "a"}
    body = client.post(TEMPLATES, json=[sent]).json()
    [made] = body["_embedded"]["chat_templates"]
    assert body["_total_items"] == 1
    assert made == {
        "id": made["id"],
        "account_id": world.romashka.id,
        **HELLO,
        "created_at": made["created_at"],
        "updated_at": made["created_at"],
        "buttons": [{"type": "inline", "text": "Да"}],
        "attachment": None,
        "is_editable": False,
        "type": "amocrm",
        "waba_footer": "",
        "waba_category": "",
        "waba_language": "",
        "waba_examples": [],
        "waba_header": None,
        "waba_header_type": None,
        "request_id": "a",
        "_links": {"self": {"href": f"https://romashka.voronka.test{TEMPLATES}/{made['id']}"}},
    }
    del made["request_id"]
    assert client.get(f"{TEMPLATES}/{made['id']}").json() == made
    assert client.get(f"{TEMPLATES}/5").status_code == 404


def test_whatsapps_parts_stay_with_whatsapps_templates(client: httpx2.Client) -> None:
    parts = {"waba_footer": "Ромашка", "waba_category": "UTILITY", "waba_language": "ru", "waba_header": "Пионы"}
    header = {"waba_header_type": "text"}
    whatsapp, plain = add(client, OFFER | parts | header, HELLO | parts | header)
    assert {name: whatsapp[name] for name in parts} == parts
    assert whatsapp["waba_examples"] == {"{{1}}": "100 ₽"}
    assert (plain["waba_footer"], plain["waba_header"], plain["waba_examples"]) == ("", None, [])


def test_templates_are_found_and_paged(client: httpx2.Client) -> None:
    add(client, *({"name": f"{number}", "content": "x", "external_id": f"e{number}"} for number in range(3)))
    assert names(client, **{"filter[external_id]": "e1"}) == ["1"]
    assert names(client, **{"filter[external_id][0]": "e0", "filter[external_id][1]": "e2"}) == ["0", "2"]
    assert names(client, limit=2, page=2) == ["2"]
    assert client.get(TEMPLATES, params={"limit": 51}).status_code == 422


def test_templates_are_changed_and_deleted(client: httpx2.Client) -> None:
    first, second, third = add(client, HELLO, HELLO | {"name": "Пока"}, HELLO | {"name": "Ой"})
    uuid = upload(client, "Букет.jpg", b"1")["uuid"]
    file = {"id": uuid, "name": "Букет.jpg", "type": "picture"}
    changed = client.patch(f"{TEMPLATES}/{first['id']}", json={"attachment": file, "buttons": None}).json()
    assert changed["attachment"] == file | {"is_external": False} and "request_id" not in changed
    client.request("DELETE", "/v1.0/files", json=[{"uuid": uuid}])
    kept = client.patch(f"{TEMPLATES}/{first['id']}", json={"attachment": file, "name": "Здравствуйте"})
    assert kept.status_code == 200, "what was read may be sent back, though the file was deleted since"
    assert faults(client.patch(f"{TEMPLATES}/{second['id']}", json={"attachment": file})) == [
        ("attachment.id", "NotSupportedChoice")
    ]
    assert client.patch(f"{TEMPLATES}/{first['id']}", json={"attachment": None}).json()["attachment"] is None
    body = client.patch(TEMPLATES, json=[{"id": second["id"], "content": "До встречи", "request_id": "b"}]).json()
    assert [(each["content"], each["request_id"]) for each in body["_embedded"]["chat_templates"]] == [
        ("До встречи", "b")
    ]
    assert client.delete(f"{TEMPLATES}/{first['id']}").status_code == 204
    assert client.request("DELETE", TEMPLATES, json=[{"id": second["id"]}]).status_code == 204
    assert names(client) == ["Ой"] and third["name"] == "Ой"


@pytest.mark.parametrize("keeper", [None, "lead", "field", "note", "template"])
def test_a_deleted_template_takes_its_file_along_unless_something_else_needs_it(
    client: httpx2.Client, keeper: str | None
) -> None:
    uuid = upload(client, "Букет.jpg", b"1")["uuid"]
    attachment = {"attachment": {"id": uuid, "name": "Букет.jpg", "type": "picture"}}
    [hello] = add(client, HELLO | attachment)
    if keeper is not None:
        _needs(client, keeper, uuid, attachment)

    assert client.delete(f"{TEMPLATES}/{hello['id']}").status_code == 204

    assert client.get(f"/v1.0/files/{uuid}").json()["is_trashed"] is (keeper is None)


def _needs(client: httpx2.Client, keeper: str, uuid: str, attachment: dict[str, Any]) -> None:
    lead = new(client, name="Свадьба")
    match keeper:
        case "lead":
            done = client.put(f"/api/v4/leads/{lead}/files", json=[{"file_uuid": uuid}])
        case "field":
            field = new(client, "leads/custom_fields", name="Эскиз", type="file")
            value = {"field_id": field, "values": [{"value": {"file_uuid": uuid}}]}
            done = client.patch(f"/api/v4/leads/{lead}", json={"custom_fields_values": [value]})
        case "note":
            params = {"file_uuid": uuid, "file_name": "Букет.jpg"}
            done = client.post(f"/api/v4/leads/{lead}/notes", json=[{"note_type": "attachment", "params": params}])
        case _:
            done = client.post(TEMPLATES, json=[HELLO | attachment])
    assert done.status_code == 200, done.text


def test_every_fault_is_named(client: httpx2.Client) -> None:
    wrong = [
        {"name": " ", "content": "", "external_id": "x" * 256},
        HELLO | {"buttons": [{"type": "url", "text": "x"}, {"type": "url", "text": "", "url": "javascript:1"}]},
        HELLO | {"attachment": {"id": "1", "name": "x", "type": "file"}},
        HELLO | {"attachment": {"id": FILE, "name": "x", "type": "file"}},
        OFFER | {"waba_header_type": "media"},
        OFFER | {"waba_header_type": "text", "waba_header": "x" * 61},
    ]
    assert faults(client.post(TEMPLATES, json=wrong)) == [
        ("name", "NotBlank"),
        ("content", "NotBlank"),
        ("external_id", "TooLong"),
        ("buttons.0.url", "FieldMissing"),
        ("buttons.1.text", "NotBlank"),
        ("buttons.1.url", NO_URL),
        ("attachment.id", "InvalidFormat"),
        ("attachment.id", "NotSupportedChoice"),
        ("attachment", "FieldMissing"),
        ("waba_header", "TooLong"),
    ]
    assert faults(client.post(TEMPLATES, json=[HELLO | {"type": "sms"}])) == [("type", "NotSupportedChoice")]
    assert names(client) == []
    assert client.patch(f"{TEMPLATES}/5", json={"name": "x"}).status_code == 404
    assert client.delete(f"{TEMPLATES}/5").status_code == 404
    assert faults(client.patch(TEMPLATES, json=[{"id": 5}])) == [("id", "NotSupportedChoice")]
    assert faults(client.request("DELETE", TEMPLATES, json=[{"id": 5}])) == [("id", "NotSupportedChoice")]


def test_whatsapp_reviews_a_template_in_each_of_its_sources(
    client: httpx2.Client, world: World, whatsapp: list[int]
) -> None:
    [offer] = add(client, OFFER)
    path = f"{TEMPLATES}/{offer['id']}"
    sent: list[httpx2.Response] = []
    told = notices(client, world, "add_chat_template_review", lambda: sent.append(client.post(f"{path}/review")))
    reviews = sent[0].json()["_embedded"]["reviews"]
    assert [(each["source_id"], each["status"], each["reject_reason"]) for each in reviews] == [
        (id, "review", None) for id in whatsapp
    ]
    part = "chat_template_review[add][0]"
    assert [(each[f"{part}[id]"], each[f"{part}[source_id]"]) for each in told] == [
        (str(each["id"]), str(each["source_id"])) for each in reviews
    ]
    first, second = (f"{path}/review/{each['id']}" for each in reviews)
    rejected = {"id": reviews[0]["id"], "source_id": whatsapp[0], "status": "rejected", "reject_reason": "Нет"}
    assert client.post(first, json=rejected).json() == rejected
    client.post(second, json={"status": "approved"})
    shown = client.get(path, params={"with": "reviews"}).json()
    assert (shown["review_status"], shown["is_on_review"]) == ("rejected", False)
    assert [each["status"] for each in shown["_embedded"]["reviews"]] == ["rejected", "approved"]
    again = client.post(f"{path}/review", json={}).json()["_embedded"]["reviews"]
    assert [each["id"] for each in again] == [each["id"] for each in reviews], "the same reviews once more"
    assert client.get(path, params={"with": "reviews"}).json()["is_on_review"] is True


def test_a_template_under_review_is_not_changed(client: httpx2.Client, whatsapp: list[int]) -> None:
    [offer] = add(client, OFFER)
    path = f"{TEMPLATES}/{offer['id']}"
    assert client.patch(path, json={"content": "Розы"}).status_code == 200, "still a draft"
    client.post(f"{path}/review")
    assert faults(client.patch(path, json={"content": "Тюльпаны"})) == [("id", "NotSupportedField")]


def test_what_cannot_be_reviewed_is_not(client: httpx2.Client, whatsapp: list[int]) -> None:
    [hello] = add(client, HELLO)
    path = f"{TEMPLATES}/{hello['id']}/review"
    assert client.post(path).status_code == 422
    assert client.post(f"{TEMPLATES}/5/review").status_code == 404
    assert client.post(f"{path}/5", json={"status": "approved"}).status_code == 404
    assert faults(client.post(f"{path}/5", json={"status": "draft"})) == [("status", "NotSupportedChoice")]


def test_an_integration_sees_its_own_templates_alone(
    client: httpx2.Client, client_of: ClientOf, sync: Sync, world: World
) -> None:
    [hello] = add(client, HELLO)
    assert world.do_as(world.irina, templates.page, [], ListQuery(), reviewed=False).items
    program = world.irina.actor(client_id=sync.integration.client_id)
    assert world.do_as(program, templates.page, [], ListQuery(), reviewed=False).items == []
    egor = client_of(world.egor)
    assert egor.get(f"{TEMPLATES}/{hello['id']}").status_code == 404
    assert egor.patch(f"{TEMPLATES}/{hello['id']}", json={"name": "x"}).status_code == 404
    assert client_of(world.anna).get(TEMPLATES).status_code == 403


def test_many_cost_as_many_statements_as_one(client: httpx2.Client, statements: Statements) -> None:
    add(client, HELLO)
    counts = []
    for count in (1, 20):
        with statements() as seen:
            made = add(client, *[HELLO] * count)
        counts.append(len(seen))
        with statements() as seen:
            client.get(TEMPLATES, params={"with": "reviews", "limit": count})
        counts.append(len(seen))
        with statements() as seen:
            client.patch(TEMPLATES, json=[{"id": each["id"], "name": "Иначе"} for each in made])
        counts.append(len(seen))
        with statements() as seen:
            client.request("DELETE", TEMPLATES, json=[{"id": each["id"]} for each in made])
        counts.append(len(seen))
    assert counts[:4] == counts[4:]
