from tests.contract.shop import Shop

WITH = (
    "amojo_id,uuid,amojo_rights,users_groups,task_types,version,entity_names,datetime_settings,drive_url,"
    "is_api_filter_enabled,invoices_settings"
)


def tell(shop: Shop) -> None:
    shop.call("account.get", query={"with": WITH})
    shop.call("account.get")
