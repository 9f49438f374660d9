"""Bots and their runs. What a bot does step by step is the integration's business: here it is known for whom it runs,
what it has been told, whether it waits, and when it is done."""

from typing import Any

from msgspec import Struct, structs

from voronka.domain.errors import Problems, Rule
from voronka.domain.kinds import Kind

TYPES = ("regular", "greeting", "marketing", "nps")
AT_MOST = 500  # bots of an account

WAITING = "waiting"
FINISHED = "finished"
STOPPED = "stopped"

VALUE_AT_MOST = 80
BUTTONS_AT_MOST = 25
SHOWN = ("text", "buttons", "buttons_url")
PLACES = ("question", "answer", "finish")


class Bot(Struct, kw_only=True, frozen=True):
    id: int
    name: str
    type_functionality: str
    is_visual_editor: bool
    is_active: bool
    is_favorite: bool
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


class Order(Struct, frozen=True):
    """What a continued bot is to do first: show something or go somewhere."""

    handler: str
    params: dict[str, Any]


def continued(run: Run, data: dict[str, Any], orders: list[Order], now: int) -> Run:
    """With the new data beside the old, at the step it was last sent to, finished when it was sent to the end."""
    gone = [order.params for order in orders if order.handler == "goto"]
    step = next((place["step"] for place in reversed(gone) if place["type"] != "finish"), run.step)
    state = FINISHED if gone and gone[-1]["type"] == "finish" else run.state
    return structs.replace(run, data=run.data | data, step=step, state=state, updated_at=now)


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
