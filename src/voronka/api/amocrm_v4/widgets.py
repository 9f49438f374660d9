"""Widgets: known by their code; the official client reads every key but `settings` without a guard."""

from typing import Any

from voronka.api.amocrm_v4.envelope import Wire, place
from voronka.api.amocrm_v4.reading import self_link
from voronka.api.http import Call
from voronka.base.page import Page
from voronka.domain.listing import slice_of
from voronka.domain.widgets import DIGITAL_PIPELINE, Settings, Widget
from voronka.services import widgets
from voronka.services.work import Work


def find(work: Work, call: Call) -> Page[Widget]:
    return slice_of(widgets.all_of(work), place(call), lambda widget: (widget.id,))


def find_one(work: Work, call: Call) -> Widget:
    return widgets.get(work, call.path["code"])


def install(work: Work, call: Call, settings: Settings) -> Widget:
    return widgets.install(work, call.path["code"], settings, call.shared_host)


def uninstall(work: Work, call: Call) -> None:
    widgets.uninstall(work, call.path["code"])


def from_wire(body: Any, work: Work, call: Call) -> Settings:
    return body


def to_wire(widget: Widget, work: Work, call: Call) -> Wire:
    return {
        "id": widget.id,
        "code": widget.code,
        "version": widget.version,
        "rating": "0",
        "settings_template": widget.template,
        "is_lead_source": "lead_sources" in widget.locations,
        "is_work_with_dp": DIGITAL_PIPELINE in widget.locations,
        "is_crm_template": False,
        "client_uuid": widget.client_id,
        "is_active_in_account": widget.is_installed,
        "pipeline_id": None,
        # PHP writes an empty object as an array, and so does the vendor
        "settings": (widget.settings if widgets.shows_settings(work, widget) else {}) or [],
        "_links": self_link(call, "widgets", widget.code),
    }
