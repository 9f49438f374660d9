"""What an administrator writes about a field → the field, every fault of the batch named."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from voronka.base.absent import ABSENT, Absent, or_else
from voronka.domain.errors import Problems, Rule
from voronka.domain.facts import Facts
from voronka.domain.fields.definition import Enum, Field
from voronka.domain.fields.options import Desk, OptionWrite, take_enums, take_tree
from voronka.domain.fields.predefined import ADDRESS_PARTS
from voronka.domain.fields.settings import SettingsWrite, take_settings
from voronka.domain.fields.types import TYPES
from voronka.domain.kinds import Kind

T = TypeVar("T")

NAME_AT_MOST = 255
CODE_AT_MOST = 100
SORT_STEP = 10

# Of people the stages are kept and told, and bind whoever works at the card (unconfirmed): an integration that moves a
# lead has never seen his card, and would be refused for it.
WITH_STATUSES = frozenset({Kind.LEAD, Kind.CONTACT, Kind.COMPANY})
INVOICES = "invoices"


class StatusRef(Struct, kw_only=True, frozen=True):
    status_id: int
    pipeline_id: int


class FieldChange(Struct, kw_only=True):
    """ABSENT: as it was, or the usual for a new field. `id` is 0 for a new one."""

    id: int = 0
    type: str | Absent | None = ABSENT
    name: str | Absent | None = ABSENT
    code: str | Absent | None = ABSENT
    sort: int | Absent | None = ABSENT
    group_id: str | Absent | None = ABSENT
    is_api_only: bool | Absent | None = ABSENT
    is_deletable: bool | Absent | None = ABSENT
    is_visible: bool | Absent | None = ABSENT
    is_required: bool | Absent | None = ABSENT
    required_statuses: list[StatusRef] | Absent | None = ABSENT
    hidden_statuses: list[StatusRef] | Absent | None = ABSENT
    enums: list[OptionWrite] | Absent | None = ABSENT
    nested: list[OptionWrite] | Absent | None = ABSENT
    settings: SettingsWrite = SettingsWrite()

    def options(self) -> list[OptionWrite]:
        return [*(or_else(self.enums, None) or ()), *(or_else(self.nested, None) or ())]


class Owner(Struct, frozen=True):
    """Whose fields: of an entity, or of the elements of one catalog."""

    kind: Kind
    catalog_id: int = 0


class Definer:
    """Defines the fields of one owner in one batch: codes stay unique among the held fields and within the batch."""

    def __init__(self, owner: Owner, facts: Facts, now: int, new_option_ids: Iterator[int]) -> None:
        self.owner = owner
        self.facts = facts
        self.now = now
        self.new_option_ids = new_option_ids
        self.problems = Problems()
        held = facts.fields_of(owner.kind, owner.catalog_id)
        self.codes = {code: field.id for code, field in held.by_code.items()}
        self.last_sort = max((field.sort for field in held.by_id.values()), default=0)

    def define(self, change: FieldChange, id: int, item: int) -> Field | None:
        desk = Desk(item=item, problems=self.problems, new_ids=self.new_option_ids)
        type = self._type(change, desk)
        self.last_sort += SORT_STEP
        return (
            self._field(_blank(self.owner, id, type, self.last_sort, self.now), change, desk, new=True)
            if type
            else None
        )

    def redefine(self, before: Field, change: FieldChange, item: int) -> Field:
        desk = Desk(item=item, problems=self.problems, new_ids=self.new_option_ids)
        if or_else(change.type, None) not in (None, before.type):
            desk.refuse("type", Rule.READ_ONLY)
        return self._field(before, change, desk, new=False)

    def _type(self, change: FieldChange, desk: Desk) -> str | None:
        name = or_else(change.type, None)
        if not name:
            desk.refuse("type", Rule.MISSING)
            return None
        type = TYPES.get(name)
        if type is None or self.owner.kind not in type.owners or (type.invoices_only and self._is_of_another_catalog()):
            desk.refuse("type", Rule.UNKNOWN_CHOICE)
            return None
        return name

    def _is_of_another_catalog(self) -> bool:
        """Of a catalog that holds no invoices."""
        catalog = self.facts.catalogs.get(self.owner.catalog_id)
        return self.owner.kind == Kind.ELEMENT and (catalog is None or catalog.type != INVOICES)

    def _field(self, before: Field, change: FieldChange, desk: Desk, *, new: bool) -> Field:
        in_catalog = self.owner.kind == Kind.ELEMENT
        is_fixed = before.is_predefined or not in_catalog
        return Field(
            id=before.id,
            entity_type=before.entity_type,
            catalog_id=before.catalog_id,
            name=_name(before, change, desk, new=new),
            code=self._code(before, change, desk),
            type=before.type,
            sort=_or_held(change.sort, before.sort),
            group_id=self._group(before, change, desk),
            is_api_only=_or_held(change.is_api_only, before.is_api_only),
            is_deletable=before.is_deletable if is_fixed else _or_held(change.is_deletable, before.is_deletable),
            is_predefined=before.is_predefined,
            is_visible=_or_held(change.is_visible, before.is_visible) if in_catalog else before.is_visible,
            is_required=_or_held(change.is_required, before.is_required) if in_catalog else before.is_required,
            enums=_enums(before, change, desk, new=new),
            nested=_nested(before, change, desk, new=new),
            required_statuses=self._statuses("required_statuses", before, change, desk),
            hidden_statuses=self._statuses("hidden_statuses", before, change, desk),
            settings=take_settings(before.type, before.settings, change.settings, set(self.facts.catalogs), desk),
            created_at=before.created_at,
            updated_at=self.now,
        )

    def _code(self, before: Field, change: FieldChange, desk: Desk) -> str | None:
        code = before.code if change.code is ABSENT else (change.code or "").strip() or None
        if code and len(code) > CODE_AT_MOST:
            desk.refuse("code", Rule.TOO_LONG, str(CODE_AT_MOST))
        if code and self.codes.get(code, before.id) != before.id:
            desk.refuse("code", Rule.TAKEN)
        elif code != before.code:
            self.codes.pop(before.code or "", None)
        if code:
            self.codes.setdefault(code, before.id)
        return code

    def _group(self, before: Field, change: FieldChange, desk: Desk) -> str | None:
        if change.group_id is ABSENT:
            return before.group_id
        known = (group.id for group in self.facts.field_groups if self._owns(group.entity_type, group.catalog_id))
        if change.group_id and change.group_id not in known:
            desk.refuse("group_id", Rule.UNKNOWN_CHOICE)
        return change.group_id or None

    def _owns(self, kind: Kind, catalog_id: int) -> bool:
        return (kind, catalog_id) == (self.owner.kind, self.owner.catalog_id)

    def _statuses(self, key: str, before: Field, change: FieldChange, desk: Desk) -> list[dict[str, int]]:
        sent: Sequence[StatusRef] | Absent | None = getattr(change, key)
        if sent is ABSENT:
            return getattr(before, key)
        if sent and self.owner.kind not in WITH_STATUSES:
            desk.refuse(key, Rule.UNEXPECTED)
        for place, where in enumerate(sent or ()):
            pipeline = self.facts.pipelines.get(where.pipeline_id)
            if pipeline is None:
                desk.refuse(f"{key}.{place}.pipeline_id", Rule.UNKNOWN_CHOICE)
            elif pipeline.status(where.status_id) is None:
                desk.refuse(f"{key}.{place}.status_id", Rule.UNKNOWN_CHOICE)
        return [{"status_id": where.status_id, "pipeline_id": where.pipeline_id} for where in dict.fromkeys(sent or ())]


def _blank(owner: Owner, id: int, type: str, sort: int, now: int) -> Field:
    return Field(
        id=id,
        entity_type=owner.kind,
        catalog_id=owner.catalog_id,
        name="",
        code=None,
        type=type,
        sort=sort,
        group_id=None,
        is_api_only=False,
        is_deletable=True,
        is_predefined=False,
        is_visible=True,
        is_required=False,
        enums=(),
        nested=(),
        required_statuses=[],
        hidden_statuses=[],
        settings={},
        created_at=now,
        updated_at=now,
    )


def _or_held(sent: T | Absent | None, held: T) -> T:
    return held if sent is None or isinstance(sent, Absent) else sent


def _name(before: Field, change: FieldChange, desk: Desk, *, new: bool) -> str:
    if change.name is ABSENT or (change.name is None and not new):
        if new:
            desk.refuse("name", Rule.MISSING)
        return before.name
    name = (change.name or "").strip()
    if not name:
        desk.refuse("name", Rule.BLANK)
    if len(name) > NAME_AT_MOST:
        desk.refuse("name", Rule.TOO_LONG, str(NAME_AT_MOST))
    return name


def _enums(before: Field, change: FieldChange, desk: Desk, *, new: bool) -> tuple[Enum, ...]:
    if before.type == "smart_address":
        return ADDRESS_PARTS
    sent = or_else(change.enums, None)
    takes = TYPES[before.type].has_options and before.type != "category"
    if not takes:
        if sent:
            desk.refuse("enums", Rule.UNEXPECTED)
        return ()
    if sent is None and not new:
        return before.enums
    if not sent:
        desk.refuse("enums", Rule.MISSING if sent is None else Rule.BLANK)
    options = take_enums(before.enums, sent or (), desk)
    if before.type != "multitext":
        return options
    return tuple(structs.replace(each, code=each.code or each.value) for each in options)  # its texts are codes


def _nested(before: Field, change: FieldChange, desk: Desk, *, new: bool) -> tuple[Enum, ...]:
    sent = or_else(change.nested, None)
    if before.type != "category":
        if sent:
            desk.refuse("nested", Rule.UNEXPECTED)
        return ()
    # A product category may start without a single branch: its tree grows by later edits.
    return before.nested if sent is None and not new else take_tree(before.nested, sent or (), desk)
