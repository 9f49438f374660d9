"""Website buttons: named by their source in every path, created a moment after the answer."""

from voronka.api.amocrm_v4 import scripts, website_script
from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.writing import given, none
from voronka.api.hosts import own_origin
from voronka.api.http import Call, Reply
from voronka.base.page import Page
from voronka.domain.website_buttons import Shown
from voronka.services import website_buttons
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Shown]:
    asked = call.query
    return website_buttons.page(work, place(call), deleted="deleted" in asked.with_)


def find_one(work: Work, call: Call) -> Shown:
    return website_buttons.get(work, call.path["source_id"], deleted="deleted" in call.query.with_)


def create(work: Work, call: Call) -> Reply:
    body = call.body
    made = website_buttons.create(
        work,
        pipeline_id=body.pipeline_id,
        sites=none(body.trusted_websites) or [],
        is_used_in_app=given(body.is_used_in_app),
        name=given(body.name),
    )
    told: Wire = {"source_id": made.button.id, "trusted_websites": made.button.sites}
    if none(body.name) is not None:
        told["name"] = made.source.name
    return Reply(status=call.operation.status, body=told)


def update(work: Work, call: Call) -> Reply:
    sites = none(call.body.trusted_websites)
    added = sites.add if sites else []
    changed = website_buttons.update(work, call.path["source_id"], sites=added, name=given(call.body.name))
    return Reply(body=_item(changed, work, None))


def add_chat(work: Work, call: Call) -> Reply:
    website_buttons.add_chat(work, call.path["source_id"])
    return Reply(status=call.operation.status)


def script(work: Work, call: Call) -> Reply:
    shown, sources = website_buttons.visited(work, call.path["code"])
    told = website_script.told(own_origin(work, call), work.account.settings.language, shown, sources)
    return scripts.reply("website_button.js", told)


def to_wire(shown: Shown, work: Work, call: Call) -> Wire:
    is_asked = "scripts" in call.query.with_ and shown.button.button_id is not None
    element = website_script.element(own_origin(work, call), shown.button) if is_asked else None
    return _item(shown, work, element)


def _item(shown: Shown, work: Work, element: str | None) -> Wire:
    button, source = shown.button, shown.source
    return {
        "account_id": work.account_id,
        "source_id": button.id,
        "button_id": button.button_id,
        "is_duplication_control_enabled": work.account.settings.duplicate_control,
        "name": source.name,
        "creation_status": "creation_pending" if button.button_id is None else "created",
        "pipeline_id": source.pipeline_id,
        "script": element,
        "is_deleted": source.is_deleted,
    }
