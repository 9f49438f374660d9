"""Bodies as clients really send them: JSON and forms whatever the Content-Type, PHP's lists, texts for numbers."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v2.conftest import Desk
from tests.world import World
from voronka.domain.kinds import Kind

FORM = "application/x-www-form-urlencoded"


def send(client: httpx2.Client, content: str, **headers: str) -> httpx2.Response:
    return client.post("/api/v2/leads", content=content.encode(), headers=headers)


@pytest.mark.parametrize("media", [{}, {"Content-Type": "application/json"}, {"Content-Type": FORM}])
def test_json_is_known_by_its_first_letter(client: httpx2.Client, desk: Desk, media: dict[str, str]) -> None:
    answer = send(client, ' {"add":[{"name":"Букеты"}]}', **media)
    assert answer.status_code == 200
    assert desk.list("leads")[0]["name"] == "Букеты"


@pytest.mark.parametrize("media", [{}, {"Content-Type": "application/json"}, {"Content-Type": FORM}])
def test_a_form_is_all_the_rest(client: httpx2.Client, desk: Desk, media: dict[str, str], world: World) -> None:
    [phone] = [field.id for field in world.facts.fields_of(Kind.CONTACT).by_id.values() if field.code == "PHONE"]
    form = (
        "add[0][name]=Мария&add[0][request_id]=77&add[0][tags][0]=опт&add[0][tags][1]=vip"
        f"&add[0][custom_fields][0][id]={phone}&add[0][custom_fields][0][values][0][value]=%2B79160000001"
        "&add[0][custom_fields][0][values][0][enum]=MOB&add[1][name]=Пётр"
    )
    answer = client.post("/api/v2/contacts", content=form.encode(), headers=media)
    first, second = answer.json()["_embedded"]["items"]
    assert (first["request_id"], second["request_id"]) == (77, 1)
    shown = desk.one("contacts", first["id"])
    assert [tag["name"] for tag in shown["tags"]] == ["опт", "vip"]
    assert shown["custom_fields"][0]["values"][0]["value"] == "+79160000001"


def test_950_pairs_are_one_form(client: httpx2.Client, desk: Desk) -> None:
    fields = ("name=Букет", "sale=100", "tags=опт", "responsible_user_id=", "request_id=1")
    form = "&".join(f"add[{place}][{field.replace('=', ']=')}" for place in range(190) for field in fields)
    assert form.count("&") == 949
    assert len(send(client, form).json()["_embedded"]["items"]) == 190


def test_php_writes_a_list_with_gaps_as_an_object(client: httpx2.Client, desk: Desk) -> None:
    maria, petr = desk.add("contacts", {"name": "Мария"}, {"name": "Пётр"})
    lead = {"name": "Букеты", "tags": {"0": "опт", "2": "vip"}, "contacts_id": {"0": maria, "3": str(petr)}}
    answer = client.post("/api/v2/leads", json={"add": {"5": lead}})
    shown = desk.one("leads", answer.json()["_embedded"]["items"][0]["id"])
    assert [tag["name"] for tag in shown["tags"]] == ["опт", "vip"]
    assert shown["contacts"]["id"] == [maria, petr]


def test_numbers_and_flags_may_be_texts(desk: Desk, world: World) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "sale": "15000", "responsible_user_id": str(world.anna.id)})
    shown = desk.one("leads", lead)
    assert (shown["sale"], shown["responsible_user_id"]) == (15000, world.anna.id)
    task = {"text": "Позвонить", "complete_till_at": "1900000000", "is_completed": "1", "task_type": "2"}
    [made] = desk.add("tasks", task)
    shown = desk.one("tasks", made)
    assert (shown["is_completed"], shown["task_type"]) == (True, 2)


def test_an_empty_list_beside_a_full_one_is_nothing(desk: Desk) -> None:
    [lead] = desk.set("leads", add=[{"name": "Букеты"}], update=[])["_embedded"]["items"]
    updated = desk.set("leads", add=[], update=[{"id": lead["id"], "updated_at": 2_000_000_000, "name": "Розы"}])
    assert updated["_embedded"]["items"][0]["id"] == lead["id"]


def test_nulls_are_nothing(desk: Desk) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "sale": None, "tags": None, "custom_fields": None, "unlink": None})
    assert desk.one("leads", lead)["sale"] == 0


@pytest.mark.parametrize(("sent", "kept"), [(True, 1), (False, 0), ("15 000,50", 15000)])
def test_an_amount_in_odd_spellings(desk: Desk, sent: Any, kept: int) -> None:
    [lead] = desk.add("leads", {"name": "Букеты", "sale": sent})
    assert desk.one("leads", lead)["sale"] == kept


def test_a_mark_comes_back_as_it_was_sent(desk: Desk) -> None:
    items = desk.set("leads", add=[{"name": "Розы", "request_id": "77"}, {"name": "Ирисы", "request_id": "a7"}])
    assert [item["request_id"] for item in items["_embedded"]["items"]] == [77, "a7"]


@pytest.mark.parametrize("body", ["[]", "null", "{}"])
def test_a_get_may_have_a_body(client: httpx2.Client, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.request("GET", "/api/v2/account", content=body, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/api/v2/leads/", "/api/v2//leads", "/private/api/v2/json/leads/list/"])
def test_slashes_too_many_mean_nothing(client: httpx2.Client, desk: Desk, path: str) -> None:
    desk.add("leads", {"name": "Букеты"})
    assert client.get(path).status_code == 200


def test_the_older_calls_take_forms_too(client: httpx2.Client, desk: Desk) -> None:
    form = "request[leads][add][0][name]=Букеты&request[leads][add][0][price]=90000"
    answer = client.post("/private/api/v2/json/leads/set", content=form.encode())
    [made] = answer.json()["response"]["leads"]["add"]
    assert desk.one("leads", made["id"])["sale"] == 90000


def as_array(**values: str) -> Any:
    """What PHP's curl makes of an array in CURLOPT_POSTFIELDS."""
    return {name: (None, value) for name, value in values.items()}


def test_php_posts_an_array_in_parts(client: httpx2.Client, desk: Desk) -> None:
    sent = as_array(
        **{"add[0][name]": "Букеты", "add[0][tags][]": "опт", "add[0][sale]": "900\n", "add[1][name]": "Розы"}
    )
    answer = client.post("/api/v2/leads", files={**sent, "add[1][sale]": ("prices.txt", b"5")})
    assert [item["request_id"] for item in answer.json()["_embedded"]["items"]] == [0, 1]
    assert [(lead["name"], lead["sale"]) for lead in desk.list("leads")] == [("Букеты", 900), ("Розы", 0)]
    older = as_array(**{"request[leads][add][0][name]": "Ирисы", "request[leads][add][0][price]": "70"})
    [made] = client.post("/private/api/v2/json/leads/set", files=older).json()["response"]["leads"]["add"]
    assert desk.one("leads", made["id"])["sale"] == 70


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--'),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 25_002),
        ("multipart/form-data; boundary=x", b"--y--"),
    ],
)
def test_parts_that_cannot_be_read_are_a_bad_request(client: httpx2.Client, media: str, body: bytes) -> None:
    answer = client.post("/api/v2/leads", content=body, headers={"Content-Type": media})
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/v2/roses", 404), ("DELETE", "/api/v2/leads", 405)]
)
def test_the_time_is_told_also_where_there_is_nothing(
    client: httpx2.Client, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["runtime-timestamp"].isdecimal()
    assert ("allow" in answer.headers) == (status == 405)
