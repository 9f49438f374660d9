"""What rows name and the account does not have yet, made where the mapping says so: stages, options, groups …"""

from collections.abc import Callable, Iterable, Sequence

from voronka.base.folding import fold
from voronka.domain.fields.defining import FieldChange, Owner
from voronka.domain.fields.options import AT_MOST as OPTIONS_AT_MOST
from voronka.domain.fields.options import VALUE_AT_MOST, OptionWrite
from voronka.domain.fields.settings import SettingsWrite
from voronka.domain.importing.mapping import FieldCell
from voronka.domain.importing.names import Want
from voronka.domain.loss_reasons import LossReasonWrite
from voronka.domain.naming import NAME_AT_MOST
from voronka.domain.pipelines import OWN_STATUSES_AT_MOST, PIPELINES_AT_MOST, SORT_STEP, PipelineWrite
from voronka.domain.statuses import StatusWrite
from voronka.services import custom_fields, loss_reasons, pipelines, statuses, users
from voronka.services.importing.jobs import Job
from voronka.services.work import Work


def make(work: Work, job: Job, wants: Iterable[Want]) -> None:
    """As much of it as there is room for; a row that names the rest is refused afterwards."""
    work.lock_facts()  # somebody else may just have made the same
    names = job.names(work)
    grouped: dict[tuple[str, int], dict[str, str]] = {}
    for want in wants:
        if len(want.name) <= NAME_AT_MOST and names.directory(want).find(want.name) is None:
            grouped.setdefault((want.what, want.scope), {}).setdefault(fold(want.name), want.name)
    for (what, scope), named in grouped.items():
        MAKERS[what](work, job, scope, list(named.values()))


def _pipelines(work: Work, _job: Job, _scope: int, names: Sequence[str]) -> None:
    room = PIPELINES_AT_MOST - len(work.facts.pipelines)
    if room > 0:
        pipelines.add(work, [PipelineWrite(name=name) for name in names[:room]])


def _stages(work: Work, _job: Job, pipeline_id: int, names: Sequence[str]) -> None:
    """After the pipeline's own stages, before its two ends."""
    held = work.facts.pipelines[pipeline_id].statuses
    own = [status.sort for status in held if status.is_editable]
    last, room = max(own), OWN_STATUSES_AT_MOST - len(own)
    writes = [StatusWrite(name=name, sort=last + nth * SORT_STEP) for nth, name in enumerate(names[:room], 1)]
    if room > 0:
        statuses.add(work, pipeline_id, writes)


def _loss_reasons(work: Work, _job: Job, _scope: int, names: Sequence[str]) -> None:
    loss_reasons.add(work, [LossReasonWrite(name=name) for name in names])


def _groups(work: Work, _job: Job, _scope: int, names: Sequence[str]) -> None:
    users.add_groups(work, names)


def _options(work: Work, job: Job, nth: int, names: Sequence[str]) -> None:
    cell: FieldCell = job.table.fields[nth]  # type: ignore[union-attr]  # only a table with fields wants options
    owner, field = owner_of(work, job), job.names(work).fields[nth]
    if field is None:
        custom_fields.add(work, owner, [field_change(cell, names[:OPTIONS_AT_MOST], work.account.settings.currency)])
        return
    kept = [OptionWrite(id=option.id, value=option.value, sort=option.sort) for option in field.enums]
    new = [OptionWrite(value=name) for name in names[: OPTIONS_AT_MOST - len(kept)]]
    custom_fields.update(work, owner, [FieldChange(id=field.id, enums=[*kept, *new])])


def owner_of(work: Work, job: Job) -> Owner:
    assert job.kind is not None, "users have no custom fields"
    return Owner(job.kind, job.names(work).catalog_id)


def field_change(cell: FieldCell, options: Sequence[str], currency: str) -> FieldChange:
    """The definition of a field that the mapping speaks of and the account does not have."""
    change = FieldChange(type=cell.type, name=cell.name or cell.code, code=cell.code or None)
    if options:
        change.enums = [OptionWrite(value=name) for name in options if len(name) <= VALUE_AT_MOST]
    if cell.type == "monetary":
        change.settings = SettingsWrite(currency=cell.currency or currency)
    return change


MAKERS: dict[str, Callable[[Work, Job, int, Sequence[str]], None]] = {
    "pipeline": _pipelines,
    "stage": _stages,
    "loss reason": _loss_reasons,
    "group": _groups,
    "option": _options,
}
