from tests.contract.shop import Shop
from voronka.services import website_buttons


def tell(shop: Shop) -> None:
    pages = [{"id": "p1", "name": "Офис", "link": "+79990001122"}]
    shop.new(
        "sources.add", {"name": "WhatsApp", "external_id": "wa", "services": [{"type": "whatsapp", "pages": pages}]}
    )
    pipeline_id = shop.world.facts.main_pipeline.id
    wanted = {"pipeline_id": pipeline_id, "trusted_websites": ["shop.example"], "name": "Пишите нам"}
    source_id = shop.call("website_buttons.create", wanted)["source_id"]
    shop.world.do(website_buttons.create_pending)
    sites = {"add": ["https://spring.example"]}
    shop.call("website_buttons.update_one", {"trusted_websites": sites, "name": "Весна"}, source_id=source_id)
    shop.call("website_buttons.add_chat", source_id=source_id)
    shop.call("website_buttons.list", query={"with": "scripts,deleted"})
    shown = shop.call("website_buttons.get", source_id=source_id, query={"with": "scripts"})
    code = shown["script"].split('"')[1].rpartition("/")[2]
    shop.call("website_buttons.script", code=code)
