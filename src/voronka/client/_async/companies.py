"""Companies (компании)."""

from collections.abc import Sequence

from voronka.client._async.caller import AsyncCaller
from voronka.client._async.custom_field_groups import AsyncCustomFieldGroups
from voronka.client._async.custom_fields import AsyncCustomFields
from voronka.client._async.file_links import AsyncAttachedFiles
from voronka.client._async.links import AsyncLinking
from voronka.client._async.notes import AsyncNotes, AsyncNotesOf
from voronka.client._async.pages import AsyncPages
from voronka.client._async.resource import List
from voronka.client._async.tags import AsyncTags
from voronka.contract.amocrm_v4.companies import (
    Company,
    CompanyAdd,
    CompanyFilter,
    CompanyPatch,
    CompanyPatchOne,
    CompanyRef,
)
from voronka.contract.amocrm_v4.envelope import Order


class AsyncCompanies(AsyncLinking):
    """Organisations: `amo.companies`. Phones, site and address are custom fields: PHONE, EMAIL, WEB, ADDRESS."""

    def __init__(self, caller: AsyncCaller) -> None:
        super().__init__(caller, "companies")
        self.notes = AsyncNotes(caller, "companies")
        self.notes_of = AsyncNotesOf(caller, "companies")
        self.files = AsyncAttachedFiles(caller, "companies")
        self.tags = AsyncTags(caller, "companies")
        self.custom_fields = AsyncCustomFields(caller, "companies")
        self.custom_field_groups = AsyncCustomFieldGroups(caller, "companies")

    def list(
        self,
        *,
        query: str | None = None,
        filter: CompanyFilter | None = None,
        with_: Sequence[str] = (),
        order: Order | None = None,
        page: int = 1,
        limit: int = 250,
    ) -> AsyncPages[Company]:
        """Companies that the token's user may see. GET /api/v4/companies

        query: words of the name and of custom fields, digits of phones. filter: conditions that hold together.
        with_: what else to tell: contacts, leads, customers, catalog_elements; `only_deleted` lists the deleted ones.
        order: `{"updated_at": "desc"}`; also id. page: where to begin. limit: companies per request, up to 250.
        """
        fields = {"query": query, "filter": filter, "with_": with_, "order": order, "page": page, "limit": limit}
        return self._pages("companies.list", **fields)

    async def get(self, id: int, *, with_: Sequence[str] = ()) -> Company | None:
        """One company, None when there is none. with_: as for `list`. GET /api/v4/companies/{id}"""
        return await self._get("companies.get", id, with_=with_)

    async def add(self, companies: Sequence[CompanyAdd]) -> List[CompanyRef]:
        """New companies; their ids, in the order sent. Over 250 are sent in parts, each saved or refused as a whole: an
        error holds in `saved` what was saved before. POST /api/v4/companies
        """
        return await self._save("companies.add", items=companies)

    async def update(self, companies: Sequence[CompanyPatch]) -> List[CompanyRef]:
        """Changes companies, `id` says which; what is not named stays. Over 250 are sent in parts, as in `add`.
        PATCH /api/v4/companies
        """
        return await self._save("companies.update", items=companies)

    async def update_one(self, id: int, company: CompanyPatchOne) -> CompanyRef:
        """Changes one company; what is not named stays. PATCH /api/v4/companies/{id}"""
        return await self._save_one("companies.update_one", id, body=company)
