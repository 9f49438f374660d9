"""Online chats: a visitor of a trusted site writes by the button's script, and reads what he is answered."""

import uuid
from collections.abc import Sequence

from msgspec import structs

from voronka.domain import online_chats
from voronka.domain.access import SYSTEM
from voronka.domain.contacts import ContactChange
from voronka.domain.errors import Conflict, Forbidden, NotFound, Problems
from voronka.domain.leads import LeadChange
from voronka.domain.online_chats import CHATS_A_MINUTE, LINES_A_MINUTE, MINUTE, ORIGIN, SHOWN, Visit
from voronka.domain.sources import Source
from voronka.domain.talks import Chat, Incoming, Message
from voronka.domain.unsorted import Incoming as Request
from voronka.services import receiving, unsorted, unsorted_items, website_buttons
from voronka.services.contact_chats import as_uuid
from voronka.services.leads_complex import Draft
from voronka.services.work import Work
from voronka.store import talks as store

GONE = "There is no such chat. Write again to begin a new one."


def read(work: Work, code: str, chat_id: str, origin: str | None) -> Sequence[Message]:
    source = _source(work, code, origin)
    return store.newest_of_chat(work, _known(work, source, chat_id).chat_id, SHOWN)


def write(work: Work, code: str, visit: Visit, origin: str | None) -> tuple[str, Sequence[Message]]:
    """A visitor about whom nothing is under way becomes a request that waits to be accepted."""
    source = _source(work, code, origin)
    problems = Problems()
    online_chats.check(visit, problems)
    problems.check()
    work = work.as_actor(structs.replace(SYSTEM, client_id=source.client_id or None))
    known = _known(work, source, visit.chat_id, lock=True) if visit.chat_id else None
    _check_pace(work, source, known)
    chat_id = known.chat_id if known else str(uuid.uuid4())
    contact_id = receiving.partner(work, known)
    lead_id = receiving.open_lead(work, contact_id) if contact_id else None
    if lead_id:
        unsorted_items.said(work, lead_id, visit.text)
    elif not (known and contact_id and store.open_talk(work, chat_id)):
        contact_id = _request(work, source, chat_id, visit, contact_id)
    message = Incoming(
        chat_id=chat_id,
        author=visit.name,
        text=visit.text,
        contact_id=contact_id,
        origin=ORIGIN,
        source=source.external_id,
    )
    receiving.receive(work, message)
    return chat_id, store.newest_of_chat(work, chat_id, SHOWN)


def _source(work: Work, code: str, origin: str | None) -> Source:
    shown, _ = website_buttons.visited(work, code)
    if not shown.button.has_chat:
        raise NotFound("This button has no online chat.")
    if not online_chats.is_trusted(shown.button, origin):
        raise Forbidden("This page is not of a site that the button is for. Add the site to the button.")
    return shown.source


def _known(work: Work, source: Source, chat_id: str, *, lock: bool = False) -> Chat:
    """A chat of another way to write is none of this button's, whoever may know its id."""
    id = as_uuid(chat_id) or ""
    found = store.chats_of(work, [id], lock=lock).get(id)
    if found is None or found.source_id != source.id:
        raise NotFound(GONE)
    return found


def _check_pace(work: Work, source: Source, chat: Chat | None) -> None:
    since = work.now - MINUTE
    if chat and store.count_of_chat(work, chat.chat_id, since) >= LINES_A_MINUTE:
        raise Conflict("That was a lot within a minute. Wait a little before the next line.")
    if chat is None and store.count_begun(work, source.id, since) >= CHATS_A_MINUTE:
        raise Conflict("Very many write at this moment. Try again in a minute.")


def _request(work: Work, source: Source, chat_id: str, visit: Visit, contact_id: int | None) -> int | None:
    """The contact who writes: the one who did before, or a new one that waits with the request."""
    contact = ContactChange(id=contact_id or 0)
    if visit.name and not contact_id:
        contact.name = visit.name
    told = online_chats.metadata(visit, source, chat_id, work.now)
    incoming = Request(category="chats", metadata=told, source_uid=source.external_id, source_name=source.name)
    lead = LeadChange(pipeline_id=source.pipeline_id, source_id=source.id)
    [made] = unsorted.add(work, [Draft(lead=lead, contact=contact, incoming=incoming)])
    return made.contact_id
