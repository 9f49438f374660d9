"""Elements (элементы) of a catalog."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.file_links import AsyncElementFiles
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import AsyncResource, List
from voronka.contract.amocrm_v4.elements import (
    Element,
    ElementAdd,
    ElementFilter,
    ElementPatch,
    ElementPatchOne,
    ElementRef,
)
from voronka.contract.amocrm_v4.envelope import Order
from voronka.contract.amocrm_v4.links import Link, LinkFilter, LinkWrite


class AsyncElementLinks(AsyncResource):
    """What an element hangs on: `amo.catalogs.elements.links`."""

    def list(self, catalog_id: int, id: int, *, filter: LinkFilter | None = None) -> AsyncPages[Link]:
        """The links of one element, all on one page. GET /api/v4/catalogs/{catalog_id}/elements/{id}/links

        filter: `to_entity_id` and `to_entity_type` go together.
        """
        return self._pages("catalogs.elements.links.list", catalog_id, id, filter=filter)


class AsyncElements(AsyncResource):
    """Products, invoices, suppliers: `amo.catalogs.elements`. The catalog's id comes first."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller)
        self.files = AsyncElementFiles(caller)
        self.links = AsyncElementLinks(caller)

    def list(
        self,
        catalog_id: int,
        *,
        query: str | None = None,
        order: Order | None = None,
        id: Sequence[int] | None = None,
        filter: ElementFilter | None = None,
        with_: Sequence[str] = (),
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Element]:
        """The elements of a catalog. GET /api/v4/catalogs/{catalog_id}/elements

        query: words of the name and of custom fields. id: the same as `filter.id`, spelled as the vendor's client does.
        with_: what else to tell: invoice_link, supplier_field_values. order: {"id": "desc"}.
        limit: elements per request, up to 250.
        """
        fields = {
            "query": query,
            "order": order,
            "id": id,
            "filter": filter,
            "with_": with_,
            "page": page,
            "limit": limit,
        }
        return self._pages("catalogs.elements.list", catalog_id, **fields)

    async def get(self, catalog_id: int, id: int, *, with_: Sequence[str] = ()) -> Element | None:
        """One element, None when there is none. GET /api/v4/catalogs/{catalog_id}/elements/{id}"""
        return await self._get("catalogs.elements.get", catalog_id, id, with_=with_)

    async def add(self, catalog_id: int, elements: Sequence[ElementAdd]) -> List[ElementRef]:
        """New elements; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole.
        POST /api/v4/catalogs/{catalog_id}/elements
        """
        return await self._save("catalogs.elements.add", catalog_id, items=elements)

    async def update(self, catalog_id: int, elements: Sequence[ElementPatch]) -> List[ElementRef]:
        """Changes elements, `id` says which; what is not named stays. PATCH /api/v4/catalogs/{catalog_id}/elements"""
        return await self._save("catalogs.elements.update", catalog_id, items=elements)

    async def update_one(self, catalog_id: int, id: int, element: ElementPatchOne) -> ElementRef:
        """Changes one element. PATCH /api/v4/catalogs/{catalog_id}/elements/{id}"""
        return await self._save_one("catalogs.elements.update_one", catalog_id, id, body=element)

    async def link(self, catalog_id: int, id: int, links: Sequence[LinkWrite]) -> List[Link]:
        """Hangs an element on records, `metadata.quantity` of it. One that hangs there already gets the new quantity.
        POST /api/v4/catalogs/{catalog_id}/elements/{id}/link

        ValidationFailed: NotSupportedChoice at `to_entity_id` for a record that is not there, or a second one where the
        catalog says `can_link_multiple: false`.
        """
        return await self._save("catalogs.elements.link", catalog_id, id, items=links)

    async def unlink(self, catalog_id: int, id: int, links: Sequence[LinkWrite]) -> None:
        """Takes an element off records. POST /api/v4/catalogs/{catalog_id}/elements/{id}/unlink"""
        await self._save("catalogs.elements.unlink", catalog_id, id, items=links)
