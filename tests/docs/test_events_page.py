"""docs/events.md names each type of event once, and no other."""

from tests.docs.events_page import never, written
from voronka.domain.event_types import NUMBERS


def test_each_type_is_either_written_or_known_by_name_alone() -> None:
    assert sorted([*written(), *never()]) == sorted(NUMBERS)
