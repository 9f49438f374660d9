"""Templates of chats (шаблоны чатов): answers prepared beforehand. An integration sees its own alone; administrators."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Comma, Item, PageOf, RequestId, Saved
from voronka.contract.operation import Operation, Right


class TemplateButton(Struct, kw_only=True, omit_defaults=True):
    """type: inline, or url with an address."""

    type: Literal["inline", "url"]
    text: str
    url: str | UnsetType | None = UNSET


class TemplateAttachment(Struct, kw_only=True):
    """id: UUID of the file."""

    id: str
    name: str
    type: Literal["picture", "file", "document", "video"]


class TemplateAttachmentShown(TemplateAttachment, kw_only=True):
    is_external: bool = False


class TemplateReview(Struct, kw_only=True):
    """What WhatsApp says of the template in one source. status: review, approved, paused, rejected."""

    id: int
    source_id: int
    status: str
    reject_reason: str | None = None


class TemplateEmbedded(Struct, kw_only=True):
    reviews: list[TemplateReview] = []


class ChatTemplate(Item, kw_only=True):
    """A template as read. type: amocrm or waba (WhatsApp), whose parts are "" and [] in the others.

    review_status, is_on_review and the reviews only by with=reviews. review_status: draft, review, rejected, approved,
        paused.
    """

    id: int
    account_id: int = 0
    name: str = ""
    content: str = ""
    created_at: int = 0
    updated_at: int = 0
    buttons: list[TemplateButton] = []
    attachment: TemplateAttachmentShown | None = None
    is_editable: bool = False
    external_id: str | None = None
    type: str = "amocrm"
    waba_footer: str = ""
    waba_category: str = ""
    waba_language: str = ""
    waba_examples: dict[str, str] | list[Any] = []
    waba_header: str | None = None
    waba_header_type: str | None = None
    review_status: str | UnsetType = UNSET
    is_on_review: bool | UnsetType = UNSET
    request_id: str | UnsetType = UNSET
    embedded: TemplateEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class ChatTemplateFields(Struct, kw_only=True):
    """content: text with markers such as {{contact.name}}. buttons, attachment: null takes them off.

    waba_header_type: media needs an attachment. waba_examples: by marker, what may stand in its place.
    """

    external_id: str | int | UnsetType | None = UNSET
    is_editable: bool | UnsetType | None = UNSET
    type: Literal["amocrm", "waba"] | UnsetType | None = UNSET
    buttons: Annotated[list[TemplateButton], Meta(max_length=10)] | UnsetType | None = UNSET
    attachment: TemplateAttachment | UnsetType | None = UNSET
    waba_header: str | UnsetType | None = UNSET
    waba_header_type: Literal["text", "media"] | UnsetType | None = UNSET
    waba_footer: str | UnsetType | None = UNSET
    waba_language: str | UnsetType | None = UNSET
    waba_category: Literal["UTILITY", "AUTHENTICATION", "MARKETING", ""] | UnsetType | None = UNSET
    waba_examples: dict[str, str] | list[Any] | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class ChatTemplateAdd(ChatTemplateFields, kw_only=True):
    name: str
    content: str


class ChatTemplatePatchOne(ChatTemplateFields, kw_only=True):
    """A change of the template in the path; one of WhatsApp may be changed as long as it is a draft."""

    name: str | UnsetType | None = UNSET
    content: str | UnsetType | None = UNSET


class ChatTemplatePatch(ChatTemplatePatchOne, kw_only=True):
    id: int


class ChatTemplateDelete(Struct, kw_only=True):
    id: int


class ReviewStatus(Struct, kw_only=True):
    """reject_reason: at most 65535 characters. The official client sends id and source_id too."""

    status: Literal["approved", "paused", "rejected"]
    reject_reason: str | UnsetType | None = UNSET


class ChatTemplateFilter(Struct, kw_only=True):
    external_id: list[str] | UnsetType = UNSET


class ChatTemplateGetQuery(Struct, kw_only=True):
    """with: reviews; others are ignored."""

    with_: Comma = field(name="with", default_factory=list)


class ChatTemplateQuery(Struct, kw_only=True):
    """At most 50 a page. with: reviews; others are ignored."""

    page: Annotated[int, Meta(ge=1, le=10**9)] = 1
    limit: Annotated[int, Meta(ge=1, le=50)] = 50
    with_: Comma = field(name="with", default_factory=list)
    filter: ChatTemplateFilter = field(default_factory=ChatTemplateFilter)


# fmt: off
OPERATIONS = (
    Operation("chats.templates.list", "GET", "/api/v4/chats/templates", query=ChatTemplateQuery, answer=PageOf[ChatTemplate], key="chat_templates", right=Right.ADMIN),
    Operation("chats.templates.get", "GET", "/api/v4/chats/templates/{id}", query=ChatTemplateGetQuery, answer=ChatTemplate, right=Right.ADMIN),
    Operation("chats.templates.add", "POST", "/api/v4/chats/templates", body=list[ChatTemplateAdd], answer=Saved[ChatTemplate], key="chat_templates", right=Right.ADMIN),
    Operation("chats.templates.update", "PATCH", "/api/v4/chats/templates", body=list[ChatTemplatePatch], answer=Saved[ChatTemplate], key="chat_templates", right=Right.ADMIN),
    Operation("chats.templates.update_one", "PATCH", "/api/v4/chats/templates/{id}", body=ChatTemplatePatchOne, answer=ChatTemplate, right=Right.ADMIN),
    Operation("chats.templates.delete_many", "DELETE", "/api/v4/chats/templates", body=list[ChatTemplateDelete], status=204, right=Right.ADMIN),
    Operation("chats.templates.delete", "DELETE", "/api/v4/chats/templates/{id}", status=204, right=Right.ADMIN),
    Operation("chats.templates.review", "POST", "/api/v4/chats/templates/{id}/review", answer=Saved[TemplateReview], key="reviews", right=Right.ADMIN, summary="Send a WhatsApp template to review"),
    Operation("chats.templates.set_review", "POST", "/api/v4/chats/templates/{id}/review/{review_id}", body=ReviewStatus, answer=TemplateReview, right=Right.ADMIN, summary="Say how a review ended"),
)
# fmt: on
