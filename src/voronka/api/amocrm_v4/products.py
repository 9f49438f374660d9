"""The switch of the products' catalog."""

from voronka.api.http import Call, Reply
from voronka.domain.catalogs import Catalog
from voronka.services import products
from voronka.services.work import Work


def settings(work: Work, call: Call) -> Reply:
    return _reply(products.catalog(work))


def switch(work: Work, call: Call) -> Reply:
    return _reply(products.switch(work, is_enabled=call.body.is_enabled))


def _reply(catalog: Catalog | None) -> Reply:
    return Reply(body={"is_enabled": catalog is not None, "catalog_id": catalog.id if catalog else None})
