"""Arguments become the vendor's own spelling: PHP's brackets, comma lists, batches in parts."""

from typing import Any
from urllib.parse import unquote_plus

import msgspec
import pytest

from voronka.client.requests import BY_NAME, build, mark_of, parts, plain
from voronka.types import (
    EventFilter,
    EventStatusPair,
    LeadAdd,
    LeadFilter,
    LeadPatchOne,
    LinkWrite,
    Range,
    StatusPair,
    TextRange,
    ValueFilter,
)


def query(name: str, **given: Any) -> list[str]:
    return unquote_plus(build(BY_NAME[name], query=given).query).split("&")


def test_lists_have_an_index_each():
    assert query("leads.list", filter=LeadFilter(id=[5, 6]), page=2, limit=10) == [
        "page=2",
        "limit=10",
        "filter[id][0]=5",
        "filter[id][1]=6",
    ]


def test_what_is_not_given_is_not_sent():
    assert query("leads.list", query=None, filter=None, with_=(), order=None, page=1, limit=250) == [
        "page=1",
        "limit=250",
    ]


def test_with_travels_as_one_comma_list():
    assert query("account.get", with_=["users_groups", "version"]) == ["with=users_groups,version"]


def test_a_lonely_with_may_be_a_text():
    assert query("account.get", with_="version") == ["with=version"]


def test_ranges_pairs_fields_and_order_are_nested():
    filter = LeadFilter(
        price=Range(from_=100, to=200),
        statuses=[StatusPair(pipeline_id=7, status_id=142)],
        custom_fields_values={33: ["Москва"], 34: TextRange(from_="1")},
    )

    assert {*query("leads.list", filter=filter, order={"id": "desc"})[2:]} == {
        "filter[price][from]=100",
        "filter[price][to]=200",
        "filter[statuses][0][pipeline_id]=7",
        "filter[statuses][0][status_id]=142",
        "filter[custom_fields_values][33][0]=Москва",
        "filter[custom_fields_values][34][from]=1",
        "order[id]=desc",
    }


def test_filters_of_events_are_comma_lists_on_every_level():
    filter = EventFilter(
        type=["lead_added", "lead_status_changed"],
        created_at=[100, 200],
        value_after=ValueFilter(leads_statuses=[EventStatusPair(pipeline_id=7, status_id=142)]),
    )

    assert query("events.list", filter=filter)[2:] == [
        "filter[created_at]=100,200",
        "filter[type]=lead_added,lead_status_changed",
        "filter[value_after][leads_statuses][0][pipeline_id]=7",
        "filter[value_after][leads_statuses][0][status_id]=142",
    ]


def test_values_of_the_path_are_filled_in_and_cannot_leave_it():
    assert build(BY_NAME["statuses.get"], [7, 142]).path == "/api/v4/leads/pipelines/7/statuses/142"
    group = build(BY_NAME["leads.custom_field_groups.get"], ["../../users?x"])
    assert group.path == "/api/v4/leads/custom_fields/groups/..%2F..%2Fusers%3Fx"


def test_a_body_holds_what_was_given_and_nothing_else():
    request = build(BY_NAME["leads.update_one"], [5], body=LeadPatchOne(price=260.5, loss_reason_id=None))

    assert request.content == b'{"price":260.5,"loss_reason_id":null}'
    assert request.target == "/api/v4/leads/5"


def test_any_other_address_takes_nested_queries():
    request = plain("GET", "/api/v4/tasks", {"filter": {"is_completed": False, "id": [1, 2]}}, None)

    expected = "/api/v4/tasks?filter[is_completed]=0&filter[id][0]=1&filter[id][1]=2"
    assert unquote_plus(request.target) == expected


@pytest.mark.parametrize(
    ("name", "repeatable"),
    [
        ("leads.list", True),
        ("pipelines.delete", True),
        ("oauth.token", True),
        ("leads.add", False),
        ("leads.update", False),
    ],
)
def test_only_what_does_no_harm_twice_may_be_repeated(name: str, repeatable: bool):
    assert build(BY_NAME[name], [1]).is_repeatable is repeatable


def test_a_batch_goes_out_in_parts_of_what_the_operation_takes():
    items = [LeadAdd(name=str(number)) for number in range(501)]

    sent = list(parts(BY_NAME["leads.add"], items))

    assert [(part.start, len(part.items)) for part in sent] == [(0, 250), (250, 250), (500, 1)]
    assert [len(part.items) for part in parts(BY_NAME["leads.complex"], items)] == [50] * 10 + [1]
    assert list(parts(BY_NAME["leads.add"], [])) == []


def test_every_item_carries_its_place_whatever_its_sender_calls_it():
    rose = LeadAdd(name="Роза", request_id="заказ-7")
    [part] = parts(BY_NAME["leads.add"], [rose, LeadAdd(name="Пион", request_id="0")])

    assert [item.request_id for item in part.items] == ["0", "1"]
    assert rose.request_id == "заказ-7"  # the sender's own item is left alone
    assert (mark_of(rose, 0), mark_of(LeadAdd(), 1)) == ("заказ-7", "1")


def test_items_that_have_no_mark_get_none():
    [part] = parts(BY_NAME["leads.link"], [LinkWrite(to_entity_id=5, to_entity_type="contacts")])

    assert msgspec.json.encode(part.items) == b'[{"to_entity_id":5,"to_entity_type":"contacts"}]'
