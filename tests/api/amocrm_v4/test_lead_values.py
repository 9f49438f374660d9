"""What may stand in a lead: names, prices, people, moments, tags; and what is refused."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.world import World
from voronka.domain.pipelines import WON

LIMIT = 10**13  # of a price, in whole units


def sent(client: httpx2.Client, **lead: Any) -> httpx2.Response:
    return client.post("/api/v4/leads", json=[lead])


def new(client: httpx2.Client, **lead: Any) -> int:
    return embedded(sent(client, **lead))[0]["id"]


def get(client: httpx2.Client, id: int) -> dict[str, Any]:
    return client.get(f"/api/v4/leads/{id}").json()


def patch(client: httpx2.Client, id: int, **change: Any) -> dict[str, Any]:
    answer = client.patch(f"/api/v4/leads/{id}", json=change)
    assert answer.status_code == 200, answer.text
    return get(client, id)


def tags(lead: dict[str, Any]) -> list[str]:
    return sorted(tag["name"] for tag in lead["_embedded"]["tags"])


@pytest.mark.parametrize(
    "name",
    [
        "я" * 255,
        "🌹" * 255,
        "زهور للمكتب",
        "שולחן \u200f(שמאל)\u200e",
        "👩\u200d👧 семья",
        "a\tb\nc",
        "O'Brien \"%_\\",
        " ",
    ],
)
def test_a_name_is_kept_to_the_letter(client: httpx2.Client, name: str) -> None:
    id = new(client, name=name, tags_to_add=[{"name": f"т{name[:200]}т"}])
    lead = get(client, id)
    assert (lead["name"], tags(lead)) == (name, [f"т{name[:200]}т"])
    assert patch(client, id, name=f"{name[:250]}!")["name"] == f"{name[:250]}!"


def test_names_and_tags_of_256_letters_are_too_long(client: httpx2.Client) -> None:
    assert faults(sent(client, name="🌹" * 256)) == [("name", "TooLong")]
    assert faults(sent(client, tags_to_add=[{"name": "🌹" * 256}])) == [("tags_to_add.0.name", "TooLong")]
    assert tags(get(client, new(client, tags_to_add=[{"name": "🌹" * 255}]))) == ["🌹" * 255]


@pytest.mark.parametrize(
    ("price", "whole", "exact"),
    [
        (0, 0, 0),
        (1, 1, 1),
        (99.999, 100, 100),
        (260.55, 260, 260.55),
        (-1, -1, -1),
        (-260.55, -260, -260.55),
        (0.1 + 0.2, 0, 0.3),
        (LIMIT, LIMIT, LIMIT),
        (-LIMIT, -LIMIT, -LIMIT),
    ],
)
def test_a_price_is_kept_to_the_kopeck(client: httpx2.Client, price: float, whole: int, exact: float) -> None:
    lead = get(client, new(client, price=price))
    assert (lead["price"], lead["price_with_minor_units"]) == (whole, exact)


def test_a_lead_that_is_sent_back_as_it_was_read_keeps_its_kopecks(client: httpx2.Client) -> None:
    id = new(client, price=260.55)
    assert client.patch(f"/api/v4/leads/{id}", json=get(client, id)).status_code == 200
    assert get(client, id)["price_with_minor_units"] == 260.55
    for sent, kept in [
        ({"price_with_minor_units": 270.55}, 260.55),  # a new one is written in `price`
        ({"price": 300, "price_with_minor_units": 260.55}, 300),
        ({"price": 400, "price_with_minor_units": "400.55"}, 400),
    ]:
        assert patch(client, id, **sent)["price_with_minor_units"] == kept


@pytest.mark.parametrize(
    ("price", "code"),
    [(LIMIT + 1, "TooHigh"), (-LIMIT - 1, "TooLow"), (10**16, "TooHigh"), (-1e300, "TooLow"), ("100", "InvalidType")],
)
def test_a_price_that_cannot_be_is_refused(client: httpx2.Client, price: Any, code: str) -> None:
    assert faults(sent(client, price=price)) == [("price", code)]


def test_robots_and_people(client: httpx2.Client, world: World) -> None:
    id = new(client, created_by=0, responsible_user_id=world.anna.id)
    lead = get(client, id)
    assert (lead["created_by"], lead["updated_by"]) == (0, 0)
    assert (lead["responsible_user_id"], lead["group_id"]) == (world.anna.id, world.shops.id)
    lead = patch(client, id, responsible_user_id=world.oleg.id)
    assert (lead["group_id"], lead["updated_by"]) == (world.people.id, world.irina.id)
    lead = patch(client, id, updated_by=0, created_by=world.oleg.id, name="Розы")
    assert (lead["created_by"], lead["updated_by"]) == (world.oleg.id, 0)
    strangers = {"responsible_user_id": 0, "created_by": 7, "updated_by": world.egor.id + 10**6}
    assert faults(sent(client, **strangers)) == [(name, "NotSupportedChoice") for name in strangers]


def test_moments_may_be_written_and_may_have_a_fraction(client: httpx2.Client) -> None:
    """One Python client sends floats."""
    moments = {"created_at": 1_700_000_000.9, "updated_at": 1_700_000_100.5, "closed_at": 1_700_000_050.1}
    id = new(client, status_id=WON, **moments)
    lead = get(client, id)
    assert [lead[name] for name in moments] == [1_700_000_000, 1_700_000_100, 1_700_000_050]
    lead = patch(client, id, created_at=1_600_000_000, closed_at=1_600_000_050)
    assert [lead[name] for name in ("created_at", "closed_at")] == [1_600_000_000, 1_600_000_050]
    assert lead["updated_at"] > 1_700_000_100
    answer = client.patch(f"/api/v4/leads/{id}", json={"updated_at": 1_650_000_000})
    assert answer.json()["updated_at"] == get(client, id)["updated_at"] == 1_650_000_000
    assert get(client, new(client, closed_at=1_700_000_000))["closed_at"] is None  # it is open
    assert faults(sent(client, created_at="вчера")) == [("created_at", "InvalidType")]
    assert faults(sent(client, created_at=10**12)) == [("created_at", "TooHigh")]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, ["VIP", "опт"]),
        ({"_embedded": {}}, ["VIP", "опт"]),
        ({"_embedded": None}, ["VIP", "опт"]),
        ({"_embedded": {"tags": []}}, []),
        ({"_embedded": {"tags": None}}, []),
        ({"_embedded": {"tags": [{"name": "опт"}]}}, ["опт"]),
        ({"tags_to_add": [{"name": "VIP"}, {"name": " новый "}, {"name": "новый"}]}, ["VIP", "новый", "опт"]),
        ({"tags_to_delete": [{"name": "VIP"}, {"name": "такого нет"}]}, ["опт"]),
        ({"tags_to_add": [{"name": "новый"}], "tags_to_delete": [{"name": "опт "}]}, ["VIP", "новый"]),
        # a read card sent back with something added: what is added counts too
        ({"_embedded": {"tags": [{"name": "опт"}]}, "tags_to_add": [{"name": "новый"}]}, ["новый", "опт"]),
        ({"_embedded": {"tags": [{"name": "опт"}]}, "tags_to_delete": [{"name": "опт"}]}, []),
        ({"tags_to_add": None, "tags_to_delete": None}, ["VIP", "опт"]),
    ],
)
def test_tags_after_a_change(client: httpx2.Client, change: dict[str, Any], left: list[str]) -> None:
    id = new(client, _embedded={"tags": [{"name": "VIP"}, {"name": "опт"}]})
    assert tags(patch(client, id, **change)) == left
    assert "такого нет" not in client.get("/api/v4/leads/tags").text


def test_tags_are_named_by_id_within_their_own_directory(client: httpx2.Client, client_of: Any, world: World) -> None:
    [ours] = client.post("/api/v4/leads/tags", json=[{"name": "VIP"}]).json()["_embedded"]["tags"]
    [of_people] = client.post("/api/v4/contacts/tags", json=[{"name": "VIP"}]).json()["_embedded"]["tags"]
    id = new(client, tags_to_add=[{"id": ours["id"]}])
    assert tags(get(client, id)) == ["VIP"]
    assert tags(patch(client, id, tags_to_delete=[{"id": ours["id"], "name": "VIP", "color": None}])) == []
    for tag in (of_people["id"], 7):
        for path in ("tags_to_add", "tags_to_delete"):
            answer = client.patch(f"/api/v4/leads/{id}", json={path: [{"id": tag}]})
            assert faults(answer) == [(f"{path}.0.id", "NotSupportedChoice")]
        answer = client.patch(f"/api/v4/leads/{id}", json={"_embedded": {"tags": [{"id": tag, "name": "VIP"}]}})
        assert faults(answer) == [("_embedded.tags.0.id", "NotSupportedChoice")]
    theirs = client_of(world.egor).post("/api/v4/leads", json=[{"tags_to_add": [{"id": ours["id"]}]}])
    assert faults(theirs) == [("tags_to_add.0.id", "NotSupportedChoice")]


@pytest.mark.parametrize("tag", [{}, {"name": ""}, {"name": "   "}, {"name": None, "id": None}])
def test_a_tag_without_a_name_is_refused(client: httpx2.Client, tag: dict[str, Any]) -> None:
    assert faults(sent(client, tags_to_add=[{"name": "VIP"}, tag])) == [("tags_to_add.1.name", "NotBlank")]
    assert client.get("/api/v4/leads/tags").status_code == 204


def test_one_client_sends_its_tags_as_a_bare_list(client: httpx2.Client) -> None:
    id = new(client)
    answer = client.patch(f"/api/v4/leads/{id}", json=[{"id": 5}])
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert faults(client.patch(f"/api/v4/leads/{id}", json={"tags_to_add": ["VIP"]})) == [
        ("tags_to_add.0", "InvalidType")
    ]


def test_a_lead_has_one_company_at_most(client: httpx2.Client) -> None:
    firms = client.post("/api/v4/companies", json=[{"name": "Полюс"}, {"name": "Ветер"}]).json()["_embedded"]
    both = [{"id": firm["id"]} for firm in firms["companies"]]
    assert faults(sent(client, _embedded={"companies": both})) == [("_embedded.companies", "TooMany")]
    id = new(client, _embedded={"companies": both[:1]})
    lead = patch(client, id, _embedded={"companies": both, "contacts": [{"id": 7}]})  # a change of a lead links nothing
    assert [each["id"] for each in lead["_embedded"]["companies"]] == [both[0]["id"]]


def test_the_id_in_the_path_decides(client: httpx2.Client) -> None:
    first, second = new(client, name="Первая"), new(client, name="Вторая", id=7)
    assert second == first + 1
    assert client.patch(f"/api/v4/leads/{first}", json={"id": second, "name": "Изменена"}).json()["id"] == first
    assert get(client, second)["name"] == "Вторая"


def test_a_lead_changed_twice_in_one_batch_is_as_the_last_change_says(client: httpx2.Client) -> None:
    id = new(client, name="Первая")
    changes = [{"id": id, "name": "Вторая", "price": 5}, {"id": id, "name": "Третья", "tags_to_add": [{"name": "VIP"}]}]
    assert len(client.patch("/api/v4/leads", json=changes).json()["_embedded"]["leads"]) == 2
    lead = get(client, id)
    assert (lead["name"], lead["price"], tags(lead)) == ("Третья", 5, ["VIP"])


def test_a_batch_needs_an_id_in_each_item(client: httpx2.Client) -> None:
    id = new(client, name="Первая")
    answer = client.patch("/api/v4/leads", json=[{"id": id, "name": "Вторая"}, {"name": "?", "request_id": "x"}])
    assert faults(answer) == [("id", "FieldMissing")]
    assert answer.json()["validation-errors"][0]["request_id"] == "x"
    assert get(client, id)["name"] == "Первая"


def test_the_same_tags_in_another_order_are_no_change(client: httpx2.Client) -> None:
    id = new(client, tags_to_add=[{"name": "VIP"}, {"name": "опт"}], updated_at=1_700_000_000)
    backwards = [{"id": tag["id"], "name": tag["name"]} for tag in reversed(get(client, id)["_embedded"]["tags"])]
    assert patch(client, id, _embedded={"tags": backwards})["updated_at"] == 1_700_000_000
