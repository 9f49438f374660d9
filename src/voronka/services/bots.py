"""Bots: started by who may change the record, continued by an administrator's integration."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import structs

from voronka.base.page import Page, Place
from voronka.domain import bots
from voronka.domain.bots import AT_MOST, MARKETING, NPS, STOPPED, TYPES, WAITING, Bot, BotCall, Order, Run, Start, Step
from voronka.domain.changes import Action
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.integrations import Integration
from voronka.domain.kinds import Kind
from voronka.domain.listing import slice_of
from voronka.domain.naming import checked_name
from voronka.domain.talks import CLOSED, Author
from voronka.domain.talks import NPS as ASKING
from voronka.services import integrations, journal, permits, talks
from voronka.services.records import editable
from voronka.services.work import Work
from voronka.store import bot_calls as store_calls
from voronka.store import bots as store
from voronka.store import talks as store_talks

Calling = Callable[[Bot, Run, Step, Integration], str]


def page(work: Work, ids: Sequence[int], types: Sequence[str], place: Place) -> Page[Bot]:
    found = [bot for bot in store.everything(work) if (not ids or bot.id in ids)]
    wanted = [bot for bot in found if not types or bot.type_functionality in types]
    return slice_of(wanted, place, lambda bot: (bot.id,))


def get(work: Work, id: int) -> Bot:
    found = next((bot for bot in store.everything(work) if bot.id == id), None)
    if found is None:
        raise NotFound(f"There is no bot {id}. List the bots to see those that are.")
    return found


def create(work: Work, *, name: str, type: str, steps: Any = None, client_id: str | None = None) -> Bot:
    """The API knows no way to make one: an administrator does it on the command line. Steps call the widget of an
    integration, which checks by its secret that it is we who call."""
    permits.administer(work)
    problems = Problems()
    name = checked_name(name, None, problems, 0)
    if type not in TYPES:
        problems.add(0, "type", Rule.UNKNOWN_CHOICE)
    checked = bots.steps_of(steps or [], problems)
    if checked and client_id is None:
        problems.add(0, "client_id", Rule.MISSING)
    problems.check()
    if client_id is not None:
        integrations.get(work, client_id)
    if len(store.everything(work)) >= AT_MOST:
        raise Conflict(f"An account has at most {AT_MOST} bots.")
    made = Bot(
        id=work.new_id("bots"),
        name=name,
        type_functionality=type,
        is_visual_editor=False,
        is_active=True,
        is_favorite=False,
        client_id=client_id,
        steps=checked,
        created_at=work.now,
        updated_at=work.now,
    )
    store.add(work, made)
    return made


def run(work: Work, starts: Sequence[Start], *, only_one: bool = False, calling: Calling | None = None) -> list[Run]:
    """Each begins to wait at once for what its integration brings; one that runs for the record already begins anew.
    calling: tells what is posted for a step, where the account's own address is known."""
    known = {bot.id: bot for bot in store.everything(work)}
    if only_one:
        get(work, starts[0].bot_id)
    there = {kind: _editable(work, kind, starts) for kind in sorted({start.kind for start in starts})}
    problems = Problems()
    for item, start in enumerate(starts):
        if start.bot_id not in known:
            problems.add(item, "bot_id", Rule.UNKNOWN_CHOICE)
        if start.entity_id not in there[start.kind]:
            problems.add(item, "entity_id", Rule.UNKNOWN_CHOICE)
    problems.check()
    if any(not known[start.bot_id].is_active for start in starts):
        raise Conflict("This bot is switched off.")
    wanted = list(dict.fromkeys(starts))
    made = [_begun(work, start, id) for start, id in zip(wanted, work.new_ids("bot_runs", len(wanted)), strict=True)]
    before = store.waiting(work, [run.bot_id for run in made], [run.entity_id for run in made])
    again = {(run.bot_id, run.entity_type, run.entity_id) for run in made}
    store.end(work, [run.id for run in before if (run.bot_id, run.entity_type, run.entity_id) in again], STOPPED)
    store.add_runs(work, made)
    _tell(work, "bot_start", made)
    _call(work, [(known[run.bot_id], run) for run in made], calling)
    return made


def stop(work: Work, start: Start) -> None:
    """Of a bot that does not run there is nothing to stop, and nothing wrong with it."""
    get(work, start.bot_id)
    if start.entity_id not in _editable(work, start.kind, [start]):
        problems = Problems()
        problems.add(0, "entity_id", Rule.UNKNOWN_CHOICE)
        problems.check()
    held = store.waiting(work, [start.bot_id], [start.entity_id])
    give_up(work, [run for run in held if run.entity_type == start.kind])


def give_up(work: Work, runs: Sequence[Run]) -> None:
    store.end(work, [run.id for run in runs], STOPPED)
    _tell(work, "bot_stop", [structs.replace(run, state=STOPPED) for run in runs])
    for run in runs:
        _ended(work, get(work, run.bot_id), run)


def resume(
    work: Work,
    bot_id: int,
    run_id: int,
    data: dict[str, Any],
    orders: list[Order],
    *,
    marketing: bool,
    calling: Calling | None = None,
) -> Run:
    """What it is to show goes into the customer's open talk; without one nobody would see it."""
    work.actor.require_admin()
    bot, before = get(work, bot_id), store.get_run(work, run_id, lock=True)
    if before is None or before.bot_id != bot.id or (bot.type_functionality == MARKETING) is not marketing:
        raise NotFound(f"Bot {bot_id} does not wait for {run_id}.")
    if before.state != WAITING:
        raise Conflict(f"This run of the bot is {before.state} already.")
    problems = Problems()
    bots.check(orders, problems)
    problems.check()
    after = bots.continued(bot, before, data, orders, work.now)
    store.save_run(work, after)
    store_calls.remove(work, [after.id])
    _call(work, [(bot, after)], calling)
    _say(work, bot, after, bots.texts(orders))
    if after.state != WAITING:
        _ended(work, bot, after)
    return after


def _tell(work: Work, action: Action, runs: Sequence[Run]) -> None:
    journal.record(work, [bots.told(action, run, work.actor.user_id) for run in runs])


def _call(work: Work, at_work: Sequence[tuple[Bot, Run]], calling: Calling | None) -> None:
    """Written down; the worker makes the calls."""
    due = [(bot, run, step) for bot, run in at_work if (step := bots.step_of(bot, run))]
    if not due or calling is None:
        return
    known = {each.client_id: each for each in integrations.active(work)}
    calls = [
        BotCall(run, step.url, calling(bot, run, step, known[bot.client_id]))
        for bot, run, step in due
        if bot.client_id in known
    ]
    store_calls.add(work, calls)


def _editable(work: Work, kind: Kind, starts: Iterable[Start]) -> set[int]:
    """Locked: of two who start a bot for one record the second ends what the first began."""
    return set(editable(work, kind, (start.entity_id for start in starts if start.kind == kind), lock=True))


def _begun(work: Work, start: Start, id: int) -> Run:
    return Run(
        id=id,
        bot_id=start.bot_id,
        entity_type=start.kind,
        entity_id=start.entity_id,
        state=WAITING,
        step=0,
        data={},
        created_by=work.actor.user_id,
        created_at=work.now,
        updated_at=work.now,
    )


def _ended(work: Work, bot: Bot, run: Run) -> None:
    """Once the customer was asked for a mark, his talk is over, though he gave none."""
    talk = store_talks.open_talk_of(work, run.entity_type, run.entity_id) if bot.type_functionality == NPS else None
    if talk is not None and talk.status in ASKING:
        talks.moved(work, talk, actor_id=work.actor.user_id, status=CLOSED)


def _say(work: Work, bot: Bot, run: Run, texts: Sequence[str]) -> None:
    talk = store_talks.open_talk_of(work, run.entity_type, run.entity_id) if texts else None
    if talk is not None:
        for text in texts:
            talks.send(work, talk.id, text, Author(id=str(bot.id), type="bot", name=bot.name))
