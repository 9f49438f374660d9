"""amoCRM's API v4, noun by noun."""

from voronka.contract.amocrm_v4 import (
    account,
    catalogs,
    companies,
    contacts,
    custom_field_groups,
    custom_fields,
    elements,
    events,
    leads,
    leads_complex,
    links,
    loss_reasons,
    notes,
    oauth,
    pipelines,
    tags,
    tasks,
    users,
    webhooks,
)

OPERATIONS = (
    *oauth.OPERATIONS,
    *account.OPERATIONS,
    *users.OPERATIONS,
    *leads.OPERATIONS,
    *leads_complex.OPERATIONS,
    *contacts.OPERATIONS,
    *companies.OPERATIONS,
    *pipelines.OPERATIONS,
    *loss_reasons.OPERATIONS,
    *tags.OPERATIONS,
    *links.OPERATIONS,
    *notes.OPERATIONS,
    *tasks.OPERATIONS,
    *custom_fields.OPERATIONS,
    *custom_field_groups.OPERATIONS,
    *catalogs.OPERATIONS,
    *elements.OPERATIONS,
    *events.OPERATIONS,
    *webhooks.OPERATIONS,
)

__all__ = ["OPERATIONS"]
