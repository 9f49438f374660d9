"""Each server keeps the account's users, stages and fields in memory, and yet knows at once what the other did."""

import pytest

from tests.servers import LEADS, Servers, add_field, text
from voronka.domain.fields.defining import FieldChange
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.services import custom_fields, leads
from voronka.services.work import Work


def test_what_one_server_adds_the_other_sees(servers: Servers):
    here, there = servers.worlds
    assert there.facts.fields_of(Kind.LEAD) is not None

    field = add_field(here)

    assert there.facts.fields_of(Kind.LEAD).by_id[field.id] == field
    [lead] = there.do(leads.add, [LeadChange(name="Букет", custom_fields=[text(field)])])
    assert here.do(leads.get, lead.id).record.custom_fields == {str(field.id): ["Повод"]}


def test_what_one_server_deletes_the_other_forgets(servers: Servers):
    here, there = servers.worlds
    field = add_field(here)
    assert field.id in there.facts.fields_of(Kind.LEAD).by_id

    here.do_as(here.irina, custom_fields.delete, LEADS, field.id)

    assert field.id not in there.facts.fields_of(Kind.LEAD).by_id


def test_what_was_undone_nobody_sees(servers: Servers):
    here, there = servers.worlds
    before = here.facts.fields_of(Kind.LEAD).by_id

    def add_and_fail(work: Work) -> None:
        custom_fields.add(work, LEADS, [FieldChange(type="text", name="Повод")])
        assert len(work.facts.fields_of(Kind.LEAD).by_id) == len(before) + 1
        raise LookupError

    with pytest.raises(LookupError):
        here.do_as(here.irina, add_and_fail)

    assert here.facts.fields_of(Kind.LEAD).by_id == there.facts.fields_of(Kind.LEAD).by_id == before


def test_fields_added_at_once_are_all_there(servers: Servers):
    changes = [FieldChange(type="text", name=f"Поле {number}") for number in range(6)]

    servers.at_once([lambda work, change=change: custom_fields.add(work, LEADS, [change]) for change in changes])

    for world in servers.worlds:
        names = {field.name for field in world.facts.fields_of(Kind.LEAD).by_id.values()}
        assert {change.name for change in changes} <= names
