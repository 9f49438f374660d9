"""Website buttons (кнопки на сайт): each is a source of its own, and a script that puts the button on a page."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Page, PageOf
from voronka.contract.operation import Operation, Right

Sites = Annotated[list[str], Meta(max_length=100, description="hosts, or addresses whose host counts")]


class WebsiteButton(Struct, kw_only=True):
    """button_id, script: null until the button is created, a moment after it was asked for.

    source_id: what all calls name it by. script: the element to be put on the site's pages, by with=scripts.
    """

    account_id: int
    source_id: int
    button_id: int | None
    is_duplication_control_enabled: bool
    name: str
    creation_status: Literal["creation_pending", "created"]
    pipeline_id: int | None
    script: str | None = None
    is_deleted: bool = False


class WebsiteButtonAdd(Struct, kw_only=True):
    """pipeline_id: where its leads go. is_used_in_app: shown in mobile applications; required without sites."""

    pipeline_id: int
    trusted_websites: Sites | UnsetType | None = UNSET
    is_used_in_app: bool | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET


class WebsiteButtonAdded(Struct, kw_only=True):
    """The source is there at once. name: as it was sent."""

    source_id: int
    trusted_websites: list[str]
    name: str | UnsetType = UNSET


class SitesPatch(Struct, kw_only=True):
    """Sites are added only."""

    add: Sites


class WebsiteButtonPatch(Struct, kw_only=True):
    """At least one of the two."""

    trusted_websites: SitesPatch | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET


class WebsiteButtonGetQuery(Struct, kw_only=True):
    """with: scripts, deleted; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class WebsiteButtonQuery(Page, kw_only=True):
    """with: scripts, deleted; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


# fmt: off
OPERATIONS = (
    Operation("website_buttons.list", "GET", "/api/v4/website_buttons", query=WebsiteButtonQuery, answer=PageOf[WebsiteButton], key="website_buttons"),
    Operation("website_buttons.get", "GET", "/api/v4/website_buttons/{source_id}", query=WebsiteButtonGetQuery, answer=WebsiteButton),
    Operation("website_buttons.create", "POST", "/api/v4/website_buttons", body=WebsiteButtonAdd, answer=WebsiteButtonAdded, status=202, summary="Ask for a button; it is created a moment later"),
    Operation("website_buttons.update_one", "PATCH", "/api/v4/website_buttons/{source_id}", body=WebsiteButtonPatch, answer=WebsiteButton, summary="Add trusted sites, rename"),
    Operation("website_buttons.add_chat", "POST", "/api/v4/website_buttons/{source_id}/online_chat", status=202, summary="Add an online chat"),
    Operation("website_buttons.script", "GET", "/website_buttons/{code}", status=200, media="text/javascript", right=Right.NOBODY, texts=("code",), summary="The script that shows a button on the site's pages"),
)
# fmt: on
