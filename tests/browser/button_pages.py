"""Pages of the shop's site with the button that Ирина has put in them."""

from typing import Any

import httpx2
from playwright.sync_api import Page

from tests.site import Site
from tests.world import World
from voronka.services import website_buttons

# browsers find whatever is under localhost on this machine
TRUSTED, BELOW, NOT_TRUSTED = "shop.localhost", "www.shop.localhost", "othershop.localhost"

PAGES = [
    {"id": "p1", "name": "Офис", "link": "+79990001122"},
    {"id": "p2", "name": "Склад <b>на Лесной</b>", "link": "79990003344"},
]
WHATSAPP = {"name": "WhatsApp", "external_id": "wa", "services": [{"type": "whatsapp", "pages": PAGES}]}
WAYS = {"Офис": "https://wa.me/79990001122", "Склад <b>на Лесной</b>": "https://wa.me/79990003344"}

IN_BODY = "<!doctype html><meta name=viewport content='width=device-width'><title>Магазин</title><h1>Магазин</h1>{}"


def made(irina: httpx2.Client, world: World, **where: Any) -> str:
    """What Ирина is given to put in her pages."""
    irina.post("/sources", json=[WHATSAPP]).raise_for_status()
    wanted = {"pipeline_id": world.facts.main_pipeline.id, "name": "Напишите нам", **where}
    button = irina.post("/website_buttons", json=wanted).raise_for_status().json()
    world.do(website_buttons.create_pending)
    address = f"/website_buttons/{button['source_id']}"
    return irina.get(address, params={"with": "scripts"}).raise_for_status().json()["script"]


def come(page: Page, elsewhere: Site, host: str) -> list[str]:
    """What the browser complains of, once the page and its scripts are there."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with page.expect_response("**/website_buttons/*") as script:
        page.goto(elsewhere.address.replace("127.0.0.1", host), wait_until="load")
    assert script.value.status == 200
    return complaints
