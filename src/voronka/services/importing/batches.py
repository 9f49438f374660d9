"""One batch of rows in one transaction: each row whole, with its fields and links, or not at all."""

from collections.abc import Sequence

from msgspec import Struct

from voronka.domain.importing.mapping import Users
from voronka.domain.importing.rows import Draft, Refusal, Row, latest
from voronka.services.importing import people, records, targets
from voronka.services.importing.faults import Faulty
from voronka.services.importing.jobs import Job
from voronka.services.importing.making import make
from voronka.services.work import Work
from voronka.store import external_keys
from voronka.store.external_keys import Known


class Outcome(Struct):
    new: int = 0
    changed: int = 0
    same: int = 0
    refusals: list[Refusal] = []


def save(work: Work, job: Job, rows: Sequence[Row]) -> Outcome:
    """A row that only the services find fault with undoes the attempt; the others are then written without it."""
    work.dialect.begin_bulk(work.connection)
    if job.is_alone:
        external_keys.lock(work)
    refused: list[Refusal] = []
    while True:
        try:
            with work.attempt() as attempt:
                outcome = _save(attempt, job, rows)
        except Faulty as faulty:
            reasons = faulty.reasons
            refused += [Refusal(row.line, row.raw, reasons[row.line]) for row in rows if row.line in reasons]
            rows = [row for row in rows if row.line not in reasons]
        else:
            outcome.refusals += refused
            return outcome


def _save(work: Work, job: Job, rows: Sequence[Row]) -> Outcome:
    known = external_keys.find(work, job.keys, job.entity_type, [row.key for row in rows])
    last = latest(rows)
    moved = [row for row in last if row.key not in known or known[row.key].fingerprint != row.fingerprint]
    drafts = _drafts(work, job, moved, known)
    links = targets.resolve(work, job, [draft for draft in drafts if not draft.faults])
    good = [draft for draft in drafts if not draft.faults]
    write = people.write if isinstance(job.table, Users) else records.write
    write(work, job, good, links, known)
    new = sum(draft.is_new for draft in good)
    return Outcome(
        new=new,
        changed=len(good) - new,
        same=len(rows) - len(moved),
        refusals=[draft.refusal() for draft in drafts if draft.faults],
    )


def _drafts(work: Work, job: Job, rows: Sequence[Row], known: dict[str, Known]) -> list[Draft]:
    """Drafted again when something had to be made first: a pipeline, then its stages."""
    for _ in range(2):
        drafts = _drafted(work, job, rows, known, may_make=True)
        wants = [want for draft in drafts if not draft.faults for want in draft.wants or ()]
        if not wants:
            return drafts
        make(work, job, wants)
    return _drafted(work, job, rows, known, may_make=False)


def _drafted(work: Work, job: Job, rows: Sequence[Row], known: dict[str, Known], *, may_make: bool) -> list[Draft]:
    names = job.names(work)
    return [job.reader.draft(row, names, is_new=row.key not in known, wants=[] if may_make else None) for row in rows]
