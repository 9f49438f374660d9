"""Templates of chats: answers prepared beforehand, those of WhatsApp with a review for each of its sources."""

import uuid
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.destinations import parse
from voronka.domain.errors import Problems, Rule
from voronka.domain.naming import NAME_AT_MOST, checked_name

AT_MOST = 1000  # of one integration
CONTENT_AT_MOST = 20_000
HEADER_AT_MOST = 60
REASON_AT_MOST = 65_535

WABA = "waba"
MEDIA = "media"

DRAFT = "draft"
ON_REVIEW = "review"
APPROVED = "approved"
BY_WEIGHT = ("rejected", ON_REVIEW, "paused", APPROVED)  # of several reviews the first of these is told


# what belongs to WhatsApp alone
NO_WABA: dict[str, Any] = {
    "waba_header": None,
    "waba_header_type": None,
    "waba_footer": "",
    "waba_language": "",
    "waba_category": "",
    "waba_examples": {},
}


class Template(Struct, kw_only=True, frozen=True):
    id: int
    client_id: str
    name: str
    content: str
    external_id: str | None
    is_editable: bool
    type: str
    buttons: list[dict[str, Any]]
    attachment: dict[str, Any] | None
    waba_header: str | None
    waba_header_type: str | None
    waba_footer: str
    waba_language: str
    waba_category: str
    waba_examples: dict[str, str]
    created_at: int
    updated_at: int


class TemplateWrite(Struct, kw_only=True):
    """`id` is 0 for a new template."""

    id: int = 0
    name: str | Absent = ABSENT
    content: str | Absent = ABSENT
    external_id: str | Absent = ABSENT
    is_editable: bool | Absent = ABSENT
    type: str | Absent = ABSENT
    buttons: list[dict[str, Any]] | Absent = ABSENT
    attachment: dict[str, Any] | Absent | None = ABSENT
    waba_header: str | Absent | None = ABSENT
    waba_header_type: str | Absent | None = ABSENT
    waba_footer: str | Absent = ABSENT
    waba_language: str | Absent = ABSENT
    waba_category: str | Absent = ABSENT
    waba_examples: dict[str, str] | Absent = ABSENT


class Review(Struct, kw_only=True, frozen=True):
    id: int
    template_id: int
    source_id: int
    status: str
    reject_reason: str | None
    created_at: int
    updated_at: int


def make(write: TemplateWrite, id: int, client_id: str, item: int, problems: Problems, now: int) -> Template:
    blank = Template(
        id=id,
        client_id=client_id,
        name=checked_name(write.name, None, problems, item),
        content=or_else(write.content, ""),
        external_id=None,
        is_editable=False,
        type=or_else(write.type, "amocrm"),
        buttons=[],
        attachment=None,
        **NO_WABA,
        created_at=now,
        updated_at=now,
    )
    return _written(blank, write, item, problems)


def apply(
    before: Template, write: TemplateWrite, reviews: Iterable[Review], item: int, problems: Problems, now: int
) -> Template:
    if before.type == WABA and status_of(reviews) != DRAFT:
        problems.add(item, "id", Rule.READ_ONLY)
    name = checked_name(write.name, before.name, problems, item)
    return _written(structs.replace(before, name=name, updated_at=now), write, item, problems)


def status_of(reviews: Iterable[Review]) -> str:
    """What one says of a template whose reviews differ: the worst."""
    told = {review.status for review in reviews}
    return next((status for status in BY_WEIGHT if status in told), DRAFT)


def _written(before: Template, write: TemplateWrite, item: int, problems: Problems) -> Template:
    names = [name for name in write.__struct_fields__ if name not in ("id", "name")]
    values = {name: value for name in names if (value := getattr(write, name)) is not ABSENT}
    after = structs.replace(before, **values)
    _check_texts(after, item, problems)
    _check_buttons(after, item, problems)
    if after.attachment is not None and not is_uuid(after.attachment["id"]):
        problems.add(item, "attachment.id", Rule.FORMAT, "a UUID")
    if after.type == WABA:
        _check_header(after, item, problems)
        return after
    return structs.replace(after, **NO_WABA)  # the official client sends empty ones along


def _check_texts(template: Template, item: int, problems: Problems) -> None:
    if not template.content.strip():
        problems.add(item, "content", Rule.BLANK)
    for name, text, most in (
        ("content", template.content, CONTENT_AT_MOST),
        ("external_id", template.external_id or "", NAME_AT_MOST),
        ("waba_header", template.waba_header or "", HEADER_AT_MOST),
        ("waba_footer", template.waba_footer, NAME_AT_MOST),
        ("waba_language", template.waba_language, NAME_AT_MOST),
        *((f"waba_examples.{name}", text, NAME_AT_MOST) for name, text in template.waba_examples.items()),
    ):
        if len(text) > most:
            problems.add(item, name, Rule.TOO_LONG, str(most))


def _check_buttons(template: Template, item: int, problems: Problems) -> None:
    for place, button in enumerate(template.buttons):
        path = f"buttons.{place}"
        checked_name(button["text"], None, problems, item, f"{path}.text")
        if button["type"] == "url" and not button.get("url"):
            problems.add(item, f"{path}.url", Rule.MISSING)
        elif button["type"] == "url" and parse(button["url"]) is None:
            problems.add(item, f"{path}.url", Rule.URL)


def _check_header(template: Template, item: int, problems: Problems) -> None:
    if template.waba_header_type == MEDIA and template.attachment is None:
        problems.add(item, "attachment", Rule.MISSING)
    if template.waba_header_type == "text" and not template.waba_header:
        problems.add(item, "waba_header", Rule.MISSING)


def is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
