"""Queries: every spelling that clients have, and how bad values are named."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET, Struct

from voronka.api.errors import BadRequest, NotProcessable
from voronka.api.queries import decode_query_string
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.amocrm_v4.catalogs import CatalogQuery
from voronka.contract.amocrm_v4.elements import ElementQuery
from voronka.contract.amocrm_v4.envelope import Range, TextRange
from voronka.contract.amocrm_v4.events import EventQuery
from voronka.contract.amocrm_v4.leads import LeadQuery, StatusPair
from voronka.domain.errors import Invalid, Rule

QUERIES = list(
    dict.fromkeys(operation.query for operation in OPERATIONS if operation.query is not None)
)  # in one order


class Flags(Struct):
    is_completed: bool | None = None


def leads(text: str):
    return decode_query_string(text, LeadQuery)


def faults(text: str, type_: Any = LeadQuery):
    with pytest.raises(Invalid) as refusal:
        decode_query_string(text, type_)
    return [(found.path, found.rule) for found in refusal.value.problems]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("filter[id]=5", [5]),
        ("filter[id][]=5&filter[id][]=6", [5, 6]),
        ("filter[id][0]=5&filter[id][1]=6", [5, 6]),
        ("filter[id][0]=5&filter[id][0]=6", [5, 6]),
        ("filter%5Bid%5D%5B0%5D=5&filter%5Bid%5D%5B1%5D=6", [5, 6]),
        ("filter[id]=5,6", [5, 6]),
        ("filter[id]=", UNSET),
        ("filter[id][]=&filter[id][]=6", [6]),
        ("filter=", UNSET),
    ],
)
def test_a_list_has_many_spellings(text: str, ids: Any) -> None:
    assert leads(text).filter.id == ids


def test_names_keep_their_commas() -> None:
    assert leads("filter[name]=Чай, оптом").filter.name == ["Чай, оптом"]


@pytest.mark.parametrize("text", ["with=contacts,source", "with=contacts%2Csource", "with[]=contacts&with[]=source"])
def test_with_is_a_comma_list(text: str) -> None:
    assert leads(text).with_ == ["contacts", "source"]


def test_a_range_or_one_value() -> None:
    assert leads("filter[price][from]=1.5&filter[price][to]=9").filter.price == Range(from_=1.5, to=9)
    assert leads("filter[price][from]=1&filter[price][to]=").filter.price == Range(from_=1)
    assert leads("filter[price]=100").filter.price == 100


def test_stages_are_pairs() -> None:
    text = "filter[statuses][0][pipeline_id]=7&filter[statuses][0][status_id]=142&filter[statuses][1][status_id]=143"
    assert leads(text).filter.statuses == [StatusPair(pipeline_id=7, status_id=142), StatusPair(status_id=143)]
    assert leads("filter[statuses][status_id]=143").filter.statuses == [StatusPair(status_id=143)]
    assert leads("filter[statuses][0][pipeline_id]=&filter[statuses][0][status_id]=142").filter.statuses == [
        StatusPair(status_id=142)
    ]


def test_custom_fields_are_filtered_by_values_or_by_a_range_of_texts() -> None:
    fields = "filter[custom_fields_values]"
    text = f"{fields}[12][]=a,b&{fields}[12][]=c&{fields}[13][from]=2026-01-01"
    assert leads(text).filter.custom_fields_values == {12: ["a,b", "c"], 13: TextRange(from_="2026-01-01")}


def test_order_has_a_field_and_a_direction() -> None:
    assert leads("order[updated_at]=DESC").order == {"updated_at": "desc"}


def test_events_take_comma_lists() -> None:
    asked = decode_query_string(
        "filter[type]=lead_added,lead_deleted&filter[entity]=lead&filter[entity_id]=1,2&filter[created_at]=10,20",
        EventQuery,
    )
    assert asked.filter.type == ["lead_added", "lead_deleted"]
    assert (asked.filter.entity, asked.filter.entity_id, asked.filter.created_at) == (["lead"], [1, 2], [10, 20])
    assert decode_query_string("filter[created_at][from]=10", EventQuery).filter.created_at == Range(from_=10)


def test_catalogs_are_asked_at_the_top_level() -> None:
    assert decode_query_string("id[0]=5&query=x", ElementQuery).id == [5]
    assert decode_query_string("type=products", CatalogQuery).type == ["products"]


@pytest.mark.parametrize(("text", "flag"), [("1", True), ("true", True), ("0", False), ("False", False), ("", None)])
def test_a_flag_is_a_digit_or_a_word(text: str, flag: bool | None) -> None:
    assert decode_query_string(f"is_completed={text}", Flags).is_completed is flag


def test_nothing_asked_is_the_first_page_of_fifty() -> None:
    asked = leads("utm_source=mail&[]=1&a[b=2")
    assert (asked.page, asked.limit, asked.with_, asked.order, asked.query) == (1, 50, [], {}, UNSET)


def test_every_bad_value_is_named() -> None:
    assert faults(
        "filter[id][]=a&filter[id][]=5&filter[price][from]=much&filter[statuses][0][pipeline_id]=7&order[id]=up"
    ) == [
        ("order.id", Rule.UNKNOWN_CHOICE),
        ("filter.id", Rule.WRONG_TYPE),
        ("filter.price.from", Rule.WRONG_TYPE),
        ("filter.statuses.0.status_id", Rule.MISSING),
    ]


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ("page=0", "page", Rule.TOO_LOW),
        ("page=-1", "page", Rule.TOO_LOW),
        ("page=999999999999", "page", Rule.TOO_HIGH),
        ("limit=0", "limit", Rule.TOO_LOW),
        ("limit=many", "limit", Rule.WRONG_TYPE),
        ("filter[id]=9223372036854775808", "filter.id", Rule.TOO_HIGH),
        ("filter[id]=99999999999999999999999", "filter.id", Rule.WRONG_TYPE),
        ("filter[id]=1_000", "filter.id", Rule.WRONG_TYPE),
        ("filter[id]=%D9%A3", "filter.id", Rule.WRONG_TYPE),
        ("filter[price]=nan", "filter.price", Rule.WRONG_TYPE),
        ("filter[price]=1e9", "filter.price", Rule.WRONG_TYPE),
        ("filter=5", "filter", Rule.WRONG_TYPE),
        ("filter[statuses]=5", "filter.statuses.0", Rule.WRONG_TYPE),
        ("filter[custom_fields_values][x]=1", "filter.custom_fields_values.x", Rule.WRONG_TYPE),
        ("query=%00", "query", Rule.FORMAT),
        ("filter[name]=a%00", "filter.name", Rule.FORMAT),
    ],
)
def test_a_bad_value_is_refused(text: str, path: str, rule: Rule) -> None:
    assert (path.removesuffix(".0"), rule) in [(found.removesuffix(".0"), broken) for found, broken in faults(text)]


def test_more_than_250_a_page_cannot_be_had() -> None:
    with pytest.raises(NotProcessable, match="250 items per page"):
        leads("limit=251")


def test_bottomless_brackets_are_a_bad_request() -> None:
    with pytest.raises(BadRequest, match="cannot be read"):
        leads("a" + "[b]" * 50 + "=1")


KEYS = st.text("abdefgilnorstuxy_[]0123456789", max_size=20) | st.sampled_from(
    ["filter[id]", "filter[id][]", "filter[statuses][]", "filter[price][from]", "with", "order[id]", "page", "filter"]
)


@pytest.mark.parametrize("type_", QUERIES, ids=lambda type_: type_.__name__)
@settings(deadline=None)  # a busy machine is no fault
@given(pairs=st.lists(st.tuples(KEYS, st.text("0129a,.-\x00é", max_size=6)), max_size=6))
def test_whatever_is_asked_is_taken_or_refused(type_: Any, pairs: list[tuple[str, str]]) -> None:
    text = "&".join(f"{key}={value}" for key, value in pairs)
    try:
        decode_query_string(text, type_)
    except (Invalid, NotProcessable, BadRequest):
        return
