"""Calls of the vendor's own pages that clients borrow, as API v2 deletes no contacts, leads or companies."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from voronka.contract.amocrm_v2.envelope import JSON, MOST, Ids
from voronka.contract.operation import Operation


class Deletion(Struct, kw_only=True):
    """ID: of the records that go to the recycle bin. ACTION: DELETE, which is all that can be done here."""

    ACTION: Any | UnsetType = UNSET
    ID: Ids


class Deleted(Struct, kw_only=True):
    """`status` is `success`, also when some of the records were gone before."""

    status: str


# fmt: off
OPERATIONS = (
    Operation("private.deletions.many", "POST", "/ajax/{entity}/multiple/delete", body=Deletion, answer=Deleted,
              media=JSON, most=MOST, form=True, texts=("entity",), summary="Delete contacts, leads or companies"),
    Operation("private.deletions.lead", "POST", "/private/deals/delete.php", body=Deletion, answer=Deleted, media=JSON,
              most=MOST, form=True, summary="Delete a lead"),
)
# fmt: on
