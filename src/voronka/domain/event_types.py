"""The types of events and their numbers, as one real account answered them. What they are called stands beside."""

import re

# fmt: off
NUMBERS = {
    "lead_added": 1, "contact_added": 2, "company_added": 3, "lead_deleted": 7, "contact_deleted": 8,
    "company_deleted": 9, "lead_restored": 10, "contact_restored": 11, "company_restored": 12,
    "lead_status_changed": 14, "incoming_mail": 16, "incoming_call": 17, "site_visit_note_added": 18,
    "customer_added": 20, "custom_field_value_changed": 24, "entity_responsible_changed": 25, "transaction_added": 26,
    "common_note_added": 27, "attachment_note_added": 28, "task_completed": 29, "outgoing_call": 30,
    "targeting_in_note_added": 31, "targeting_out_note_added": 32, "task_result_added": 33, "geo_note_added": 38,
    "service_note_added": 39, "dropbox_attachment": 40, "incoming_sms": 41, "outgoing_sms": 42, "task_added": 49,
    "task_deleted": 51, "customer_deleted": 53, "customer_status_changed": 57, "link_followed": 59,
    "message_to_cashier_note_added": 60, "invoice_paid": 62, "entity_tag_added": 63, "entity_tag_deleted": 64,
    "sale_field_changed": 69, "name_field_changed": 70, "entity_linked": 72, "entity_unlinked": 73,
    "robot_replied": 74, "intent_identified": 75, "task_type_changed": 76, "task_text_changed": 77,
    "task_deadline_changed": 78, "common_note_deleted": 79, "lead_linked": 80, "contact_linked": 81,
    "company_linked": 82, "customer_linked": 83, "lead_unlinked": 84, "contact_unlinked": 85, "company_unlinked": 86,
    "customer_unlinked": 87, "ltv_field_changed": 88, "incoming_chat_message": 89, "outgoing_chat_message": 90,
    "nps_rate_added": 91, "entity_merged": 92, "entity_segment_attached": 94, "entity_segment_detached": 95,
    "zoom_conference": 96, "video_opened": 97, "video_closed": 98, "picture_opened": 99, "picture_closed": 100,
    "segment_created": 101, "key_action_completed": 116, "invoice_created": 118, "talk_created": 119,
    "talk_closed": 120, "talk_missed_event": 122, "conversation_answered": 135, "meta_chat_subscription_added": 136,
    "meta_chat_subscription_removed": 137, "entity_direct_message": 150, "page_mention": 151, "outgoing_mail": 152,
    "ai_result": 153,
}
# fmt: on

ANY_FIELD = "custom_field_value_changed"

_OF_FIELD = re.compile(r"custom_field_[0-9]+_value_changed")


def of_field(field_id: int) -> str:
    return f"custom_field_{field_id}_value_changed"


def is_of_field(type: str) -> bool:
    """The change of one named field."""
    return bool(_OF_FIELD.fullmatch(type))


def is_known(type: str) -> bool:
    return type in NUMBERS or is_of_field(type)
