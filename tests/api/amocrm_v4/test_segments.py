"""Groups of customers at «Ромашка»."""

from typing import Any

import httpx2
import pytest

from tests import invariants
from tests.answers import marked_faults
from tests.api.amocrm_v4.happenings import change, events, new
from tests.conftest import ClientOf, Statements
from tests.rights import give, rights_with
from tests.world import World
from voronka.domain.segments import COLORS, FIELDS_AT_MOST, SEGMENTS_AT_MOST
from voronka.services import customers

SEGMENTS = "/api/v4/customers/segments"


@pytest.fixture
def cafes(client: httpx2.Client) -> int:
    return segment(client, name="Кафе")["id"]


def segment(client: httpx2.Client, **values: Any) -> dict[str, Any]:
    answer = client.post(SEGMENTS, json=values)
    assert answer.status_code == 200, answer.text
    return answer.json()


def within(*ids: int) -> dict[str, Any]:
    return {"segments": [{"id": id} for id in ids]}


def held(client: httpx2.Client, id: int) -> list[int]:
    return [each["id"] for each in client.get(f"/api/v4/customers/{id}").json()["_embedded"]["segments"]]


def test_a_segment_is_added_alone_and_answered_whole(client: httpx2.Client, world: World) -> None:
    made = segment(
        client, name=" Кафе ", color="2176FF", bonus_points_conversion_rate=5, bonus_points_max_discount=20.5
    )
    assert made == {
        "id": made["id"],
        "created_at": made["updated_at"],
        "updated_at": made["updated_at"],
        "account_id": world.romashka.id,
        "name": "Кафе",
        "color": "2176ff",
        "available_products_price_types": [],
        "customers_count": 0,
        "custom_fields_values": [],
        "bonus_points_conversion_rate": 5,
        "bonus_points_max_discount": 20.5,
        "_links": {"self": {"href": f"https://romashka.voronka.test{SEGMENTS}/{made['id']}"}},
    }
    assert client.get(f"{SEGMENTS}/{made['id']}").json() == made
    assert client.post(SEGMENTS, json=[{"name": "Бары"}]).status_code == 400
    [told] = events(client, type="segment_created")
    assert (told["entity_id"], told["created_by"]) == (made["id"], world.irina.id)


def test_every_colour_of_the_vendor_is_read_as_it_was_written(client: httpx2.Client, cafes: int) -> None:
    assert len(COLORS) == len(set(COLORS)) == 40
    for color in COLORS:
        assert client.patch(f"{SEGMENTS}/{cafes}", json={"color": color}).json()["color"] == color


def test_the_list_counts(client: httpx2.Client, cafes: int) -> None:
    offices = segment(client, name="Офисы")["id"]
    new(client, "customers", _embedded=within(cafes))
    new(client, "customers", _embedded=within(cafes, offices))
    listed = client.get(f"{SEGMENTS}?limit=1&page=2").json()
    assert (listed["_total_items"], listed["_page"], listed["_page_count"]) == (2, 2, 2)
    assert [each["customers_count"] for each in client.get(SEGMENTS).json()["_embedded"]["segments"]] == [2, 1]


def test_the_list_counts_whom_one_may_see(client: httpx2.Client, client_of: ClientOf, world: World, cafes: int) -> None:
    for user in (world.anna, world.oleg):
        new(client, "customers", responsible_user_id=user.id, _embedded=within(cafes))
    world.do(give, world.anna, rights_with(view="M"))

    assert client_of(world.anna).get(f"{SEGMENTS}/{cafes}").json()["customers_count"] == 1
    assert client.get(f"{SEGMENTS}/{cafes}").json()["customers_count"] == 2


def test_customers_join_and_leave(client: httpx2.Client, world: World, cafes: int) -> None:
    offices = segment(client, name="Офисы")["id"]
    ann = new(client, "customers", _embedded=within(offices, cafes, cafes))
    assert held(client, ann) == [cafes, offices]
    change(client, ann, "customers", _embedded=within(offices))
    change(client, ann, "customers", name="Анна", _embedded={"tags": None})
    assert held(client, ann) == [offices]
    [gone] = events(client, type="entity_segment_detached")
    assert gone["value_before"] == [{"segment": {"id": cafes}}]
    change(client, ann, "customers", _embedded=within(offices, cafes))
    [joined] = events(client, type="entity_segment_attached")
    assert joined["value_after"] == [{"segment": {"id": cafes}}]
    for nothing in (None, []):
        change(client, ann, "customers", _embedded={"segments": nothing})
        assert held(client, ann) == []
    counts = [each["customers_count"] for each in client.get(SEGMENTS).json()["_embedded"]["segments"]]
    assert counts == [0, 0]
    invariants.check(world)


def test_deleted_customers_are_not_counted_and_come_back_where_they_were(
    client: httpx2.Client, world: World, cafes: int
) -> None:
    offices = segment(client, name="Офисы")["id"]
    ann, oleg = (new(client, "customers", _embedded=within(cafes, offices)) for _ in range(2))
    world.do(customers.delete, [oleg])
    assert client.get(f"{SEGMENTS}/{cafes}").json()["customers_count"] == 1
    assert client.delete(f"{SEGMENTS}/{cafes}").status_code == 204
    world.do(customers.restore, [oleg])
    assert held(client, ann) == held(client, oleg) == [offices]
    assert client.get(f"{SEGMENTS}/{cafes}").status_code == 204
    assert client.get(f"{SEGMENTS}/{offices}").json()["customers_count"] == 2


def test_a_segment_is_changed(client: httpx2.Client, cafes: int) -> None:
    client.patch(f"{SEGMENTS}/{cafes}", json={"bonus_points_conversion_rate": 5, "request_id": "x"})
    changed = client.patch(f"{SEGMENTS}/{cafes}", json={"name": "Бары", "color": COLORS[-1], "id": 5}).json()
    assert (changed["id"], changed["name"], changed["color"]) == (cafes, "Бары", COLORS[-1])
    assert changed["bonus_points_conversion_rate"] == 5
    changed = client.patch(f"{SEGMENTS}/{cafes}", json={"bonus_points_conversion_rate": None}).json()
    assert changed["bonus_points_conversion_rate"] is None


def test_price_types_are_fields_of_products(client: httpx2.Client, cafes: int) -> None:
    [catalog] = client.post("/api/v4/catalogs", json=[{"name": "Цветы"}]).json()["_embedded"]["catalogs"]
    path = f"/api/v4/catalogs/{catalog['id']}/custom_fields"
    fields = client.post(path, json=[{"type": "price", "name": "Опт"}, {"type": "text", "name": "Сорт"}]).json()
    price, sort = (field["id"] for field in fields["_embedded"]["custom_fields"])
    changed = client.patch(f"{SEGMENTS}/{cafes}", json={"available_products_price_types": [price]}).json()
    assert changed["available_products_price_types"] == [price]
    refused = client.patch(f"{SEGMENTS}/{cafes}", json={"available_products_price_types": [price, sort]})
    assert marked_faults(refused) == [("0", "available_products_price_types.1", "NotSupportedChoice")]
    assert client.delete(f"{path}/{price}").status_code == 204
    assert client.get(f"{SEGMENTS}/{cafes}").json()["available_products_price_types"] == []


def test_segments_have_fields_of_their_own(client: httpx2.Client, cafes: int) -> None:
    text = {"type": "text", "name": "Чем берут"}
    [field] = client.post(f"{SEGMENTS}/custom_fields", json=[text]).json()["_embedded"]["custom_fields"]
    assert field["entity_type"] == "segments"
    assert field["_links"]["self"]["href"].endswith(f"{SEGMENTS}/custom_fields/{field['id']}")
    values = [{"field_id": field["id"], "values": [{"value": "Пионами"}]}]
    changed = client.patch(f"{SEGMENTS}/{cafes}", json={"custom_fields_values": values}).json()
    assert changed["custom_fields_values"][0]["values"] == [{"value": "Пионами"}]
    many = [{"type": "text", "name": f"Поле {number}"} for number in range(FIELDS_AT_MOST)]
    assert client.post(f"{SEGMENTS}/custom_fields", json=many).status_code == 422
    assert client.delete(f"{SEGMENTS}/custom_fields/{field['id']}").status_code == 204
    assert client.get(f"{SEGMENTS}/{cafes}").json()["custom_fields_values"] == []


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({}, "name", "FieldMissing"),
        ({"name": " "}, "name", "NotBlank"),
        ({"name": "я" * 256}, "name", "TooLong"),
        ({"name": "Кафе", "color": "#2176ff"}, "color", "NotSupportedChoice"),
        ({"name": "Кафе", "bonus_points_max_discount": 101}, "bonus_points_max_discount", "TooHigh"),
        ({"name": "Кафе", "custom_fields_values": [{"field_id": 7}]}, "custom_fields_values.0.field_id", None),
    ],
)
def test_a_wrong_one_is_refused(client: httpx2.Client, sent: dict[str, Any], path: str, code: str | None) -> None:
    assert marked_faults(client.post(SEGMENTS, json=sent)) == [("0", path, code or "NotSupportedChoice")]
    assert client.get(SEGMENTS).status_code == 204


def test_there_are_a_hundred_at_most(client: httpx2.Client) -> None:
    for number in range(SEGMENTS_AT_MOST):
        segment(client, name=f"Сегмент {number}")
    assert client.post(SEGMENTS, json={"name": "Ещё один"}).status_code == 422


def test_who_is_no_administrator_only_reads(client_of: ClientOf, world: World, cafes: int) -> None:
    anna = client_of(world.anna)
    assert anna.get(f"{SEGMENTS}/{cafes}").status_code == 200
    assert anna.post(SEGMENTS, json={"name": "Бары"}).status_code == 403
    assert anna.patch(f"{SEGMENTS}/{cafes}", json={"name": "Бары"}).status_code == 403
    assert anna.delete(f"{SEGMENTS}/{cafes}").status_code == 403
    assert anna.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": False}).status_code == 403


def test_another_accounts_segment_does_not_exist(client_of: ClientOf, world: World, cafes: int) -> None:
    egor = client_of(world.egor)
    assert egor.get(f"{SEGMENTS}/{cafes}").status_code == 204
    assert egor.patch(f"{SEGMENTS}/{cafes}", json={"name": "?"}).status_code == 404
    assert egor.delete(f"{SEGMENTS}/{cafes}").status_code == 404
    sent = [{"name": "Кафе", "_embedded": within(cafes)}]
    assert marked_faults(egor.post("/api/v4/customers", json=sent)) == [
        ("0", "_embedded.segments.0.id", "NotSupportedChoice")
    ]


def test_a_page_costs_the_same_however_many_there_are(
    client: httpx2.Client, cafes: int, statements: Statements
) -> None:
    counts = []
    for number in range(2):
        client.get(SEGMENTS)
        with statements() as seen:
            client.get(SEGMENTS)
        counts.append(len(seen))
        for place in range(9):
            segment(client, name=f"Сегмент {number} {place}")
    assert counts[0] == counts[1] == 3  # account, token, counts
