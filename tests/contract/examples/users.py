from tests.contract.shop import Shop

WITH = "role,group,uuid,amojo_id,user_rank,phone_number"
ALL = {"view": "A", "edit": "M", "add": "A", "delete": "D", "export": "D"}


def tell(shop: Shop) -> None:
    [role] = shop.new("roles.add", {"name": "Менеджер юга"})
    maria = {"name": "Мария Соколова", "email": "sokolova@romashka.example", "password": "Vasilek7", "lang": "ru"}
    pavel = {"name": "Павел Орлов", "email": "orlov@romashka.example", "password": "Vasilek7"}
    own = {"leads": ALL, "contacts": ALL, "companies": ALL, "tasks": {"edit": "M"}, "catalog_access": True}
    id, _ = shop.new(
        "users.add",
        maria | {"rights": {"role_id": role, "group_id": shop.world.shops.id}, "request_id": "m1"},
        pavel | {"rights": own},
    )
    shop.call("users.list", query={"with": WITH})
    shop.call("users.get", query={"with": WITH}, id=id)
    shop.call("users.deactivate", [{"id": id}])
    shop.call("users.activate", [{"id": id}])
