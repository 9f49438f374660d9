from typing import Any

from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    for owner in ("leads", "contacts", "companies", "customers", "customers.segments"):
        tell_of(shop, owner)
    [catalog] = shop.new("catalogs.add", {"name": "Цветы"})
    tell_of(shop, "catalogs", catalog_id=catalog)


def tell_of(shop: Shop, owner: str, **path: Any) -> None:
    fields = f"{owner}.custom_fields"
    kinds = [{"value": "Улун", "sort": 1}, {"value": "Пуэр", "sort": 2}]
    select, number = shop.new(
        f"{fields}.add",
        {"type": "select", "name": "Сорт", "enums": kinds},
        {"type": "numeric", "name": "Вес", "sort": 20},
        **path,
    )
    shop.call(f"{fields}.list", query={"order[sort]": "asc", "limit": 50}, **path)
    [shown] = [shop.call(f"{fields}.get", id=select, **path)]
    kept = [{"id": enum["id"], "value": enum["value"]} for enum in shown["enums"]]
    shop.call(f"{fields}.update", [{"id": select, "enums": [*kept, {"value": "Сенча"}]}], **path)
    shop.call(f"{fields}.update_one", {"name": "Вес, кг"}, id=number, **path)
    shop.call(f"{fields}.delete", id=number, **path)
