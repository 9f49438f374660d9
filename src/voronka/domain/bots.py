"""Bots and their runs. A bot that has steps of its own calls a widget at each and waits to be told how to go on; of one
that has none every step is its integration's business."""

import re
from typing import Any

from msgspec import Struct, structs

from voronka.domain.changes import Action, Change
from voronka.domain.destinations import parse
from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind

MARKETING = "marketing"
NPS = "nps"  # asks the customer for a mark before a talk is closed
TYPES = ("regular", "greeting", MARKETING, NPS)
AT_MOST = 500  # bots of an account

WAITING = "waiting"
FINISHED = "finished"
STOPPED = "stopped"

VALUE_AT_MOST = 80
BUTTONS_AT_MOST = 25
SHOWN = ("text", "buttons", "buttons_url")
STEPS_AT_MOST = 100
CALLS_AT_MOST = 3  # of one address, until it answers
CALL_AGAIN_AFTER = 60  # seconds
TOLD = re.compile(r"\{\{json\.(\w+)\}\}")
PLACES = ("question", "answer", "finish")


class Step(Struct, frozen=True):
    """Calls a widget's address with some data; `{{json.key}}` in it is what the bot was told before."""

    url: str
    data: dict[str, Any]


class Bot(Struct, kw_only=True, frozen=True):
    """`client_id`: of the integration that its steps call."""

    id: int
    name: str
    type_functionality: str
    is_visual_editor: bool
    is_active: bool
    is_favorite: bool
    client_id: str | None
    steps: list[Step]
    created_at: int
    updated_at: int


class Run(Struct, kw_only=True, frozen=True):
    """One bot at work for one record; its id is the continue id."""

    id: int
    bot_id: int
    entity_type: Kind
    entity_id: int
    state: str
    step: int
    data: dict[str, Any]
    created_by: int
    created_at: int
    updated_at: int


class Start(Struct, frozen=True):
    bot_id: int
    kind: Kind
    entity_id: int


class BotCall(Struct, frozen=True):
    """What is to be posted for a run."""

    run: Run
    url: str
    body: str


class Order(Struct, frozen=True):
    """What a continued bot is to do first: show something or go somewhere."""

    handler: str
    params: dict[str, Any]


def told(action: Action, run: Run, actor_id: int) -> Change:
    """It happens to the record that the bot runs for. The vendor has no event for it: the journal alone keeps it."""
    about = {"bot_id": run.bot_id, "run_id": run.id}
    return Change(kind=run.entity_type, id=run.entity_id, action=action, actor_id=actor_id, after=about, record=run)


def continued(bot: Bot, run: Run, data: dict[str, Any], orders: list[Order], now: int) -> Run:
    """With the new data beside the old, at the step it was last sent to, or at the next one of its own. It is finished
    when it was sent to the end, or when its own steps are."""
    gone = [order.params for order in orders if order.handler == "goto"]
    onward = run.step + 1 if bot.steps else run.step
    step = next((place["step"] for place in reversed(gone) if place["type"] != "finish"), onward)
    is_sent_home = bool(gone) and gone[-1]["type"] == "finish"
    is_done = is_sent_home or (bool(bot.steps) and not 0 <= step < len(bot.steps))
    state = FINISHED if is_done else run.state
    return structs.replace(run, data=run.data | data, step=step, state=state, updated_at=now)


def step_of(bot: Bot, run: Run) -> Step | None:
    """What a waiting bot calls now."""
    return bot.steps[run.step] if run.state == WAITING and run.step < len(bot.steps) else None


def filled(data: Any, told: dict[str, Any]) -> Any:
    """What the bot was told stands in the place of its marks."""
    if isinstance(data, dict):
        return {key: filled(value, told) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, told) for value in data]
    return TOLD.sub(lambda mark: str(told.get(mark[1], "")), data) if isinstance(data, str) else data


def steps_of(plain: Any, problems: Problems) -> list[Step]:
    """`[{"url": "https://…", "data": {…}}]`, as an administrator writes it down."""
    if not isinstance(plain, list):
        problems.add(0, "steps", Rule.WRONG_TYPE, "array")
        return []
    if len(plain) > STEPS_AT_MOST:
        problems.add(0, "steps", Rule.TOO_MANY, str(STEPS_AT_MOST))
    return [_step(told if isinstance(told, dict) else {}, place, problems) for place, told in enumerate(plain)]


def _step(told: dict[str, Any], place: int, problems: Problems) -> Step:
    url, data = told.get("url"), told.get("data", {})
    if not isinstance(url, str) or parse(url) is None:
        problems.add(0, f"steps.{place}.url", Rule.URL)
    if not isinstance(data, dict):
        problems.add(0, f"steps.{place}.data", Rule.WRONG_TYPE, "object")
    return Step(str(url), data)


def texts(orders: list[Order]) -> list[str]:
    """What the customer is shown; buttons stand below the text, each on its line."""
    return [
        "\n".join([order.params["value"], *order.params.get("buttons", [])])
        for order in orders
        if order.handler == "show"
    ]


def check(orders: list[Order], problems: Problems) -> None:
    for place, order in enumerate(orders):
        path = f"execute_handlers.{place}.params"
        if order.handler == "goto":
            _check_place(order.params, path, problems)
        else:
            _check_shown(order.params, path, problems)


def _check_place(params: dict[str, Any], path: str, problems: Problems) -> None:
    if params.get("type") not in PLACES:
        problems.add(0, f"{path}.type", Rule.UNKNOWN_CHOICE)
    elif params["type"] != "finish" and type(params.get("step")) is not int:
        problems.add(0, f"{path}.step", Rule.WRONG_TYPE, "int")


def _check_shown(params: dict[str, Any], path: str, problems: Problems) -> None:
    if params.get("type") not in SHOWN:
        problems.add(0, f"{path}.type", Rule.UNKNOWN_CHOICE)
    value, buttons = params.get("value"), params.get("buttons", [])
    if not isinstance(value, str):
        problems.add(0, f"{path}.value", Rule.WRONG_TYPE, "string")
    elif not value.strip():
        problems.add(0, f"{path}.value", Rule.BLANK)
    elif len(value) > VALUE_AT_MOST:
        problems.add(0, f"{path}.value", Rule.TOO_LONG, str(VALUE_AT_MOST))
    if not isinstance(buttons, list) or not all(isinstance(button, str) for button in buttons):
        problems.add(0, f"{path}.buttons", Rule.WRONG_TYPE, "array")
    elif len(buttons) > BUTTONS_AT_MOST:
        problems.add(0, f"{path}.buttons", Rule.TOO_MANY, str(BUTTONS_AT_MOST))
