from tests.contract.shop import Shop
from voronka.domain.leads import LeadChange
from voronka.domain.unsorted import Incoming
from voronka.services import unsorted
from voronka.services.leads_complex import Draft

CALL = {
    "from": "+79995550011",
    "phone": "101",
    "called_at": 1750000090,
    "duration": 42,
    "link": "https://ats.example/1.mp3",
    "service_code": "ats",
    "uniq": "u-77",
    "is_call_event_needed": True,
    "call_responsible": "Анна",
}
FORM = {
    "form_id": "f7",
    "form_name": "Букет на заказ",
    "form_page": "https://romashka.example/",
    "form_sent_at": 1750000000,
    "ip": "192.0.2.7",
    "referer": "https://search.example/",
    "visitor_uid": "v-1",
    "form_type": 1,
}


def tell(shop: Shop) -> None:
    came = {
        "leads": [{"name": "Букет"}],
        "contacts": [{"name": "Мария Ким"}],
        "companies": [{"name": "ООО Полюс"}],
    }
    source = {"source_uid": "ats-1", "source_name": "АТС", "created_at": 1750000100, "_embedded": came}
    called = shop.call("leads.unsorted.add_sip", [{**source, "metadata": CALL, "request_id": "звонок"}])
    filled = shop.call("leads.unsorted.add_forms", [{**source, "metadata": FORM}])
    first, second = (answer["_embedded"]["unsorted"][0]["uid"] for answer in (called, filled))
    shop.call("leads.unsorted.list", query={"filter[category][]": ["sip", "forms"], "order[created_at]": "desc"})
    shop.call("leads.unsorted.get", uid=first)
    shop.call("leads.unsorted.accept", {"user_id": shop.world.anna.id}, uid=first)
    shop.call("leads.unsorted.decline", uid=second)
    [deal] = shop.new("leads.add", {"name": "Свадьба"})
    chat = Draft(lead=LeadChange(name="Чат"), incoming=Incoming(category="chats", metadata={"service": "telegram"}))
    [third] = shop.world.do(unsorted.add, [chat])
    shop.call("leads.unsorted.link", {"link": {"entity_id": deal, "entity_type": "leads"}}, uid=third.uid)
    shop.call("leads.unsorted.summary", query={"filter[created_at][from]": 1750000000})
    shop.call("leads.unsorted.add_forms", [{**source, "metadata": FORM}])
