"""What comes in and waits to be sorted."""

from sqlalchemy import Index, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

unsorted = Table(
    "unsorted",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("uid"),
    columns.text("category"),
    columns.text("source_uid", null=True),
    columns.text("source_name", null=True),
    columns.number("pipeline_id"),
    columns.number("lead_id"),
    columns.number("contact_id", null=True),
    columns.number("company_id", null=True),
    columns.json("metadata"),
    columns.text("state"),
    columns.text("fingerprint", null=True),
    *columns.times(),
    columns.number("sorted_at", null=True),
    columns.number("sorted_by", null=True),
    Index("unsorted_uid", "account_id", "uid", unique=True),
    Index("unsorted_fingerprint", "account_id", "fingerprint", unique=True),
    Index("unsorted_state", "account_id", "state", "id"),
    Index("unsorted_created_at", "account_id", "state", "created_at", "id"),
    Index("unsorted_updated_at", "account_id", "state", "updated_at", "id"),
    Index("unsorted_lead", "account_id", "lead_id"),
)
