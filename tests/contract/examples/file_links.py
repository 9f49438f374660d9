from typing import Any

from tests.contract.examples.files import uploaded
from tests.contract.shop import Shop

HOLDERS = {"leads": "lead", "contacts": "contact", "companies": "company", "customers": "customer"}


def tell(shop: Shop) -> None:
    file = uploaded(shop, "Договор.txt", b"Roses are red")["uuid"]
    other = uploaded(shop, "Акт.txt", b"Violets are blue")["uuid"]
    for entity in HOLDERS:
        [id] = shop.new(f"{entity}.add", {"name": "Ромашка"})
        attached(shop, entity, [file, other], id=id)
    [catalog] = shop.new("catalogs.add", {"name": "Букеты"})
    [rose] = shop.new("catalogs.elements.add", {"name": "Роза"}, catalog_id=catalog)
    attached(shop, "catalogs.elements", [file, other], catalog_id=catalog, id=rose)
    shop.call("files.links", uuid=file)


def attached(shop: Shop, entity: str, files: list[str], **path: Any) -> None:
    shop.call(f"{entity}.files.attach", [{"file_uuid": uuid} for uuid in files], **path)
    shop.call(f"{entity}.files.list", query={"limit": 1}, **path)
    shop.call(f"{entity}.files.detach", [{"file_uuid": files[1]}], **path)
