"""The account's things by the names that a file calls them."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from voronka.base.folding import fold
from voronka.domain.facts import Facts
from voronka.domain.fields.definition import Field, FieldSet
from voronka.domain.importing.cells import Bad
from voronka.domain.importing.mapping import AnyTable, Elements, FieldCell, Leads, Missing
from voronka.domain.importing.walking import KINDS, STORED_TYPES, TARGETS
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import LOST, WON

What = Literal["pipeline", "stage", "loss reason", "group", "option"]


class Want(Struct, frozen=True):
    """What a row names and is to be made. `scope`: of a stage its pipeline, of an option the place of its cell."""

    what: What
    scope: int
    name: str


class Directory:
    """Ids by name, whatever the case. A name that two things have finds neither."""

    def __init__(self, what: str, named: Iterable[tuple[str, int]]) -> None:
        self.what = what
        self._ids: dict[str, int] = {}
        self._doubled: set[str] = set()
        self._found: dict[str, int] = {}  # spellings seen already, so that each is folded once
        for name, id in named:
            folded = fold(name)
            if self._ids.setdefault(folded, id) != id:
                self._doubled.add(folded)

    def is_clear(self, name: str) -> bool:
        return fold(name) not in self._doubled

    def first(self, name: str) -> int | None:
        """Also where there are several: somebody else has told of that."""
        return self._ids.get(fold(name))

    def find(self, name: str) -> int | None:
        found = self._found.get(name)
        if found is None:
            folded = fold(name)
            if folded in self._doubled:
                raise Bad(f"more than one {self.what} is called «{name}»")
            found = self._ids.get(folded)
            if found is not None:
                self._found[name] = found
        return found

    def called(self, name: str, missing: Missing, wants: list[Want] | None, scope: int = 0) -> int | None:
        """As `find`; when there is none, what the mapping says. Without `wants` nothing more can be made."""
        found = self.find(name)
        if found is not None or missing == "skip":
            return found
        if missing == "create" and wants is not None:
            wants.append(Want(self.what, scope, name))  # type: ignore[arg-type]  # only these are ever to be made
            return None
        raise Bad(f"there is no {self.what} «{name}»" + (" and no more can be made" if missing == "create" else ""))


class Names:
    """What the rows of one table may name, as the account is now."""

    def __init__(self, facts: Facts, table: AnyTable, administrator_id: int) -> None:
        self.administrator_id = administrator_id
        people = [user for user in facts.users.values() if user.is_active]
        called = [(name, user.id) for user in people for name in {user.name, user.email}]
        self.users = Directory("user", called)
        self.groups = Directory("group", [(group.name, group.id) for group in facts.groups.values()])
        self.reasons = Directory("loss reason", [(each.name, each.id) for each in facts.loss_reasons.values()])
        self.pipelines = Directory("pipeline", [(each.name, each.id) for each in facts.pipelines.values()])
        self.stages = {id: _stages(facts, id) for id in facts.pipelines}
        self.catalogs = Directory("catalog", [(catalog.name, catalog.id) for catalog in facts.catalogs.values()])
        self.catalog_id = (self.catalogs.first(table.catalog.name) or 0) if isinstance(table, Elements) else 0
        self.pipeline_id = self._pipeline(facts, table)
        self.fields = self._fields(facts, table)
        self.options = [_options(field) for field in self.fields]
        self.link_catalogs, self.link_prices = self._links(facts, table)

    def directory(self, want: Want) -> Directory:
        """Where the wanted thing is looked for."""
        if want.what == "stage":
            return self.stages[want.scope]
        if want.what == "option":
            return self.options[want.scope]
        return {"pipeline": self.pipelines, "loss reason": self.reasons, "group": self.groups}[want.what]

    def _pipeline(self, facts: Facts, table: AnyTable) -> int:
        named = self.pipelines.first(table.pipeline.name) if isinstance(table, Leads) and table.pipeline else None
        return named or facts.main_pipeline.id

    def _fields(self, facts: Facts, table: AnyTable) -> list[Field | None]:
        kind = KINDS.get(type(table))
        held = facts.fields_of(kind, self.catalog_id) if kind else FieldSet.of([])
        cells: Sequence[FieldCell] = getattr(table, "fields", ())
        return [find_field(held, cell) for cell in cells]

    def _links(self, facts: Facts, table: AnyTable) -> tuple[list[int], list[int | None]]:
        catalogs: list[int] = []
        prices: list[int | None] = []
        for cell in getattr(table, "links", ()):
            is_element = TARGETS[cell.to] == Kind.ELEMENT
            catalog_id = (self.catalogs.first(cell.catalog) or 0) if is_element else 0
            price = _by_code_or_name(facts.fields_of(Kind.ELEMENT, catalog_id), cell.price, cell.price)
            catalogs.append(catalog_id)
            prices.append(price.id if price else None)
        return catalogs, prices


def find_field(held: FieldSet, cell: FieldCell) -> Field | None:
    """Phones and e-mails are the system's own fields unless the mapping names another."""
    if cell.type in STORED_TYPES and not (cell.code or cell.name):
        return held.by_code.get(cell.type.upper())
    return _by_code_or_name(held, cell.code, cell.name)


def _by_code_or_name(held: FieldSet, code: str, name: str) -> Field | None:
    if code and code in held.by_code:
        return held.by_code[code]
    folded = fold(name)
    return next((field for field in held.by_id.values() if name and fold(field.name) == folded), None)


def _stages(facts: Facts, pipeline_id: int) -> Directory:
    """By their names; the two ends also as «won» and «lost» and by number, unless a stage is called so."""
    stages = [each for each in facts.pipelines[pipeline_id].statuses if not each.is_unsorted]
    named = {fold(stage.name): stage.id for stage in stages}
    ends = {"won": WON, "lost": LOST, str(WON): WON, str(LOST): LOST}
    return Directory("stage", (ends | named).items())


def _options(field: Field | None) -> Directory:
    return Directory("option", [(option.value, option.id) for option in field.options()] if field else [])
