"""Calls (звонки), and notices of a call that is coming in now."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from voronka.contract.amocrm_v2.envelope import JSON, MOST, RESPONSE, Ids, ItemError, Items, Links, OneResponse
from voronka.contract.amocrm_v2.records import RequestId, Seconds
from voronka.contract.operation import Operation

Direction = Literal["inbound", "outbound"]
Duration = Annotated[int, Meta(ge=0)]


class CallWrite(Struct, kw_only=True):
    """A call. Its card is found by the last ten digits of the number.

    uniq: the telephony's own id; a call that is sent again under it is not added again. duration: seconds.
    call_status: 1 left a message, 2 call back, 3 not there, 4 talked, 5 wrong number, 6 no answer, 7 busy.
    """

    phone: str = field(name="phone_number")
    direction: Direction
    uniq: str | UnsetType = UNSET
    duration: Duration | UnsetType = UNSET
    source: str | UnsetType = UNSET
    link: str | UnsetType = UNSET
    call_status: Annotated[int, Meta(ge=1, le=8)] | UnsetType = UNSET
    call_result: str | UnsetType = UNSET
    responsible_user_id: int | UnsetType = UNSET
    created_by: int | UnsetType = UNSET
    created_at: Seconds | UnsetType = UNSET
    updated_at: Seconds | UnsetType = UNSET
    request_id: RequestId | UnsetType = UNSET


class CallsSet(Struct, kw_only=True):
    add: list[CallWrite] | UnsetType = UNSET


class Call(Struct, kw_only=True):
    """Where a call stands: on a contact (1), a lead (2), a company (3) or a customer (12). id: of its note."""

    id: int
    element_id: int
    element_type: int
    uniq: str
    phone_number: str
    request_id: int | str


class CallsEmbedded(Struct, kw_only=True):
    """263: nobody has the number, and the call is not kept."""

    items: list[Call]
    errors: dict[str, list[ItemError]] | UnsetType = UNSET


class CallsSaved(Struct, kw_only=True):
    links: Links = field(name="_links")
    embedded: CallsEmbedded = field(name="_embedded")


class OlderCallsQuery(Struct, kw_only=True):
    """code: the id of the telephony's integration, or the code of its widget; it is kept as the source of its calls.

    key: the integration's secret, which stands for login, session or token. A wrong one is refused, whoever sends it.
    """

    code: str | UnsetType = UNSET
    key: str | UnsetType = UNSET


# (unconfirmed) whether date and duration are needed: what a telephony leaves out is no reason to lose its call
class OlderCall(Struct, kw_only=True):
    """A call. caller: who called; to: who was called. billsec: seconds."""

    account_id: int
    uniq: str = field(name="uuid")
    caller: str
    to: str
    direction: Direction = field(name="type")
    created_at: Seconds | UnsetType = field(name="date", default=UNSET)
    duration: Duration | UnsetType = field(name="billsec", default=UNSET)
    link: str | UnsetType = UNSET


class OlderCallsList(Struct, kw_only=True):
    add: list[OlderCall] | UnsetType = UNSET


class OlderCallsSet(OlderCallsList, kw_only=True):
    """`{"request": {"add": [...]}}`, or `{"add": [...]}` alone."""

    request: OlderCallsList = field(default_factory=OlderCallsList)


class OlderCallsDone(Struct, kw_only=True):
    """`add.success`: uuids, also of calls that wait for somebody to get their number, up to 18 hours; `add.errors`:
    uuids with the reason, empty when all is well."""

    add: dict[str, list[Any]]


class NoticeWrite(Struct, kw_only=True):
    """A call that is coming in. users: who is to be told; all when left out."""

    type: Literal["phone_call"]
    phone: str = field(name="phone_number")
    users: Ids | UnsetType = UNSET


class NoticesSet(Struct, kw_only=True):
    add: list[NoticeWrite] | UnsetType = UNSET


class Notice(Struct, kw_only=True):
    """Whose number it is: null when nobody has it."""

    element_id: int | None
    element_type: int | None
    uid: str
    phone_number: str


# fmt: off
OPERATIONS = (
    Operation("v2.calls.add", "POST", "/api/v2/calls", body=CallsSet, answer=CallsSaved, most=MOST, form=True,
              summary="Add calls to the cards that have their numbers"),
    Operation("private.calls.add", "POST", "/api/calls/add", query=OlderCallsQuery, body=OlderCallsSet,
              answer=OneResponse[OlderCallsDone], key="calls", root=RESPONSE, media=JSON, most=MOST, form=True,
              summary="Add calls to the cards that have, or will have, their numbers"),
    Operation("v2.events.add", "POST", "/api/v2/events", body=NoticesSet, answer=Items[Notice], most=MOST, form=True,
              summary="Find the cards of calls that are coming in"),
)
# fmt: on
