"""What time brings the worker does: a customer comes to the status of his date, a call to the card with its number."""

import time

from tests.hooks.conftest import Working, eventually
from tests.world import World
from voronka.domain.accounts import PERIODICITY
from voronka.domain.calls import LOOKED_AFTER, CallDraft
from voronka.domain.contacts import ContactChange
from voronka.domain.customers import CustomerChange
from voronka.domain.fields.writes import FieldWrite, ValueWrite
from voronka.domain.kinds import Kind
from voronka.domain.notes import NoteQuery
from voronka.services import accounts, contacts, customers, notes, waiting_calls

DAY = 86_400
PHONE = "+7 926 111-00-22"


def later(seconds: int) -> dict[str, object]:
    return {"clock": lambda: time.time() + seconds}


def test_a_customer_whose_day_is_over_is_moved(world: World, working: Working) -> None:
    world.do(accounts.set_customers_mode, PERIODICITY, is_enabled=True)
    draft = CustomerChange(name="Кафе", next_date=int(time.time()) + 2 * DAY)
    [cafe] = world.do_as(world.irina, customers.add, [draft])

    def standing() -> int:
        return world.do(customers.get, cafe.id).record.status_id

    with working(**later(4 * DAY)):
        eventually(lambda: standing() != cafe.status_id, "a worker moves the customer")


def test_a_call_that_waited_stands_on_the_card(world: World, working: Working) -> None:
    call = CallDraft(
        direction="inbound",
        duration=61,
        source="pbx",
        phone=PHONE,
        uniq="c-1",
        link=None,
        call_result=None,
        call_status=None,
        call_responsible=None,
    )
    assert world.do_as(world.irina, waiting_calls.add, [call]) == [True]
    field = world.facts.fields_of(Kind.CONTACT).by_code["PHONE"]
    values = [FieldWrite(field_id=field.id, values=[ValueWrite(value=PHONE, enum_code="WORK")])]
    [maria] = world.do_as(world.irina, contacts.add, [ContactChange(name="Мария", custom_fields=values)])

    def held() -> list[str]:
        query = NoteQuery(equal={"entity_id": [maria.id]})
        return [note.params["uniq"] for note in world.do(notes.page, Kind.CONTACT, query).items]

    with working(**later(LOOKED_AFTER)):
        eventually(lambda: held() == ["c-1"], "a worker puts the call on the card")
