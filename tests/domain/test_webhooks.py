"""Which events one change of a record is."""

from typing import Any

from voronka.domain.kinds import Kind
from voronka.domain.webhooks import EVENTS, Entry, codes_of


def entry(kind: Kind, action: str, **after: Any) -> Entry:
    return Entry(
        id="01", kind=kind, entity_id=5, action=action, actor_id=1, created_at=0, before={}, after=after, record={}
    )


def test_each_action_has_its_event() -> None:
    assert codes_of(entry(Kind.LEAD, "add", status_id=1)) == ["add_lead"]
    assert codes_of(entry(Kind.CONTACT, "update", name="Анна")) == ["update_contact"]
    assert codes_of(entry(Kind.COMPANY, "delete")) == ["delete_company"]
    assert codes_of(entry(Kind.LEAD, "restore")) == ["restore_lead"]
    assert codes_of(entry(Kind.ELEMENT, "add")) == ["add_catalog_element"]


def test_a_move_is_an_update_too() -> None:
    assert codes_of(entry(Kind.LEAD, "update", status_id=142)) == ["status_lead", "update_lead"]
    assert codes_of(entry(Kind.LEAD, "update", pipeline_id=7)) == ["status_lead", "update_lead"]


def test_so_is_a_new_responsible_user() -> None:
    told = codes_of(entry(Kind.LEAD, "update", responsible_user_id=3, status_id=142))
    assert told == ["status_lead", "responsible_lead", "update_lead"]
    assert codes_of(entry(Kind.COMPANY, "update", responsible_user_id=3)) == ["responsible_company", "update_company"]


def test_links_are_updates() -> None:
    assert codes_of(entry(Kind.CONTACT, "link", links=[])) == ["update_contact"]
    assert codes_of(entry(Kind.LEAD, "unlink", links=[])) == ["update_lead"]


def test_a_note_is_told_when_it_is_new() -> None:
    assert codes_of(entry(Kind.COMPANY, "note")) == ["note_company"]
    assert codes_of(entry(Kind.COMPANY, "note_update", is_pinned=True)) == []


def test_nothing_is_told_that_nobody_can_subscribe_to() -> None:
    assert codes_of(entry(Kind.CUSTOMER, "restore")) == []
    assert codes_of(entry(Kind.ELEMENT, "update", responsible_user_id=3)) == ["update_catalog_element"]


def test_the_codes_of_the_contract_are_known() -> None:
    assert {"add_lead", "status_lead", "note_contact", "responsible_task", "update_talk", "add_unsorted"} <= EVENTS
    assert not {"status_contact", "restore_customer", "note_task", "delete_talk"} & EVENTS
