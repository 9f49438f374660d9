"""Rights (права): what a role or a user may do. A all, G own group, M own, L linked, D denied."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

Letter = Literal["A", "G", "M", "D"]
Switch = Literal["A", "D"]
CatalogLetter = Literal["A", "L", "D"]


class EntityRights(Struct, kw_only=True):
    """A all, G own group, M own, D denied."""

    view: str
    edit: str
    add: str
    delete: str
    export: str


class TaskRights(Struct, kw_only=True):
    edit: str
    delete: str


class StatusActions(Struct, kw_only=True):
    view: str
    edit: str
    delete: str
    export: str | UnsetType = UNSET


class StatusRights(Struct, kw_only=True):
    """An exception for one stage."""

    entity_type: str
    pipeline_id: int
    status_id: int
    rights: StatusActions


class CatalogRights(Struct, kw_only=True):
    """An exception for one catalog. L: only elements that are linked to records which the user may see."""

    catalog_id: int
    rights: EntityRights


class Rights(Struct, kw_only=True):
    """What may be done; all keys are always there."""

    leads: EntityRights
    contacts: EntityRights
    companies: EntityRights
    tasks: TaskRights
    mail_access: bool = False
    catalog_access: bool = False
    status_rights: list[StatusRights] | None = None
    catalog_rights: list[CatalogRights] | None = None


class EntityRightsWrite(Struct, kw_only=True):
    """What is not named is denied. Whoever may not view may not edit, delete or export; whoever may not edit may not
    delete: what goes further than the right it depends on is taken back to it."""

    view: Letter | UnsetType | None = UNSET
    edit: Letter | UnsetType | None = UNSET
    add: Switch | UnsetType | None = UNSET
    delete: Letter | UnsetType | None = UNSET
    export: Letter | UnsetType | None = UNSET


class TaskRightsWrite(Struct, kw_only=True):
    edit: Letter | UnsetType | None = UNSET
    delete: Letter | UnsetType | None = UNSET


class StatusActionsWrite(Struct, kw_only=True):
    """export is as for all leads where it is not named; the others are denied."""

    view: Letter | UnsetType | None = UNSET
    edit: Letter | UnsetType | None = UNSET
    delete: Letter | UnsetType | None = UNSET
    export: Letter | UnsetType | None = UNSET


class StatusRightsWrite(Struct, kw_only=True):
    entity_type: Literal["leads"]
    pipeline_id: int
    status_id: int
    rights: StatusActionsWrite


class CatalogActionsWrite(Struct, kw_only=True):
    view: CatalogLetter | UnsetType | None = UNSET
    edit: CatalogLetter | UnsetType | None = UNSET
    add: CatalogLetter | UnsetType | None = UNSET
    delete: CatalogLetter | UnsetType | None = UNSET
    export: CatalogLetter | UnsetType | None = UNSET


class CatalogRightsWrite(Struct, kw_only=True):
    catalog_id: int
    rights: CatalogActionsWrite


class RightsWrite(Struct, kw_only=True):
    """A key that is not sent stays as it is, and in something new is denied. catalog_access: the switch for all
    catalogs. status_rights null or []: in a change of a role the incoming-leads stages are closed."""

    leads: EntityRightsWrite | UnsetType | None = UNSET
    contacts: EntityRightsWrite | UnsetType | None = UNSET
    companies: EntityRightsWrite | UnsetType | None = UNSET
    tasks: TaskRightsWrite | UnsetType | None = UNSET
    mail_access: bool | UnsetType | None = UNSET
    catalog_access: bool | UnsetType | None = UNSET
    status_rights: list[StatusRightsWrite] | UnsetType | None = UNSET
    catalog_rights: list[CatalogRightsWrite] | UnsetType | None = UNSET
