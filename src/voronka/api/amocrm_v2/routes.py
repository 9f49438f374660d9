"""Operation → handler, every one a line of its own. Paths stand in contract/amocrm_v2."""

from voronka.api.amocrm_v2 import (
    account,
    auth,
    companies,
    contacts,
    current_account,
    deletions,
    leads,
    links,
    notes,
    tasks,
)
from voronka.api.amocrm_v2.shapes import lists, lists_private, sets, sets_private
from voronka.api.http import Handler

HANDLERS: dict[str, Handler] = {
    # account
    "v2.account.get": account.get,
    "private.account.current": current_account.current,
    # auth
    "private.auth.login": auth.login,
    "private.auth.login_by_query": auth.login_by_query,
    # companies
    "v2.companies.list": lists(companies.find, companies.to_wire),
    "v2.companies.set": sets(companies.SETTER),
    "private.companies.list": lists_private(companies.find, companies.private_to_wire),
    "private.companies.set": sets_private(companies.SETTER),
    # contacts
    "v2.contacts.list": lists(contacts.find, contacts.to_wire),
    "v2.contacts.set": sets(contacts.SETTER),
    "private.contacts.list": lists_private(contacts.find, contacts.private_to_wire),
    "private.contacts.set": sets_private(contacts.SETTER),
    # deletions
    "private.deletions.many": deletions.many,
    "private.deletions.lead": deletions.lead,
    # leads
    "v2.leads.list": lists(leads.find, leads.to_wire),
    "v2.leads.set": sets(leads.SETTER),
    "private.leads.list": lists_private(leads.find, leads.private_to_wire),
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
    "private.notes.list": lists_private(notes.find, notes.private_to_wire),
    "private.notes.set": sets_private(notes.SETTER),
    # tasks
    "v2.tasks.list": lists(tasks.find, tasks.to_wire),
    "v2.tasks.set": sets(tasks.SETTER),
    "private.tasks.list": lists_private(tasks.find, tasks.private_to_wire),
    "private.tasks.set": sets_private(tasks.SETTER),
}
