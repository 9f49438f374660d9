"""What holds for every list, whatever is in it: pages and their links, spellings of filters, ranges, orders.

The examples of the contract fill the company; then each of its lists is read in all the ways that clients read lists.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import httpx2
import pytest
from msgspec import inspect

from tests.api.amocrm_v4.walks import ONE_PAGE, rows_of
from tests.api.amocrm_v4.walks import walk as walk_to_the_end
from tests.contract.shop import Exchange, Shop
from tests.contract.telling import nouns, tell
from tests.integration import Sync
from tests.world import World
from voronka.api.faults import bare
from voronka.contract.operation import Operation

# Asked for by exactly one of two filters, without pages and links: test_contact_chats.py.
APART = {"contacts.chats.list"}
LISTS = {
    noun: [each.name for each in operations if each.method == "GET" and each.key and each.name not in APART]
    for noun, operations in nouns().items()
}
# What a new account may be asked for as it is: the others want the id of something, or customers by periods.
ASKING = {"contacts.chats.list", "customers.statuses.list"}
OPEN = [
    each
    for operations in nouns().values()
    for each in operations
    if each.method == "GET" and each.key and "{" not in each.path and not each.name.endswith("links.list_many")
    if each.name not in ASKING
]
NOUNS = [noun for noun, lists in LISTS.items() if lists]

# Filters that mean something else than the item's key of the same name, tested beside their noun.
OTHERWISE = {
    "catalogs.list": {"type"},
    "events.list": {"created_at", "entity", "type"},
}
# An id of whatever kind says nothing without the kind: how that is asked, and where the item has it.
BESIDE = {
    ("events.list", "entity_id"): ("filter[entity]", "entity_type"),
    ("tasks.list", "entity_id"): ("filter[entity_type]", "entity_type"),
}
REQUIRED = {"filter[entity_id][0]"}  # without it these lists say nothing
UNTOLD = {("leads.unsorted.list", "updated_at")}  # an order by what the items do not show, tested beside the noun
PAGES_AT_MOST = 8
MOMENTS = {"created_at", "updated_at", "closed_at", "complete_till"}


class Reader:
    """The lists of a noun as its examples left them, none of them empty: where they are, and how they are read."""

    def __init__(self, world: World, client: httpx2.Client, noun: str, told: list[Exchange]) -> None:
        self.world, self.client = world, client
        found = {exchange.operation.name: exchange for exchange in told if exchange.operation.name in LISTS[noun]}
        self.lists = list(found.values())
        emptied = [exchange.operation.name for exchange in self.lists if self.read(exchange).status_code != 200]
        assert (emptied, found.keys()) == ([], set(LISTS[noun])), "an example leaves something in each list"

    def read(self, exchange: Exchange, query: str = "") -> httpx2.Response:
        required = "&".join(f"{name}={value}" for name, value in exchange.query.items() if name in REQUIRED)
        return self.client.get(f"{exchange.path}?{required}&{query}")

    def page(self, exchange: Exchange, query: str = "") -> Any:
        """The whole answer, or None for an empty list."""
        answer = self.read(exchange, query)
        assert answer.status_code in (200, 204), f"{exchange.path}?{query}: {answer.status_code} {answer.text[:300]}"
        return answer.json() if answer.content else None

    def items(self, exchange: Exchange, query: str = "") -> list[Any]:
        page = self.page(exchange, query)
        return page["_embedded"][exchange.operation.key] if page else []


@pytest.fixture
def reader(noun: str, world: World, client: httpx2.Client, sync: Sync) -> Reader:
    shop = Shop(world, client, sync)
    tell(noun, shop)
    return Reader(world, client, noun, shop.told)


@pytest.mark.parametrize("noun", NOUNS)
def test_the_lists_of(noun: str, reader: Reader, subtests: pytest.Subtests) -> None:
    for check in (
        pages_lead_from_one_to_the_next,
        links_are_absolute_and_unknown_words_mean_nothing,
        a_filter_means_the_same_in_every_spelling,
        a_range_has_both_its_ends,
        nothing_is_passed_over_or_told_twice_while_others_write,
        the_orders_that_a_list_promises_hold,
    ):
        with subtests.test(check.__name__.replace("_", " ")):
            check(reader)


@pytest.mark.parametrize("operation", OPEN, ids=lambda operation: operation.name)
def test_a_list_without_anything_has_no_body(client: httpx2.Client, operation: Operation) -> None:
    answer = client.get(operation.path)
    if answer.status_code == 204:
        assert (answer.content, answer.headers.get("content-type")) == (b"", None)
    else:
        assert answer.json()["_embedded"][operation.key], "an account begins with some of these"


def is_paged(operation: Operation) -> bool:
    return "page" in getattr(operation.query, "__struct_fields__", ())


def pages_lead_from_one_to_the_next(reader: Reader) -> None:
    for exchange in reader.lists:
        if not is_paged(exchange.operation):
            continue
        whole = reader.items(exchange)
        walked = list(islice(walk(reader.client, reader.page(exchange, "limit=1")), PAGES_AT_MOST))
        assert [page["_embedded"][exchange.operation.key] for page in walked] == [
            [item] for item in whole[:PAGES_AT_MOST]
        ]
        for number, page in enumerate(walked, 1):
            links = page["_links"]
            assert page["_page"] == number
            assert httpx2.URL(links["self"]["href"]).params["page"] == str(number)
            assert ("prev" in links, "first" in links) == (number > 1, number > 1)
        assert reader.page(exchange, "limit=50&page=1000") is None


def walk(client: httpx2.Client, page: Any) -> Iterator[Any]:
    """By `next` as the official client does: the link's own path and query."""
    while True:
        yield page
        if "next" not in page["_links"]:
            return
        following = client.get(page["_links"]["next"]["href"])
        back = client.get(following.json()["_links"]["prev"]["href"])
        assert back.json()["_embedded"] == page["_embedded"]
        page = following.json()


def links_are_absolute_and_unknown_words_mean_nothing(reader: Reader) -> None:
    for exchange in reader.lists:
        page = reader.page(exchange)
        assert page, f"{exchange.operation.name} has nothing to show"
        assert page["_links"]["self"]["href"].startswith(f"https://romashka.voronka.test{exchange.path}")
        same = reader.items(exchange, "unknown=1&filter[unknown]=2&order[unknown]=asc&with=nonsense&query=")
        assert same == page["_embedded"][exchange.operation.key], exchange.operation.name


def a_filter_means_the_same_in_every_spelling(reader: Reader) -> None:
    for exchange in reader.lists:
        whole = reader.items(exchange)
        for name, place in filters(exchange.operation, inspect.ListType):
            key = place.replace("{}", name)
            for value in values(whole, name):
                beside, ours = together(exchange.operation, name, value, whole)
                spelled = [f"{key}={value}", f"{key}[]={value}", f"{key}[0]={value}", f"{key}[7]={value}"]
                spelled += [quoted(f"{key}[]={value}"), f"{key}[0]={value}&{key}[0]={value}"]
                for query in spelled:
                    assert reader.items(exchange, beside + query) == ours, f"{exchange.operation.name}?{beside}{query}"


def together(operation: Operation, name: str, value: Any, items: list[Any]) -> tuple[str, list[Any]]:
    """What must be asked beside a value, and the items that have it."""
    ours = [item for item in items if item[name] == value]
    spelled, key = BESIDE.get((operation.name, name), ("", ""))
    if not spelled:
        return "", ours
    return f"{spelled}={ours[0][key]}&", [item for item in ours if item[key] == ours[0][key]]


def quoted(query: str) -> str:
    return query.replace("[", "%5B").replace("]", "%5D")


def filters(operation: Operation, kind: type[Any]) -> Iterator[tuple[str, str]]:
    """Name and spelling of the filters of one kind: in `filter`, or at the top level as catalogs have them."""
    if operation.query is None:
        return
    query = inspect.type_info(operation.query)
    assert isinstance(query, inspect.StructType)
    for field in query.fields:
        inside = bare(field.type)
        if field.encode_name == "filter" and isinstance(inside, inspect.StructType):
            yield from (
                (each.encode_name, "filter[{}]") for each in inside.fields if has(each.type, kind, operation, each)
            )
        elif field.encode_name not in {"with", "filter"} and has(field.type, kind, operation, field):
            yield field.encode_name, "{}"


def has(type_: inspect.Type, kind: type[Any], operation: Operation, field: inspect.Field) -> bool:
    type_ = bare(type_)
    members = type_.types if isinstance(type_, inspect.UnionType) else (type_,)
    plain = [each for each in map(bare, members) if isinstance(each, kind)]
    if kind is inspect.ListType:
        plain = [each for each in plain if not isinstance(bare(each.item_type), inspect.StructType)]
    return bool(plain) and field.encode_name not in OTHERWISE.get(operation.name, set())


def values(items: list[Any], name: str) -> list[Any]:
    """What the items really have under the filter's name; nothing to compare where they have no such key."""
    found = [item.get(name) for item in items]
    return list(dict.fromkeys(value for value in found if isinstance(value, int | str) and value != ""))


def a_range_has_both_its_ends(reader: Reader) -> None:
    for exchange in reader.lists:
        whole = reader.items(exchange)
        for name, place in filters(exchange.operation, inspect.StructType):
            key = place.replace("{}", name)
            for value in values(whole, name) if name in MOMENTS else ():
                ours = [item for item in whole if item[name] == value]
                assert reader.items(exchange, f"{key}[from]={value}&{key}[to]={value}") == ours
                later, earlier = (
                    reader.items(exchange, f"{key}[from]={value + 1}"),
                    reader.items(exchange, f"{key}[to]={value - 1}"),
                )
                assert all(item[name] > value for item in later)
                assert all(item[name] < value for item in earlier)


def the_orders_that_a_list_promises_hold(reader: Reader) -> None:
    for exchange in reader.lists:
        for name in orders(exchange.operation):
            if (exchange.operation.name, name) in UNTOLD:
                continue
            up = [item[name] for item in reader.items(exchange, f"order[{name}]=asc")]
            down = [item[name] for item in reader.items(exchange, f"order[{name}]=desc")]
            assert up == sorted(up), f"{exchange.operation.name} by {name}"
            assert down == sorted(down, reverse=True), f"{exchange.operation.name} by {name}"
            assert up[0] < down[0], "the walk has left many rows, and they differ"
            assert quoted(f"order[{name}]=asc") in str(reader.page(exchange, f"order[{name}]=asc")["_links"]["self"])


def nothing_is_passed_over_or_told_twice_while_others_write(reader: Reader) -> None:
    for exchange in reader.lists:
        operation = exchange.operation
        if not is_paged(operation) or operation.name.split(".")[-2] in ONE_PAGE:
            continue
        rows = rows_of(reader.world, operation.name, reader.items(exchange)[0])
        for order in ("", *(f"&order[{name}]=asc" for name in orders(operation) if name == "updated_at")):
            page = reader.page(exchange, f"limit={rows.at_once}{order}")
            walk_to_the_end(reader.client, page, operation.key, rows)


def orders(operation: Operation) -> list[str]:
    """As the query's description promises them: `order: created_at, id.`"""
    told = re.search(r"order: ([\w, ]+)[.;]", (operation.query and operation.query.__doc__) or "")
    return told[1].split(", ") if told else []
