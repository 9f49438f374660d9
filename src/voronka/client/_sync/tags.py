# Made from _async by scripts/make_sync.py. Change it there.
"""Tags (теги): a directory for each entity."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.tags import Tag, TagAdd, TagFilter, TagPatch, TagPatchOne


class Tags(Resource):
    """The directory of one entity: `amo.contacts.tags`. A record's own tags are written with the record."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(
        self, *, query: str | None = None, filter: TagFilter | None = None, page: int = 1, limit: int = 250
    ) -> Pages[Tag]:
        """Tags by id or exact name, or by `query`: a part of the name. GET /api/v4/{entity}/tags"""
        return self._pages(f"{self._entity}.tags.list", query=query, filter=filter, page=page, limit=limit)

    def add(self, tags: Sequence[TagAdd]) -> List[Tag]:
        """New tags, answered in the order sent; a name that exists answers its id. POST /api/v4/{entity}/tags"""
        return self._save(f"{self._entity}.tags.add", items=tags)


class LeadTags(Tags):
    """Tags of leads have colours, and these can be changed: `amo.leads.tags`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "leads")

    def update(self, tags: Sequence[TagPatch]) -> List[Tag]:
        """New names or colours, `id` says of which tag. PATCH /api/v4/leads/tags"""
        return self._save("leads.tags.update", items=tags)

    def update_one(self, id: int, tag: TagPatchOne) -> Tag:
        """A new name or colour. PATCH /api/v4/leads/tags/{id}"""
        return self._save_one("leads.tags.update_one", id, body=tag)
