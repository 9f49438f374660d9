"""What every use case needs to know of its account: small, read often, changed seldom, so it is cached by version."""

from msgspec import Struct, field

from voronka.domain.catalogs import Catalog
from voronka.domain.customer_statuses import CustomerStatus
from voronka.domain.fields.definition import NO_FIELDS, FieldGroup, FieldSet
from voronka.domain.kinds import Kind
from voronka.domain.loss_reasons import LossReason
from voronka.domain.pipelines import Pipeline
from voronka.domain.roles import Role
from voronka.domain.segments import Segment
from voronka.domain.task_types import TaskType, built_in
from voronka.domain.triggers import Trigger
from voronka.domain.users import Group, User
from voronka.domain.webhooks import Webhook


class Facts(Struct, kw_only=True, frozen=True):
    users: dict[int, User]  # with the rights of their roles
    groups: dict[int, Group]
    roles: dict[int, Role]
    pipelines: dict[int, Pipeline]  # by sort
    loss_reasons: dict[int, LossReason]
    fields: dict[tuple[Kind, int], FieldSet]
    field_groups: list[FieldGroup]
    catalogs: dict[int, Catalog]
    customer_statuses: dict[int, CustomerStatus]  # by sort
    segments: dict[int, Segment]
    webhooks: list[Webhook]
    task_types: dict[int, TaskType] = field(default_factory=built_in)
    triggers: list[Trigger] = []
    hidden_catalogs: dict[int, Catalog] = {}  # switched off, with all that is in them

    def fields_of(self, kind: Kind, catalog_id: int = 0) -> FieldSet:
        return self.fields.get((kind, catalog_id), NO_FIELDS)

    @property
    def main_pipeline(self) -> Pipeline:
        return next(
            (pipeline for pipeline in self.pipelines.values() if pipeline.is_main), next(iter(self.pipelines.values()))
        )

    def group_of(self, user_id: int) -> int:
        user = self.users.get(user_id)
        return (user.group_id if user else None) or 0
