"""Products live in one catalog, which is made when they are first switched on and hidden when they are switched off.

(unconfirmed) What the vendor shows of it then, and who may switch: clients that list no such catalog take products for
switched off, and it is a setting of the account.
"""

from msgspec import structs

from voronka.domain.catalogs import PRODUCTS, Catalog, CatalogWrite
from voronka.services import catalogs, permits
from voronka.services.work import Work
from voronka.store import catalogs as store

NAME = "Товары"


def catalog(work: Work) -> Catalog | None:
    """None while products are switched off."""
    return next(iter(catalogs.all_of(work, [PRODUCTS])), None)


def switch(work: Work, *, is_enabled: bool) -> Catalog | None:
    permits.administer(work)
    every = [*work.facts.catalogs.values(), *work.facts.hidden_catalogs.values()]
    held = next((each for each in every if each.type == PRODUCTS), None)
    if held is None:
        return catalogs.add(work, [CatalogWrite(name=NAME, type=PRODUCTS)])[0] if is_enabled else None
    if held.is_enabled != is_enabled:
        stamp = {"updated_by": work.actor.user_id, "updated_at": work.now}
        held = structs.replace(held, is_enabled=is_enabled, **stamp)
        store.save(work, [held])
        work.facts_change()
    return held if is_enabled else None
