"""Lists: every spelling of a filter, order, pages to the very end, what changed since."""

from email.utils import formatdate
from typing import Any

import httpx2
import pytest

from tests.answers import embedded
from tests.world import World
from voronka.domain.pipelines import LOST, WON

PRICES = [0, 100, 250.5, 1000, 5000]


@pytest.fixture
def leads(client: httpx2.Client, world: World) -> list[int]:
    """Five leads: Анна's are the even ones, the last two are closed."""
    statuses = [None, None, None, WON, LOST]
    body = [
        {
            "name": f"Заказ {place}",
            "price": price,
            "responsible_user_id": (world.anna if place % 2 == 0 else world.oleg).id,
            "created_at": 1_750_000_000 + place * 100,
            "updated_at": 1_760_000_000 - place * 100,
        }
        | ({"status_id": status, "closed_at": 1_755_000_000 + place} if status else {})
        for place, (price, status) in enumerate(zip(PRICES, statuses, strict=True))
    ]
    return [lead["id"] for lead in client.post("/api/v4/leads", json=body).json()["_embedded"]["leads"]]


def found(client: httpx2.Client, leads: list[int], query: str) -> list[int]:
    """Places of the found leads among the five."""
    answer = client.get(f"/api/v4/leads?{query}")
    if answer.status_code == 204:
        return []
    assert answer.status_code == 200, answer.text
    return [leads.index(lead["id"]) for lead in answer.json()["_embedded"]["leads"]]


def test_an_id_in_every_spelling(client: httpx2.Client, leads: list[int]) -> None:
    first, second = leads[0], leads[1]
    assert found(client, leads, f"filter[id]={first}") == [0]
    assert found(client, leads, f"filter[id][]={first}&filter[id][]={second}") == [0, 1]
    assert found(client, leads, f"filter[id][0]={first}&filter[id][1]={second}") == [0, 1]
    assert found(client, leads, f"filter[id][0]={first}&filter[id][0]={second}") == [0, 1]
    assert found(client, leads, f"filter%5Bid%5D%5B%5D={first}") == [0]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("filter[price]=250.5", [2]),
        ("filter[price][from]=100&filter[price][to]=1000", [1, 2, 3]),
        ("filter[price][to]=0", [0]),
        ("filter[name]=заказ 3", [3]),
        ("filter[name][]=Заказ 3&filter[name][]=ЗАКАЗ 1", [1, 3]),
        ("filter[created_at][from]=1750000100&filter[created_at][to]=1750000300", [1, 2, 3]),
        ("filter[created_at]=1750000100", [1]),
        ("filter[updated_at][from]=1759999900", [0, 1]),
        ("filter[closed_at][from]=1755000004", [4]),
        ("filter[closest_task_at][from]=1", []),
        ("order[created_at]=desc", [4, 3, 2, 1, 0]),
        ("order[updated_at]=asc", [4, 3, 2, 1, 0]),
        ("order[id]=desc", [4, 3, 2, 1, 0]),
        ("order[price]=desc", [0, 1, 2, 3, 4]),
        ("unknown=1&filter[unknown]=1", [0, 1, 2, 3, 4]),
        ("query=&filter[id]=", [0, 1, 2, 3, 4]),
        ("query=заказ", [0, 1, 2, 3, 4]),
        ("query=Заказ 3", [3]),
        ("query=3 Заказ", [3]),
        ("query=Заказ 7", []),
        ("query=За", [0, 1, 2, 3, 4]),
        ("query=%22%2A", []),
    ],
)
def test_filters_and_orders(client: httpx2.Client, leads: list[int], query: str, places: list[int]) -> None:
    assert found(client, leads, query) == places


def test_people_and_stages(client: httpx2.Client, leads: list[int], world: World) -> None:
    pipeline = world.facts.main_pipeline
    assert found(client, leads, f"filter[responsible_user_id]={world.anna.id}") == [0, 2, 4]
    assert found(client, leads, f"filter[created_by][]={world.irina.id}") == [0, 1, 2, 3, 4]
    assert found(client, leads, f"filter[updated_by][]={world.anna.id}") == []
    assert found(client, leads, f"filter[pipeline_id]={pipeline.id}") == [0, 1, 2, 3, 4]
    won = f"filter[statuses][0][pipeline_id]={pipeline.id}&filter[statuses][0][status_id]={WON}"
    lost = f"filter[statuses][1][pipeline_id]={pipeline.id}&filter[statuses][1][status_id]={LOST}"
    assert found(client, leads, won) == [3]
    assert found(client, leads, f"{won}&{lost}") == [3, 4]
    assert found(client, leads, f"filter[statuses][0][pipeline_id]=&filter[statuses][0][status_id]={WON}") == [3]
    assert found(client, leads, f"{won}&filter[responsible_user_id]={world.anna.id}") == []


@pytest.mark.parametrize("query", ["filter[id]=x", "filter[price][from]=x", "filter[custom_fields_values][1]=x"])
def test_a_bad_filter_is_named(client: httpx2.Client, leads: list[int], query: str) -> None:
    answer = client.get(f"/api/v4/leads?{query}")
    assert answer.status_code == 400
    assert answer.json()["validation-errors"][0]["errors"][0]["path"].startswith("filter.")


def field(client: httpx2.Client, type_: str, **more: Any) -> Any:
    body = [{"type": type_, "name": type_, **more}]
    return client.post("/api/v4/leads/custom_fields", json=body).json()["_embedded"]["custom_fields"][0]


def fill(client: httpx2.Client, lead: int, field_id: int, *values: Any) -> None:
    body = {"custom_fields_values": [{"field_id": field_id, "values": [{"value": value} for value in values]}]}
    answer = client.patch(f"/api/v4/leads/{lead}", json=body)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("type_", "values", "query", "places"),
    [
        ("text", ["Алый", "белый"], "=алый", [0]),
        ("text", ["Алый", "белый"], "[]=АЛЫЙ&filter[custom_fields_values][{id}][]=Белый", [0, 1]),
        ("numeric", [10, 12.5], "[from]=11&filter[custom_fields_values][{id}][to]=13", [1]),
        ("numeric", [10, 12.5], "=12.5", [1]),
        ("checkbox", [True, False], "=1", [0]),
        ("date", [1_750_000_000, 1_760_000_000], "[from]=1755000000", [1]),
        ("date_time", [1_750_000_000, 1_760_000_000], "[to]=1755000000", [0]),
        ("url", ["https://a.example", "https://b.example"], "=https://b.example", [1]),
        ("streetaddress", ["Арбат, 1", "Тверская, 2"], "=тверская, 2", [1]),
    ],
)
def test_custom_fields(
    client: httpx2.Client, leads: list[int], type_: str, values: list[Any], query: str, places: list[int]
) -> None:
    id = field(client, type_)["id"]
    for lead, value in zip(leads, values, strict=False):
        fill(client, lead, id, value)
    assert found(client, leads, f"filter[custom_fields_values][{id}]" + query.replace("{id}", str(id))) == places


def test_options_are_found_by_id_and_by_text(client: httpx2.Client, leads: list[int]) -> None:
    colours = field(client, "multiselect", enums=[{"value": "Алый", "sort": 1}, {"value": "Белый", "sort": 2}])
    red, white = (option["id"] for option in colours["enums"])
    fill(client, leads[0], colours["id"], "Алый")
    fill(client, leads[1], colours["id"], "Алый", "Белый")
    key = f"filter[custom_fields_values][{colours['id']}]"
    assert found(client, leads, f"{key}[]={red}") == [0, 1]
    assert found(client, leads, f"{key}[]={white}") == [1]
    assert found(client, leads, f"{key}=Белый") == [1]


def test_a_page_names_its_neighbours(client: httpx2.Client, leads: list[int]) -> None:
    page = client.get("/api/v4/leads?limit=2&page=2&filter[name][]=x&order[id]=asc&with=contacts")
    assert page.status_code == 204
    page = client.get("/api/v4/leads?limit=2&page=2&order[id]=asc&with=contacts").json()
    assert page["_page"] == 2
    assert set(page["_links"]) == {"self", "next", "first", "prev"}
    next_ = httpx2.URL(page["_links"]["next"]["href"])
    assert next_.host == "romashka.voronka.test"
    assert dict(next_.params) == {
        "order[id]": "asc",
        "with": "contacts",
        "page": "3",
        "limit": "2",
        "after": f"3.{leads[3]}",
    }
    last = client.get(page["_links"]["next"]["href"]).json()
    assert "next" not in last["_links"]
    assert [lead["id"] for lead in last["_embedded"]["leads"]] == leads[4:]


@pytest.mark.parametrize(
    "query",
    [
        "query=заказ",
        "filter[price][from]=1&order[created_at]=desc",
        "filter[created_at][from]=1750000100",
        "filter[updated_at][to]=1760000000&filter[price][to]=9000&order[updated_at]=asc",
        "filter[name][]=заказ 1&filter[name][]=заказ 2&filter[name][]=заказ 3&order[updated_at]=desc",
        f"filter[statuses][0][status_id]={WON}&filter[statuses][1][status_id]={LOST}&order[id]=desc",
    ],
)
def test_what_a_filter_finds_is_read_to_its_end(client: httpx2.Client, leads: list[int], query: str) -> None:
    address, walked = f"/api/v4/leads?{query}&limit=1", []
    while address:
        page = client.get(address).json()
        walked += [leads.index(lead["id"]) for lead in page["_embedded"]["leads"]]
        address = page["_links"].get("next", {}).get("href")
    assert walked == found(client, leads, query)
    assert len(walked) > 1


def test_a_place_counts_for_its_own_page_alone(client: httpx2.Client, leads: list[int]) -> None:
    """There are clients that keep the query of a link and count its page on."""
    second = client.get("/api/v4/leads?limit=2").json()["_links"]["next"]["href"]
    assert second.endswith(f"after=2.{leads[1]}")
    third = client.get(second.replace("page=2", "page=3")).json()
    assert [lead["id"] for lead in third["_embedded"]["leads"]] == leads[4:]
    assert found(client, leads, "limit=2&page=2&after=nonsense") == [2, 3]


@pytest.mark.parametrize("place", ["2.rose", "2.1.1", "2.-"])
@pytest.mark.parametrize("list_", ["leads", "users", "events"])
def test_a_place_that_is_none_of_this_list_is_refused(client: httpx2.Client, list_: str, place: str) -> None:
    client.post("/api/v4/leads", json=[{"name": "Розы"}])
    answer = client.get(f"/api/v4/{list_}?limit=1&page=2&after={place}")
    [fault] = answer.json()["validation-errors"][0]["errors"]
    assert (answer.status_code, fault["path"], fault["code"]) == (400, "after", "InvalidFormat")


def test_what_changed_since(client: httpx2.Client, leads: list[int]) -> None:
    since = {"If-Modified-Since": formatdate(1_759_999_850, usegmt=True)}
    answer = client.get("/api/v4/leads", headers=since)
    assert [leads.index(lead["id"]) for lead in answer.json()["_embedded"]["leads"]] == [0, 1]
    since = {"If-Modified-Since": formatdate(1_790_000_000, usegmt=True)}
    answer = client.get("/api/v4/leads", headers=since)
    assert (answer.status_code, answer.content) == (304, b"")
    answer = client.get("/api/v4/leads", headers={"If-Modified-Since": "1759999850"})
    assert [leads.index(lead["id"]) for lead in answer.json()["_embedded"]["leads"]] == [0, 1]


@pytest.mark.parametrize("since", [b"", b"yesterday", b"\xb2", b"Mon, 01-Jan-99999999999999999999 00:00:00 GMT"])
def test_a_moment_that_is_none_is_no_condition(client: httpx2.Client, leads: list[int], since: bytes) -> None:
    answer = client.get("/api/v4/leads", headers=[(b"If-Modified-Since", since)])
    assert len(answer.json()["_embedded"]["leads"]) == len(leads)


@pytest.mark.parametrize(
    "query", ["filter[price][from]=9999999999999999999", "filter[closed_at][to]=-9999999999999999999"]
)
def test_numbers_beyond_any_column_find_nothing_or_are_refused(
    client: httpx2.Client, leads: list[int], query: str
) -> None:
    assert client.get(f"/api/v4/leads?{query}").status_code in (204, 400)


@pytest.mark.parametrize("limit", [1, 5, 250])
def test_a_full_last_page_promises_no_other(client: httpx2.Client, leads: list[int], limit: int) -> None:
    last = client.get(f"/api/v4/leads?limit={limit}&page={5 // min(limit, 5)}").json()
    assert "next" not in last["_links"]
    beyond = client.get(f"/api/v4/leads?limit={limit}&page={6 // min(limit, 5) + 1}")
    assert (beyond.status_code, beyond.content) == (204, b"")


def test_a_page_has_fifty_and_at_most_two_hundred_and_fifty(client: httpx2.Client) -> None:
    client.post("/api/v4/contacts", json=[{"name": "Мария"}] * 250)
    client.post("/api/v4/contacts", json=[{"name": "Мария"}])
    page = client.get("/api/v4/contacts").json()
    assert (len(page["_embedded"]["contacts"]), page["_page"]) == (50, 1)
    assert page["_links"]["self"]["href"].endswith("/api/v4/contacts?page=1&limit=50")
    assert len(client.get("/api/v4/contacts?limit=250").json()["_embedded"]["contacts"]) == 250
    refused = client.get("/api/v4/contacts?limit=251")
    assert (refused.status_code, refused.json()["title"]) == (422, "Unprocessable Entity")
    assert "250" in refused.json()["detail"]


def test_links_keep_the_query(client: httpx2.Client, leads: list[int]) -> None:
    query = (
        f"filter[id][0]={leads[0]}&filter[id][1]={leads[1]}&with=contacts,loss_reason&order[id]=desc&limit=1&page=1"
        "&query=%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7&unknown="
    )
    links = client.get(f"/api/v4/leads?{query}").json()["_links"]
    assert set(links) == {"self", "next"}
    kept = {
        "filter[id][0]": str(leads[0]),
        "filter[id][1]": str(leads[1]),
        "with": "contacts,loss_reason",
        "order[id]": "desc",
        "query": "заказ",
        "unknown": "",
        "limit": "1",
    }
    assert dict(httpx2.URL(links["self"]["href"]).params) == {**kept, "page": "1"}
    assert dict(httpx2.URL(links["next"]["href"]).params) == {**kept, "page": "2", "after": f"2.{leads[1]}"}
    assert "[" not in links["next"]["href"]


@pytest.mark.parametrize("query", ["order[price]=asc", "order[nonsense]=desc", "order=", "with=", "with=nonsense,tags"])
def test_unknown_orders_and_withs_mean_nothing(client: httpx2.Client, leads: list[int], query: str) -> None:
    assert found(client, leads, query) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("order[id]=sideways", "order.id", "NotSupportedChoice"),
        ("page=0", "page", "TooLow"),
        ("limit=x", "limit", "InvalidType"),
        ("filter[id][]=x", "filter.id", "InvalidType"),
        ("filter[statuses][0][pipeline_id]=5", "filter.statuses.0.status_id", "FieldMissing"),
    ],
)
def test_a_bad_query_is_named(client: httpx2.Client, query: str, path: str, code: str) -> None:
    body = client.get(f"/api/v4/leads?{query}").json()
    assert [(error["path"], error["code"]) for error in body["validation-errors"][0]["errors"]] == [(path, code)]
    assert body["validation-errors"][0]["request_id"] == "0"


@pytest.mark.parametrize("entity", ["contacts", "companies", "customers"])
def test_people_and_organisations_are_filtered_like_leads(client: httpx2.Client, world: World, entity: str) -> None:
    body = [
        {
            "name": "Мария",
            "responsible_user_id": world.anna.id,
            "created_at": 1_700_000_000,
            "updated_at": 1_710_000_000,
        },
        {"name": "Пётр", "created_by": 0, "created_at": 1_700_000_500, "updated_at": 1_705_000_000},
    ]
    ids = [each["id"] for each in client.post(f"/api/v4/{entity}", json=body).json()["_embedded"][entity]]

    def places(query: str) -> list[int]:
        return [ids.index(each["id"]) for each in embedded(client.get(f"/api/v4/{entity}?{query}"))]

    assert places(f"filter[id][0]={ids[1]}") == [1]
    assert places("filter[name]=мария") == [0]
    assert places("filter[name][]=мария&filter[name][]=ПЁТР") == [0, 1]
    assert places(f"filter[responsible_user_id][]={world.anna.id}") == [0]
    assert places("filter[created_by]=0") == [1]
    assert places(f"filter[updated_by]={world.irina.id}") == [0]
    assert places("filter[created_at][from]=1700000100&filter[created_at][to]=1700000500") == [1]
    assert places("filter[updated_at]=1705000000") == [1]
    assert places("filter[closest_task_at][to]=9999999999") == []
    assert places("order[updated_at]=asc") == [1, 0]
    assert places("order[created_at]=desc&limit=1") == [1]
    assert places("query=петр") == [1]
    assert places("with=only_deleted") == []
