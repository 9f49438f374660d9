"""What the tests of talks do: Мария writes to the shop in a messenger."""

from typing import Any

from tests.world import OWN_ONLY, World
from voronka.domain.talks import Incoming, Message
from voronka.services import receiving
from voronka.services.work import Work
from voronka.store import tables

TALKS = "/api/v4/talks"
CHAT = "0d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"
OTHER_CHAT = "1d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a"


def write(world: World, text: str = "Есть пионы?", chat_id: str = CHAT, **more: Any) -> Message:
    """A message of the customer, as a channel hands it in."""
    message = Incoming(chat_id=chat_id, author="Мария", text=text, **more)
    return world.do_as(world.irina, receiving.receive, message)


def narrow(work: Work, user_id: int) -> None:
    """To what is his own."""
    rights = dict.fromkeys(("leads", "contacts", "companies"), OWN_ONLY)
    row = {"account_id": work.account_id, "id": user_id, "rights": rights}
    work.dialect.update_many(work.connection, tables.users, [row], ("account_id", "id"))
    work.facts_change()
