"""What a bot posts to a widget's address: a form in PHP's brackets, as receivers really get it."""

from voronka.api.hosts import own_origin
from voronka.api.http import Call
from voronka.base import php
from voronka.domain.bots import MARKETING, Bot, Run, Step, filled
from voronka.domain.integrations import Integration
from voronka.services import disposable_tokens
from voronka.services.bots import Calling
from voronka.services.work import Work


def calling(work: Work, call: Call) -> Calling:
    origin = own_origin(work, call)

    def body(bot: Bot, run: Run, step: Step, integration: Integration) -> str:
        noun = "marketingbot" if bot.type_functionality == MARKETING else "salesbot"
        return php.build(
            {
                "token": disposable_tokens.of_bot(work, integration, bot, run, origin, step.url),
                "data": filled(step.data, run.data),
                "return_url": f"{origin}/api/v4/{noun}/{bot.id}/continue/{run.id}",
            }
        )

    return body
