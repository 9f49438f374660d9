"""No more than so many requests start in a second, so the cloud does not shut us out."""

import pytest

from voronka.client.limiter import WINDOW, Limiter


def test_the_eighth_request_waits_until_the_first_is_a_second_old():
    limiter = Limiter(7)

    waits = [limiter.turn(now=100.0) for _ in range(8)]

    assert waits[:7] == [0.0] * 7
    assert waits[7] == pytest.approx(WINDOW)


def test_who_waits_has_taken_his_place():
    limiter = Limiter(1)

    assert [limiter.turn(now=0.0) for _ in range(3)] == pytest.approx([0.0, WINDOW, 2 * WINDOW])


def test_slow_callers_never_wait():
    limiter = Limiter(2)

    assert [limiter.turn(now=float(second)) for second in range(10)] == [0.0] * 10


def test_without_a_limit_nobody_waits():
    limiter = Limiter(None)

    assert sum(limiter.turn(now=0.0) for _ in range(1000)) == 0.0


def test_when_the_server_has_enough_all_wait():
    limiter = Limiter(None)
    limiter.hold(until=5.0)
    limiter.hold(until=3.0)

    assert [limiter.turn(now=1.0), limiter.turn(now=6.0)] == [4.0, 0.0]


def test_a_limit_is_at_least_one():
    with pytest.raises(ValueError, match="None"):
        Limiter(0)
