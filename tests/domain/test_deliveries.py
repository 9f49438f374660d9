"""When a notice is tried again, and when it is given up: the vendor's schedule."""

import pytest

from voronka.domain.deliveries import Delivery, Outcome, delinquents, pause_after
from voronka.domain.kinds import Kind

MINUTE = 60


@pytest.mark.parametrize("code", [0, 42, 99, 300, 301, 404, 498, 499, 500, 503, 599, 600])
def test_any_bad_answer_is_tried_again_after_5_and_15_minutes(code: int) -> None:
    assert pause_after(1, code) == 5 * MINUTE
    assert pause_after(2, code) == 15 * MINUTE


@pytest.mark.parametrize("code", [499, 500, 502, 599])
def test_an_overloaded_receiver_gets_two_attempts_more(code: int) -> None:
    assert pause_after(3, code) == 15 * MINUTE
    assert pause_after(4, code) == 60 * MINUTE


@pytest.mark.parametrize("code", [0, 99, 300, 404, 498, 600])
def test_others_are_given_up_after_the_third(code: int) -> None:
    assert pause_after(3, code) is None
    assert pause_after(4, code) is None


def test_the_fifth_attempt_is_the_last() -> None:
    assert pause_after(5, 500) is None


@pytest.mark.parametrize(
    ("code", "good"), [(0, False), (99, False), (100, True), (200, True), (299, True), (300, False)]
)
def test_success_is_100_to_299(code: int, good: bool) -> None:
    assert outcome(1, code).is_good is good


def test_only_the_last_answer_of_a_webhook_makes_it_a_suspect() -> None:
    assert delinquents([outcome(1, 500), outcome(2, 200), outcome(1, 200), outcome(2, 0)]) == {2}


def outcome(webhook_id: int, code: int) -> Outcome:
    delivery = Delivery(
        id="01", webhook_id=webhook_id, destination="https://romashka.example/", kind=Kind.LEAD, entity_id=5,
        event="add_lead", body="", attempts=0, leased_until=0,
    )  # fmt: skip
    return Outcome(delivery=delivery, at=0, code=code, milliseconds=3)
