"""Rows of chats, talks and messages; talks are found with the contact whose they are."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, func, select

from voronka.base.page import Page
from voronka.domain.access import Level
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.talks import CLOSED, INCOMING, Author, Chat, Message, Talk, TalkQuery
from voronka.store import listing, sight
from voronka.store.tables import chats, messages, talks
from voronka.store.work import Work

CHAT: list[Any] = [chats.c[name] for name in Chat.__struct_fields__]
TALK: list[Any] = [talks.c[name] for name in Talk.__struct_fields__]
MESSAGE: list[Any] = [messages.c[name] for name in Message.__struct_fields__]


# --- chats --------------------------------------------------------------------------------------------------------


def chats_of(work: Work, chat_ids: Sequence[str], *, lock: bool = False) -> dict[str, Chat]:
    ours = (chats.c.account_id == work.account_id, work.dialect.any_of(chats.c.chat_id, chat_ids))
    statement: Any = select(*CHAT).where(*ours).order_by(chats.c.chat_id)
    rows = work.connection.execute(work.dialect.locked(statement) if lock else statement)
    return {row.chat_id: Chat(**row._mapping) for row in rows}


def count_begun(work: Work, source_id: int, since: int) -> int:
    """Chats that came by a source."""
    c = chats.c
    begun = (c.account_id == work.account_id, c.source_id == source_id, c.created_at > since)
    return work.connection.execute(select(func.count()).where(*begun)).scalar_one()


def linked_chats(work: Work, contact_ids: Sequence[int], chat_ids: Sequence[str], level: Level) -> list[Chat]:
    """Of these contacts, or these chats; contacts that may not be seen have none."""
    c = chats.c
    asked = work.dialect.any_of(c.contact_id, contact_ids) if contact_ids else work.dialect.any_of(c.chat_id, chat_ids)
    held = [c.account_id == work.account_id, asked, *_seen(work, level, c.contact_id)]
    found: Any = select(*CHAT).where(*held).order_by(c.link_id)
    return [Chat(**row._mapping) for row in work.connection.execute(found)]


def add_chats(work: Work, new: Sequence[Chat]) -> None:
    work.dialect.insert_many(work.connection, chats, [_row(work, chat) for chat in new])


def save_chats(work: Work, changed: Sequence[Chat]) -> None:
    work.dialect.update_many(work.connection, chats, [_row(work, chat) for chat in changed], ("account_id", "chat_id"))


# --- talks --------------------------------------------------------------------------------------------------------


def page(work: Work, query: TalkQuery, level: Level) -> Page[Talk]:
    c = talks.c
    held = [c.account_id == work.account_id, *_seen(work, level, c.contact_id)]
    held += [listing.any_of(work, c[name], values) for name, values in query.equal.items()]
    if query.entity_ids is not None:
        held += [c.entity_type == int(query.entity_type), listing.any_of(work, c.entity_id, query.entity_ids)]
    if query.only_in_work:
        held.append(c.status != CLOSED)
    statement: Any = select(*TALK).where(*held)
    return listing.cut(work, statement, talks, query).map(_talk)


def get(work: Work, id: int, level: Level, *, lock: bool = False) -> Talk | None:
    c = talks.c
    found: Any = select(*TALK).where(c.account_id == work.account_id, c.id == id, *_seen(work, level, c.contact_id))
    row = work.connection.execute(work.dialect.locked(found) if lock else found).first()
    return _talk(row) if row else None


def open_talk(work: Work, chat_id: str) -> Talk | None:
    c = talks.c
    found: Any = select(*TALK).where(c.account_id == work.account_id, c.chat_id == chat_id, c.status != CLOSED)
    row = work.connection.execute(work.dialect.locked(found.order_by(c.id.desc()).limit(1))).first()
    return _talk(row) if row else None


def open_talk_of(work: Work, kind: Kind, entity_id: int) -> Talk | None:
    """The newest one about a record, or with a contact; ours until the transaction ends."""
    c = talks.c
    about = (
        [c.contact_id == entity_id] if kind == Kind.CONTACT else [c.entity_type == int(kind), c.entity_id == entity_id]
    )
    found: Any = select(*TALK).where(c.account_id == work.account_id, *about, c.status != CLOSED)
    row = work.connection.execute(work.dialect.locked(found.order_by(c.id.desc()).limit(1))).first()
    return _talk(row) if row else None


def add(work: Work, new: Talk) -> None:
    work.dialect.insert_many(work.connection, talks, [_row(work, new)])


def save(work: Work, changed: Talk) -> None:
    work.dialect.update_many(work.connection, talks, [_row(work, changed)], ("account_id", "id"))


# --- messages -----------------------------------------------------------------------------------------------------


def messages_of(work: Work, talk_id: int, query: ListQuery) -> Page[Message]:
    c = messages.c
    held = [c.account_id == work.account_id, c.talk_id == talk_id]
    for name, asked in query.ranges.items():
        held += listing.between(c[name], asked)
    columns = [c.created_at, c.place]
    statement: Any = select(*MESSAGE, c.place).where(*held)
    oldest = listing.directed(statement, columns, query, descending=False)
    return listing.page(work, oldest, columns, query).map(_message)


def newest_of_chat(work: Work, chat_id: str, most: int) -> list[Message]:
    """The oldest of them first."""
    c = messages.c
    newest: Any = select(*MESSAGE).where(*_in_chat(work, chat_id)).order_by(c.created_at.desc(), c.place.desc())
    return [_message(row) for row in work.connection.execute(newest.limit(most))][::-1]


def last_message(work: Work, talk_id: int) -> Message | None:
    c = messages.c
    newest: Any = select(*MESSAGE).where(c.account_id == work.account_id, c.talk_id == talk_id)
    row = work.connection.execute(newest.order_by(c.created_at.desc(), c.place.desc()).limit(1)).first()
    return _message(row) if row else None


def count_of_chat(work: Work, chat_id: str, since: int) -> int:
    """What the customer wrote."""
    c = messages.c
    his = (*_in_chat(work, chat_id), c.type == INCOMING, c.created_at > since)
    return work.connection.execute(select(func.count()).where(*his)).scalar_one()


def _in_chat(work: Work, chat_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return messages.c.account_id == work.account_id, messages.c.chat_id == chat_id


def add_message(work: Work, new: Message) -> None:
    row = _row(work, new) | {"place": work.new_id("messages")}
    work.dialect.insert_many(work.connection, messages, [row])


def _seen(work: Work, level: Level, column: Any) -> list[ColumnElement[bool]]:
    few = sight.few(work, Kind.CONTACT, level)
    return [*sight.seen(work, Kind.CONTACT, level, few, column), sight.alive(work, Kind.CONTACT, column)]


def _row(work: Work, record: Chat | Talk | Message) -> dict[str, Any]:
    return msgspec.to_builtins(record) | {"account_id": work.account_id}


def _talk(row: Row[Any]) -> Talk:
    values: dict[str, Any] = dict(row._mapping)
    values["entity_type"] = None if row.entity_type is None else Kind(row.entity_type)
    return Talk(**values)


def _message(row: Row[Any]) -> Message:
    values: dict[str, Any] = {name: getattr(row, name) for name in Message.__struct_fields__}
    values["author"] = Author(**row.author)
    return Message(**values)
