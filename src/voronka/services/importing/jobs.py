"""One table of a mapping at work: what its batches share."""

from collections.abc import Sequence

from voronka.domain.importing.compiling import Reader
from voronka.domain.importing.mapping import Elements, LinkCell, Mapping, Users
from voronka.domain.importing.names import Names
from voronka.domain.importing.walking import KINDS
from voronka.domain.kinds import Kind
from voronka.services import users
from voronka.services.work import Work

USER = 0  # where the number of a record's kind stands otherwise


class Job:
    def __init__(self, mapping: Mapping, nth: int, header: Sequence[str], account_timezone: str) -> None:
        self.table = mapping.tables[nth]
        self.source = mapping.source
        self.reader = Reader(self.table, header, mapping.timezone or account_timezone)
        self._names: tuple[object, Names] | None = None

    @property
    def kind(self) -> Kind | None:
        """None: users."""
        return KINDS.get(type(self.table))

    @property
    def entity_type(self) -> int:
        return USER if self.kind is None else int(self.kind)

    @property
    def is_alone(self) -> bool:
        """Its batches make records that no key guards: only one of them may be at it at a time."""
        links: Sequence[LinkCell] = getattr(self.table, "links", ())
        return isinstance(self.table, Users) or any(link.missing == "create" for link in links)

    @property
    def keys(self) -> str:
        """Under which name the table's keys are remembered."""
        catalog = self.table.catalog.name if isinstance(self.table, Elements) else ""
        return key_source(self.table.source or self.source, catalog)

    def keys_of(self, link: LinkCell) -> str:
        return key_source(link.source or self.source, link.catalog)

    def names(self, work: Work) -> Names:
        """Made anew only when the account's facts are other ones."""
        facts = work.facts
        if self._names is None or self._names[0] is not facts:
            administrator_id = 0 if isinstance(self.table, Users) else users.administrator(work).id
            self._names = facts, Names(facts, self.table, administrator_id)
        return self._names[1]


def key_source(source: str, catalog: str) -> str:
    """Each catalog has keys of its own: products and services may both begin at 1."""
    return f"{source}/{catalog}" if catalog else source
