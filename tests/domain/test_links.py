"""What a link does to the links beside it."""

from voronka.domain.kinds import Kind
from voronka.domain.links import End, LinkWrite, linked, unlinked
from voronka.domain.records import Link

MARIA = Link(to_type=Kind.CONTACT, to_id=1)
PETR = Link(to_type=Kind.CONTACT, to_id=2)
POLUS = Link(to_type=Kind.COMPANY, to_id=1)
VETER = Link(to_type=Kind.COMPANY, to_id=2)


def main_of(held: list[Link]) -> list[int]:
    return [link.to_id for link in held if link.is_main]


def test_the_first_contact_of_a_lead_is_the_main_one() -> None:
    held = linked(linked([], MARIA, Kind.LEAD), PETR, Kind.LEAD)
    assert main_of(held) == [1]


def test_the_main_contact_stays_when_linked_again() -> None:
    held = linked(linked(linked([], MARIA, Kind.LEAD), PETR, Kind.LEAD), MARIA, Kind.LEAD)
    assert (main_of(held), len(held)) == ([1], 2)


def test_another_may_be_made_the_main_one() -> None:
    petr = Link(to_type=Kind.CONTACT, to_id=2, is_main=True)
    assert main_of(linked(linked([], MARIA, Kind.LEAD), petr, Kind.LEAD)) == [2]


def test_a_company_has_no_main_contact() -> None:
    assert main_of(linked([], MARIA, Kind.COMPANY)) == []


def test_there_is_one_company_at_most() -> None:
    held = linked(linked(linked([], MARIA, Kind.LEAD), POLUS, Kind.LEAD), VETER, Kind.LEAD)
    assert [(link.to_type, link.to_id) for link in held] == [(Kind.CONTACT, 1), (Kind.COMPANY, 2)]


def test_the_next_contact_takes_over_from_the_main_one() -> None:
    held = linked(linked([], MARIA, Kind.LEAD), PETR, Kind.LEAD)
    assert main_of(unlinked(held, MARIA)) == [2]
    assert main_of(unlinked(held, PETR)) == [1]
    assert unlinked(unlinked(held, MARIA), PETR) == []


def test_a_link_is_kept_at_its_lower_end_whoever_asks() -> None:
    lead, contact = End(Kind.LEAD, 5), End(Kind.CONTACT, 5)
    for write in (LinkWrite(here=lead, there=contact), LinkWrite(here=contact, there=lead)):
        assert (write.holder, write.held.to_type) == (lead, Kind.CONTACT)


def test_an_element_hangs_once_unless_told_otherwise() -> None:
    element = LinkWrite(here=End(Kind.LEAD, 5), there=End(Kind.ELEMENT, 7), catalog_id=3)
    assert (element.held.quantity, element.held.catalog_id) == (1, 3)
