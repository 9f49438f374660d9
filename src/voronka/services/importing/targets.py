"""The records that a batch's links name: found by key or by name, made where the mapping says so."""

from collections.abc import Sequence
from typing import Any

from voronka.base.folding import fold
from voronka.domain.access import ALL
from voronka.domain.importing.mapping import LinkCell
from voronka.domain.importing.rows import Draft, LinkWanted
from voronka.domain.importing.walking import TARGETS
from voronka.domain.kinds import Kind
from voronka.domain.naming import NAME_AT_MOST
from voronka.domain.records import Link
from voronka.services.importing.jobs import Job
from voronka.services.importing.nouns import NOUNS, change_of
from voronka.services.work import Work
from voronka.store import external_keys, records
from voronka.store.external_keys import Known

UNFINISHED = ""  # fingerprint of a record that was made for a link: the row that describes it is still to come

Found = dict[str, list[int]]  # by name: more than one is one too many


def resolve(work: Work, job: Job, drafts: Sequence[Draft]) -> dict[int, list[Link]]:
    """By line what the row is to be linked to; a draft that names what is not there gets a fault."""
    rules: Sequence[LinkCell] = getattr(job.table, "links", ())
    found = [_found(work, job, nth, rule, _named(drafts, nth)) for nth, rule in enumerate(rules)]
    return {draft.row.line: _links(job, draft, found) for draft in drafts} if rules else {}


def _named(drafts: Sequence[Draft], nth: int) -> list[str]:
    return list(dict.fromkeys(wanted.name for draft in drafts for wanted in draft.links if wanted.rule == nth))


def _found(work: Work, job: Job, nth: int, rule: LinkCell, names: list[str]) -> Found:
    kind, catalog_id = TARGETS[rule.to], job.names(work).link_catalogs[nth]
    by_name = rule.by == "name"
    found = _by_name(work, kind, catalog_id, names) if by_name else _by_key(work, job.keys_of(rule), kind, names)
    missing = [name for name in names if name not in found]
    if missing and rule.missing == "create":
        found |= _made(work, job, nth, rule, missing)
    return found


def _by_name(work: Work, kind: Kind, catalog_id: int, names: list[str]) -> Found:
    ids: Found = {}
    for folded, id in records.by_names(work, kind, catalog_id, names):
        ids.setdefault(folded, []).append(id)
    return {name: ids[fold(name)] for name in names if fold(name) in ids}


def _by_key(work: Work, source: str, kind: Kind, names: list[str]) -> Found:
    """What is in the recycle bin is not there."""
    known = external_keys.find(work, source, int(kind), names)
    there = records.existing(work, kind, [row.entity_id for row in known.values()], ALL)
    return {name: [row.entity_id] for name, row in known.items() if row.entity_id in there}


def _made(work: Work, job: Job, nth: int, rule: LinkCell, missing: list[str]) -> Found:
    kind, names = TARGETS[rule.to], job.names(work)
    spellings = {fold(name) if rule.by == "name" else name: name for name in reversed(missing)}
    called = list(reversed(spellings.values()))  # the first spelling of each
    responsible: dict[str, Any] = {} if kind == Kind.ELEMENT else {"responsible_user_id": names.administrator_id}
    values = [{"name": name[:NAME_AT_MOST], **responsible} for name in called]
    made = NOUNS[kind].add(work, [change_of(kind, names.link_catalogs[nth], each) for each in values])
    by_name = {name: record.id for name, record in zip(called, made, strict=True)}
    if rule.by == "key":
        fresh = {name: Known(id, UNFINISHED, None) for name, id in by_name.items()}
        held = external_keys.find(work, job.keys_of(rule), int(kind), missing)  # those whose record was deleted
        external_keys.save(work, job.keys_of(rule), int(kind), {name: fresh[name] for name in held})
        external_keys.add(
            work, job.keys_of(rule), int(kind), {name: row for name, row in fresh.items() if name not in held}
        )
        return {name: [id] for name, id in by_name.items()}
    folded = {fold(name): id for name, id in by_name.items()}
    return {name: [folded[fold(name)]] for name in missing}


def _links(job: Job, draft: Draft, found: Sequence[Found]) -> list[Link]:
    links: list[Link] = []
    for wanted in draft.links:
        rule: LinkCell = job.table.links[wanted.rule]  # type: ignore[union-attr]  # only a table with links wants them
        ids = found[wanted.rule].get(wanted.name, [])
        if len(ids) == 1:
            links.append(_link(draft, wanted, rule, ids[0]))
        elif ids:
            draft.faults.append(f"{len(ids)} {rule.to} are called «{wanted.name}»: link them by key")
        elif rule.missing == "reject":
            draft.faults.append(f"there is nothing in {rule.to} for «{wanted.name}»")
    return links


def _link(draft: Draft, wanted: LinkWanted, rule: LinkCell, id: int) -> Link:
    kind = TARGETS[rule.to]
    if kind != Kind.ELEMENT:
        return Link(to_type=kind, to_id=id, is_main=rule.main)
    return Link(
        to_type=kind,
        to_id=id,
        catalog_id=draft.names.link_catalogs[wanted.rule],
        quantity=1 if wanted.quantity is None else wanted.quantity,
        price_id=draft.names.link_prices[wanted.rule],
    )
