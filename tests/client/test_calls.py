"""Calls through the client."""

from typing import Any

from voronka import AmoSync
from voronka.types import CallAdd, ContactAdd, FieldValue, FieldValuesChange


def call(phone: str, **more: Any) -> CallAdd:
    return CallAdd(direction="outbound", duration=30, source="АТС", phone=phone, **more)


def test_calls_find_their_cards_or_are_told_as_missing(amo: AmoSync):
    phone = FieldValuesChange(field_code="PHONE", values=[FieldValue(value="+79261110022")])
    [maria] = amo.contacts.add([ContactAdd(name="Мария Ким", custom_fields_values=[phone])])

    added = amo.calls.add([call("89261110022", request_id="первый"), call("+74950000000"), call("+79261110022")])

    assert added.total_items == 2
    assert [(each.request_id, each.entity_type, each.entity_id) for each in added.embedded.calls] == [
        ("первый", "contact", maria.id),
        ("2", "contact", maria.id),
    ]
    assert [(each.request_id, each.status) for each in added.errors] == [("1", 263)]


def test_no_card_at_all_is_an_answer_too(amo: AmoSync):
    added = amo.calls.add([call("+74950000000", request_id="кто это")])

    assert (added.total_items, added.embedded.calls) == (0, [])
    assert [(each.request_id, each.title) for each in added.errors] == [("кто это", "Entity not found")]
