"""Widgets: named by id or by code; their settings stand beside."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from voronka.api.amocrm_v2.envelope import Wire, items_reply, private_reply
from voronka.api.amocrm_v2.faults import ItemFaults, NothingSent
from voronka.api.amocrm_v2.listing import rows_of
from voronka.api.amocrm_v2.loose import as_list
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.base.page import Page
from voronka.domain.errors import Invalid, Problem, Problems, Rule
from voronka.domain.widgets import Widget
from voronka.services import widgets
from voronka.services.work import Work

NAMED = ("widget_id", "widget_code", "settings")


def find(work: Work, call: Call) -> Page[Widget]:
    query = call.query
    ids, code = or_else(query.widget_id, None), or_else(query.widget_code, None)
    found = [
        widget
        for widget in widgets.all_of(work)
        if (ids is None or widget.id in ids) and (code is None or widget.code == code)
    ]
    rows = rows_of(query)
    return Page.cut(found[rows["offset"] :], rows["limit"])


def switch(work: Work, call: Call) -> Reply:
    return items_reply(call, [item for items in _switched(work, call, call.body).values() for item in items])


def switch_private(work: Work, call: Call) -> Reply:
    return private_reply(call, work.now, _switched(work, call, or_else(call.body.request, {}).get(call.operation.key)))


def _switched(work: Work, call: Call, body: Any) -> dict[str, list[Wire]]:
    verbs: tuple[tuple[str, Callable[..., list[Widget]]], ...] = (
        ("install", lambda work, asked: widgets.install_many(work, asked, call.shared_host)),
        ("uninstall", lambda work, asked: widgets.uninstall_many(work, [code for code, _ in asked])),
    )
    done: dict[str, list[Wire]] = {}
    for verb, save in verbs:
        sent = getattr(body, verb, ABSENT)
        if sent not in (ABSENT, [], {}, ""):
            done[verb] = _told(verb, lambda sent=sent, save=save: save(work, _asked(work, sent)), work)
    if not done:
        raise NothingSent(among=("install", "uninstall"))
    return done


def _told(verb: str, save: Callable[[], list[Widget]], work: Work) -> list[Wire]:
    try:
        return [to_wire(widget, work) for widget in save()]
    except Invalid as error:
        faults = [structs.replace(each, path=_path(verb, each)) for each in error.problems]
        marks = [str(place) for place in range(max(each.item for each in faults) + 1)]
        raise ItemFaults(faults, marks, verb) from error


def _path(verb: str, problem: Problem) -> str:
    return f"{verb}.{problem.item}.{problem.path}".rstrip(".")


def _asked(work: Work, sent: Any) -> list[tuple[str, Wire]]:
    """The code of each, and what else was sent of it. One object is a list of one."""
    items: Sequence[Any] = [sent] if (listed := as_list(sent)) is None else listed
    problems, codes = Problems(), {widget.id: widget.code for widget in widgets.all_of(work)}
    asked: list[tuple[str, Wire]] = []
    for place, item in enumerate(items):
        if not isinstance(item, dict):
            problems.add(place, "", Rule.WRONG_TYPE, "object")
            continue
        id = str(item.get("widget_id") or "")
        code = item.get("widget_code") or codes.get(int(id) if id.isdecimal() and len(id) < 19 else 0, "")
        if not code:
            problems.add(place, "widget_id", Rule.UNKNOWN_CHOICE if id else Rule.MISSING)
        settings = item.get("settings")
        beside = {name: value for name, value in item.items() if name not in NAMED}
        asked.append((str(code), beside | (settings if isinstance(settings, dict) else {})))
    problems.check()
    return asked


def to_wire(widget: Widget, work: Work, call: Call | None = None) -> Wire:
    """(unconfirmed) names: both spellings that clients use. Of a widget's texts the server knows none but its code."""
    return {
        "widget_id": widget.id,
        "widget_code": widget.code,
        "id": widget.id,
        "code": widget.code,
        "name": widget.code,
        "version": widget.version,
        "active": widget.is_installed,
        "settings": widget.settings if widgets.shows_settings(work, widget) else {},
    }
