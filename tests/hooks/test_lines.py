"""The line before one destination."""

from voronka.domain.deliveries import Delivery, Outcome
from voronka.domain.kinds import Kind
from voronka.hooks.lines import Line
from voronka.hooks.settings import HookSettings

SETTINGS = HookSettings(waiting=8, at_once=3, sick_waiting=2, sick_at_once=1)


def delivery(number: int, lead_id: int) -> Delivery:
    return Delivery(
        id=f"{number:02}", webhook_id=1, destination="https://romashka.example/", kind=Kind.LEAD, entity_id=lead_id,
        event="add_lead", body="", attempts=0, leased_until=0,
    )  # fmt: skip


def line(*leads: int) -> tuple[Line, list[Delivery]]:
    made = Line(SETTINGS)
    waiting = [delivery(number, lead_id) for number, lead_id in enumerate(leads)]
    for each in waiting:
        made.add(each)
    return made, waiting


def answered(each: Delivery, code: int) -> Outcome:
    return Outcome(delivery=each, at=0, code=code, milliseconds=1)


def test_a_few_are_sent_at_once_in_order() -> None:
    made, waiting = line(10, 11, 12, 13)
    assert made.start() == waiting[:3]
    assert made.start() == []
    made.finish(waiting[1], answered(waiting[1], 200))
    assert made.start() == [waiting[3]]


def test_notices_of_one_lead_wait_for_each_other() -> None:
    made, waiting = line(10, 10, 11, 10)
    assert made.start() == [waiting[0], waiting[2]]
    made.finish(waiting[0], answered(waiting[0], 200))
    assert made.start() == [waiting[1]]
    made.finish(waiting[1], answered(waiting[1], 500))
    made.finish(waiting[2], answered(waiting[2], 200))
    assert made.start() == [waiting[3]]


def test_after_a_bad_answer_the_line_gets_less() -> None:
    made, waiting = line(10, 11, 12, 13)
    made.start()
    for each in waiting[:3]:
        made.finish(each, answered(each, 0))
    assert made.start() == [waiting[3]]
    assert made.room == 2
    made.finish(waiting[3], answered(waiting[3], 204))
    assert made.room == 8


def test_more_is_asked_for_when_half_is_gone() -> None:
    made, _ = line(*range(5))
    assert made.room == 0
    made, _ = line(*range(4))
    assert made.room == 4


def test_what_was_not_sent_for_want_of_time_says_nothing_of_the_destination() -> None:
    made, waiting = line(10)
    made.start()
    made.finish(waiting[0], None)
    assert made.is_empty
    assert made.room == 8
