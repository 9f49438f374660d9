from typing import Any

from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    for owner in ("leads", "contacts", "companies", "customers"):
        tell_of(shop, owner)
    [catalog] = shop.new("catalogs.add", {"name": "Цветы"})
    tell_of(shop, "catalogs", catalog_id=catalog)


def tell_of(shop: Shop, owner: str, **path: Any) -> None:
    groups = f"{owner}.custom_field_groups"
    [field] = shop.new(f"{owner}.custom_fields.add", {"type": "text", "name": "Повод"}, **path)
    delivery = {"name": "Доставка", "sort": 5, "fields": [field]}
    group, _ = shop.new(f"{groups}.add", delivery, {"name": "Документы"}, **path)
    shop.call(f"{groups}.list", **path)
    shop.call(f"{groups}.get", id=group, **path)
    shop.call(f"{groups}.update_one", {"name": "Доставка и оплата"}, id=group, **path)
    shop.call(f"{groups}.delete", id=group, **path)
