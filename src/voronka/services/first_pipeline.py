"""The pipeline, the loss reasons and the statuses of customers of a new account."""

from voronka.domain import beginnings
from voronka.domain.customer_statuses import FIRST, of_first
from voronka.domain.loss_reasons import LossReasonWrite
from voronka.domain.pipelines import PipelineWrite
from voronka.services import loss_reasons, pipelines
from voronka.services.work import Work
from voronka.store import customer_statuses


def create_first_pipeline(work: Work) -> None:
    pipelines.add(work, [PipelineWrite(name=beginnings.PIPELINE_NAME, sort=1, is_main=True)])


def create_loss_reasons(work: Work) -> None:
    loss_reasons.add(work, [LossReasonWrite(name=name) for name in beginnings.LOSS_REASONS])


def create_customer_statuses(work: Work) -> None:
    ids = work.new_ids("customer_statuses", len(FIRST))
    customer_statuses.add(work, [of_first(first, id) for first, id in zip(FIRST, ids, strict=True)])
    work.facts_change()
