# Made from _async by scripts/make_sync.py. Change it there.
"""Sources (источники)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.sources import (
    Source,
    SourceAdd,
    SourceDelete,
    SourceFilter,
    SourcePatch,
    SourcePatchOne,
)


class Sources(Resource):
    """Where leads come from: `amo.sources`. An integration sees its own alone, at most 50."""

    def list(self, *, filter: SourceFilter | None = None) -> Pages[Source]:
        """All sources, or those of some `external_id`, on one page. GET /api/v4/sources"""
        return self._pages("sources.list", filter=filter)

    def get(self, id: int) -> Source | None:
        """One source, None when there is none. GET /api/v4/sources/{id}"""
        return self._get("sources.get", id)

    def add(self, sources: Sequence[SourceAdd]) -> List[Source]:
        """New sources, answered whole in the order sent. POST /api/v4/sources

        ValidationFailed: an external_id that is taken. NotProcessable: there are 50 already.
        """
        return self._save("sources.add", items=sources)

    def update(self, sources: Sequence[SourcePatch]) -> List[Source]:
        """Changes sources, `id` says which. PATCH /api/v4/sources"""
        return self._save("sources.update", items=sources)

    def update_one(self, id: int, source: SourcePatchOne) -> Source:
        """Changes one source. PATCH /api/v4/sources/{id}"""
        return self._save_one("sources.update_one", id, body=source)

    def delete_many(self, sources: Sequence[SourceDelete]) -> None:
        """Deletes sources; leads keep where they came from. DELETE /api/v4/sources"""
        self._do("sources.delete_many", body=sources)

    def delete(self, id: int) -> None:
        """Deletes a source. DELETE /api/v4/sources/{id}"""
        self._do("sources.delete", id)
