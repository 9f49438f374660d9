from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    shop.call("v2.account.get", query={"with": "custom_fields,users,pipelines,groups,note_types,task_types"})
    shop.call("private.account.current", query={"free_users": "Y"})
