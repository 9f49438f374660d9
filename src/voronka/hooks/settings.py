"""How the worker goes about it. The server fills in what an installation may decide."""

import time
from collections.abc import Callable, Mapping

from msgspec import Struct

from voronka.domain.accounts import Account
from voronka.domain.deliveries import ANSWER_WITHIN
from voronka.domain.facts import Facts
from voronka.domain.triggers import Happening, Trigger
from voronka.domain.webhooks import Entry

# Change, event code, facts and account → the body to send. Each vendor brings the renderers of its event codes.
Render = Callable[[Entry, str, Facts, Account], str]
RenderTrigger = Callable[[Trigger, Happening, Account], str]


class Renderers(Struct, frozen=True):
    notices: Mapping[str, Render]
    trigger: RenderTrigger


class HookSettings(Struct, frozen=True, kw_only=True):
    allow_private: bool = False  # VORONKA_WEBHOOKS_ALLOW_PRIVATE
    answer_within: float = ANSWER_WITHIN  # the vendor's; tests that hold a receiver are not to race with it
    lease: int = 15  # seconds a delivery belongs to a worker; after that it was killed
    poll: float = 0.5  # seconds between looks for work that nobody woke us for
    breath: float = 0.03  # seconds between two transactions of one account: what gathers meanwhile goes together
    retry_after_error: float = 1.0  # seconds until the database is tried again
    told_at_once: int = 200  # changes
    claimed_at_once: int = 500  # deliveries
    waiting: int = 128  # deliveries held in memory for one destination
    at_once: int = 16  # requests to one destination
    sick_waiting: int = 4  # the same for a destination whose last answer was bad
    sick_at_once: int = 2
    sending: int = 256  # requests in all
    prune_every: float = 600.0  # seconds
    clock: Callable[[], float] = time.time
