"""Bots of sales, started from outside."""

from typing import Literal

from msgspec import Struct, field

from voronka.contract.amocrm_v2.envelope import Links
from voronka.contract.operation import Operation

RUNS_AT_MOST = 100


class SalesbotRun(Struct, kw_only=True):
    """Whom the bot is started for. entity_type: 1 a contact, 2 a lead."""

    bot_id: int
    entity_id: int
    entity_type: int


class SalesbotStarted(Struct, kw_only=True):
    links: Links = field(name="_links")
    success: Literal[True]


# fmt: off
OPERATIONS = (
    Operation("v2.salesbot.run", "POST", "/api/v2/salesbot/run", body=list[SalesbotRun], answer=SalesbotStarted,
              status=202, most=RUNS_AT_MOST, form=True, summary="Start bots for leads and contacts"),
)
# fmt: on
