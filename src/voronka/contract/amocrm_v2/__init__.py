"""amoCRM's API v2 and the private calls that are older still, noun by noun.

An operation's name begins with `v2.` or, for the older calls, with `private.`; the rest is the noun and the verb.
"""

from voronka.contract.amocrm_v2 import (
    account,
    auth,
    calls,
    catalog_elements,
    catalogs,
    companies,
    contacts,
    customers,
    customers_periods,
    deletions,
    fields,
    leads,
    links,
    notes,
    older_unsorted,
    pipelines,
    products_settings,
    salesbot,
    task_types,
    tasks,
    transactions,
    unsorted,
    webhooks,
    widgets,
)

OPERATIONS = (
    *auth.OPERATIONS,
    *account.OPERATIONS,
    *contacts.OPERATIONS,
    *leads.OPERATIONS,
    *companies.OPERATIONS,
    *tasks.OPERATIONS,
    *notes.OPERATIONS,
    *links.OPERATIONS,
    *deletions.OPERATIONS,
    *catalogs.OPERATIONS,
    *catalog_elements.OPERATIONS,
    *products_settings.OPERATIONS,
    *customers.OPERATIONS,
    *customers_periods.OPERATIONS,
    *transactions.OPERATIONS,
    *salesbot.OPERATIONS,
    *unsorted.OPERATIONS,
    *older_unsorted.OPERATIONS,
    *fields.OPERATIONS,
    *pipelines.OPERATIONS,
    *webhooks.OPERATIONS,
    *task_types.OPERATIONS,
    *calls.OPERATIONS,
    *widgets.OPERATIONS,
)

__all__ = ["OPERATIONS"]
