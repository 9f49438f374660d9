"""Operation → handler, every one a line of its own. Paths stand in contract/amocrm_v2."""

from voronka.api.amocrm_v2 import (
    account,
    auth,
    calls,
    catalog_elements,
    catalogs,
    companies,
    contacts,
    current_account,
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
from voronka.api.amocrm_v2.shapes import lists, lists_private, sets, sets_private
from voronka.api.http import Before, Handler

HANDLERS: dict[str, Handler] = {
    # account
    "v2.account.get": account.get,
    "private.account.current": current_account.current,
    # auth
    "private.auth.login": auth.login,
    "private.auth.login_by_query": auth.login_by_query,
    # calls
    "v2.calls.add": calls.add,
    "private.calls.add": calls.add_older,
    "v2.events.add": calls.notify,
    # catalog_elements
    "v2.catalog_elements.list": lists(catalog_elements.find, catalog_elements.to_wire),
    "v2.catalog_elements.set": sets(catalog_elements.SETTER),
    "private.catalog_elements.list": lists_private(catalog_elements.find, catalog_elements.private_to_wire),
    "private.catalog_elements.set": sets_private(catalog_elements.SETTER),
    # catalogs
    "v2.catalogs.list": lists(catalogs.find, catalogs.to_wire),
    "v2.catalogs.set": sets(catalogs.SETTER),
    "private.catalogs.list": lists_private(catalogs.find, catalogs.private_to_wire),
    "private.catalogs.set": sets_private(catalogs.SETTER),
    # companies
    "v2.companies.list": lists(companies.find, companies.to_wire),
    "v2.companies.set": sets(companies.SETTER),
    "private.companies.list": lists_private(companies.find, companies.private_to_wire),
    "private.companies.all": lists_private(companies.find, companies.private_to_wire),
    "private.companies.set": sets_private(companies.SETTER),
    # contacts
    "v2.contacts.list": lists(contacts.find, contacts.to_wire),
    "v2.contacts.set": sets(contacts.SETTER),
    "private.contacts.list": lists_private(contacts.find, contacts.private_to_wire),
    "private.contacts.all": lists_private(contacts.find, contacts.private_to_wire),
    "private.contacts.set": sets_private(contacts.SETTER),
    # customers
    "v2.customers.list": lists(customers.find, customers.to_wire),
    "v2.customers.set": sets(customers.SETTER),
    "v2.customers.segments": lists(customers.find_segments, customers.segment_to_wire),
    "private.customers.list": lists_private(customers.find, customers.private_to_wire),
    "private.customers.set": sets_private(customers.SETTER),
    # customers_periods
    "v2.customers_periods.list": customers_periods.find,
    "v2.customers_periods.replace": customers_periods.replace,
    "private.customers_periods.list": customers_periods.find_private,
    "private.customers_periods.replace": customers_periods.replace_private,
    # deletions
    "private.deletions.many": deletions.many,
    "private.deletions.lead": deletions.lead,
    "private.deletions.multiactions": deletions.multiactions,
    # fields
    "v2.fields.set": fields.set_fields,
    "private.fields.set": fields.set_private,
    # leads
    "v2.leads.list": lists(leads.find, leads.to_wire),
    "v2.leads.set": sets(leads.SETTER),
    "private.leads.list": lists_private(leads.find, leads.private_to_wire),
    "private.leads.all": lists_private(leads.find, leads.private_to_wire),
    "private.leads.set": sets_private(leads.SETTER),
    # links
    "v2.links.list": links.find,
    "v2.links.set": links.set_links,
    "private.links.list": links.find_private,
    "private.links.set": links.set_private,
    "private.contacts.links": links.pairs,
    # notes
    "v2.notes.list": lists(notes.find, notes.to_wire),
    "v2.notes.set": sets(notes.SETTER),
    "v2.attachments.download": notes.download,
    "private.notes.list": lists_private(notes.find, notes.private_to_wire),
    "private.notes.set": sets_private(notes.SETTER),
    # pipelines
    "v2.pipelines.list": pipelines.find,
    "private.pipelines.list": pipelines.find_private,
    "private.pipelines.set": pipelines.set_private,
    "private.pipelines.delete": pipelines.delete,
    "private.pipelines.delete_by_query": pipelines.delete_by_query,
    # products_settings
    "v2.products_settings.get": products_settings.get,
    "v2.products_settings.switch": products_settings.switch,
    # salesbot
    "v2.salesbot.run": salesbot.run,
    # task_types
    "private.task_types.edit": task_types.edit,
    # tasks
    "v2.tasks.list": lists(tasks.find, tasks.to_wire),
    "v2.tasks.set": sets(tasks.SETTER),
    "private.tasks.list": lists_private(tasks.find, tasks.private_to_wire),
    "private.tasks.all": lists_private(tasks.find, tasks.private_to_wire),
    "private.tasks.set": sets_private(tasks.SETTER),
    # transactions
    "v2.transactions.list": lists(transactions.find, transactions.to_wire),
    "v2.transactions.set": sets(transactions.SETTER),
    "v2.transactions.comment": transactions.comment,
    "private.transactions.list": transactions.find_private,
    "private.transactions.set": sets_private(transactions.SETTER),
    "private.transactions.comment": transactions.comment_private,
    # unsorted
    "v2.unsorted.list": unsorted.find,
    "v2.unsorted.summary": unsorted.summary,
    "v2.unsorted.add_sip": unsorted.adds("sip"),
    "v2.unsorted.add_form": unsorted.adds("forms"),
    "v2.unsorted.accept": unsorted.accept,
    "v2.unsorted.decline": unsorted.decline,
    "private.unsorted.list": older_unsorted.find,
    "private.unsorted.summary": older_unsorted.summary,
    "private.unsorted.add": older_unsorted.add,
    "private.unsorted.accept": older_unsorted.accept,
    "private.unsorted.decline": older_unsorted.decline,
    # webhooks
    "v2.webhooks.list": webhooks.find,
    "v2.webhooks.subscribe": webhooks.subscribe,
    "v2.webhooks.unsubscribe": webhooks.unsubscribe,
    "private.webhooks.list": webhooks.find,
    "private.webhooks.subscribe": webhooks.subscribe,
    "private.webhooks.unsubscribe": webhooks.unsubscribe,
    # widgets
    "v2.widgets.list": lists(widgets.find, widgets.to_wire),
    "v2.widgets.switch": widgets.switch,
    "private.widgets.list": lists_private(widgets.find, widgets.to_wire),
    "private.widgets.switch": widgets.switch_private,
}

# What must be asked of the world outside before the transaction is opened.
BEFORE: dict[str, Before] = {
    "v2.webhooks.subscribe": webhooks.look_up,
    "private.webhooks.subscribe": webhooks.look_up,
}
