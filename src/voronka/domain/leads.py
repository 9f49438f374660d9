"""Leads: stages, closing, price, loss reasons."""

from typing import Any

from msgspec import structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.changes import Standing
from voronka.domain.errors import Rule
from voronka.domain.fields.resolving import missing_required
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import CLOSED, LOST, Pipeline
from voronka.domain.records import Record, RecordChange
from voronka.domain.saving import Moment, changed_values, new_values

PRICE_AT_MOST = 10**15  # minor units: what a JSON reader holds exactly in a float


class Lead(Record, frozen=True):
    price: int  # minor units
    status_id: int
    pipeline_id: int
    loss_reason_id: int | None
    closed_at: int | None
    score: int | None
    labor_cost: int | None  # seconds
    source_id: int | None
    visitor_uid: str | None
    is_price_modified_by_robot: bool

    @property
    def place(self) -> tuple[int, int]:
        """Rights may differ from stage to stage."""
        return self.pipeline_id, self.status_id


class LeadChange(RecordChange, kw_only=True):
    price: int | Absent = ABSENT  # minor units
    status_id: int | Absent = ABSENT
    pipeline_id: int | Absent = ABSENT
    loss_reason_id: int | Absent | None = ABSENT
    closed_at: int | Absent = ABSENT
    visitor_uid: str | Absent | None = ABSENT
    source_id: int | Absent | None = ABSENT
    source: str | Absent = ABSENT  # external_id of a source of the caller's, which source_id then names


def make(change: LeadChange, id: int, item: int, moment: Moment) -> Lead:
    values = new_values(Kind.LEAD, change, id, item, moment)
    values["name"] = values["name"] or f"Сделка #{id}"  # (unconfirmed) a card without a name could not be told apart
    pipeline, status_id = _stage(None, change, item, moment)
    if change.source is not ABSENT and change.source_id is ABSENT:
        moment.problems.add(item, "_embedded.source.external_id", Rule.UNKNOWN_CHOICE)
    lead = Lead(
        **values,
        price=or_else(change.price, 0),
        pipeline_id=pipeline.id,
        status_id=status_id,
        loss_reason_id=None,
        closed_at=None,
        score=None,
        labor_cost=None,
        source_id=or_else(change.source_id, None),
        visitor_uid=or_else(change.visitor_uid, None),
        is_price_modified_by_robot=False,
    )
    return _checked(structs.replace(lead, **_closing(lead, False, change, item, moment)), True, item, moment)


def apply(before: Lead, change: LeadChange, item: int, moment: Moment) -> Lead:
    values = changed_values(Kind.LEAD, before, change, item, moment)
    pipeline, status_id = _stage(before, change, item, moment)
    values |= {"pipeline_id": pipeline.id, "status_id": status_id}
    if change.price is not ABSENT:
        values["price"] = change.price
        values["is_price_modified_by_robot"] = moment.actor.user_id == 0
    if change.visitor_uid is not ABSENT:
        values["visitor_uid"] = change.visitor_uid
    lead = structs.replace(before, **values)
    lead = structs.replace(lead, **_closing(lead, before.status_id == lead.status_id, change, item, moment))
    moved = (lead.pipeline_id, lead.status_id) != (before.pipeline_id, before.status_id)
    return _checked(lead, moved, item, moment)


def _stage(before: Lead | None, change: LeadChange, item: int, moment: Moment) -> tuple[Pipeline, int]:
    """The pipeline and stage asked for."""
    pipelines = moment.facts.pipelines
    current = (pipelines.get(before.pipeline_id) if before else None) or moment.facts.main_pipeline
    pipeline = pipeline_for(change, current, pipelines)
    if pipeline is None:
        moment.problems.add(item, "pipeline_id", Rule.UNKNOWN_CHOICE)
        return current, current.first_status.id
    if change.status_id is not ABSENT:
        if not pipeline.status(change.status_id):
            moment.problems.add(item, "status_id", Rule.UNKNOWN_CHOICE)
        return pipeline, change.status_id
    if before and pipeline.status(before.status_id):
        return pipeline, before.status_id
    return pipeline, pipeline.first_status.id


def standing(record: Record | None) -> Standing | None:
    """Where it stands, if it is a lead."""
    return Standing(record.id, record.pipeline_id, record.status_id) if isinstance(record, Lead) else None


def pipeline_for(change: LeadChange, current: Pipeline, pipelines: dict[int, Pipeline]) -> Pipeline | None:
    """None if there is no such pipeline. A stage alone finds its own; 142 and 143 are in every one."""
    if change.pipeline_id is not ABSENT:
        return pipelines.get(change.pipeline_id)
    if change.status_id is ABSENT or current.status(change.status_id):
        return current
    return next((each for each in pipelines.values() if each.status(change.status_id)), current)


def _closing(lead: Lead, stays: bool, change: LeadChange, item: int, moment: Moment) -> dict[str, Any]:
    """Entering 142 or 143 dates the end, leaving them takes it back; a reason of loss stands only beside 143.
    (unconfirmed) The first: who counts what was closed by `closed_at` must not count what is open again, and counts
    what turned from won to lost when it was lost."""
    is_closed = lead.status_id in CLOSED
    closed_at = lead.closed_at if stays else moment.now
    values: dict[str, Any] = {"closed_at": closed_at if is_closed else None}
    if change.closed_at is not ABSENT and is_closed:
        values["closed_at"] = change.closed_at
    reason = or_else(change.loss_reason_id, lead.loss_reason_id)
    # clients send back what they have read, and a lead keeps its reason after the reason itself was deleted
    if reason and reason != lead.loss_reason_id and reason not in moment.facts.loss_reasons:
        moment.problems.add(item, "loss_reason_id", Rule.UNKNOWN_CHOICE)
    values["loss_reason_id"] = (reason or None) if lead.status_id == LOST else None
    return values


def _checked(lead: Lead, moved: bool, item: int, moment: Moment) -> Lead:
    if abs(lead.price) > PRICE_AT_MOST:
        rule, sign = (Rule.TOO_HIGH, "") if lead.price > 0 else (Rule.TOO_LOW, "-")
        moment.problems.add(item, "price", rule, f"{sign}{PRICE_AT_MOST // 100}")
    if moved:
        # Of fields of its contacts and company the flag binds people at the card alone (unconfirmed): an integration
        # that moves a deal cannot fill what belongs to somebody else, and most of them never ask.
        fields = moment.facts.fields_of(Kind.LEAD)
        for field in missing_required(fields, lead.custom_fields, lead.pipeline_id, lead.status_id):
            moment.problems.add(item, f"custom_fields_values.{field.id}", Rule.MISSING)
    return lead
