"""What subscribers are told of talks, messages and templates: families of their own, beside those of the records."""

from typing import Any

from voronka.domain.kinds import Kind
from voronka.domain.webhooks import Entry

Fields = dict[str, Any]


def talk(entry: Entry) -> Fields:
    told = entry.record
    return {
        "talk_id": told["id"],
        "created_at": told["created_at"],
        "updated_at": told["updated_at"],
        "rate": told["rate"],
        "contact_id": told["contact_id"],
        "chat_id": told["chat_id"],
        "entity_id": told["entity_id"],
        "entity_type": Kind(told["entity_type"]).plural if told["entity_type"] else None,
        "is_in_work": int(told["status"] != "closed"),
        "is_read": int(told["is_read"]),
        "origin": told["origin"],
    }


def message(entry: Entry) -> Fields:
    """The entity is told twice, by the names of the API before v4 and by those of v4."""
    told, talk = entry.record["message"], entry.record["talk"]
    kind = Kind(talk["entity_type"]) if talk["entity_type"] else None
    return {
        "id": told["id"],
        "chat_id": told["chat_id"],
        "talk_id": told["talk_id"],
        "contact_id": talk["contact_id"],
        "text": told["text"],
        "created_at": told["created_at"],
        "message_type": told["message_type"],
        "attachment": told["attachment"],
        "element_type": kind and int(kind),
        "entity_type": kind and kind.singular,
        "element_id": talk["entity_id"],
        "entity_id": talk["entity_id"],
        "type": told["type"],
        "author": told["author"],
        "origin": talk["origin"],
    }


def review(entry: Entry) -> Fields:
    """What it holds no source tells: the template is found by its id, the review by the other one (unconfirmed)."""
    told = entry.record
    return {
        "id": told["id"],
        "template_id": told["template_id"],
        "source_id": told["source_id"],
        "status": told["status"],
        "created_at": told["created_at"],
        "updated_at": told["updated_at"],
    }


# By event code: the family of keys, the action, how it is told.
FAMILIES = {
    "add_talk": ("talk", "add", talk),
    "update_talk": ("talk", "update", talk),
    "add_message": ("message", "add", message),
    "add_chat_template_review": ("chat_template_review", "add", review),
    "add_outgoing_message": ("outgoing_message", "add", message),
}
