"""Short links: made for contacts that one may see, followed by anybody."""

from collections.abc import Sequence

from voronka.domain import access, notes, short_links
from voronka.domain.access import ALL
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.short_links import SEEN_FOR, ShortLink, ShortLinkDraft, new_code
from voronka.services import journal
from voronka.services.work import Work
from voronka.store import notes as store_notes
from voronka.store import records
from voronka.store import short_links as store


def add(work: Work, drafts: Sequence[ShortLinkDraft]) -> list[ShortLink]:
    """In the order of the drafts; whoever asks for the same address of the same contact again gets the same link. It
    changes nothing of the contact, so sight of him is enough: that he opened it is written by the system."""
    level = access.require(work.actor, Kind.CONTACT, "view")
    ids = sorted({draft.contact_id for draft in drafts})
    seen = records.existing(work, Kind.CONTACT, ids, level)
    problems = Problems()
    for item, draft in enumerate(drafts):
        short_links.check(draft, item, problems)
        if draft.contact_id not in seen:
            problems.add(item, "metadata.entity_id", Rule.UNKNOWN_CHOICE)
    problems.check()
    held = store.of_contacts(work, ids, sorted({draft.url for draft in drafts}))
    made = {draft: _made(work, draft) for draft in drafts if draft not in held}
    store.add(work, list(made.values()))
    return [(held | made)[draft] for draft in drafts]


def target(work: Work, code: str) -> str:
    """Where the link leads."""
    return _get(work, code).url


def follow(work: Work, code: str) -> str:
    """The same, and that it was opened stands on the contact's card, while there is one; of openings that follow each
    other closely only the first, or anybody could flood the card."""
    link = _get(work, code)
    work = work.as_system()
    if not store.opened(work, code, work.now - SEEN_FOR):
        return link.url
    found = records.get_many(work, Kind.CONTACT, [link.contact_id], ALL, keep=True)
    if contact := found.get(link.contact_id):
        params = {"url": link.url, "code": link.code}
        note = notes.of_system(Kind.CONTACT, contact, "link_followed", params, work.new_id("notes"), work.now)
        store_notes.insert(work, [note])
        journal.record(work, [notes.added(note, work.actor.user_id)])
    return link.url


def _get(work: Work, code: str) -> ShortLink:
    link = store.get(work, code)
    if link is None:
        raise NotFound("There is no such short link.")
    return link


def _made(work: Work, draft: ShortLinkDraft) -> ShortLink:
    return ShortLink(
        code=new_code(),
        url=draft.url,
        contact_id=draft.contact_id,
        created_by=work.actor.user_id,
        created_at=work.now,
    )
