"""Deleting, as the vendor's pages do it."""

from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2.envelope import private_reply
from voronka.api.amocrm_v2.faults import ItemFaults, NothingSent
from voronka.api.errors import TooManyItems
from voronka.api.http import Call, Reply
from voronka.base.absent import or_else
from voronka.contract.amocrm_v2.envelope import MOST
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.services import companies, contacts, leads, tasks
from voronka.services.work import Work

DELETE = {"contacts": contacts.delete, "leads": leads.delete, "companies": companies.delete}

# 17 is a row of the page on which contacts and companies stand together; clients delete contacts so.
NUMBERED = {
    Kind.CONTACT: contacts.delete,
    Kind.LEAD: leads.delete,
    Kind.COMPANY: companies.delete,
    Kind.TASK: tasks.delete,
    17: contacts.delete,
}
DELETION = 4
DONE = ("entity_type", "multiaction_type", "ids")


def many(work: Work, call: Call) -> Reply:
    delete = DELETE.get(call.path["entity"])
    if delete is None:
        raise NotFound(f"There is nothing to delete under {call.path['entity']}: {', '.join(DELETE)}.")
    delete(work, call.body.ID)
    return _done(call)


def lead(work: Work, call: Call) -> Reply:
    leads.delete(work, call.body.ID)
    return _done(call)


def multiactions(work: Work, call: Call) -> Reply:
    asked = or_else(call.body.request, {}).get(call.operation.key)
    actions = or_else(asked.add, []) if asked else []
    if not actions:
        raise NothingSent
    if sum(len(action.ids) for action in actions) > MOST:
        raise TooManyItems(f"At most {MOST} records per request.")
    _check(actions)
    for action in actions:
        NUMBERED[action.entity_type](work, action.ids)
    done = [{name: getattr(action, name) for name in DONE} for action in actions]
    return private_reply(call, work.now, {"add": done})


def _check(actions: Sequence[Any]) -> None:
    problems = Problems()
    for place, action in enumerate(actions):
        if action.entity_type not in NUMBERED:
            problems.add(place, f"add.{place}.entity_type", Rule.UNKNOWN_CHOICE)
        if action.multiaction_type != DELETION:
            problems.add(place, f"add.{place}.multiaction_type", Rule.UNKNOWN_CHOICE)
    if problems.found:
        raise ItemFaults(problems.found, [str(place) for place in range(len(actions))], "add")


def _done(call: Call) -> Reply:
    return Reply(body={"status": "success"}, content_type=call.operation.media)
