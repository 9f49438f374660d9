# Made from _async by scripts/make_sync.py. Change it there.
"""Bots (боты)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.bots import Bot, BotContinue, BotFilter, BotRun, BotRunMany, BotStop


class Bots(Resource):
    """Bots and their runs: `amo.bots`."""

    def list(
        self,
        *,
        with_: Sequence[str] | None = None,
        filter: BotFilter | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> Pages[Bot]:
        """Bots. with_: favorite. GET /api/v4/bots"""
        return self._pages("bots.list", with_=with_, filter=filter, page=page, limit=limit)

    def get(self, id: int, *, with_: Sequence[str] | None = None) -> Bot | None:
        """One bot, None when there is none. with_: favorite. GET /api/v4/bots/{id}"""
        return self._get("bots.get", id, with_=with_)

    def run(self, id: int, run: BotRun) -> None:
        """Starts a bot for a lead or contact. NotProcessable: it is switched off. POST /api/v4/bots/{id}/run"""
        self._do("bots.run", id, body=run)

    def run_many(self, runs: Sequence[BotRunMany]) -> None:
        """Starts bots, at most 100 by one call. POST /api/v4/bots/run"""
        self._do("bots.run_many", body=runs)

    def stop(self, id: int, stop: BotStop) -> None:
        """Stops a bot for a lead. POST /api/v4/bots/{id}/stop"""
        self._do("bots.stop", id, body=stop)

    def resume_salesbot(self, bot_id: int, continue_id: int, told: BotContinue) -> None:
        """Lets a waiting bot go on. POST /api/v4/salesbot/{bot_id}/continue/{continue_id}

        NotProcessable: that run is over.
        """
        self._do("bots.resume_salesbot", bot_id, continue_id, body=told)

    def resume_marketingbot(self, bot_id: int, continue_id: int, told: BotContinue) -> None:
        """The same for a marketing bot. POST /api/v4/marketingbot/{bot_id}/continue/{continue_id}"""
        self._do("bots.resume_marketingbot", bot_id, continue_id, body=told)
