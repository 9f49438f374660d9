from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    [maria] = shop.new("customers.add", {"name": "Мария Ким", "next_date": 1900000000})
    bought = {"customer_id": maria, "date": 1800000000, "price": 3500, "next_price": 4000, "comment": "Счёт 12"}
    [made] = shop.call("v2.transactions.set", {"add": [bought]})["_embedded"]["items"]
    shop.call("v2.transactions.comment", {"update": [{"id": made["id"], "comment": "Счёт 12, оплачен"}]})
    shop.call("v2.transactions.list", query={"customer_id": maria})
    older = {"update": [{"transaction_id": made["id"], "comment": "Оплата", "request_id": 4}]}
    shop.call("private.transactions.comment", {"request": {"transactions": older}})
    shop.call("private.transactions.list", query={"filter[customer_id]": maria})
    shop.call("private.transactions.set", {"request": {"transactions": {"add": [bought], "delete": [made["id"]]}}})
