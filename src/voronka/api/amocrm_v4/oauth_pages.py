"""The pages of OAuth: consent, leaving in a popup, what went wrong. In Russian or English, as the browser asks."""

import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict

from voronka.api.amocrm_v4.oauth_texts import SCOPES, TEXTS
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.base.addresses import in_ascii
from voronka.domain.integrations import is_web_address, origin_of
from voronka.services.oauth import Asked

if TYPE_CHECKING:
    from jinja2 import Environment

HTML = "text/html; charset=utf-8"


def consent(call: Call, asked: Asked, form: Any, *, wrong: str = "", status: int = 200) -> Reply:
    """`wrong` names the text that says what went wrong the first time."""
    language = language_of(call, asked.work.account.settings.language)
    integration, offer = asked.integration, asked.offer
    logo = offer.logo if offer and is_web_address(offer.logo) else ""
    return _page(
        "consent.html",
        language,
        status,
        form_action=f"'self' {in_ascii(integration.redirect_origin)}",
        img_src=in_ascii(origin_of(logo)) if logo else "'none'",
        integration=integration.name,
        account=asked.work.account.name,
        site=integration.redirect_origin,
        scopes=[SCOPES[language][scope] for scope in integration.scopes],
        logo=logo,
        offer=offer,
        keys_site=origin_of(offer.secrets_uri) if offer else "",
        kept=_kept(asked, form),
        login=none(form.login) or "",
        wrong=wrong and getattr(TEXTS[language], wrong),
    )


def leaving(call: Call, url: str, mode: str, message: dict[str, str]) -> Reply:
    """A popup cannot be told by a redirect alone to act on the window that opened it."""
    text = msgspec.json.encode(message).decode()
    return _page("leaving.html", language_of(call), 200, url=url, mode=mode, message=text)


def failed(call: Call, why: str, what: str = "") -> Reply:
    """`why` names the two texts that say what is wrong and what to do; `what` stands in the second."""
    language = language_of(call)
    texts = TEXTS[language]
    title, text = getattr(texts, why), getattr(texts, f"{why}_why").format(what=what)
    return _page("failed.html", language, 400, title=title, text=text)


def language_of(call: Call, otherwise: str = "ru") -> str:
    """The better liked of the two we have."""
    liked = sorted(_liked(call.headers.get("accept-language", "")), key=lambda pair: -pair[1])
    known = [language for language, weight in liked if language in TEXTS and weight > 0]
    return known[0] if known else otherwise if otherwise in TEXTS else "en"


def _kept(asked: Asked, form: Any) -> dict[str, str]:
    """What the page was asked for, to be sent with the answer."""
    kept = {name: none(getattr(form, name)) for name in ("state", "mode")}
    if asked.offer is None:
        kept["client_id"] = asked.integration.client_id
    else:
        kept |= asdict(asked.offer) | {"scopes": ",".join(asked.integration.scopes)}
    return {name: value for name, value in kept.items() if value is not None}


def _liked(header: str) -> list[tuple[str, float]]:
    return [_weighed(*part.strip().partition(";")[::2]) for part in header.split(",")[:20]]


def _weighed(tag: str, parameter: str) -> tuple[str, float]:
    try:
        weight = float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return tag.strip().lower().split("-", 1)[0], weight


def _page(
    template: str, language: str, status: int, *, form_action: str = "'none'", img_src: str = "'none'", **values: Any
) -> Reply:
    nonce = secrets.token_urlsafe(16)
    body = _environment().get_template(template).render(language=language, t=TEXTS[language], nonce=nonce, **values)
    return Reply(status=status, body=body, content_type=HTML, headers=_headers(nonce, form_action, img_src))


def _headers(nonce: str, form_action: str, img_src: str) -> dict[str, str]:
    """Browsers apply form-action to the redirect after the form, too: so the integration's own address is in it."""
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src {img_src}; "
        f"form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


@cache
def _environment() -> "Environment":
    """Imported at the first page: most runs of the server never show one."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
