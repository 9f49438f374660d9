"""The pipeline and the loss reasons of a new account."""

from voronka.domain import beginnings
from voronka.domain.loss_reasons import LossReasonWrite
from voronka.domain.pipelines import PipelineWrite
from voronka.services import loss_reasons, pipelines
from voronka.services.work import Work


def create_first_pipeline(work: Work) -> None:
    pipelines.add(work, [PipelineWrite(name=beginnings.PIPELINE_NAME, sort=1, is_main=True)])


def create_loss_reasons(work: Work) -> None:
    loss_reasons.add(work, [LossReasonWrite(name=name) for name in beginnings.LOSS_REASONS])
