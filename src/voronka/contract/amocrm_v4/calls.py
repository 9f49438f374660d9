"""Calls (звонки): written here, read as notes `call_in`, `call_out` and as events of the card that was found."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v4.envelope import Item, RequestId, Seconds, Timestamp
from voronka.contract.operation import Operation


class CallAdd(Struct, kw_only=True):
    """A call. Its card is found by the last ten digits of `phone`.

    duration: seconds. source: name of the telephony. link: address of the recording. uniq: the telephony's own id; a
        call that is sent again under it is not added again.
    call_status: 1 left a message, 2 call back, 3 not there, 4 talked, 5 wrong number, 6 no answer, 7 busy, 8 unknown.
    call_responsible: who received an inbound call, who made an outbound one: id of a user, a phone or a name; without
        it `created_by`.
    """

    direction: Literal["inbound", "outbound"]
    duration: Seconds
    source: str
    phone: str | int
    uniq: str | int | UnsetType | None = UNSET
    link: str | UnsetType | None = UNSET
    call_result: str | UnsetType | None = UNSET
    call_status: Annotated[int, Meta(ge=1, le=8)] | UnsetType | None = UNSET
    call_responsible: int | str | UnsetType | None = UNSET
    responsible_user_id: int | UnsetType | None = UNSET
    created_by: int | UnsetType | None = UNSET
    updated_by: int | UnsetType | None = UNSET
    created_at: Timestamp | UnsetType | None = UNSET
    updated_at: Timestamp | UnsetType | None = UNSET
    request_id: RequestId | UnsetType | None = UNSET


class CallEntity(Item, kw_only=True):
    id: int


class CallEmbedded(Struct, kw_only=True):
    entity: CallEntity


class Call(Struct, kw_only=True):
    """A call that was added. id: of its note. entity_type: lead, contact, company or customer."""

    id: int
    entity_id: int
    entity_type: str
    account_id: int = 0
    request_id: str = ""
    embedded: CallEmbedded | UnsetType = field(name="_embedded", default=UNSET)


class CallError(Struct, kw_only=True):
    """A call that was not added: status 263, no card has this number."""

    title: str = ""
    status: int = 0
    detail: str = ""
    request_id: str = ""


class CallsEmbedded(Struct, kw_only=True):
    calls: list[Call] = []


class CallsAdded(Struct, kw_only=True):
    """What became of the calls sent; of each there is a call or an error."""

    total_items: int = field(name="_total_items", default=0)
    errors: list[CallError] = []
    embedded: CallsEmbedded = field(name="_embedded", default_factory=CallsEmbedded)


# fmt: off
OPERATIONS = (
    Operation("calls.add", "POST", "/api/v4/calls", body=list[CallAdd], answer=CallsAdded, summary="Add calls to the cards that have their numbers"),
)
# fmt: on
