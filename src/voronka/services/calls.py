"""Calls find their card by the number: one deal that is under way, or else the contact or company itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from msgspec import structs

from voronka.domain import access, calls, leads, notes
from voronka.domain.access import DENIED, Level
from voronka.domain.calls import UNIQ_AT_MOST, CallDraft, Logged, Openings
from voronka.domain.errors import Forbidden, Overtaken, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.links import End
from voronka.domain.notes import Note
from voronka.services import journal, permits
from voronka.services.saving import moment_of
from voronka.services.work import Work
from voronka.store import calls as store
from voronka.store import duplicates, records
from voronka.store import notes as note_store

HOLDERS = (Kind.CONTACT, Kind.COMPANY)  # a number of both is the person's
NOTHING = Openings()


def add(work: Work, drafts: Sequence[CallDraft]) -> list[Logged | None]:
    """Where each call stands now; None: nobody has its number, and it is not kept. One that is sent again under the
    same `uniq` stands where it stood."""
    cards = cards_of(work, {draft.key for draft in drafts if draft.key})
    known = store.by_uniq(work, sorted({draft.uniq for draft in drafts if draft.uniq}))
    fresh = _fresh(drafts, cards, known)
    made = _notes(work, drafts, {item: cards[drafts[item].key] for item in fresh})
    logged = {item: Logged(note.id, End(note.entity_type, note.entity_id)) for item, note in made.items()}
    named = {uniq: logged[item] for item in logged if (uniq := drafts[item].uniq)}
    if not store.insert(work, named):
        raise Overtaken("One of these calls has just been added by somebody else. Send the request again.")
    known |= named
    shown = _seen(work, known)
    return [logged.get(item) or shown.get(draft.uniq or "") for item, draft in enumerate(drafts)]


def cards_of(work: Work, keys: Iterable[str]) -> dict[str, End]:
    """By the last ten digits of a number: the card that its calls belong to, of those that the actor may change."""
    asked, found = sorted(keys), dict[str, End]()
    levels: dict[Kind, Level] = {kind: access.narrowest(work.actor, kind, "view", "edit") for kind in HOLDERS}
    if all(level == DENIED for level in levels.values()):
        raise Forbidden("Your rights allow to change neither contacts nor companies. Ask an administrator.")
    for kind in HOLDERS:
        phone = work.facts.fields_of(kind).by_code.get("PHONE")
        holders = duplicates.by_values(work, kind, [phone.id] if phone else [], asked, levels[kind])
        found = {key: End(kind, id) for key, id in holders.items()} | found
    leads, customers = (_open(work, kind, found.values()) for kind in (Kind.LEAD, Kind.CUSTOMER))
    return {
        key: calls.card_of(holder, leads.get(holder, NOTHING), customers.get(holder, NOTHING))
        for key, holder in found.items()
    }


def _open(work: Work, deal: Kind, holders: Iterable[End]) -> dict[End, Openings]:
    level = access.narrowest(work.actor, deal, "view", "edit")
    return {
        End(kind, id): Openings(*found)
        for kind, ids in _by_kind(holders).items()
        for id, found in duplicates.open_deals(work, deal, kind, ids, level).items()
    }


def _seen(work: Work, known: dict[str, Logged]) -> dict[str, Logged]:
    """Of calls that were sent before, those on cards that the actor may see."""
    there: set[End] = set()
    for kind, ids in _by_kind(logged.owner for logged in known.values()).items():
        found = ids if work.actor.level(kind, "view") == access.ALL else permits.seen(work, kind, ids)
        there |= {End(kind, id) for id in found}
    return {uniq: logged for uniq, logged in known.items() if logged.owner in there}


def _by_kind(ends: Iterable[End]) -> dict[Kind, list[int]]:
    ids: dict[Kind, set[int]] = defaultdict(set)
    for end in ends:
        ids[end.kind].add(end.id)
    return {kind: sorted(ids[kind]) for kind in sorted(ids)}


def _fresh(drafts: Sequence[CallDraft], cards: dict[str, End], known: dict[str, Logged]) -> list[int]:
    """The places of those that have a card and were never sent before, in this batch either."""
    seen, fresh = set(known), list[int]()
    for item, draft in enumerate(drafts):
        if draft.key in cards and draft.uniq not in seen:
            fresh.append(item)
            seen |= {draft.uniq} if draft.uniq else set()
    return fresh


def _notes(work: Work, drafts: Sequence[CallDraft], owners: dict[int, End]) -> dict[int, Note]:
    """By their place in the batch. Calls without a card are looked at for faults as well."""
    moment, held = moment_of(work), _held(work, owners.values())
    ids = iter(work.new_ids("notes", len(owners)))
    made: dict[int, Note] = {}
    for item, draft in enumerate(drafts):
        owner, id = owners.get(item, End(Kind.CONTACT, 0)), next(ids) if item in owners else 0
        change = calls.note_of(draft, owner, work.facts)
        responsible = held[owner].responsible_user_id if owner in held else work.actor.user_id
        made[item] = notes.make(owner.kind, change, id, responsible, item, moment)
        _check_marks(draft, item, moment.problems)
    _check(moment.problems)
    made = {item: note for item, note in made.items() if item in owners}
    note_store.insert(work, [*made.values()])
    standing = {item: leads.standing(held.get(owners[item])) for item in made}
    journal.record(work, [notes.added(note, work.actor.user_id, standing[item]) for item, note in made.items()])
    return made


def _held(work: Work, owners: Collection[End]) -> dict[End, Any]:
    """The cards, which stay until the calls stand on them: who looks after one looks after its calls as well, unless
    the call says otherwise."""
    found: dict[End, Any] = {
        End(kind, id): record
        for kind, ids in _by_kind(owners).items()
        for id, record in records.get_many(work, kind, ids, access.ALL, keep=True).items()
    }
    if not found.keys() >= set(owners):
        raise Overtaken("One of these cards has just been merged or deleted. Send the request again.")
    return found


def _check_marks(draft: CallDraft, item: int, problems: Problems) -> None:
    if not draft.phone:
        problems.add(item, "phone", Rule.BLANK)
    if len(draft.uniq or "") > UNIQ_AT_MOST:
        problems.add(item, "uniq", Rule.TOO_LONG, str(UNIQ_AT_MOST))


def _check(problems: Problems) -> None:
    """What is among the params of a note stands in a call itself."""
    problems.found = [structs.replace(found, path=found.path.removeprefix("params.")) for found in problems.found]
    problems.check()
