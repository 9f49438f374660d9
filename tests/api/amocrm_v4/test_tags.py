"""The directory of tags: «Срочно» of deals is another tag than «Срочно» of people."""

from typing import Any

import httpx2
import pytest

from tests.answers import embedded, faults
from tests.world import World

LEADS = "/api/v4/leads/tags"


def add(client: httpx2.Client, *sent: dict[str, Any], entity: str = "leads") -> list[dict[str, Any]]:
    return embedded(client.post(f"/api/v4/{entity}/tags", json=list(sent)))


def names(answer: httpx2.Response) -> list[str]:
    return [tag["name"] for tag in answer.json()["_embedded"]["tags"]] if answer.status_code == 200 else []


def test_an_empty_directory_is_nothing(client: httpx2.Client) -> None:
    answer = client.get(LEADS)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_new_tag_has_the_colour_it_was_given(client: httpx2.Client) -> None:
    answer = client.post(LEADS, json=[{"name": "Срочно", "color": "FF8F92", "request_id": "t1"}, {"name": "Опт"}])
    body = answer.json()
    assert body["_total_items"] == 2
    urgent, wholesale = body["_embedded"]["tags"]
    assert urgent == {"id": urgent["id"], "name": "Срочно", "color": "FF8F92", "request_id": "t1"}
    assert (wholesale["color"], wholesale["request_id"]) == (None, "1")
    assert client.get(LEADS).json()["_embedded"]["tags"] == [
        {"id": urgent["id"], "name": "Срочно", "color": "FF8F92"},
        {"id": wholesale["id"], "name": "Опт", "color": None},
    ]


def test_an_existing_name_answers_the_existing_tag(client: httpx2.Client) -> None:
    [first] = add(client, {"name": "Срочно", "color": "FF8F92"})
    again, new, twin = add(client, {"name": "Срочно", "color": "247BA0"}, {"name": "Опт"}, {"name": "Опт"})
    assert (again["id"], again["color"]) == (first["id"], "FF8F92")
    assert new["id"] == twin["id"] != first["id"]


def test_the_same_name_is_another_tag_for_people(client: httpx2.Client) -> None:
    [of_leads], [of_people] = add(client, {"name": "Срочно"}), add(client, {"name": "Срочно"}, entity="contacts")
    assert of_leads["id"] != of_people["id"]
    assert names(client.get("/api/v4/contacts/tags")) == ["Срочно"]
    assert names(client.get("/api/v4/companies/tags")) == []


@pytest.mark.parametrize("color", ["#FF8F92", "ff8f92", "000000", ""])
def test_a_colour_that_clients_would_not_read_is_refused(client: httpx2.Client, color: str) -> None:
    assert faults(client.post(LEADS, json=[{"name": "Опт", "color": color}])) == [("color", "NotSupportedChoice")]
    assert client.get(LEADS).status_code == 204


def test_tags_of_people_have_no_colour(client: httpx2.Client) -> None:
    answer = client.post("/api/v4/contacts/tags", json=[{"name": "Опт", "color": "FF8F92"}])
    assert faults(answer) == [("color", "NotSupportedField")]
    assert add(client, {"name": "Опт", "color": None}, entity="contacts")[0]["color"] is None


def test_a_name_is_needed(client: httpx2.Client) -> None:
    answer = client.post(LEADS, json=[{"name": " "}, {"name": "я" * 256}])
    assert faults(answer) == [("name", "NotBlank"), ("name", "TooLong")]


def test_tags_are_found_by_part_of_the_name_by_name_and_by_id(client: httpx2.Client) -> None:
    tags = add(client, {"name": "Срочный заказ"}, {"name": "Заказ по телефону"}, {"name": "Опт"})
    assert names(client.get(LEADS, params={"query": "ЗАКАЗ"})) == ["Срочный заказ", "Заказ по телефону"]
    assert names(client.get(LEADS, params={"filter[name]": "Опт"})) == ["Опт"]
    assert names(client.get(LEADS, params={"filter[id]": tags[1]["id"]})) == ["Заказ по телефону"]
    both = {"filter[id][0]": tags[0]["id"], "filter[id][1]": tags[2]["id"]}
    assert names(client.get(LEADS, params=both)) == ["Срочный заказ", "Опт"]
    assert client.get(LEADS, params={"query": "нет такого"}).status_code == 204


@pytest.mark.parametrize("query", [{}, {"query": "Тег"}])
def test_pages_neither_overlap_nor_skip(client: httpx2.Client, query: dict[str, str]) -> None:
    add(client, *({"name": f"Тег {number}"} for number in range(5)))
    pages = [client.get(LEADS, params={"limit": 2, "page": page, **query}) for page in (1, 2, 3)]
    assert [names(page) for page in pages] == [["Тег 0", "Тег 1"], ["Тег 2", "Тег 3"], ["Тег 4"]]
    assert [page.json()["_page"] for page in pages] == [1, 2, 3]
    assert ["next" in page.json()["_links"] for page in pages] == [True, True, False]
    assert client.get(LEADS, params={"limit": 2, "page": 4, **query}).status_code == 204


def test_a_renamed_tag_is_renamed_on_its_deals(client: httpx2.Client) -> None:
    sent = [{"name": "Свадьба", "_embedded": {"tags": [{"name": "Срочно"}]}}]
    [lead] = client.post("/api/v4/leads", json=sent).json()["_embedded"]["leads"]
    [tag] = client.get(LEADS).json()["_embedded"]["tags"]
    changed = client.patch(f"{LEADS}/{tag['id']}", json={"id": tag["id"], "name": "Вчера", "color": "FFCE5A"})
    renamed = {"id": tag["id"], "name": "Вчера", "color": "FFCE5A"}
    assert changed.json() == renamed | {"request_id": "0"}
    assert client.get(f"/api/v4/leads/{lead['id']}").json()["_embedded"]["tags"] == [renamed]


def test_many_tags_change_at_once(client: httpx2.Client) -> None:
    first, second = add(client, {"name": "Опт", "color": "FF8F92"}, {"name": "Розница", "color": "FF8F92"})
    sent = [{"id": second["id"], "color": None, "request_id": "b"}, {"id": first["id"], "name": "Оптом"}]
    answer = client.patch(LEADS, json=sent).json()["_embedded"]["tags"]
    assert answer == [
        {"id": second["id"], "name": "Розница", "color": None, "request_id": "b"},
        {"id": first["id"], "name": "Оптом", "color": "FF8F92", "request_id": "1"},
    ]


def test_a_name_belongs_to_one_tag(client: httpx2.Client) -> None:
    first, second = add(client, {"name": "Опт"}, {"name": "Розница"})
    sent = [{"id": first["id"], "name": "Розница"}, {"id": second["id"], "name": "Розница"}]
    assert faults(client.patch(LEADS, json=sent)) == [("name", "NotSupportedChoice")]
    twice = [{"id": first["id"], "name": "Все"}, {"id": second["id"], "name": "Все"}]
    assert faults(client.patch(LEADS, json=twice)) == [("name", "NotSupportedChoice")]
    assert names(client.get(LEADS)) == ["Опт", "Розница"]


def test_unknown_tags(client: httpx2.Client) -> None:
    assert client.patch(f"{LEADS}/7", json={"name": "Нет"}).status_code == 404
    assert faults(client.patch(LEADS, json=[{"id": 7, "name": "Нет"}])) == [("id", "NotSupportedChoice")]
    [of_people] = add(client, {"name": "Опт"}, entity="contacts")
    assert client.patch(f"{LEADS}/{of_people['id']}", json={"name": "Нет"}).status_code == 404


def test_another_accounts_tags_do_not_exist(client: httpx2.Client, client_of: Any, world: World) -> None:
    [tag] = add(client, {"name": "Опт"})
    egor = client_of(world.egor)
    assert egor.get(LEADS).status_code == 204
    assert egor.patch(f"{LEADS}/{tag['id']}", json={"name": "Моё"}).status_code == 404


def test_fifty_tags_take_no_more_statements_than_one(client: httpx2.Client, statements: Any) -> None:
    add(client, {"name": "Опт"})
    with statements() as one:
        add(client, {"name": "Розница"})
    with statements() as many:
        add(client, *({"name": f"Тег {number}"} for number in range(50)))
    assert len(one) == len(many)


# fmt: off
COLOURS = [
    "EBEBEB", "D0D0D0", "F2DDF7", "D1A4DC", "FF8F92", "FFC8C8", "C7DB8C", "DDEBB5", "8699DA", "AABDFF", "FFCE5A",
    "FFE193", "90CDB0", "C6F4DE", "A9A5D7", "D8D5FF", "86C0FC", "832161", "6A0F49", "0C7C59", "10599D", "9D2B32",
    "247BA0",
]
# fmt: on


def test_every_colour_of_the_vendor_is_read_as_it_was_written(client: httpx2.Client) -> None:
    tags = add(client, *({"name": colour, "color": colour} for colour in COLOURS))
    assert [tag["color"] for tag in tags] == COLOURS
    again = client.patch(LEADS, json=[{"id": tag["id"], "color": "EBEBEB"} for tag in tags])
    assert {tag["color"] for tag in again.json()["_embedded"]["tags"]} == {"EBEBEB"}


def test_a_tag_of_a_lead_shows_its_colour_and_of_a_contact_none(client: httpx2.Client) -> None:
    [tag] = add(client, {"name": "Срочно", "color": "FF8F92"})
    for entity, color in (("leads", "FF8F92"), ("contacts", None), ("companies", None)):
        sent = [{"tags_to_add": [{"name": "Срочно"}]}]
        [made] = client.post(f"/api/v4/{entity}", json=sent).json()["_embedded"][entity]
        [shown] = client.get(f"/api/v4/{entity}/{made['id']}").json()["_embedded"]["tags"]
        assert list(shown) == ["id", "name", "color"]
        assert (shown["name"], shown["color"]) == ("Срочно", color)
        assert (shown["id"] == tag["id"]) is (entity == "leads")


def test_names_are_exact_but_for_the_spaces_around(client: httpx2.Client) -> None:
    """Whether the vendor heeds the case is not known; here it is heeded, so nothing is joined by mistake."""
    first, upper, spaced = add(client, {"name": "опт"}, {"name": "ОПТ"}, {"name": " опт "})
    assert first["id"] == spaced["id"] != upper["id"]
    client.post("/api/v4/leads", json=[{"tags_to_add": [{"name": "опт "}, {"name": "Опт"}]}])
    assert names(client.get(LEADS)) == ["опт", "ОПТ", "Опт"]
    assert names(client.get(LEADS, params={"filter[name]": "ОПТ"})) == ["ОПТ"]


def test_only_tags_of_leads_are_changed(client: httpx2.Client) -> None:
    [tag] = add(client, {"name": "Опт"}, entity="contacts")
    for path in ("contacts/tags", "companies/tags"):
        assert client.patch(f"/api/v4/{path}", json=[{"id": tag["id"], "name": "Нет"}]).status_code == 405
    assert client.patch(f"/api/v4/contacts/tags/{tag['id']}", json={"name": "Нет"}).status_code == 404
    assert client.get(f"{LEADS}/5").status_code == 405
