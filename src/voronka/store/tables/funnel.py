"""The funnel: pipelines, their stages, why leads are lost."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, SmallInteger, Table

from voronka.store.tables import columns
from voronka.store.tables.columns import metadata

pipelines = Table(
    "pipelines",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    columns.flag("is_main"),
    columns.flag("is_unsorted_on"),
    columns.flag("is_archive"),
    *columns.times(),
)

statuses = Table(
    "statuses",
    metadata,
    columns.account(),
    Column("pipeline_id", BigInteger, primary_key=True, autoincrement=False),
    columns.id(),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    columns.text("color"),
    Column("type", SmallInteger, nullable=False),
    columns.flag("is_editable"),
    columns.json("descriptions"),
    ForeignKeyConstraint(["account_id", "pipeline_id"], ["pipelines.account_id", "pipelines.id"], ondelete="CASCADE"),
)

loss_reasons = Table(
    "loss_reasons",
    metadata,
    columns.account(),
    columns.id(),
    columns.text("name"),
    Column("sort", Integer, nullable=False),
    *columns.times(),
)
