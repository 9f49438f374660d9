from tests.contract.shop import Shop

OWN_GROUP = {"view": "G", "edit": "M", "add": "A", "delete": "D", "export": "D"}


def tell(shop: Shop) -> None:
    pipeline = shop.world.facts.main_pipeline
    [gifts] = shop.new("catalogs.add", {"name": "Подарки"})
    stage = {"entity_type": "leads", "pipeline_id": pipeline.id, "status_id": pipeline.first_status.id}
    rights = {
        "leads": OWN_GROUP,
        "contacts": OWN_GROUP,
        "companies": OWN_GROUP,
        "tasks": {"edit": "M", "delete": "D"},
        "mail_access": True,
        "catalog_access": True,
        "status_rights": [stage | {"rights": {"view": "D", "edit": "D", "delete": "D"}}],
        "catalog_rights": [{"catalog_id": gifts, "rights": {"view": "L"}}],
    }
    south, north = shop.new("roles.add", {"name": "Менеджер юга", "rights": rights}, {"name": "Менеджер севера"})
    person = {"name": "Мария Соколова", "email": "sokolova@romashka.example", "password": "Vasilek7"}
    shop.new("users.add", person | {"rights": {"role_id": south}})
    shop.call("roles.list", query={"with": "users"})
    shop.call("roles.get", id=south, query={"with": "users"})
    shop.call("roles.update_one", {"name": "Менеджер юга", "rights": {"leads": {"view": "M"}}}, id=south)
    shop.call("roles.delete", id=north)
