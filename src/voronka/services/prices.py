"""What counts products with a price lets go of it when the field of that price is no more."""

from collections.abc import Iterable

from msgspec import structs

from voronka.domain.fields.definition import Field
from voronka.domain.kinds import Kind
from voronka.services.linking import PRICES
from voronka.services.work import Work
from voronka.store import links, segments


def forget(work: Work, gone: Iterable[Field]) -> None:
    """Links then count with no price of their own, and segments show their customers one less."""
    ids = {field.id for field in gone if field.entity_type == Kind.ELEMENT and field.type in PRICES}
    if not ids:
        return
    links.forget_prices(work, sorted(ids))
    for segment in work.facts.segments.values():
        left = [id for id in segment.available_products_price_types if id not in ids]
        if left != segment.available_products_price_types:
            changed = structs.replace(segment, available_products_price_types=left, updated_at=work.now)
            segments.save(work, changed)
