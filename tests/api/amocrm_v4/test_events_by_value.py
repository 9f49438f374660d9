"""Events found by what changed into what: stages, owners, options, plain values."""

from typing import Any

import httpx2
import pytest

from tests.api.amocrm_v4.happenings import EVENTS, change, events, faults, new, types
from tests.world import World
from voronka.domain.pipelines import WON


@pytest.fixture
def colour(client: httpx2.Client) -> dict[str, Any]:
    """«Цвет»: красный or белый."""
    sent = {"name": "Цвет", "type": "select", "enums": [{"value": "красный"}, {"value": "белый"}]}
    answer = client.post("/api/v4/leads/custom_fields", json=[sent])
    return answer.json()["_embedded"]["custom_fields"][0]


def paint(client: httpx2.Client, lead: int, field: dict[str, Any], enum: dict[str, Any]) -> None:
    values = [{"field_id": field["id"], "values": [{"enum_id": enum["id"]}]}]
    change(client, lead, custom_fields_values=values)


def test_a_change_of_a_field_is_of_its_own_type_and_of_the_general_one(
    client: httpx2.Client, colour: dict[str, Any]
) -> None:
    lead, (red, _) = new(client), colour["enums"]
    paint(client, lead, colour, red)
    own = f"custom_field_{colour['id']}_value_changed"
    [event] = events(client, type=own)
    assert (event["type"], event["value_before"]) == (own, [])
    value = {"field_id": colour["id"], "field_type": 4, "enum_id": red["id"], "text": "красный"}
    assert event["value_after"] == [{"custom_field_value": value}]
    assert types(events(client, type="custom_field_value_changed")) == [own]
    assert types(events(client, type="custom_field_value_changed,lead_added")) == [own, "lead_added"]
    assert faults(client, f"filter[type]={own},lead_added") == [("filter.type", "TooMany")]


def test_fields_are_found_by_their_options_on_either_side(client: httpx2.Client, colour: dict[str, Any]) -> None:
    lead, (red, white) = new(client), colour["enums"]
    paint(client, lead, colour, red)
    paint(client, lead, colour, white)
    own = f"custom_field_{colour['id']}_value_changed"
    became = {"type": own, "value_after][custom_field_values": red["id"]}
    was = {"type": own, "value_before][custom_field_values": f"{red['id']},{white['id']}"}
    assert [event["value_before"] for event in events(client, **became)] == [[]]
    assert [event["value_after"][0]["custom_field_value"]["text"] for event in events(client, **was)] == ["белый"]
    path = "filter[value_after][custom_field_values]=1"
    assert faults(client, path) == [("filter.type", "FieldMissing")]
    assert faults(client, f"{path}&filter[type]=custom_field_value_changed") == [("filter.type", "NotSupportedChoice")]


def test_moves_are_found_by_stage(client: httpx2.Client, world: World) -> None:
    pipeline = world.facts.main_pipeline
    second = pipeline.statuses[2].id
    lead = new(client)
    change(client, lead, status_id=second)
    change(client, lead, status_id=WON)
    stage = "filter[value_{side}][leads_statuses][0][{key}]"

    def found(side: str, status_id: int, pipeline_id: int) -> int:
        keys = {"status_id": status_id, "pipeline_id": pipeline_id}
        query = {stage.format(side=side, key=key): value for key, value in keys.items()}
        answer = client.get(EVENTS, params=query)
        return len(answer.json()["_embedded"]["events"]) if answer.content else 0

    assert [found("after", WON, pipeline.id), found("before", WON, pipeline.id)] == [1, 0]
    assert [found("before", second, pipeline.id), found("before", second, pipeline.id + 1)] == [1, 0]
    either = {
        "filter[value_after][leads_statuses][0][status_id]": WON,
        "filter[value_after][leads_statuses][1][status_id]": second,
    }
    assert len(client.get(EVENTS, params=either).json()["_embedded"]["events"]) == 2


def test_new_owners_are_found(client: httpx2.Client, world: World) -> None:
    lead = new(client)
    change(client, lead, responsible_user_id=world.anna.id)
    change(client, lead, responsible_user_id=world.oleg.id)
    listed = client.get(f"{EVENTS}?filter[value_before][responsible_user_id][]={world.anna.id}").json()
    assert len(listed["_embedded"]["events"]) == 1
    both = f"{world.anna.id},{world.oleg.id}"
    assert len(events(client, **{"value_after][responsible_user_id": both})) == 2
    [event] = events(client, **{"value_before][responsible_user_id": world.anna.id})
    assert event["value_after"] == [{"responsible_user": {"id": world.oleg.id}}]


def test_plain_values_are_compared_exactly(client: httpx2.Client, colour: dict[str, Any]) -> None:
    lead, (red, _) = new(client, price=100), colour["enums"]
    change(client, lead, price=5000)
    change(client, lead, name="Юбилей «Розы»")
    paint(client, lead, colour, red)
    assert types(events(client, **{"value_after][value": "5000"})) == ["sale_field_changed"]
    assert types(events(client, **{"value_before][value": "100", "type": "sale_field_changed"})) == [
        "sale_field_changed"
    ]
    assert types(events(client, **{"value_after][value": "Юбилей «Розы»"})) == ["name_field_changed"]
    assert len(events(client, **{"value_after][value": "красный", "type": "custom_field_value_changed"})) == 1
    assert events(client, **{"value_after][value": "500"}) == []


def test_what_a_customer_has_brought_is_compared_too(client: httpx2.Client) -> None:
    client.patch("/api/v4/customers/mode", json={"mode": "segments", "is_enabled": True})
    cafe = new(client, "customers")
    client.post(f"/api/v4/customers/{cafe}/transactions", json=[{"price": 100}, {"price": 50}])
    grown = events(client, **{"value_after][value": "150"})
    assert [(event["type"], event["entity_id"]) for event in grown] == [("ltv_field_changed", cafe)]
    assert events(client, **{"value_before][value": "150", "type": "ltv_field_changed"}) == []


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("filter[value_after][what]=5", "filter.value_after", "FieldMissing"),
        ("filter[value_after]=5", "filter.value_after", "InvalidType"),
        ("filter[value_after][responsible_user_id]=Анна", "filter.value_after.responsible_user_id", "InvalidType"),
        (
            "filter[value_before][leads_statuses][0][pipeline_id]=5",
            "filter.value_before.leads_statuses.0.status_id",
            None,
        ),
        ("filter[value_after][value]=5&filter[type]=lead_added", "filter.value_after", "NotSupportedField"),
    ],
)
def test_a_filter_of_values_that_makes_no_sense(client: httpx2.Client, query: str, path: str, code: str | None) -> None:
    [(where, what)] = faults(client, query)
    assert where == path
    assert code is None or what == code


def test_types_are_listed_in_the_users_language_or_the_one_asked_for(
    client: httpx2.Client, colour: dict[str, Any]
) -> None:
    body = client.get(f"{EVENTS}/types").json()
    listed = body["_embedded"]["events_types"]
    assert body["_total_items"] == len(listed)
    by_key = {type["key"]: type for type in listed}
    assert by_key["lead_added"] == {"key": "lead_added", "type": 1, "lang": "Новая сделка"}
    own = f"custom_field_{colour['id']}_value_changed"
    assert by_key[own] == {"key": own, "type": 24, "lang": "Изменение поля «Цвет»"}
    spoken = {}
    for code in ("en", "es", "pt", "ru"):
        answer = client.get(f"{EVENTS}/types", params={"language_code": code}).json()
        spoken[code] = answer["_embedded"]["events_types"][0]["lang"]
    assert spoken == {"en": "New lead", "es": "Nuevo lead", "pt": "Novo lead", "ru": "Новая сделка"}
    assert client.get(f"{EVENTS}/types", params={"language_code": "de"}).status_code == 400
