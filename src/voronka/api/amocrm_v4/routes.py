"""Operation → handler, every one a line of its own. Paths stand in contract/amocrm_v4."""

from voronka.api.amocrm_v4 import companies, contacts, leads, links
from voronka.api.amocrm_v4.shapes import gets, lists, saves_many, saves_one
from voronka.api.http import Handler
from voronka.domain.kinds import Kind

HANDLERS: dict[str, Handler] = {
    # companies
    "companies.list": lists(companies.find, companies.to_wire),
    "companies.get": gets(companies.find_one, companies.to_wire),
    "companies.add": saves_many(companies.from_wire, companies.add, companies.added),
    "companies.update": saves_many(companies.from_wire, companies.update, companies.updated),
    "companies.update_one": saves_one(companies.from_wire, companies.update_one, companies.updated),
    # contacts
    "contacts.list": lists(contacts.find, contacts.to_wire),
    "contacts.get": gets(contacts.find_one, contacts.to_wire),
    "contacts.add": saves_many(contacts.from_wire, contacts.add, contacts.added),
    "contacts.update": saves_many(contacts.from_wire, contacts.update, contacts.updated),
    "contacts.update_one": saves_one(contacts.from_wire, contacts.update_one, contacts.updated),
    # leads
    "leads.list": lists(leads.find, leads.to_wire),
    "leads.get": gets(leads.find_one, leads.to_wire),
    "leads.add": saves_many(leads.from_wire, leads.add, leads.added),
    "leads.update": saves_many(leads.from_wire, leads.update, leads.updated),
    "leads.update_one": saves_one(leads.from_wire, leads.update_one, leads.updated),
    # links
    "companies.links.list": links.list_one(Kind.COMPANY),
    "companies.links.list_many": links.list_many(Kind.COMPANY),
    "companies.link": links.link(Kind.COMPANY),
    "companies.link_many": links.link(Kind.COMPANY),
    "companies.unlink": links.unlink(Kind.COMPANY),
    "companies.unlink_many": links.unlink(Kind.COMPANY),
    "contacts.links.list": links.list_one(Kind.CONTACT),
    "contacts.links.list_many": links.list_many(Kind.CONTACT),
    "contacts.link": links.link(Kind.CONTACT),
    "contacts.link_many": links.link(Kind.CONTACT),
    "contacts.unlink": links.unlink(Kind.CONTACT),
    "contacts.unlink_many": links.unlink(Kind.CONTACT),
    "leads.links.list": links.list_one(Kind.LEAD),
    "leads.links.list_many": links.list_many(Kind.LEAD),
    "leads.link": links.link(Kind.LEAD),
    "leads.link_many": links.link(Kind.LEAD),
    "leads.unlink": links.unlink(Kind.LEAD),
    "leads.unlink_many": links.unlink(Kind.LEAD),
}
