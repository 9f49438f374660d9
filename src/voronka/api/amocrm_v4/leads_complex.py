"""Complex creation: an array in, a bare array out, each answer with the request_ids of all that ended in it."""

from collections.abc import Callable
from typing import Any

import msgspec

from voronka.api.amocrm_v4 import companies, contacts, leads
from voronka.api.amocrm_v4.envelope import Wire, request_ids
from voronka.api.amocrm_v4.writing import none
from voronka.api.faults import faults
from voronka.api.http import Call, Reply
from voronka.contract.amocrm_v4.unsorted_metadata import ChatMetadata, FormMetadata, MailMetadata, SipMetadata
from voronka.domain.errors import Problems, Rule
from voronka.domain.unsorted import CATEGORIES, Incoming
from voronka.services import leads_complex
from voronka.services.leads_complex import Draft, Outcome
from voronka.services.work import Work

VALUES_AT_MOST = 40
MOMENTS = ("called_at", "form_sent_at", "received_at", "duration")  # clients send floats
METADATA: dict[str, Any] = {"sip": SipMetadata, "forms": FormMetadata, "chats": ChatMetadata, "mail": MailMetadata}

FromWire = Callable[[Any, Work, Call], Any]


def add(work: Work, call: Call) -> Reply:
    """Faults are named within their item, not with its number before (unconfirmed): as in all other batches, the item
    is told by its request_id."""
    problems = Problems()
    for place, item in enumerate(call.body):
        _check(item, place, problems)
    problems.check()
    outcomes = leads_complex.add(work, [_draft(item, work, call) for item in call.body])
    marks = request_ids(call)
    return Reply(body=[_to_wire(outcome, marks) for outcome in outcomes])


def _draft(item: Any, work: Work, call: Call) -> Draft:
    metadata = _metadata(item)
    return Draft(
        lead=leads.from_wire(item, work, call),
        contact=existing_or_new(item, "contacts", contacts.from_wire, work, call),
        company=existing_or_new(item, "companies", companies.from_wire, work, call),
        incoming=None if metadata is None else _incoming(metadata),
    )


def existing_or_new(item: Any, name: str, from_wire: FromWire, work: Work, call: Call) -> Any:
    """The one contact or company of a lead, if there is one; `id` names one that is there."""
    record = _only(item, name)
    if record is None:
        return None
    change = from_wire(record, work, call)
    change.id = none(record.id) or 0
    return change


def _incoming(metadata: dict[str, Any]) -> Incoming:
    category = metadata["category"]
    return incoming_from_wire(category, msgspec.convert(metadata, METADATA[category]))


def incoming_from_wire(category: str, metadata: Any) -> Incoming:
    """What of a request is neither lead nor contact nor company."""
    told = {key: value for key, value in msgspec.to_builtins(metadata).items() if value is not None}
    return Incoming(category=category, metadata=told | {key: int(told[key]) for key in MOMENTS if key in told})


def _metadata(item: Any) -> dict[str, Any] | None:
    return none(getattr(none(item.embedded), "metadata", None))


def _only(item: Any, name: str) -> Any:
    held = none(getattr(none(item.embedded), name, None))
    return held[0] if held else None


def _check(item: Any, place: int, problems: Problems) -> None:
    _check_values(item, place, "", problems)
    for name in ("contacts", "companies"):
        if record := _only(item, name):
            _check_values(record, place, f"_embedded.{name}.0.", problems)
    metadata = _metadata(item)
    if metadata is not None:
        _check_metadata(metadata, place, problems)


def _check_metadata(metadata: dict[str, Any], place: int, problems: Problems) -> None:
    category = metadata.get("category")
    if category not in CATEGORIES:
        problems.add(place, "_embedded.metadata.category", Rule.UNKNOWN_CHOICE)
        return
    for path, rule, expected in faults(metadata, msgspec.inspect.type_info(METADATA[category])):
        problems.add(place, f"_embedded.metadata.{path}", rule, expected)


def _check_values(record: Any, place: int, prefix: str, problems: Problems) -> None:
    if len(none(record.custom_fields_values) or ()) > VALUES_AT_MOST:
        problems.add(place, f"{prefix}custom_fields_values", Rule.TOO_MANY, str(VALUES_AT_MOST))


def _to_wire(outcome: Outcome, marks: list[str]) -> Wire:
    return {
        "id": outcome.lead_id,
        "contact_id": outcome.contact_id,
        "company_id": outcome.company_id,
        "request_id": [marks[item] for item in outcome.items],
        "merged": outcome.merged,
    }
