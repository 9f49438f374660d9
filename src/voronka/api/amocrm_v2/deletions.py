"""Deleting, as the vendor's pages do it."""

from voronka.api.http import Call, Reply
from voronka.domain.errors import NotFound
from voronka.services import companies, contacts, leads
from voronka.services.work import Work

DELETE = {"contacts": contacts.delete, "leads": leads.delete, "companies": companies.delete}


def many(work: Work, call: Call) -> Reply:
    delete = DELETE.get(call.path["entity"])
    if delete is None:
        raise NotFound(f"There is nothing to delete under {call.path['entity']}: {', '.join(DELETE)}.")
    delete(work, call.body.ID)
    return _done(call)


def lead(work: Work, call: Call) -> Reply:
    leads.delete(work, call.body.ID)
    return _done(call)


def _done(call: Call) -> Reply:
    return Reply(body={"status": "success"}, content_type=call.operation.media)
