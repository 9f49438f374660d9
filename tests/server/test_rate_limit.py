"""amoCRM's limits, on a clock that the test turns."""

import httpx2
import pytest
from msgspec import structs

from tests.world import World
from voronka.server.rate_limit import BLOCK, PATIENCE, PER_ACCOUNT, PER_INTEGRATION, Blocked, RateLimit, TooManyRequests
from voronka.server.settings import Settings


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limit(clock: Clock) -> RateLimit:
    return RateLimit(True, clock)


def test_an_integration_has_seven_requests_a_second(limit: RateLimit, clock: Clock) -> None:
    for _ in range(PER_INTEGRATION):
        limit.count(1, "crm-sync")
    with pytest.raises(TooManyRequests):
        limit.count(1, "crm-sync")
    limit.count(1, "telephony")
    limit.count(2, "crm-sync")
    clock.now += 1.01
    limit.count(1, "crm-sync")


def test_an_account_has_fifty(limit: RateLimit) -> None:
    for nth in range(PER_ACCOUNT):
        limit.count(1, f"integration {nth}")
    with pytest.raises(TooManyRequests):
        limit.count(1, "one more")


def test_who_goes_on_and_on_is_shut_out_for_a_minute(limit: RateLimit, clock: Clock) -> None:
    refused = 0
    while refused <= PATIENCE:
        try:
            limit.count(1, "crm-sync")
        except TooManyRequests:
            refused += 1
    with pytest.raises(Blocked):
        limit.count(1, "crm-sync")
    clock.now += BLOCK + 1
    limit.count(1, "crm-sync")


def test_nothing_is_counted_unless_the_setting_says_so(clock: Clock) -> None:
    limit = RateLimit(False, clock)
    for _ in range(1000):
        limit.count(1, "crm-sync")


class TestOverHttp:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return structs.replace(settings, rate_limit=True)

    def test_the_refusal_is_no_json_as_the_official_client_expects(self, client: httpx2.Client, world: World) -> None:
        answers = [client.get("/api/v4/account") for _ in range(30)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert refused
        assert refused[0].headers["content-type"].startswith("text/html")
        assert refused[0].headers["retry-after"] == "1"
        assert len(refused[0].headers["x-request-id"]) == 32

    def test_who_is_shut_out_sees_a_bare_page(self, client: httpx2.Client) -> None:
        asked = (client.get("/api/v4/account") for _ in range(1000))
        shut = next(answer for answer in asked if answer.status_code not in (200, 429))
        assert (shut.status_code, shut.headers["content-type"]) == (403, "text/html; charset=utf-8")
        assert "<h1>403 Forbidden</h1>" in shut.text
