"""Calls of the vendor's own pages that clients borrow, as API v2 deletes no contacts, leads or companies."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON, MOST, RESPONSE, Ids, OneResponse, Request
from voronka.contract.operation import Operation


class Deletion(Struct, kw_only=True):
    """ID: of the records that go to the recycle bin. ACTION: DELETE, which is all that can be done here."""

    ACTION: Any | UnsetType = UNSET
    ID: Ids


class Deleted(Struct, kw_only=True):
    """`status` is `success`, also when some of the records were gone before."""

    status: str


class Multiaction(Struct, kw_only=True):
    """One action on many. entity_type: 1 contact, 2 lead, 3 company, 4 task, 17 a row of the page of contacts and
    companies. multiaction_type: 4, delete, which is all that can be done here. data: what pages send; is not read."""

    entity_type: int
    multiaction_type: int
    ids: Ids
    data: Any | UnsetType = UNSET


class Multiactions(Struct, kw_only=True):
    add: list[Multiaction] | UnsetType = UNSET


class MultiactionDone(Struct, kw_only=True):
    entity_type: int
    multiaction_type: int
    ids: list[int]


class MultiactionsDone(Struct, kw_only=True):
    """`ids` are those that were asked for: what is deleted twice is deleted."""

    add: list[MultiactionDone]


# fmt: off
OPERATIONS = (
    Operation("private.deletions.many", "POST", "/ajax/{entity}/multiple/delete", body=Deletion, answer=Deleted,
              media=JSON, most=MOST, form=True, texts=("entity",), summary="Delete contacts, leads or companies"),
    Operation("private.deletions.lead", "POST", "/private/deals/delete.php", body=Deletion, answer=Deleted, media=JSON,
              most=MOST, form=True, summary="Delete a lead"),
    Operation("private.deletions.multiactions", "POST", "/ajax/v1/multiactions/set", body=Request[Multiactions],
              answer=OneResponse[MultiactionsDone], key="multiactions", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Delete contacts, leads, companies or tasks"),
)
# fmt: on
