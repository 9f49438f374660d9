from tests.contract.shop import Shop

WITH = "role,group,uuid,amojo_id,user_rank,phone_number"


def tell(shop: Shop) -> None:
    shop.call("users.list", query={"with": WITH})
    shop.call("users.get", query={"with": WITH}, id=shop.world.anna.id)
