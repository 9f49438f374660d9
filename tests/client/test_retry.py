"""What is tried again, and after how long."""

import pytest

from voronka.client.answers import Answer
from voronka.client.errors import ConnectionFailed
from voronka.client.retry import Retry

NEVER_LEFT = ConnectionFailed("leads.add", "no such host", maybe_done=False)
LOST = ConnectionFailed("leads.add", "timed out", maybe_done=True)


def pause(outcome: Answer | ConnectionFailed, *, tried: int = 1, repeatable: bool = False, chance: float = 0.0):
    return Retry().pause(outcome, tried=tried, repeatable=repeatable, chance=chance)


def status(code: int, **headers: str) -> Answer:
    return Answer(status=code, headers={key.replace("_", "-"): headers[key] for key in headers})


@pytest.mark.parametrize("outcome", [NEVER_LEFT, status(429)])
def test_what_was_never_done_is_tried_again_whatever_it_is(outcome: Answer | ConnectionFailed):
    assert pause(outcome, repeatable=False)


@pytest.mark.parametrize("outcome", [LOST, status(502), status(503), status(504)])
def test_what_may_have_been_done_is_tried_again_only_where_it_does_no_harm(outcome: Answer | ConnectionFailed):
    assert pause(outcome, repeatable=True)
    assert pause(outcome, repeatable=False) is None


@pytest.mark.parametrize("code", [200, 204, 301, 400, 401, 403, 404, 422, 500])
def test_every_other_answer_stands(code: int):
    assert pause(status(code), repeatable=True) is None


def test_tries_come_to_an_end():
    assert pause(NEVER_LEFT, tried=4) is not None
    assert pause(NEVER_LEFT, tried=5) is None
    assert Retry(tries=1).pause(NEVER_LEFT, tried=1, repeatable=True, chance=0) is None


def test_pauses_double_and_have_a_longest():
    assert [pause(NEVER_LEFT, tried=tried) for tried in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert Retry(tries=20).pause(NEVER_LEFT, tried=15, repeatable=True, chance=1) == 60.0


def test_chance_adds_up_to_half():
    assert pause(NEVER_LEFT, chance=1.0) == 0.75


def test_too_many_requests_cost_at_least_a_second():
    assert pause(status(429)) == 1.0


def test_the_server_may_say_how_long():
    assert pause(status(429, retry_after="7")) == 7.0
    assert pause(status(503, retry_after="0"), repeatable=True) == 0.0


def test_whoever_is_asked_to_wait_for_too_long_gets_the_error():
    assert pause(status(429, retry_after="300")) is None
