"""The switch of the products' catalog."""

from voronka.api.amocrm_v2.envelope import link
from voronka.api.amocrm_v2.faults import NothingSent
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.domain.catalogs import Catalog
from voronka.services import products
from voronka.services.work import Work


def get(work: Work, call: Call) -> Reply:
    return _reply(call, products.catalog(work))


def switch(work: Work, call: Call) -> Reply:
    wanted = or_else(call.body.enabled, call.body.enable)
    if wanted is ABSENT:
        raise NothingSent("enabled")
    return _reply(call, products.switch(work, is_enabled=wanted))


def _reply(call: Call, catalog: Catalog | None) -> Reply:
    shown = {"is_enabled": catalog is not None, "catalog_id": catalog.id if catalog else None}
    return Reply(body={**shown, "_links": link(call.operation.path, call.operation.method.lower())})
