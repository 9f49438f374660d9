"""Complex creation: an array in, a bare array out, each answer with the request_ids of all that ended in it."""

from typing import Any

from voronka.api.amocrm_v4 import companies, contacts, leads
from voronka.api.amocrm_v4.envelope import Wire, request_ids
from voronka.api.amocrm_v4.writing import none
from voronka.api.http import Call, Reply
from voronka.domain.errors import Problems, Rule
from voronka.services import leads_complex
from voronka.services.leads_complex import Draft, Outcome
from voronka.services.work import Work

VALUES_AT_MOST = 40
CATEGORIES = ("sip", "forms", "chats", "mail")  # no set: what is sent need not be hashable


def add(work: Work, call: Call) -> Reply:
    problems = Problems()
    for place, item in enumerate(call.body):
        _check(item, place, problems)
    problems.check()
    outcomes = leads_complex.add(work, [_draft(item, work, call) for item in call.body])
    marks = request_ids(call)
    return Reply(body=[_to_wire(outcome, marks) for outcome in outcomes])


def _draft(item: Any, work: Work, call: Call) -> Draft:
    contact, company = _only(item, "contacts"), _only(item, "companies")
    return Draft(
        lead=leads.from_wire(item, work, call),
        contact=None if contact is None else _known(contacts.from_wire(contact, work, call), contact),
        company=None if company is None else _known(companies.from_wire(company, work, call), company),
        is_unsorted=none(getattr(none(item.embedded), "metadata", None)) is not None,
    )


def _known(change: Any, item: Any) -> Any:
    change.id = none(item.id) or 0
    return change


def _only(item: Any, name: str) -> Any:
    held = none(getattr(none(item.embedded), name, None))
    return held[0] if held else None


def _check(item: Any, place: int, problems: Problems) -> None:
    _check_values(item, place, "", problems)
    for name in ("contacts", "companies"):
        if record := _only(item, name):
            _check_values(record, place, f"_embedded.{name}.0.", problems)
    metadata = none(getattr(none(item.embedded), "metadata", None))
    if metadata is not None and metadata.get("category") not in CATEGORIES:
        problems.add(place, "_embedded.metadata.category", Rule.UNKNOWN_CHOICE)


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
