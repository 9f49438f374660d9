"""Custom fields by the numbers of their types, of several owners in one request."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from voronka.api.amocrm_v2.account import FIELDS
from voronka.api.amocrm_v2.envelope import Wire, item_link, items_reply, private_reply
from voronka.api.amocrm_v2.faults import NothingSent, mark_of, of_named
from voronka.api.amocrm_v2.problems import is_private
from voronka.api.http import Call, Reply
from voronka.base.absent import ABSENT, or_else
from voronka.domain.errors import Invalid, Problem, Problems, Rule
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.options import OptionWrite
from voronka.domain.fields.settings import SettingsWrite
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind
from voronka.services import custom_fields, writes
from voronka.services.work import Work

NAMES = {row.legacy_id: row.name for row in TYPES.values()}
UNKNOWN = "?"  # a number that is no type is a name that is none
PATHS = {"type": "field_type"}
PRIVATE_PATHS = {"type": "type"}


def set_fields(work: Work, call: Call) -> Reply:
    done = _done(work, call, call.body)
    items = [{**item, "_links": item_link("fields", item["id"])} for saved in done.values() for item in saved]
    return items_reply(call, items)


def set_private(work: Work, call: Call) -> Reply:
    return private_reply(call, work.now, _done(work, call, or_else(call.body.request, {}).get(call.operation.key)))


def _done(work: Work, call: Call, body: Any) -> dict[str, list[Wire]]:
    adds = or_else(body.add, []) if body else []
    deletes = or_else(body.delete, []) if body else []
    if not adds and not deletes:
        raise NothingSent("add" if body and body.add is not ABSENT else "", among=("add", "delete"))
    done: dict[str, list[Wire]] = {}
    if adds:
        ids = _add(work, call, adds)
        marks = (mark_of(item.request_id, place) for place, item in enumerate(adds))
        done["add"] = [{"id": id, "request_id": mark} for id, mark in zip(ids, marks, strict=True)]
    if deletes:
        _delete(work, deletes)
        done["delete"] = [{"id": item.id} for item in deletes]
    return done


def _add(work: Work, call: Call, items: Sequence[Any]) -> list[int]:
    """Owner by owner; the faults of all of them are told together."""
    made: dict[int, int] = {}
    found: list[Problem] = []
    for owner, places in _by_owner(work, items, found).items():
        changes = [_change(work, items[place]) for place in places]
        try:
            fields = writes.placed(places, lambda owner=owner, changes=changes: custom_fields.add(work, owner, changes))
        except Invalid as error:
            found += error.problems
        else:
            made |= {place: field.id for place, field in zip(places, fields, strict=True)}
    if found:
        error = Invalid(sorted(found, key=lambda problem: problem.item))
        raise of_named(error, "add", items, PRIVATE_PATHS if is_private(call) else PATHS) from None
    return [made[place] for place in range(len(items))]


def _by_owner(work: Work, items: Sequence[Any], found: list[Problem]) -> dict[Owner, list[int]]:
    owners: dict[Owner, list[int]] = defaultdict(list)
    problems = Problems()
    for place, item in enumerate(items):
        if item.element_type in FIELDS.values():
            owners[Owner(Kind(item.element_type))].append(place)
        elif item.element_type in work.facts.catalogs:
            owners[Owner(Kind.ELEMENT, item.element_type)].append(place)
        else:
            rule = Rule.MISSING if item.element_type is ABSENT else Rule.UNKNOWN_CHOICE
            problems.add(place, "element_type", rule)
    found += problems.found
    return owners


def _change(work: Work, item: Any) -> FieldChange:
    """Amounts of money are in the account's currency: nothing here says which."""
    return FieldChange(
        type=item.field_type if item.field_type is ABSENT else NAMES.get(item.field_type, UNKNOWN),
        name=item.name,
        enums=item.enums if item.enums is ABSENT else [OptionWrite(value=text) for text in item.enums],
        is_api_only=_is_api_only(item),
        is_required=item.is_required,
        is_deletable=item.is_deletable,
        is_visible=item.is_visible,
        settings=SettingsWrite(origin=item.origin, currency=work.account.settings.currency),
    )


def _is_api_only(item: Any) -> Any:
    return item.disabled if item.is_editable is ABSENT else not item.is_editable


def _delete(work: Work, items: Sequence[Any]) -> None:
    try:
        custom_fields.delete_own(work, [(item.id, item.origin) for item in items])
    except Invalid as error:
        raise of_named(error, "delete", items, {}) from error
