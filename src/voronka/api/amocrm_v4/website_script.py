"""The script of a website button: on a trusted site it shows the ways in which a visitor may write."""

from collections.abc import Sequence

from voronka.api.amocrm_v4.envelope import Wire
from voronka.domain.sources import Source
from voronka.domain.website_buttons import Shown, WebsiteButton, host

TEXTS = {
    "ru": {
        "name": "Как вас зовут",
        "text": "Сообщение",
        "send": "Отправить",
        "failed": "Не отправлено. Попробуйте ещё раз.",
        "own": "Вы",
    },
    "en": {
        "name": "Your name",
        "text": "Message",
        "send": "Send",
        "failed": "Not sent. Try again.",
        "own": "You",
    },
}


def element(origin: str, button: WebsiteButton) -> str:
    """What stands in the site's pages."""
    return f'<script async src="{origin}/website_buttons/{button.code}"></script>'


def told(origin: str, language: str, shown: Shown, sources: Sequence[Source]) -> Wire:
    button = shown.button
    return {
        "name": shown.source.name,
        "isUsedInApp": button.is_used_in_app,
        "sites": [found for site in button.sites if (found := host(site))],
        "pages": [
            {"name": page["name"], "link": page["link"]}
            for source in sources
            for service in source.services
            for page in service["pages"]
        ],
        "chats": f"{origin}/website_buttons/{button.code}/chats" if button.has_chat else None,
        "texts": TEXTS.get(language, TEXTS["en"]),
    }
