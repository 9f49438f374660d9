"""Website buttons: a source that visitors of one's own site come by. Only on sites that are trusted."""

import secrets
from collections.abc import Sequence

from msgspec import Struct

from voronka.domain.destinations import parse
from voronka.domain.errors import Problems, Rule
from voronka.domain.sources import Source

SITES_AT_MOST = 100
SITE_AT_MOST = 255
NAME = "Кнопка на сайт"


class WebsiteButton(Struct, kw_only=True, frozen=True):
    """`id` is its source's. `code` names it in the script's address; `button_id` is None until it is created."""

    id: int
    button_id: int | None
    code: str
    sites: list[str]
    is_used_in_app: bool
    has_chat: bool
    created_at: int
    updated_at: int


class Shown(Struct, frozen=True):
    button: WebsiteButton
    source: Source


def new_code() -> str:
    return secrets.token_hex(12)


def external_id(code: str) -> str:
    return f"website_button_{code}"


def check_sites(sites: Sequence[str], path: str, problems: Problems) -> None:
    for place, site in enumerate(sites):
        if len(site) > SITE_AT_MOST:
            problems.add(0, f"{path}.{place}", Rule.TOO_LONG, str(SITE_AT_MOST))
        elif host(site) is None:
            problems.add(0, f"{path}.{place}", Rule.URL)


def host(site: str) -> str | None:
    """Of an address, or of a bare host as the vendor's documents have it; as browsers spell it."""
    found = parse(site.strip() if "://" in site else f"https://{site.strip()}")
    return found.host.lower() if found else None


def together(before: Sequence[str], more: Sequence[str], problems: Problems) -> list[str]:
    """Each site once, in the order in which they came."""
    sites = list(dict.fromkeys([*before, *(site.strip() for site in more)]))
    if len(sites) > SITES_AT_MOST:
        problems.add(0, "trusted_websites.add", Rule.TOO_MANY, str(SITES_AT_MOST))
    return sites
