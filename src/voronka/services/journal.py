"""A list of changes in, one journal row per change out; nothing here can be lost between a change and its telling."""

from collections.abc import Sequence

from voronka.domain.access import ALL
from voronka.domain.changes import Change
from voronka.domain.events import events_of
from voronka.domain.kinds import TAGGED, Kind
from voronka.services.work import Work
from voronka.store import journal, links, records, tags


def record(work: Work, changes: Sequence[Change]) -> None:
    if not changes:
        return
    listeners = [*(webhook for webhook in work.facts.webhooks if not webhook.disabled), *work.facts.triggers]
    pending = bool(listeners) and not work.is_quiet
    if pending:
        _surround(work, changes)
    journal.insert(work, [(change, events_of(change, work.facts)) for change in changes], pending=pending)


def _surround(work: Work, changes: Sequence[Change]) -> None:
    """Receivers are told of tags, leads and company as they are now, not as they are when the news arrives."""
    for kind in {change.kind for change in changes}:
        ours = [change for change in changes if change.kind == kind]
        if kind in (Kind.CONTACT, Kind.COMPANY):
            _tell_links(work, kind, ours)
        untold = [change for change in ours if change.action in ("link", "unlink", "delete", "restore")]
        if kind in TAGGED and untold:
            tagged = tags.of_records(work, kind, [change.id for change in untold])
            for change in untold:
                change.tags = tagged.get(change.id, [])


def _tell_links(work: Work, kind: Kind, changes: Sequence[Change]) -> None:
    ids = sorted({change.id for change in changes})
    held = links.of_records(work, kind, ids, [Kind.LEAD, Kind.COMPANY], shown=True)
    for change in changes:
        linked = held.get(change.id, [])
        change.linked_leads = [link.to_id for link in linked if link.to_type == Kind.LEAD]
        change.company_id = next((link.to_id for link in linked if link.to_type == Kind.COMPANY), None)
    ids = sorted({change.company_id for change in changes if change.company_id})
    companies = records.get_many(work, Kind.COMPANY, ids, ALL) if ids else {}
    for change in changes:
        if change.company_id in companies:
            change.company_name = companies[change.company_id].name
