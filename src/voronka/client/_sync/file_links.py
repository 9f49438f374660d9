# Made from _async by scripts/make_sync.py. Change it there.
"""Files on records."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.file_links import AttachedFile, FileUuid


class AttachedFiles(Resource):
    """The files of one record; `amo.leads.files` and its like."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(
        self, id: int, *, before_id: int | None = None, page: int = 1, limit: int = 250
    ) -> Pages[AttachedFile]:
        """What is attached to a record, the newest first. GET /api/v4/{entity}/{id}/files

        before_id: only what was attached before this one. NotFound: there is no such record.
        """
        return self._pages(f"{self._entity}.files.list", id, before_id=before_id, page=page, limit=limit)

    def attach(self, id: int, files: Sequence[FileUuid]) -> List[AttachedFile]:
        """Attaches files to a record; one that is there stays there. PUT /api/v4/{entity}/{id}/files

        ValidationFailed: NotSupportedChoice at `file_uuid` for a file that is not there or was deleted.
        """
        return self._save(f"{self._entity}.files.attach", id, items=files)

    def detach(self, id: int, files: Sequence[FileUuid]) -> None:
        """Takes files off a record; the files stay. DELETE /api/v4/{entity}/{id}/files"""
        self._save(f"{self._entity}.files.detach", id, items=files)


class ElementFiles(Resource):
    """The files of one element: `amo.catalogs.elements.files`."""

    def list(
        self, catalog_id: int, id: int, *, before_id: int | None = None, page: int = 1, limit: int = 250
    ) -> Pages[AttachedFile]:
        """What is attached to an element, the newest first. GET /api/v4/catalogs/{catalog_id}/{id}/files"""
        query = {"before_id": before_id, "page": page, "limit": limit}
        return self._pages("catalogs.elements.files.list", catalog_id, id, **query)

    def attach(self, catalog_id: int, id: int, files: Sequence[FileUuid]) -> List[AttachedFile]:
        """Attaches files to an element. PUT /api/v4/catalogs/{catalog_id}/{id}/files"""
        return self._save("catalogs.elements.files.attach", catalog_id, id, items=files)

    def detach(self, catalog_id: int, id: int, files: Sequence[FileUuid]) -> None:
        """Takes files off an element. DELETE /api/v4/catalogs/{catalog_id}/{id}/files"""
        self._save("catalogs.elements.files.detach", catalog_id, id, items=files)
