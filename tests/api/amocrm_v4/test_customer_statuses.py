"""Where customers of «Ромашка» stand between two purchases, and when they come there."""

import time
from typing import Any

import httpx2
import pytest

from tests import invariants
from tests.answers import marked_faults
from tests.api.amocrm_v4.happenings import change, events, new
from tests.conftest import ClientOf
from tests.world import World
from voronka.domain.customer_statuses import STATUSES_AT_MOST
from voronka.services import customers

STATUSES = "/api/v4/customers/statuses"
MODE = "/api/v4/customers/mode"
DAY = 86_400
TODAY, YESTERDAY, LATER = (int(time.time()) + days * DAY for days in (0, -1, 30))
EXPECTED, MISSED, CLOSED, RECENT = 1, 2, 3, 4


@pytest.fixture(autouse=True)
def _by_periodicity(client: httpx2.Client) -> None:
    answer = client.patch(MODE, json={"mode": "periodicity", "is_enabled": True})
    assert answer.json() == {"mode": "periodicity", "is_enabled": True}


def of_type(client: httpx2.Client, type: int) -> int:
    return next(each["id"] for each in listed(client) if each["type"] == type)


def listed(client: httpx2.Client) -> list[dict[str, Any]]:
    return client.get(STATUSES).json()["_embedded"]["statuses"]


def standing(client: httpx2.Client, id: int) -> int:
    """The type of the status in which he stands."""
    at = client.get(f"/api/v4/customers/{id}").json()["status_id"]
    return next(each["type"] for each in listed(client) if each["id"] == at)


def test_the_mode_shows_what_belongs_to_it(client: httpx2.Client) -> None:
    assert client.get("/api/v4/account").json()["customers_mode"] == "periodicity"
    assert client.get("/api/v4/customers/segments").status_code == 422
    client.patch(MODE, json={"mode": "segments", "is_enabled": True})
    assert client.get("/api/v4/account").json()["customers_mode"] == "segments"
    assert client.get("/api/v4/customers/segments").status_code == 204
    for call in (client.get(STATUSES), client.get(f"{STATUSES}/5"), client.delete(f"{STATUSES}/5")):
        assert (call.status_code, call.json()["title"]) == (422, "Unprocessable Entity")
    assert client.patch(MODE, json={"mode": "segments", "is_enabled": False}).json()["is_enabled"] is False
    assert client.get("/api/v4/account").json()["customers_mode"] == "disabled"
    assert client.get("/api/v4/customers/segments").status_code == client.get(STATUSES).status_code == 422


SEGMENTS = "/api/v4/customers/segments"
CALLS = [("GET", None), ("GET", "/5"), ("PATCH", "/5"), ("DELETE", "/5"), ("POST", None)]


@pytest.mark.parametrize(
    ("mode", "path"), [("segments", STATUSES), ("periodicity", SEGMENTS), ("off", STATUSES), ("off", SEGMENTS)]
)
def test_statuses_and_segments_are_there_only_in_their_own_mode(client: httpx2.Client, mode: str, path: str) -> None:
    client.patch(MODE, json={"mode": "segments" if mode == "off" else mode, "is_enabled": mode != "off"})
    for method, rest in CALLS:
        sent: Any = {"name": "?", "sort": 5}
        body = None if method in ("GET", "DELETE") else [sent] if (path, method) == (STATUSES, "POST") else sent
        answer = client.request(method, f"{path}{rest or ''}", json=body)
        assert (answer.status_code, answer.json()["title"]) == (422, "Unprocessable Entity")
        assert "Switch the mode first." in answer.json()["detail"]


def test_customers_stay_when_they_are_switched_off_and_on(client: httpx2.Client) -> None:
    """What is there is not hidden: (unconfirmed) who reads on does not break, and nothing is lost."""
    late = new(client, "customers", name="Кафе", next_date=YESTERDAY - DAY)
    before = client.get(f"/api/v4/customers/{late}").json()
    for mode, is_enabled in (("periodicity", False), ("segments", True)):
        client.patch(MODE, json={"mode": mode, "is_enabled": is_enabled})
        assert client.get(f"/api/v4/customers/{late}").json() == before
        assert new(client, "customers", name="Бар")
    client.patch(MODE, json={"mode": "periodicity", "is_enabled": True})
    assert standing(client, late) == MISSED
    change(client, late, "customers", next_date=TODAY)
    assert standing(client, late) == EXPECTED


def test_a_mode_that_is_none_is_refused(client: httpx2.Client) -> None:
    assert marked_faults(client.patch(MODE, json={"mode": "dynamic"})) == [
        ("0", "mode", "NotSupportedChoice"),
        ("0", "is_enabled", "FieldMissing"),
    ]


def test_the_systems_own_are_there_from_the_beginning(client: httpx2.Client, world: World) -> None:
    body = client.get(STATUSES).json()
    assert body["_total_items"] == 4
    first, *others = body["_embedded"]["statuses"]
    assert first == {
        "id": first["id"],
        "name": "Недавно купили",
        "sort": 10,
        "is_default": True,
        "conditions": [],
        "color": "#ccc8f9",
        "type": RECENT,
        "account_id": world.romashka.id,
        "_links": {"self": {"href": f"https://romashka.voronka.test{STATUSES}/{first['id']}"}},
    }
    assert [(each["type"], each["is_default"]) for each in others] == [
        (EXPECTED, False),
        (MISSED, False),
        (CLOSED, False),
    ]
    assert client.get(f"{STATUSES}/{first['id']}").json() == first


def test_others_are_added_changed_and_deleted(client: httpx2.Client) -> None:
    sent = {"name": "Готовим", "sort": 20, "color": "#D6EAFF", "request_id": "a", "conditions": ["их не пишут"]}
    added = client.post(STATUSES, json=[sent]).json()
    assert added["_total_items"] == 1
    [ref] = added["_embedded"]["statuses"]
    assert list(ref) == ["id", "request_id", "_links"]
    changed = client.patch(f"{STATUSES}/{ref['id']}", json={"name": "Готово", "request_id": "b"}).json()
    assert (changed["name"], changed["color"], changed["sort"], changed["request_id"]) == ("Готово", "#d6eaff", 20, "b")
    assert (changed["type"], changed["is_default"], changed["conditions"]) == (0, False, [])
    assert [each["sort"] for each in listed(client)] == [10, 20, 10_000, 11_000, 12_000]
    assert client.delete(f"{STATUSES}/{ref['id']}").status_code == 204
    assert client.get(f"{STATUSES}/{ref['id']}").status_code == 204
    assert client.delete(f"{STATUSES}/{ref['id']}").status_code == 404


def test_the_systems_own_are_renamed_not_moved_nor_deleted(client: httpx2.Client) -> None:
    id = of_type(client, MISSED)
    changed = client.patch(f"{STATUSES}/{id}", json={"name": "Не пришли", "sort": 5}).json()
    assert (changed["name"], changed["sort"]) == ("Не пришли", 11_000)
    assert client.delete(f"{STATUSES}/{id}").status_code == 422


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({"sort": 5}, "name", "FieldMissing"),
        ({"name": "?"}, "sort", "FieldMissing"),
        ({"name": " ", "sort": 5}, "name", "NotBlank"),
        ({"name": "?", "sort": 5, "color": "red"}, "color", "NotSupportedChoice"),
    ],
)
def test_a_wrong_one_is_refused(client: httpx2.Client, sent: dict[str, Any], path: str, code: str) -> None:
    good = {"name": "Готовим", "sort": 20}
    assert marked_faults(client.post(STATUSES, json=[good, sent])) == [("1", path, code)]
    assert len(listed(client)) == 4


def test_there_are_thirty_at_most(client: httpx2.Client) -> None:
    more = [{"name": f"Статус {number}", "sort": 20} for number in range(STATUSES_AT_MOST - 4)]
    assert client.post(STATUSES, json=more).status_code == 200
    assert client.post(STATUSES, json=more[:1]).status_code == 422


def test_customers_of_a_deleted_status_go_back_to_the_first_one(client: httpx2.Client, world: World) -> None:
    [own] = client.post(STATUSES, json=[{"name": "Готовим", "sort": 20}]).json()["_embedded"]["statuses"]
    here, gone = (new(client, "customers", next_date=LATER, status_id=own["id"]) for _ in range(2))
    world.do(customers.delete, [gone])
    client.delete(f"{STATUSES}/{own['id']}")
    world.do(customers.restore, [gone])
    assert standing(client, here) == standing(client, gone) == RECENT
    [moved] = events(client, type="customer_status_changed")
    assert (moved["entity_id"], moved["value_before"]) == (here, [{"customer_status": {"id": own["id"]}}])
    invariants.check(world)


@pytest.mark.parametrize(
    ("next_date", "type"),
    [(YESTERDAY - DAY, MISSED), (TODAY, EXPECTED), (LATER, RECENT)],
    ids=["missed", "expected", "recent"],
)
def test_the_date_of_the_next_purchase_leads_to_a_status(client: httpx2.Client, next_date: int, type: int) -> None:
    assert standing(client, new(client, "customers", next_date=next_date)) == type
    late = new(client, "customers", next_date=YESTERDAY - DAY)
    change(client, late, "customers", next_date=next_date)
    assert standing(client, late) == type


def test_whoever_says_a_status_gets_it(client: httpx2.Client) -> None:
    closed = of_type(client, CLOSED)
    ann = new(client, "customers", next_date=TODAY, status_id=closed)
    assert standing(client, ann) == CLOSED
    change(client, ann, "customers", next_date=LATER)
    assert standing(client, ann) == CLOSED
    change(client, ann, "customers", status_id=of_type(client, EXPECTED))
    assert standing(client, ann) == EXPECTED


def test_who_is_no_administrator_only_reads(client_of: ClientOf, world: World, client: httpx2.Client) -> None:
    anna, id = client_of(world.anna), of_type(client, RECENT)
    assert anna.get(f"{STATUSES}/{id}").status_code == 200
    assert anna.post(STATUSES, json=[{"name": "?", "sort": 5}]).status_code == 403
    assert anna.patch(f"{STATUSES}/{id}", json={"name": "?"}).status_code == 403
    assert anna.delete(f"{STATUSES}/{id}").status_code == 403


def test_another_accounts_status_does_not_exist(client: httpx2.Client, client_of: ClientOf, world: World) -> None:
    egor = client_of(world.egor)
    egor.patch(MODE, json={"mode": "periodicity", "is_enabled": True})
    [own] = client.post(STATUSES, json=[{"name": "Готовим", "sort": 20}]).json()["_embedded"]["statuses"]
    assert egor.get(f"{STATUSES}/{own['id']}").status_code == 204
    assert egor.patch(f"{STATUSES}/{own['id']}", json={"name": "?"}).status_code == 404
    sent = [{"name": "?", "next_date": LATER, "status_id": own["id"]}]
    assert marked_faults(egor.post("/api/v4/customers", json=sent)) == [("0", "status_id", "NotSupportedChoice")]
