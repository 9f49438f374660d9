"""Short links (короткие ссылки): a page's address made short for one contact, so that it is seen when he opens it."""

from typing import Literal

from msgspec import Struct

from voronka.contract.amocrm_v4.envelope import Saved
from voronka.contract.operation import Operation, Right


class ShortLinkMetadata(Struct, kw_only=True):
    """Whose link it is; contacts only."""

    entity_type: Literal["contacts"]
    entity_id: int


class ShortLink(Struct, kw_only=True):
    """url: the short address."""

    url: str
    account_id: int
    metadata: ShortLinkMetadata


class ShortLinkAdd(Struct, kw_only=True):
    """url: where the short address leads; http or https."""

    url: str
    metadata: ShortLinkMetadata


# fmt: off
OPERATIONS = (
    Operation("short_links.add", "POST", "/api/v4/short_links", body=list[ShortLinkAdd], answer=Saved[ShortLink], key="short_links"),
    Operation("short_links.follow", "GET", "/s/{code}", status=302, right=Right.NOBODY, texts=("code",), changes=True, summary="Lead on to the page of a short link, and note that the contact opened it"),
)
# fmt: on
