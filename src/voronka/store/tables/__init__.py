"""All tables as data, a file per subject; this is their index.

account_id opens every key, unique and index, so the same schema shards by account.

Records are wide rows; a custom field's value lives in the record's JSON column (the truth that pages read),
`field_values` and `search_texts` are indexes over it, written in the same transaction and rebuildable.
"""

from voronka.store.tables.bots import bot_calls, bot_runs, bots
from voronka.store.tables.carried import (
    calls,
    entity_subscriptions,
    entity_tags,
    external_keys,
    links,
    notes,
    tags,
    task_types,
    tasks,
    waiting_calls,
)
from voronka.store.tables.catalogs import catalogs, elements
from voronka.store.tables.channels import short_links, sources, website_buttons
from voronka.store.tables.columns import metadata
from voronka.store.tables.customers import customer_segments, customer_statuses, segments, transactions
from voronka.store.tables.fields import custom_fields, field_groups, field_values, search_texts
from voronka.store.tables.files import (
    file_contents,
    file_links,
    file_parts,
    file_sessions,
    file_versions,
    files,
)
from voronka.store.tables.funnel import loss_reasons, pipelines, statuses
from voronka.store.tables.happened import events, journal
from voronka.store.tables.incoming import unsorted
from voronka.store.tables.installation import accounts
from voronka.store.tables.people import counters, groups, integrations, roles, tokens, users
from voronka.store.tables.records import companies, contacts, customers, leads
from voronka.store.tables.talks import chats, messages, talks
from voronka.store.tables.templates import chat_template_reviews, chat_templates
from voronka.store.tables.told import attempts, deliveries, triggers, webhooks
from voronka.store.tables.widgets import widgets

__all__ = [
    "accounts",
    "attempts",
    "bot_calls",
    "bot_runs",
    "bots",
    "calls",
    "catalogs",
    "chat_template_reviews",
    "chat_templates",
    "chats",
    "companies",
    "contacts",
    "counters",
    "custom_fields",
    "customer_segments",
    "customer_statuses",
    "customers",
    "deliveries",
    "elements",
    "entity_subscriptions",
    "entity_tags",
    "events",
    "external_keys",
    "field_groups",
    "field_values",
    "file_contents",
    "file_links",
    "file_parts",
    "file_sessions",
    "file_versions",
    "files",
    "groups",
    "integrations",
    "journal",
    "leads",
    "links",
    "loss_reasons",
    "messages",
    "metadata",
    "notes",
    "pipelines",
    "roles",
    "search_texts",
    "segments",
    "short_links",
    "sources",
    "statuses",
    "tags",
    "talks",
    "task_types",
    "tasks",
    "tokens",
    "transactions",
    "triggers",
    "unsorted",
    "users",
    "waiting_calls",
    "webhooks",
    "website_buttons",
    "widgets",
]
