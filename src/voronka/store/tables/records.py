"""Records: leads, contacts, companies, customers."""

from typing import Any

from sqlalchemy import Column, Index, Table, text

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata


def _record(*own: Column[Any]) -> list[Column[Any]]:
    """What leads, contacts, companies and customers share."""
    return [
        columns.account(),
        columns.id(),
        columns.text("name"),
        columns.folded("name_folded"),
        columns.number("responsible_user_id"),
        columns.number("group_id"),
        columns.number("created_by"),
        columns.number("updated_by"),
        *columns.times(),
        columns.number("closest_task_at", null=True),
        columns.flag("is_deleted"),
        *own,
        columns.json("custom_fields"),
    ]


def _record_indexes(name: str) -> list[Index]:
    ordered = ("name_folded", "responsible_user_id", "group_id", "created_at", "updated_at")
    return [
        *(Index(f"{name}_{column}", "account_id", column, "id") for column in ordered),
        Index(
            f"{name}_closest_task_at",
            "account_id",
            "closest_task_at",
            "id",
            sqlite_where=text("closest_task_at IS NOT NULL"),
            postgresql_where=text("closest_task_at IS NOT NULL"),
        ),
        Index(
            f"{name}_deleted",
            "account_id",
            "id",
            sqlite_where=text("is_deleted"),
            postgresql_where=text("is_deleted"),
        ),
    ]


leads = Table(
    "leads",
    metadata,
    *_record(
        columns.number("price"),
        columns.number("status_id"),
        columns.number("pipeline_id"),
        columns.number("loss_reason_id", null=True),
        columns.number("closed_at", null=True),
        columns.number("score", null=True),
        columns.number("labor_cost", null=True),
        columns.number("source_id", null=True),
        columns.text("visitor_uid", null=True),
        columns.flag("is_price_modified_by_robot"),
    ),
    *_record_indexes("leads"),
    Index("leads_stage", "account_id", "pipeline_id", "status_id", "id"),
    # the newest and the last changed of a stage or a user: the last hundred thousand of all may hold none of them
    Index("leads_stage_created_at", "account_id", "pipeline_id", "status_id", "created_at", "id"),
    Index("leads_stage_updated_at", "account_id", "pipeline_id", "status_id", "updated_at", "id"),
    Index("leads_responsible_user_id_created_at", "account_id", "responsible_user_id", "created_at", "id"),
    Index("leads_responsible_user_id_updated_at", "account_id", "responsible_user_id", "updated_at", "id"),
    Index("leads_status", "account_id", "status_id", "id"),
    Index("leads_price", "account_id", "price", "id"),
    Index("leads_closed_at", "account_id", "closed_at", "id"),
)

contacts = Table(
    "contacts",
    metadata,
    *_record(columns.text("first_name"), columns.text("last_name"), columns.flag("is_unsorted")),
    *_record_indexes("contacts"),
)

companies = Table("companies", metadata, *_record(columns.flag("is_unsorted")), *_record_indexes("companies"))

customers = Table(
    "customers",
    metadata,
    *_record(
        columns.number("next_price"),
        columns.number("next_date", null=True),
        columns.number("status_id"),
        columns.number("periodicity"),
        columns.number("ltv"),
        columns.number("purchases_count"),
        columns.number("average_check"),
        columns.number("bonus_points"),
        columns.json("segments"),
    ),
    *_record_indexes("customers"),
    Index("customers_next_date", "account_id", "next_date", "id"),
    Index("customers_status", "account_id", "status_id", "id"),
    Index("customers_awaited", "account_id", "status_id", "next_date"),
)
