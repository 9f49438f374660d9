"""Templates of chats: those that are none of WhatsApp's show its parts empty, as PHP writes them."""

from typing import Any

from msgspec import to_builtins

from voronka.api.amocrm_v4.envelope import Wire, paged
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.amocrm_v4.writing import given, id_of, none
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page
from voronka.domain.chat_templates import ON_REVIEW, Review, Template, TemplateWrite, status_of
from voronka.domain.listing import ListQuery
from voronka.services import chat_templates
from voronka.services.chat_templates import Reviewed
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Reviewed]:
    query = call.query
    external_ids = none(query.filter.external_id) or ()
    return chat_templates.page(work, external_ids, ListQuery(**paged(call)), reviewed=_is_reviewed(call))


def find_one(work: Work, call: Call) -> Reviewed:
    return chat_templates.get(work, call.path["id"], reviewed=_is_reviewed(call))


def add(work: Work, call: Call, writes: Any) -> list[Template]:
    return chat_templates.add(work, writes)


def update(work: Work, call: Call, writes: Any) -> list[Template]:
    return chat_templates.update(work, writes)


def update_one(work: Work, call: Call, write: TemplateWrite) -> Template:
    return chat_templates.update(work, [write], only_one=True)[0]


def delete(work: Work, call: Call) -> None:
    chat_templates.delete(work, [call.path["id"]], only_one=True)


def delete_many(work: Work, call: Call) -> None:
    chat_templates.delete(work, [item.id for item in call.body])


def review(work: Work, call: Call) -> Reply:
    sent = chat_templates.send_to_review(work, call.path["id"])
    return Reply(body={"_embedded": {call.operation.key: [_review_to_wire(each) for each in sent]}})


def set_review(work: Work, call: Call) -> Reply:
    status, reason = call.body.status, none(call.body.reject_reason)
    found = chat_templates.set_review(work, call.path["id"], call.path["review_id"], status, reason)
    return Reply(body=_review_to_wire(found))


def _is_reviewed(call: Call) -> bool:
    return "reviews" in call.query.with_


def from_wire(item: Any, work: Work, call: Call) -> TemplateWrite:
    external_id, buttons, examples = given(item.external_id), item.buttons, given(item.waba_examples)
    return TemplateWrite(
        id=id_of(item, call),
        name=given(item.name),
        content=given(item.content),
        external_id=external_id if isinstance(external_id, Absent) else str(external_id).strip(),
        is_editable=given(item.is_editable),
        type=given(item.type),
        buttons=buttons if isinstance(buttons, Absent) else [to_builtins(button) for button in buttons or ()],
        attachment=to_builtins(item.attachment) if none(item.attachment) else item.attachment,
        waba_header=item.waba_header,
        waba_header_type=item.waba_header_type,
        waba_footer=given(item.waba_footer),
        waba_language=given(item.waba_language),
        waba_category=given(item.waba_category),
        waba_examples=ABSENT if examples is ABSENT else examples if isinstance(examples, dict) else {},
    )


def to_wire(found: Reviewed, work: Work, call: Call) -> Wire:
    wire = template_to_wire(found.template, work, call)
    if not _is_reviewed(call):
        return wire
    links, status = wire.pop("_links"), status_of(found.reviews)
    shown = [_review_to_wire(each) for each in found.reviews]
    wire |= {"review_status": status, "is_on_review": status == ON_REVIEW}
    return wire | {"_links": links, "_embedded": {"reviews": shown}}


def template_to_wire(template: Template, work: Work, call: Call) -> Wire:
    return {
        "id": template.id,
        "account_id": work.account_id,
        "name": template.name,
        "content": template.content,
        "created_at": template.created_at,
        "updated_at": template.updated_at,
        "buttons": template.buttons,
        "attachment": template.attachment and {**template.attachment, "is_external": False},
        "is_editable": template.is_editable,
        "external_id": template.external_id,
        "type": template.type,
        "waba_footer": template.waba_footer,
        "waba_category": template.waba_category,
        "waba_language": template.waba_language,
        "waba_examples": template.waba_examples or [],
        "waba_header": template.waba_header,
        "waba_header_type": template.waba_header_type,
        "_links": self_link(call, "chats/templates", template.id),
    }


def _review_to_wire(review: Review) -> Wire:
    return {
        "id": review.id,
        "source_id": review.source_id,
        "status": review.status,
        "reject_reason": review.reject_reason,
    }
