"""Voronka: a CRM that you own, and a client for it and for amoCRM's cloud.

    from voronka import Amo       # for asyncio
    from voronka import AmoSync   # for everything else
    from voronka.types import LeadAdd, LeadFilter

docs/client.md shows the client at work. The server is in the extra: `pip install voronka[server]`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voronka.client import Amo as Amo
    from voronka.client import AmoError as AmoError
    from voronka.client import AmoSync as AmoSync
    from voronka.client import AsyncPages as AsyncPages
    from voronka.client import BadRequest as BadRequest
    from voronka.client import ConnectionFailed as ConnectionFailed
    from voronka.client import FileStore as FileStore
    from voronka.client import Forbidden as Forbidden
    from voronka.client import ItemProblem as ItemProblem
    from voronka.client import MemoryStore as MemoryStore
    from voronka.client import NotFound as NotFound
    from voronka.client import NotProcessable as NotProcessable
    from voronka.client import NotSignedIn as NotSignedIn
    from voronka.client import OAuth as OAuth
    from voronka.client import Page as Page
    from voronka.client import Pages as Pages
    from voronka.client import PaymentRequired as PaymentRequired
    from voronka.client import Refused as Refused
    from voronka.client import Retry as Retry
    from voronka.client import ServerFailed as ServerFailed
    from voronka.client import TokenRefused as TokenRefused
    from voronka.client import Tokens as Tokens
    from voronka.client import TokensNotSaved as TokensNotSaved
    from voronka.client import TokenStore as TokenStore
    from voronka.client import TooManyRequests as TooManyRequests
    from voronka.client import Unauthorized as Unauthorized
    from voronka.client import UnexpectedAnswer as UnexpectedAnswer
    from voronka.client import ValidationFailed as ValidationFailed


def __getattr__(name: str) -> Any:
    """The client is loaded when it is asked for: every module of the server passes here, and commands start quickly."""
    if name[:1].isupper():  # classes; submodules are Python's own business
        client = import_module("voronka.client")
        if name in client.__all__:
            return getattr(client, name)
    raise AttributeError(f"module 'voronka' has no attribute {name!r}")
