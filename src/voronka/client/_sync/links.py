# Made from _async by scripts/make_sync.py. Change it there.
"""Links (связи) of leads, contacts, companies and customers with each other and with catalog elements."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.contract.amocrm_v4.links import Link, LinkFilter, LinkManyFilter, LinkManyWrite, LinkWrite


class Links(Resource):
    """What a record is linked to; `amo.leads.links` and its like."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity

    def list(self, id: int, *, filter: LinkFilter | None = None) -> Pages[Link]:
        """The links of one record, all on one page. GET /api/v4/{entity}/{id}/links

        filter: `to_entity_id` and `to_entity_type` go together.
        """
        return self._pages(f"{self._entity}.links.list", id, filter=filter)

    def list_many(self, *, filter: LinkManyFilter) -> Pages[Link]:
        """The links of several records; each says whose it is by `entity_id`. GET /api/v4/{entity}/links

        filter: `entity_id` is required.
        """
        return self._pages(f"{self._entity}.links.list_many", filter=filter)


class Linking(Resource):
    """The methods that leads, contacts, companies and customers share for making and cutting links."""

    def __init__(self, caller: Caller, entity: str) -> None:
        super().__init__(caller)
        self._entity = entity
        self.links = Links(caller, entity)

    def link(self, id: int, links: Sequence[LinkWrite]) -> List[Link]:
        """Links a record to others. A link that is there already is changed. POST /api/v4/{entity}/{id}/link

        ValidationFailed: NotSupportedChoice at `to_entity_id` for a record that is not there.
        """
        return self._save(f"{self._entity}.link", id, items=links)

    def unlink(self, id: int, links: Sequence[LinkWrite]) -> None:
        """Cuts links; the records stay. POST /api/v4/{entity}/{id}/unlink"""
        self._save(f"{self._entity}.unlink", id, items=links)

    def link_many(self, links: Sequence[LinkManyWrite]) -> List[Link]:
        """Links several records: `entity_id` says which. Over 250 are sent in parts. POST /api/v4/{entity}/link"""
        return self._save(f"{self._entity}.link_many", items=links)

    def unlink_many(self, links: Sequence[LinkManyWrite]) -> None:
        """Cuts links of several records. Over 250 are sent in parts. POST /api/v4/{entity}/unlink"""
        self._save(f"{self._entity}.unlink_many", items=links)
