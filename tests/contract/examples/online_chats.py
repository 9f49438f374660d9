from tests.contract.shop import Shop
from voronka.services import website_buttons


def tell(shop: Shop) -> None:
    wanted = {"pipeline_id": shop.world.facts.main_pipeline.id, "trusted_websites": ["shop.example"]}
    source_id = shop.call("website_buttons.create", wanted)["source_id"]
    shop.world.do(website_buttons.create_pending)
    shop.call("website_buttons.add_chat", source_id=source_id)
    code = shop.world.do(website_buttons.get, source_id).button.code
    page = {"headers": {"Origin": "https://shop.example"}}
    line = {"text": "Есть пионы?", "name": "Мария", "page": "https://shop.example/peonies"}
    chat_id = shop.call("online_chats.write", line, code=code, sending=page)["chat_id"]
    shop.call("online_chats.get", code=code, chat_id=chat_id, sending=page)
