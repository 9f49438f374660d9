"""Notes (примечания) of leads, contacts, companies and customers."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.notes import (
    Note,
    NoteAdd,
    NoteFilter,
    NoteOfAdd,
    NoteOfFilter,
    NotePatch,
    NotePatchOne,
    NoteRef,
)


class AsyncNotes(AsyncResource):
    """The notes of all records of an entity: `amo.leads.notes`."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(
        self,
        *,
        with_: Sequence[str] = (),
        filter: NoteFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Note]:
        """Notes of all records that the token's user may see. GET /api/v4/{entity}/notes

        with_: is_pinned. order: `{"updated_at": "desc"}`; also id.
        """
        fields = {"with_": with_, "filter": filter, "order": order, "page": page, "limit": limit}
        return self._pages(f"{self._entity}.notes.list", **fields)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Note | None:
        """One note, None when there is none. GET /api/v4/{entity}/notes/{id}"""
        return await self._get(f"{self._entity}.notes.get", id, with_=with_)

    async def add(self, notes: Sequence[NoteAdd]) -> List[NoteRef]:
        """New notes, `entity_id` says on which record. Over 250 are sent in parts. POST /api/v4/{entity}/notes

        ValidationFailed: NotSupportedChoice at `entity_id` for a record that is not there, at `note_type` for a type
            that cannot be written.
        """
        return await self._save(f"{self._entity}.notes.add", items=notes)

    async def update(self, notes: Sequence[NotePatch]) -> List[NoteRef]:
        """Changes notes, `id` says which; what is not named stays. PATCH /api/v4/{entity}/notes"""
        return await self._save(f"{self._entity}.notes.update", items=notes)

    async def update_one(self, id: int, note: NotePatchOne) -> NoteRef:
        """Changes one note; what is not named stays. PATCH /api/v4/{entity}/notes/{id}"""
        return await self._save_one(f"{self._entity}.notes.update_one", id, body=note)

    async def pin(self, id: int) -> None:
        """Pins a note to the top of its card. POST /api/v4/{entity}/notes/{id}/pin"""
        await self._do(f"{self._entity}.notes.pin", id)

    async def unpin(self, id: int) -> None:
        """Takes it down again. POST /api/v4/{entity}/notes/{id}/unpin"""
        await self._do(f"{self._entity}.notes.unpin", id)


class AsyncNotesOf(AsyncResource):
    """The notes of one record: `amo.leads.notes_of`. Each method begins with the record's id."""

    def __init__(self, caller: AsyncCaller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(
        self,
        entity_id: int,
        *,
        with_: Sequence[str] = (),
        filter: NoteOfFilter | None = None,
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Note]:
        """The record's notes. GET /api/v4/{entity}/{entity_id}/notes

        with_: is_pinned. order: `{"updated_at": "desc"}`; also id.
        """
        fields = {"with_": with_, "filter": filter, "order": order, "page": page, "limit": limit}
        return self._pages(f"{self._entity}.notes_of.list", entity_id, **fields)

    async def get(self, entity_id: int, id: int, *, with_: Sequence[str] = ()) -> Note | None:
        """One note, None when the record has no such note. GET /api/v4/{entity}/{entity_id}/notes/{id}"""
        return await self._get(f"{self._entity}.notes_of.get", entity_id, id, with_=with_)

    async def add(self, entity_id: int, notes: Sequence[NoteOfAdd]) -> List[NoteRef]:
        """New notes on the record. POST /api/v4/{entity}/{entity_id}/notes"""
        return await self._save(f"{self._entity}.notes_of.add", entity_id, items=notes)

    async def update(self, entity_id: int, notes: Sequence[NotePatch]) -> List[NoteRef]:
        """Changes notes of the record. PATCH /api/v4/{entity}/{entity_id}/notes"""
        return await self._save(f"{self._entity}.notes_of.update", entity_id, items=notes)

    async def update_one(self, entity_id: int, id: int, note: NotePatchOne) -> NoteRef:
        """Changes one note of the record. PATCH /api/v4/{entity}/{entity_id}/notes/{id}"""
        return await self._save_one(f"{self._entity}.notes_of.update_one", entity_id, id, body=note)
