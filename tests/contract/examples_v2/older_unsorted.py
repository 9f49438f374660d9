from tests.contract.shop import Shop


def tell(shop: Shop) -> None:
    filled = {"name": {"type": "text", "id": "name", "name": "Имя", "value": "Пётр"}}
    source = {"data": filled, "form_id": "25", "form_type": 1, "date": 1700000000, "from": "romashka.test"}
    form = {"source": "Сайт", "source_uid": "f-77", "source_data": source}
    data = {"leads": [{"name": "Заявка", "price": 500}], "contacts": [{"name": "Пётр"}]}
    more = {**form, "data": {"leads": [{"name": "Ещё заявка"}]}}
    adds = {"category": "forms", "add": [{**form, "data": data}, more]}
    done = shop.call("private.unsorted.add", {"request": {"unsorted": adds}})["response"]["unsorted"]
    first, second = done["add"]["data"]
    shop.call("private.unsorted.list", query={"page_size": 1})
    shop.call("private.unsorted.accept", {"request": {"unsorted": {"accept": [first]}}})
    shop.call("private.unsorted.decline", {"request": {"unsorted": {"decline": [second]}}})
    shop.call("private.unsorted.summary")
