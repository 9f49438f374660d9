"""Calls whose number nobody has wait for somebody to get it: the worker looks now and then, and drops those too old."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from voronka.base.absent import or_else
from voronka.domain.access import SYSTEM
from voronka.domain.calls import LOOKED_AFTER, WAITS, CallDraft, WaitingCall
from voronka.domain.errors import Forbidden, Invalid
from voronka.services import calls
from voronka.services.work import Work
from voronka.store import waiting_calls as store

AT_ONCE = 500


def add(work: Work, drafts: Sequence[CallDraft]) -> list[bool]:
    """Whether each is on its card by now, or waits for one; what has no number in it can do neither."""
    logged = calls.add(work, drafts)
    late = [draft for draft, done in zip(drafts, logged, strict=True) if done is None and draft.key]
    ids = work.new_ids("waiting_calls", len(late))
    store.add(work, [_waiting(work, draft, id) for draft, id in zip(late, ids, strict=True)], work.now + LOOKED_AFTER)
    return [done is not None or bool(draft.key) for draft, done in zip(drafts, logged, strict=True)]


def _waiting(work: Work, draft: CallDraft, id: int) -> WaitingCall:
    came = structs.replace(draft, created_at=or_else(draft.created_at, work.now))
    return WaitingCall(id, work.actor.user_id, came, work.now)


def place(work: Work) -> bool:
    """True: there may be more of them. Each part wants a transaction of its own."""
    due = store.due(work, AT_ONCE)
    by_user: dict[int, list[WaitingCall]] = defaultdict(list)
    for call in due:
        by_user[call.user_id].append(call)
    placed = {id for user_id, some in by_user.items() for id in _placed(work, user_id, some)}
    ends = {call.id: call.id in placed or call.created_at + WAITS <= work.now for call in due}
    if any(ends.values()):
        store.remove(work, [id for id, is_over in ends.items() if is_over])
    if not all(ends.values()):
        store.put_off(work, [id for id, is_over in ends.items() if not is_over], work.now + LOOKED_AFTER)
    return len(due) == AT_ONCE


def _placed(work: Work, user_id: int, waiting: Sequence[WaitingCall]) -> list[int]:
    """In the name of who sent them: where he may not do it any more, they go on waiting."""
    user = work.facts.users.get(user_id)
    if user_id and not (user and user.is_active):
        return []
    try:
        logged = calls.add(work.as_actor(user.actor() if user else SYSTEM), [call.draft for call in waiting])
    except (Forbidden, Invalid):
        return []
    return [call.id for call, done in zip(waiting, logged, strict=True) if done]
