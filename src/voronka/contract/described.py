"""What the documents of one wire say besides its operations."""

from typing import Any

from msgspec import Struct

from voronka.contract.amocrm_v4.envelope import Error

INTRODUCTION = """Every operation of this server, in the words of amoCRM's API v4.

Send a token with every call: `Authorization: Bearer …`. Bodies are JSON. Times are Unix seconds, money is in whole
units of the account's currency. A list with nothing in it answers 204 without a body. Filters are spelled in PHP's
brackets, plain or percent-encoded: `filter[id][]=1`, `filter[id][0]=1` and `filter[id]=1` mean the same.
"""
BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "An access token of OAuth, or a long-lived one of `voronka token create`.",
}


class Described(Struct, frozen=True, kw_only=True):
    """error: the type of refusals; problems: their content types; has_examples: whether ours are of this wire.

    security: the ways to say who one is, any of which will do, as OpenAPI describes them.
    about: for the page of documents. file: where the document for machines is.
    """

    introduction: str
    error: Any
    problems: tuple[str, ...]
    has_examples: bool
    security: dict[str, dict[str, Any]]
    about: str
    file: str


V4 = Described(
    introduction=INTRODUCTION,
    error=Error,
    problems=("application/problem+json",),
    has_examples=True,
    security={"bearer": BEARER},
    about="""Send a token with every call: <code>Authorization: Bearer …</code>.
Bodies are JSON, times are Unix seconds. <code>name?</code> may be left out. An empty list answers 204 without a body.
Errors are <code>application/problem+json</code>.""",
    file="openapi.json",
)
