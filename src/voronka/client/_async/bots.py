"""Bots (боты)."""

from collections.abc import Sequence

from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource
from voronka.contract.amocrm_v4.bots import Bot, BotContinue, BotFilter, BotRun, BotRunMany, BotStop


class AsyncBots(AsyncResource):
    """Bots and their runs: `amo.bots`."""

    def list(
        self,
        *,
        with_: Sequence[str] | None = None,
        filter: BotFilter | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Bot]:
        """Bots. with_: favorite. GET /api/v4/bots"""
        return self._pages("bots.list", with_=with_, filter=filter, page=page, limit=limit)

    async def get(self, id: int, *, with_: Sequence[str] | None = None) -> Bot | None:
        """One bot, None when there is none. with_: favorite. GET /api/v4/bots/{id}"""
        return await self._get("bots.get", id, with_=with_)

    async def run(self, id: int, run: BotRun) -> None:
        """Starts a bot for a lead or contact. NotProcessable: it is switched off. POST /api/v4/bots/{id}/run"""
        await self._do("bots.run", id, body=run)

    async def run_many(self, runs: Sequence[BotRunMany]) -> None:
        """Starts bots, at most 100 by one call. POST /api/v4/bots/run"""
        await self._do("bots.run_many", body=runs)

    async def stop(self, id: int, stop: BotStop) -> None:
        """Stops a bot for a lead. POST /api/v4/bots/{id}/stop"""
        await self._do("bots.stop", id, body=stop)

    async def resume_salesbot(self, bot_id: int, continue_id: int, told: BotContinue) -> None:
        """Lets a waiting bot go on. POST /api/v4/salesbot/{bot_id}/continue/{continue_id}

        NotProcessable: that run is over.
        """
        await self._do("bots.resume_salesbot", bot_id, continue_id, body=told)

    async def resume_marketingbot(self, bot_id: int, continue_id: int, told: BotContinue) -> None:
        """The same for a marketing bot. POST /api/v4/marketingbot/{bot_id}/continue/{continue_id}"""
        await self._do("bots.resume_marketingbot", bot_id, continue_id, body=told)
