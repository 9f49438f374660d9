"""A folder of files and a mapping, imported into «Ромашка»; and what there is afterwards."""

import csv
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal

from tests.world import World
from voronka.domain.access import SYSTEM, Actor
from voronka.domain.importing.reading import read_mapping
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.domain.records import Card
from voronka.services import records
from voronka.services.importing.rejects import Rejects
from voronka.services.importing.run import Import
from voronka.services.importing.telling import TableReport
from voronka.services.work import Database

Counts = tuple[int, int, int, int]  # new, changed, same, rejected

CLIENTS = """
[[tables]]
into = "companies"
file = "clients.csv"
key = "id"
set.name = "name"
fields = [{ column = "city", name = "Город", type = "select", missing = "create" }]
"""

DEALS = """
[[tables]]
into = "leads"
file = "deals.csv"
key = "id"
set.name = "title"
set.price = "sum"
set.status = "stage"
set.tags = "tags"
links = [{ to = "companies", column = "client" }]
"""


class Shop:
    def __init__(self, world: World, portal: BlockingPortal, folder: Path) -> None:
        self.world = world
        self.portal = portal
        self.folder = folder

    def write(self, name: str, *lines: str) -> None:
        (self.folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def bring(
        self, *tables: str, head: str = 'source = "shop"\n', actor: Actor = SYSTEM, dry: bool = False
    ) -> list[Counts]:
        """Imports these tables; what became of the rows of each."""
        work = self.prepared(*tables, head=head, actor=actor)
        reports = self.portal.call(work.rehearse if dry else work.run, *self.where)
        return [_counts(report) for report in reports]

    def prepared(self, *tables: str, head: str = 'source = "shop"\n', actor: Actor = SYSTEM) -> Import:
        file = read_mapping(head + "".join(tables), "shop.toml")
        rejects = Rejects(self.folder / "rejects.csv")
        return Import(file, self.folder, actor=actor, rejects=rejects)

    @property
    def where(self) -> tuple[Database, int]:
        return self.world.database, self.world.romashka.id

    @property
    def rejects(self) -> list[dict[str, str]]:
        path = self.folder / "rejects.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def reasons(self) -> dict[int, str]:
        return {int(row["line"]): row["reason"] for row in self.rejects}

    def cards(self, kind: Kind) -> dict[str, Card]:
        """Everything of a kind, by name."""
        around = [other for other in (Kind.COMPANY, Kind.CONTACT, Kind.ELEMENT) if other > kind or kind == Kind.LEAD]
        found = self.world.do(records.page, kind, ListQuery(limit=250), around if kind != Kind.ELEMENT else [])
        return {card.record.name: card for card in found.items}

    def lead(self, name: str) -> Any:
        return self.cards(Kind.LEAD)[name].record


def _counts(report: TableReport) -> Counts:
    return report.new, report.changed, report.same, report.rejected
