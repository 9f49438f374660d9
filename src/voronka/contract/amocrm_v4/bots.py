"""Bots (боты): started on a lead or contact, waiting for what a widget brings them, stopped, finished."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Page, PageOf
from voronka.contract.operation import Operation, Right

RUNS_AT_MOST = 100

Functionality = Literal["regular", "greeting", "marketing", "nps"]


class BotSettings(Struct, kw_only=True):
    active: bool


class Bot(Struct, kw_only=True):
    """type_functionality: regular, greeting, marketing, nps. is_favorite only by with=favorite."""

    id: int
    name: str
    type_functionality: str
    is_visual_editor: bool
    settings: BotSettings
    is_favorite: bool | UnsetType = UNSET


class BotRun(Struct, kw_only=True):
    """Whom the bot is started for."""

    entity_id: int
    entity_type: Literal["leads", "contacts"]


class BotRunMany(BotRun, kw_only=True):
    bot_id: int


class BotStop(Struct, kw_only=True):
    """For which lead the bot is stopped."""

    entity_id: int
    entity_type: Literal["leads"]


class BotHandler(Struct, kw_only=True):
    """handler: show (params type, value, buttons) or goto (params type, step)."""

    handler: Literal["show", "goto"]
    params: dict[str, Any]


class BotContinue(Struct, kw_only=True):
    """data: what the bot may show from now on as {{json.key}}. execute_handlers: what it does first."""

    data: dict[str, Any] | list[Any] | UnsetType | None = UNSET
    execute_handlers: Annotated[list[BotHandler], Meta(max_length=10)] | UnsetType | None = UNSET


class BotFilter(Struct, kw_only=True):
    type_functionality: list[Functionality] | UnsetType = UNSET
    id: list[int] | UnsetType = UNSET


class BotGetQuery(Struct, kw_only=True):
    """with: favorite; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class BotQuery(Page, kw_only=True):
    """with: favorite; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)
    filter: BotFilter = field(default_factory=BotFilter)


# fmt: off
OPERATIONS = (
    Operation("bots.list", "GET", "/api/v4/bots", query=BotQuery, answer=PageOf[Bot], key="items"),
    Operation("bots.get", "GET", "/api/v4/bots/{id}", query=BotGetQuery, answer=Bot),
    Operation("bots.run", "POST", "/api/v4/bots/{id}/run", body=BotRun, status=202, media="text/html", summary="Start one bot for a lead or contact"),
    Operation("bots.run_many", "POST", "/api/v4/bots/run", body=list[BotRunMany], status=202, media="text/html", most=RUNS_AT_MOST, summary="Start several bots"),
    Operation("bots.stop", "POST", "/api/v4/bots/{id}/stop", body=BotStop, status=202, media="text/html", summary="Stop one bot for a lead"),
    Operation("bots.resume_salesbot", "POST", "/api/v4/salesbot/{bot_id}/continue/{continue_id}", body=BotContinue, status=202, right=Right.ADMIN, summary="Let a waiting bot go on"),
    Operation("bots.resume_marketingbot", "POST", "/api/v4/marketingbot/{bot_id}/continue/{continue_id}", body=BotContinue, status=202, right=Right.ADMIN, summary="Let a waiting marketing bot go on"),
)
# fmt: on
