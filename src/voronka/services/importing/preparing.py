"""Before the first row: the catalogs, pipelines and custom fields that a mapping speaks of are there, or it is told."""

from collections.abc import Iterator, Sequence

from voronka.base.folding import fold
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.fields.predefined import EMAILS, PHONES
from voronka.domain.importing.checking import Fault
from voronka.domain.importing.lines import Path
from voronka.domain.importing.mapping import Catalog, Elements, FieldCell, Leads, Pipeline
from voronka.domain.importing.names import find_field
from voronka.domain.importing.walking import STORED_TYPES, TARGETS, WITH_OPTIONS
from voronka.domain.kinds import Kind
from voronka.domain.pipelines import PipelineWrite
from voronka.domain.statuses import StatusWrite
from voronka.services import catalogs, custom_fields, pipelines
from voronka.services.importing.jobs import Job
from voronka.services.importing.making import field_change, owner_of
from voronka.services.work import Work
from voronka.store import external_keys

LABELS = {"phone": PHONES, "email": EMAILS}


def prepare(work: Work, jobs: Sequence[Job]) -> list[Fault]:
    """Faults only when the account and the mapping contradict each other; then nothing may be kept of what was made."""
    external_keys.lock(work)
    for job in jobs:
        if isinstance(job.table, Elements):
            _catalog(work, job.table.catalog)
        if isinstance(job.table, Leads) and job.table.pipeline:
            _pipeline(work, job.table.pipeline)
    checks = (_destination, _fields, _links)
    return [fault for nth, job in enumerate(jobs) for check in checks for fault in check(work, nth, job)]


def _catalog(work: Work, asked: Catalog) -> None:
    held = {fold(catalog.name) for catalog in work.facts.catalogs.values()}
    if fold(asked.name) not in held:
        catalogs.add(work, [CatalogWrite(name=asked.name, type=asked.type)])


def _pipeline(work: Work, asked: Pipeline) -> None:
    held = {fold(pipeline.name) for pipeline in work.facts.pipelines.values()}
    if fold(asked.name) not in held:
        stages = [StatusWrite(name=name) for name in asked.stages]
        pipelines.add(work, [PipelineWrite(name=asked.name, statuses=stages)])


def _destination(work: Work, nth: int, job: Job) -> Iterator[Fault]:
    names = job.names(work)
    if isinstance(job.table, Elements) and not names.catalogs.is_clear(job.table.catalog.name):
        yield ("tables", nth, "catalog"), f"more than one catalog is called «{job.table.catalog.name}»; rename one."
    if isinstance(job.table, Leads) and job.table.pipeline and not names.pipelines.is_clear(job.table.pipeline.name):
        yield ("tables", nth, "pipeline"), f"more than one pipeline is called «{job.table.pipeline.name}»; rename one."


def _fields(work: Work, nth: int, job: Job) -> Iterator[Fault]:
    cells: Sequence[FieldCell] = getattr(job.table, "fields", ())
    for place, cell in enumerate(cells):
        yield from _field(work, job, cell, ("tables", nth, "fields", place))


def _field(work: Work, job: Job, cell: FieldCell, path: Path) -> Iterator[Fault]:
    owner = owner_of(work, job)
    held = work.facts.fields_of(owner.kind, owner.catalog_id)
    field = find_field(held, cell)
    if not cell.code and sum(fold(each.name) == fold(cell.name) for each in held.by_id.values()) > 1:
        yield path, f"more than one field is called «{cell.name}»; name it by its code."
    stored = STORED_TYPES.get(cell.type, cell.type)
    if field and field.type != stored:
        yield (*path, "type"), f"the field «{field.name}» is there already, of type {field.type}."
    if field:
        return
    if cell.type in WITH_OPTIONS and not cell.options:
        # made with the first options that the rows name: a field of choices cannot be without any
        if cell.missing != "create":
            yield path, f'the new field «{cell.name}» has no options: list them, or write missing = "create".'
        return
    change = field_change(cell, cell.options or LABELS.get(cell.type, ()), work.account.settings.currency)
    change.type = stored
    custom_fields.add(work, owner, [change])


def _links(work: Work, nth: int, job: Job) -> Iterator[Fault]:
    names = job.names(work)
    for place, link in enumerate(getattr(job.table, "links", ())):
        path: Path = ("tables", nth, "links", place)
        if TARGETS[link.to] == Kind.ELEMENT and names.catalogs.first(link.catalog) is None:
            yield (*path, "catalog"), f"there is no catalog «{link.catalog}»; a table into elements would make it."
        elif link.price and names.link_prices[place] is None:
            yield (*path, "price"), f"the catalog «{link.catalog}» has no field «{link.price}»."
